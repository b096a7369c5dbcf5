"""Host units: the list to look in, the profile, and who may write it (S0-R05)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from grunnmur.saksgang.feil import Nektet, Utdatert
from hospitering.models import Enhetsprofil
from hospitering.operations.enhetsprofil import lagre_profil
from tests.hospitering.skjema import innlogget, tekst
from tests.rollebesetning import Cast

OM_ENHETEN = {
    "hva_vi_gjor": "Lindrende behandling døgnet rundt.",
    "kan_laere": "Smertepumpe og samtaler med pårørende.",
    "passer_for": ["sykepleier"],
    "praktisk": "Møt i resepsjonen klokken 07.30.",
    "smittevern": "Spør om MRSA-prøve hos bedriftshelsetjenesten.",
    "gruppegrense": 2,
    "kapasitet": 3,
    "tar_imot": True,
}


def adresse(navn: str, enhet: Any) -> str:
    return reverse(f"hospitering:{navn}", args=[enhet.pk])


def med_profil(cast: Cast, **andre: Any) -> Enhetsprofil:
    return lagre_profil(cast.palliativ.pk, utfort_av=cast.vertsleder, versjon=0, felter=OM_ENHETEN | andre)


@pytest.mark.krav("S0-R05")
def test_alle_leser_hva_man_kan_laere_og_soker_derfra(cast: Cast) -> None:
    med_profil(cast)
    soker = innlogget(cast.soker)
    liste = soker.get(reverse("hospitering:enheter"), {"q": "smertepumpe"})
    assert [rad.enhet for rad in liste.context["rader"]] == [cast.palliativ]
    assert "Ledig nå" in tekst(liste)
    side = tekst(soker.get(adresse("enhet", cast.palliativ)))
    for ord_ in ("Smertepumpe og samtaler", "Møt i resepsjonen", "MRSA-prøve", "Bare til opplysning", "Vera Vertsleder"):
        assert ord_ in side
    assert f"{reverse('hospitering:ny')}?enhet={cast.palliativ.pk}" in side
    assert adresse("enhet_rediger", cast.palliativ) not in side
    assert "Søk om hospitering her" not in tekst(innlogget(cast.kontakt).get(adresse("enhet", cast.palliativ)))


def test_listen_snevres_inn(cast: Cast) -> None:
    med_profil(cast)
    soker = innlogget(cast.soker)

    def treff(**valg: Any) -> list[str]:
        svar = soker.get(reverse("hospitering:enheter"), valg)
        return [rad.enhet.navn for rad in svar.context["rader"]]

    assert "Legevakten" not in treff(), "a unit of a party that does not take part"
    assert treff(virksomhet=cast.hamar.pk) == ["Hjemmetjenesten"]
    assert treff(faggruppe="sykepleier") == treff(tar_imot="ja") == ["Palliativt senter"]
    assert treff(faggruppe="lege") == []
    lagre_profil(cast.palliativ.pk, utfort_av=cast.vertsleder, versjon=1, felter={"tar_imot": False})
    assert treff(tar_imot="ja") == []
    side = tekst(soker.get(adresse("enhet", cast.palliativ)))
    assert "Tar ikke imot hospitanter nå" in side and "Søk om hospitering her" not in side


def test_lederen_skriver_profilen_i_skjemaet(cast: Cast) -> None:
    leder = innlogget(cast.vertsleder)
    skrevet = OM_ENHETEN | {"tar_imot": "on", "versjon": 0}
    svar = leder.post(adresse("enhet_rediger", cast.palliativ), skrevet)
    assert svar.status_code == 302
    profil = Enhetsprofil.objects.get()
    assert (profil.kan_laere, profil.kapasitet, profil.passer_for) == (OM_ENHETEN["kan_laere"], 3, ["sykepleier"])
    gammel = leder.post(adresse("enhet_rediger", cast.palliativ), skrevet | {"kan_laere": "Noe annet."})
    assert gammel.status_code == 409
    assert "Noe annet." in tekst(gammel), "what was typed stays"
    assert Enhetsprofil.objects.get().kan_laere == OM_ENHETEN["kan_laere"]


@pytest.mark.parametrize("hvem", ["soker", "kontakt", "mottak", "hamarleder", "sekretariat"])
def test_bare_lederne_og_den_administrative_kontakten_skriver(cast: Cast, hvem: str) -> None:
    with pytest.raises(Nektet):
        lagre_profil(cast.palliativ.pk, utfort_av=cast.folk[hvem], versjon=0, felter=OM_ENHETEN)
    assert innlogget(cast.folk[hvem]).get(adresse("enhet_rediger", cast.palliativ)).status_code == 403
    assert not Enhetsprofil.objects.exists()


def test_lederen_over_og_kontakten_i_virksomheten_skriver_ogsaa(cast: Cast) -> None:
    lagre_profil(cast.palliativ.pk, utfort_av=cast.divisjonsleder, versjon=0, felter=OM_ENHETEN)
    lagre_profil(cast.korttid.pk, utfort_av=cast.kontakt_adm, versjon=0, felter={"kan_laere": "Korttid."})
    with pytest.raises(Utdatert):
        lagre_profil(cast.palliativ.pk, utfort_av=cast.vertsleder, versjon=0, felter=OM_ENHETEN)


def test_enheter_som_ikke_kan_vaere_vert_finnes_ikke(cast: Cast) -> None:
    assert innlogget(cast.soker).get(adresse("enhet", cast.utenforenhet)).status_code == 404
    assert innlogget(cast.utenfor).get(adresse("enhet", cast.palliativ)).status_code == 404
    assert innlogget(cast.utenfor).get(reverse("hospitering:enheter")).status_code == 404


@pytest.mark.parametrize("antall", [1, 3])
def test_listen_spor_like_mye_uansett_antall(cast: Cast, antall: int, django_assert_max_num_queries: Any) -> None:
    for enhet, leder in [(cast.palliativ, cast.vertsleder), (cast.divisjon, cast.divisjonsleder),
                         (cast.korttid, cast.leder)][:antall]:  # fmt: skip
        lagre_profil(enhet.pk, utfort_av=leder, versjon=0, felter=OM_ENHETEN)
    klient = innlogget(cast.soker)
    with django_assert_max_num_queries(25):
        svar = klient.get(reverse("hospitering:enheter"), {"tar_imot": "ja"})
    assert len(svar.context["rader"]) == antall
