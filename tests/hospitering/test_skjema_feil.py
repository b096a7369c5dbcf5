"""What is missing or wrong in the form, and how the host unit is found."""

from __future__ import annotations

import pytest
from django.test import Client

from grunnmur.organisasjon.models import Enhet, Rolle
from hospitering.models import Soknad
from tests.hospitering.skjema import SYNTETISK_FNR, adresse, feil_i, nytt_utkast, tekst, utfylt
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db


# --- what is missing or wrong -----------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H01", "S1-H05", "S1-H06", "S1-H07", "S1-S01", "S1-S12", "S1-S13", "S1-S14", "S1-S16")
@pytest.mark.parametrize(
    ("endring", "felt", "melding"),
    [
        ({"sokes_i": ""}, "sokes_i", "Velg om du søker om hospitering i helseforetaket eller i en kommune."),
        ({"sokes_i": "kommune"}, "kommune", "Velg kommunen du vil hospitere i."),
        ({"soker_navn": " "}, "soker_navn", "Skriv navnet ditt."),
        ({"hjemmeadresse": ""}, "hjemmeadresse", "Skriv hjemmeadressen din."),
        ({"tlf_privat": ""}, "tlf_privat", "Skriv telefonnummeret ditt."),
        ({"tlf_privat": "400 00"}, "tlf_privat",
         "Telefonnummeret ditt må ha 8 siffer. Utenlandske numre begynner med + og landskode."),
        ({"egen_enhet": ""}, "egen_enhet", "Velg arbeidsstedet ditt."),
        ({"tlf_arbeid": ""}, "tlf_arbeid", "Skriv telefonnummeret til arbeidsstedet."),
        ({"onsket_enhet": "", "onsket_enhet_tekst": ""}, "onsket_enhet_tekst",
         "Velg eller skriv hvilken enhet du vil hospitere i."),
        ({"periode_fra": ""}, "periode_fra", "Skriv datoen hospiteringen skal starte."),
        ({"periode_fra": "31.02.2099"}, "periode_fra", "Datoen i «Fra» finnes ikke. Sjekk dag og måned."),
        ({"periode_fra": "01.01.2020"}, "periode_fra",
         "Hospiteringen kan ikke starte i fortiden. Velg en dato fra og med i dag."),
        ({"periode_til": "01.01.2020"}, "periode_til", "Til-dato kan ikke være før fra-dato."),
        ({"begrunnelse": "\n "}, "begrunnelse", "Skriv en begrunnelse for hospiteringen."),
        ({"tema_og_maal": ""}, "tema_og_maal", "Skriv tema og mål for hospiteringen."),
        ({"faggruppe": ""}, "faggruppe", "Velg faggruppen din."),
        ({"faggruppe": "annen"}, "faggruppe_annen", "Skriv hvilken faggruppe du tilhører."),
    ],
)  # fmt: skip
def test_feil_staar_ved_feltet_og_alt_som_er_skrevet_blir_staaende(
    cast: Cast, soker: Client, endring: dict[str, str], felt: str, melding: str
) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast) | endring)
    assert feil_i(svar) == {felt: [melding]}
    assert "Kartlegging av symptomer." in tekst(svar) or felt == "tema_og_maal"
    for navn, verdi in endring.items():
        assert svar.context["form"][navn].value() in (verdi, verdi.strip() or None, verdi or None)
    lagret = Soknad.objects.get()
    assert lagret.versjon == 2, "what is right is kept all the same"
    assert lagret.bidrag == ""


def test_personnummer_avvises_i_hvert_tekstfelt_og_lagres_ikke(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    felter = ["soker_navn", "hjemmeadresse", "arbeidssted_adresse", "onsket_enhet_tekst", "begrunnelse", "tema_og_maal",
              "bidrag", "faggruppe_annen"]  # fmt: skip
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, lagre="1", **dict.fromkeys(felter, SYNTETISK_FNR)))
    feil = feil_i(svar)
    assert sorted(feil) == sorted(felter)
    assert all("personnummer" in meldinger[0] for meldinger in feil.values())
    assert SYNTETISK_FNR not in str(Soknad.objects.values().get())


@pytest.mark.krav("S1-H04")
def test_et_halvt_skjema_kan_lagres(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    halvt = {"versjon": 1, "soker_navn": "Synne Søker", "begrunnelse": "Halvferdig", "periode_fra": "", "lagre": "1"}
    svar = soker.post(adresse("utkast", utkast), halvt)
    assert (svar.status_code, svar.url) == (302, adresse("utkast", utkast))
    lagret = Soknad.objects.get()
    assert (lagret.begrunnelse, lagret.periode_fra, lagret.sokes_i) == ("Halvferdig", None, "")


# --- the host unit ----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H07", "S1-S10")
def test_sok_i_enheter_beholder_alt_og_dommer_ingenting(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    data = utfylt(cast, onsket_enhet_tekst="pall", periode_fra="tull", sok_enheter="1")
    data.pop("onsket_enhet")
    svar = soker.post(adresse("utkast", utkast), data)
    side = tekst(svar)
    assert svar.status_code == 200
    assert "Palliativt senter, Gjøvik</label>" in side
    assert "1 enhet passer." in side
    assert 'value="tull"' in side
    assert "aria-invalid" not in side
    assert "checked" not in side.split('name="onsket_enhet"')[1].split(">")[0]
    assert svar.context["form"]["versjon"].value() == "2"
    valgt = {"onsket_enhet": str(cast.palliativ.pk), "enhet_sokt": "pall", "onsket_enhet_tekst": "pall", "versjon": 2}
    assert soker.post(adresse("utkast", utkast), utfylt(cast) | valgt).url == adresse("se_over", utkast)
    lagret = Soknad.objects.get()
    assert (lagret.onsket_enhet, lagret.onsket_enhet_tekst) == (cast.palliativ, "")


def test_etter_et_sok_maa_det_velges(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    data = utfylt(cast, onsket_enhet_tekst="pall", enhet_sokt="pall")
    data.pop("onsket_enhet")
    assert feil_i(soker.post(adresse("utkast", utkast), data)) == {
        "onsket_enhet": ["Velg enheten i listen, eller velg «Ingen av disse»."]
    }
    svar = soker.post(adresse("utkast", utkast), data | {"onsket_enhet": "", "versjon": 2})
    assert svar.url == adresse("se_over", utkast)
    assert Soknad.objects.get().onsket_enhet_tekst == "pall"


@pytest.mark.krav("S1-H07")
def test_en_enhet_som_mangler_i_registeret_kan_skrives(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    skrevet = utfylt(cast, onsket_enhet="", onsket_enhet_tekst="Et nytt palliativt team")
    assert soker.post(adresse("utkast", utkast), skrevet).url == adresse("se_over", utkast)
    lagret = Soknad.objects.get()
    assert (lagret.onsket_enhet, lagret.onsket_enhet_tekst) == (None, "Et nytt palliativt team")


def test_navnet_paa_en_registrert_enhet_er_den_enheten(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    soker.post(adresse("utkast", utkast), utfylt(cast, onsket_enhet="", onsket_enhet_tekst="palliativt senter, gjøvik"))
    assert Soknad.objects.get().onsket_enhet == cast.palliativ


def test_et_valg_og_en_annen_tekst_maa_avklares(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    feil = feil_i(soker.post(adresse("utkast", utkast), utfylt(cast, onsket_enhet_tekst="Noe helt annet")))
    assert feil == {"onsket_enhet_tekst": ["Teksten er en annen enn enheten du har valgt. Søk på nytt, og velg enheten."]}


def test_enheten_maa_hore_til_virksomheten_som_er_valgt(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    feil = feil_i(soker.post(adresse("utkast", utkast), utfylt(cast, onsket_enhet=str(cast.hamarhelse.pk))))
    assert feil == {"onsket_enhet": ["Enheten hører ikke til virksomheten du har valgt. Søk og velg en annen enhet."]}


def test_sok_for_verten_er_valgt_sier_fra(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, sokes_i="", onsket_enhet="", sok_enheter="1"))
    assert "Velg først hvor du søker om hospitering" in tekst(svar)


@pytest.mark.krav("S1-S03")
def test_kommune_til_kommune(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    valg = soker.get(adresse("utkast", utkast)).context["form"].fields["kommune"].queryset
    assert [k.navn for k in valg] == ["Gjøvik", "Hamar"], "only those that take part, in Norwegian order"
    data = utfylt(
        cast, sokes_i="kommune", kommune=str(cast.hamar.pk), onsket_enhet_tekst="Hjemmetjenesten, Hamar",
        onsket_enhet=str(cast.hamarhelse.pk),
    )  # fmt: skip
    assert soker.post(adresse("utkast", utkast), data).url == adresse("se_over", utkast)
    lagret = Soknad.objects.get()
    assert (lagret.vertsvirksomhet, lagret.onsket_enhet) == (cast.hamar, cast.hamarhelse)


def test_kommune_utenfor_helsefellesskapet_kan_ikke_velges(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, sokes_i="kommune", kommune=str(cast.annen.pk)))
    assert "kommune" in feil_i(svar)


def test_nytt_arbeidssted_tar_med_adresse_og_telefon(cast: Cast, soker: Client) -> None:
    cast.rolle("soker", Rolle.Type.ANSATT, cast.hamarhelse)
    Enhet.objects.filter(pk=cast.hamarhelse.pk).update(adresse="Storgata 9, 2317 Hamar", telefon="62000009")
    utkast = cast.utkast()
    data = utfylt(cast, egen_enhet=str(cast.hamarhelse.pk), arbeidssted_adresse=cast.korttid.adresse, lagre="1")
    soker.post(adresse("utkast", utkast), data)
    lagret = Soknad.objects.get()
    assert (lagret.egen_enhet, lagret.arbeidssted_adresse) == (cast.hamarhelse, "Storgata 9, 2317 Hamar")
