"""What the applicant does with an application that is sent, and forms that came on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.saksgang.models import Hendelse, Signatur, Vedtak
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from hospitering.selectors.papir import finn_ansatte
from tests.hospitering.skjema import adresse, feil_i, innlogget, tekst, utfylt
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db
T = Tilstand


@pytest.fixture
def soker(cast: Cast) -> Client:
    return innlogget(cast.soker)


def som_sendt(cast: Cast, sak: Soknad, **andre: Any) -> dict[str, Any]:
    """The edit form exactly as the page shows it, but for `andre`."""
    fra, til = sak.periode_fra, sak.periode_til
    assert fra and til
    return utfylt(
        cast, versjon=sak.versjon, bidrag=sak.bidrag, periode_fra=f"{fra:%d.%m.%Y}", periode_til=f"{til:%d.%m.%Y}",
        tlf_privat=sak.tlf_privat, tlf_arbeid=sak.tlf_arbeid,
    ) | andre  # fmt: skip


# --- change -----------------------------------------------------------------------------------------------------------


def test_endring_viser_forskjellen_og_hvem_sitt_vedtak_som_faller_for_den_signeres(cast: Cast, soker: Client) -> None:
    sak = cast.mottatt()
    data = som_sendt(cast, sak, begrunnelse="En ny grunn.")
    svar = soker.post(adresse("endre", sak), data)
    side = tekst(svar)
    assert [(e.felt, e.til) for e in svar.context["endringer"] if e.felt.startswith("Begrunnelse")] == [
        ("Begrunnelse for hospiteringen", "En ny grunn.")
    ]
    assert svar.context["revne"] == [("Leif Leder", "Leder i egen enhet")]
    assert "Leder i egen enhet: Leif Leder" in side
    assert Soknad.objects.get().tilstand == T.MOTTATT, "looking changes nothing"
    skjult = {**dict(svar.context["skjult"]), "signer": "1"}
    svar = soker.post(adresse("endre", sak), skjult)
    assert (svar.status_code, svar.url) == (302, sak.get_absolute_url())
    endret = Soknad.objects.get()
    assert (endret.tilstand, endret.begrunnelse) == (T.INNSENDT, "En ny grunn.")
    assert not Vedtak.objects.for_sak(sak).gjeldende().exists()


def test_endring_av_privat_telefon_opphever_ingenting(cast: Cast, soker: Client) -> None:
    sak = cast.mottatt()
    uendret = soker.post(adresse("endre", sak), som_sendt(cast, sak))
    bare = som_sendt(cast, sak, hjemmeadresse="Nyvegen 3, 2815 Gjøvik")
    svar = soker.post(adresse("endre", sak), bare)
    assert uendret.context["revne"] == svar.context["revne"] == []
    assert "Endringen påvirker ikke behandlingen av søknaden." in tekst(svar)
    soker.post(adresse("endre", sak), bare | {"signer": "1"})
    endret = Soknad.objects.get()
    assert (endret.tilstand, endret.hjemmeadresse) == (T.MOTTATT, "Nyvegen 3, 2815 Gjøvik")
    assert Vedtak.objects.for_sak(sak).gjeldende().count() == 1


def test_endring_sok_rett_og_feil_beholder_det_som_er_skrevet(cast: Cast, soker: Client) -> None:
    sak = cast.innsendt()
    data = som_sendt(cast, sak, begrunnelse="En ny grunn.")
    for knapp in ({"rett": "1"}, {"sok_enheter": "1"}):
        svar = soker.post(adresse("endre", sak), data | knapp)
        assert svar.status_code == 200
        assert "En ny grunn." in tekst(svar)
        assert "aria-invalid" not in tekst(svar)
    assert feil_i(soker.post(adresse("endre", sak), data | {"tema_og_maal": "", "signer": "1"})) == {
        "tema_og_maal": ["Skriv tema og mål for hospiteringen."]
    }
    assert Soknad.objects.get().versjon == sak.versjon


def test_endring_av_en_sak_som_er_gaatt_videre_sier_hvem_og_beholder_teksten(cast: Cast, soker: Client) -> None:
    sak = cast.innsendt()
    data = som_sendt(cast, sak, begrunnelse="En ny grunn.", signer="1")
    op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    svar = soker.post(adresse("endre", sak), data)
    assert svar.status_code == 409
    assert "Leif Leder innvilget søknaden" in tekst(svar)
    assert "En ny grunn." in tekst(svar)
    assert Soknad.objects.get().tilstand == T.OVERSENDT


def test_endring_signert_to_ganger_er_en_endring(cast: Cast, soker: Client) -> None:
    sak = cast.innsendt()
    data = som_sendt(cast, sak, begrunnelse="En ny grunn.", signer="1")
    assert soker.post(adresse("endre", sak), data).status_code == 302
    assert soker.post(adresse("endre", sak), data).status_code == 409
    assert Hendelse.objects.for_sak(sak).filter(navn="endre").count() == 1


def test_det_som_er_avtalt_kan_bare_endres_privat(cast: Cast, soker: Client) -> None:
    sak = cast.besvart()
    svar = soker.post(adresse("endre", sak), som_sendt(cast, sak, begrunnelse="En ny grunn.", signer="1"))
    assert feil_i(svar) == {"__all__": ["Søknaden er avgjort og besvart. Ta kontakt med kontaktpersonen for å endre noe."]}
    assert soker.post(adresse("endre", sak), som_sendt(cast, sak, hjemmeadresse="Nyvegen 3", signer="1")).status_code == 302


# --- answer, ask again, withdraw, copy --------------------------------------------------------------------------------


def spurt(cast: Cast) -> Soknad:
    sak = cast.innsendt()
    return op.spor_soker(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, sporsmaal="Hvem dekker vaktene dine?")


def test_svaret_gis_med_sporsmaalet_over(cast: Cast, soker: Client) -> None:
    sak = spurt(cast)
    assert "Hvem dekker vaktene dine?" in tekst(soker.get(adresse("svar", sak)))
    assert feil_i(soker.post(adresse("svar", sak), {"versjon": sak.versjon, "kommentar": " "})) == {
        "kommentar": ["Skriv svaret før du sender."]
    }
    svar = soker.post(adresse("svar", sak), {"versjon": sak.versjon, "kommentar": "Kollegaene mine."})
    assert (svar.status_code, svar.url) == (302, sak.get_absolute_url())
    assert Soknad.objects.get().tilstand == T.INNSENDT
    assert Hendelse.objects.for_sak(sak).last().kommentar == "Kollegaene mine."  # type: ignore[union-attr]


def test_svar_fra_en_gammel_side_beholder_teksten(cast: Cast, soker: Client) -> None:
    sak = spurt(cast)
    svar = soker.post(adresse("svar", sak), {"versjon": sak.versjon - 1, "kommentar": "Kollegaene mine."})
    assert svar.status_code == 409
    assert "Leif Leder ba søkeren om mer informasjon" in tekst(svar)
    assert "Kollegaene mine." in tekst(svar)
    assert Soknad.objects.get().tilstand == T.MANGLER_SVAR


def test_ny_vurdering_bare_etter_avslag(cast: Cast, soker: Client) -> None:
    sak = cast.innsendt()
    svar = soker.post(adresse("ny_vurdering", sak), {"versjon": sak.versjon, "kommentar": "Noe nytt."}, follow=True)
    assert "Dette kan ikke gjøres med søknaden slik den er nå." in tekst(svar)
    sak = op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Ingen vikarer i januar.")
    side = tekst(soker.get(adresse("ny_vurdering", sak)))
    assert "Ingen vikarer i januar." in side
    assert "klage" not in side.lower()
    assert soker.post(adresse("ny_vurdering", sak), {"versjon": sak.versjon, "kommentar": "Noe nytt."}).status_code == 302
    assert Soknad.objects.get().tilstand == T.INNSENDT


def test_trekk_spor_forst(cast: Cast, soker: Client) -> None:
    sak = cast.innsendt()
    assert "Nei, behold den" in tekst(soker.get(adresse("trekk", sak)))
    assert Soknad.objects.get().tilstand == T.INNSENDT
    gammel = soker.post(adresse("trekk", sak), {"versjon": 1}, follow=True)
    assert "Synne Søker sendte søknaden" in tekst(gammel)
    assert soker.post(adresse("trekk", sak), {"versjon": sak.versjon}).url == sak.get_absolute_url()
    assert Soknad.objects.get().tilstand == T.TRUKKET
    assert soker.post(adresse("trekk", sak), {"versjon": sak.versjon + 1}).url == sak.get_absolute_url()
    assert Hendelse.objects.for_sak(sak).filter(navn="trekk").count() == 1


def test_kopi_blir_et_nytt_utkast(cast: Cast, soker: Client) -> None:
    sak = cast.innsendt()
    assert soker.get(adresse("kopier", sak)).status_code == 405
    svar = soker.post(adresse("kopier", sak))
    kopi = Soknad.objects.get(tilstand=T.UTKAST)
    assert svar.url == adresse("utkast", kopi)
    assert (kopi.begrunnelse, kopi.saksnummer) == (sak.begrunnelse, None)


@pytest.mark.parametrize("side", ["endre", "svar", "ny_vurdering", "trekk", "kopier"])
@pytest.mark.parametrize("rolle", ["utenfor", "leder", "mottak", "sekretariat"])
def test_bare_sokeren_har_disse_sidene(cast: Cast, side: str, rolle: str) -> None:
    sak = cast.innsendt()
    klient = innlogget(cast.folk[rolle])
    assert klient.post(adresse(side, sak), {"versjon": sak.versjon, "kommentar": "x"}).status_code == 404
    if side != "kopier":
        assert klient.get(adresse(side, sak)).status_code == 404
    assert Soknad.objects.get().versjon == sak.versjon


@pytest.mark.parametrize("side", ["endre", "svar", "ny_vurdering", "trekk"])
@pytest.mark.parametrize("data", [{}, {"versjon": "x" * 99}, {"versjon": 2, "kommentar": "a" * 9000, "signer": "1"}])
def test_rare_data_gir_aldri_serverfeil(cast: Cast, soker: Client, side: str, data: dict[str, Any]) -> None:
    for sak in (cast.innsendt(), spurt(cast)):
        if side == "trekk" and data.get("versjon") == sak.versjon:
            continue
        assert soker.post(adresse(side, sak), data).status_code in (200, 302, 409)
        assert Soknad.objects.get(pk=sak.pk).versjon == sak.versjon


# --- on paper ---------------------------------------------------------------------------------------------------------


def papiradresse(cast: Cast, kode: str = "soker") -> str:
    from django.urls import reverse

    return reverse("hospitering:papir_registrer", args=[cast.folk[kode].pk])


def paa_papir(cast: Cast, **andre: Any) -> dict[str, Any]:
    """The whole form as intake posts it, signed a week ago."""
    dag = timezone.localdate() - timedelta(days=7)
    return utfylt(cast, papir_dato=f"{dag:%d.%m.%Y}", **andre)


@pytest.mark.krav("S1-S18")
def test_mottak_registrerer_et_skjema_paa_papir(cast: Cast) -> None:
    mottak = innlogget(cast.mottak)
    assert [p.navn for p in mottak.get(adresse("papir"), {"q": "synne søker"}).context["personer"]] == ["Synne Søker"]
    side = tekst(mottak.get(papiradresse(cast)))
    assert "Synne Søker" in side
    assert cast.soker.hjemmeadresse not in side, "intake writes what stands on the paper"
    svar = mottak.post(papiradresse(cast), paa_papir(cast), follow=True)
    sak = Soknad.objects.get()
    assert f"registrert som {sak.saksnummer}" in tekst(svar)
    assert (sak.tilstand, sak.soker, sak.innsendingsform) == (T.INNSENDT, cast.soker, "papir")
    assert Signatur.objects.get().form == "papir"
    assert Hendelse.objects.for_sak(sak).get().utfort_av == cast.mottak
    assert Varsel.objects.filter(mal="hospitering.papir_registrert").get().mottaker == cast.soker


@pytest.mark.krav("S1-S18")
@pytest.mark.parametrize("kode", ["soker", "leder", "vertsleder", "sekretariat", "utenfor", "stedfortreder"])
def test_bare_mottak_har_siden_for_papir(cast: Cast, kode: str) -> None:
    klient = innlogget(cast.folk[kode])
    assert klient.get(adresse("papir")).status_code == 404
    assert klient.post(papiradresse(cast, "kontakt"), utfylt(cast)).status_code == 404
    assert Soknad.objects.count() == 0


def test_papir_bare_til_egen_virksomhet_og_aldri_for_seg_selv(cast: Cast) -> None:
    kommunemottak = innlogget(cast.kommunemottak)
    valg = kommunemottak.get(papiradresse(cast)).context["form"].fields["sokes_i"].choices
    assert [verdi for verdi, _navn in valg] == ["kommune"]
    feil = feil_i(kommunemottak.post(papiradresse(cast), paa_papir(cast)))
    assert feil["sokes_i"] == ["Velg et av alternativene under «Jeg søker om hospitering i (sett kryss/fyll inn for aktuelt alternativ)»."]  # fmt: skip  # noqa: E501
    cast.rolle("mottak", RolleType.ANSATT, cast.akutt)
    assert innlogget(cast.mottak).get(papiradresse(cast, "mottak")).status_code == 404
    assert Soknad.objects.count() == 0


def test_mottak_finner_siden_fra_listen(cast: Cast, soker: Client) -> None:
    assert adresse("papir") in tekst(innlogget(cast.mottak).get(adresse("liste")))
    assert adresse("papir") not in tekst(soker.get(adresse("liste")))


def test_papir_med_feil_beholder_alt_og_registrerer_ikke(cast: Cast) -> None:
    mottak = innlogget(cast.mottak)
    svar = mottak.post(papiradresse(cast), paa_papir(cast, begrunnelse="", periode_fra="01.01.2020"))
    assert feil_i(svar) == {"begrunnelse": ["Skriv en begrunnelse for hospiteringen."]}, "paper may be late"
    assert "Kartlegging av symptomer." in tekst(svar)
    assert Soknad.objects.count() == 0


def test_personsoket_krever_for_og_etternavn_eller_hele_adressen(cast: Cast) -> None:
    for sok, ventet in [
        ("synne", []),
        ("synne søk", ["Synne Søker"]),
        ("soker@prove.example", ["Synne Søker"]),
        ("soker@prove", []),
        ("sara sekretariat", []),  # works nowhere in the register
        ("mona mottak", []),
    ]:
        assert [p.navn for p in finn_ansatte(sok, utenom=cast.mottak)] == ventet, sok


def test_den_som_har_sluttet_finnes_ikke_paa_papirsiden(cast: Cast) -> None:
    i_gaar = timezone.localdate() - timedelta(days=1)
    Rolle.objects.filter(bruker=cast.soker).update(gyldig_til=i_gaar)
    assert innlogget(cast.mottak).get(papiradresse(cast)).status_code == 404


# --- the blank form ---------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H08")
def test_tomt_skjema_bestilles_og_vises_mens_det_lages(cast: Cast, soker: Client) -> None:
    svar = soker.get(adresse("skjema_tomt"))
    assert svar.status_code == 302
    assert svar.url.startswith("/jobb/")
    assert Client().get(adresse("skjema_tomt")).url.startswith("/logg-inn/")
