"""The applicant's pages, from the question about a patient to the receipt."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Rolle
from grunnmur.saksgang.models import Hendelse
from hospitering import ledetekster
from hospitering.models import Soknad, Tilstand
from tests.hospitering.skjema import adresse, feil_i, innlogget, nytt_utkast, tekst, utfylt
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db


# --- the first question -----------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H02")
def test_sporsmaalet_om_enkeltpasient_kommer_forst_og_alene(cast: Cast, soker: Client) -> None:
    svar = soker.get(adresse("ny"))
    assert [felt.name for felt in svar.context["form"].visible_fields()] == ["enkeltpasient"]
    assert "checked" not in tekst(svar)
    assert feil_i(soker.post(adresse("ny"), {})) == {
        "enkeltpasient": ["Svar ja eller nei på om det gjelder en enkeltpasient."]
    }
    assert Soknad.objects.count() == 0


@pytest.mark.krav("S1-H02")
def test_enkeltpasient_forer_til_telefonnumre_og_ikke_til_soknad(cast: Cast, soker: Client) -> None:
    svar = soker.post(adresse("ny"), {"enkeltpasient": "ja"}, follow=True)
    assert svar.request["PATH_INFO"] == adresse("enkeltpasient")
    assert "Opplæring knyttet til en enkelt pasient er ikke hospitering. Bruk veiledningsplikten." in tekst(svar)
    assert "Portalen blir ikke overvåket." in tekst(svar)
    assert [e.navn for e in soker.get(adresse("enkeltpasient"), {"q": "palliativ gjøv"}).context["enheter"]] == [
        "Palliativt senter"
    ]
    assert "Ingen enheter passer" in tekst(soker.get(adresse("enkeltpasient"), {"q": "finnes ikke"}))
    assert Soknad.objects.count() == 0


def test_enheter_utenfor_helsefellesskapet_staar_ikke_i_telefonlisten(cast: Cast, soker: Client) -> None:
    assert soker.get(adresse("enkeltpasient"), {"q": "legevakten"}).context["enheter"] == []


def test_uten_arbeidssted_vises_veien_til_et(cast: Cast) -> None:
    svar = innlogget(cast.sekretariat).post(adresse("ny"), {"enkeltpasient": "nei"})
    assert svar.status_code == 200
    assert "Arbeidsstedet ditt mangler" in tekst(svar)
    assert reverse("arbeidssted_mangler") in tekst(svar)
    assert Soknad.objects.count() == 0


# --- the draft --------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S04", "S1-S07", "S1-S08")
def test_utkastet_er_forhandsutfylt_fra_profil_og_enhet(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    assert (utkast.soker_navn, utkast.hjemmeadresse) == ("Synne Søker", "Hjemvegen 1, 2815 Gjøvik")
    assert (utkast.egen_enhet, utkast.arbeidssted) == (cast.korttid, "Korttidsavdelingen, Gjøvik, Gjøvik kommune")
    assert utkast.arbeidssted_adresse == cast.korttid.adresse
    side = tekst(soker.get(adresse("utkast", utkast)))
    assert 'value="Synne Søker"' in side
    assert 'value="900\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}001"' in side


def test_med_flere_arbeidssteder_velges_ingen_paa_forhaand(cast: Cast, soker: Client) -> None:
    cast.rolle("soker", Rolle.Type.ANSATT, cast.hamarhelse)
    utkast = nytt_utkast(soker)
    assert utkast.egen_enhet is None
    valg = soker.get(adresse("utkast", utkast)).context["form"].fields["egen_enhet"].choices
    assert sorted(str(navn) for _verdi, navn in valg) == [
        "Hjemmetjenesten, Hamar, Hamar kommune",
        "Korttidsavdelingen, Gjøvik, Gjøvik kommune",
        "Velg arbeidssted",
    ]
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, egen_enhet=str(uuid4())))
    assert feil_i(svar) == {"egen_enhet": ["Velg et av alternativene under «Arbeidssted»."]}


def test_ny_to_ganger_gir_ett_utkast(cast: Cast, soker: Client) -> None:
    forste = soker.post(adresse("ny"), {"enkeltpasient": "nei"})
    andre = soker.post(adresse("ny"), {"enkeltpasient": "nei"})
    assert forste.url == andre.url
    soker.post(forste.url, utfylt(cast, lagre="1"))
    assert soker.post(adresse("ny"), {"enkeltpasient": "nei"}).url != forste.url


@pytest.mark.krav("S1-H04", "S1-S01", "S1-S02", "S1-S03", "S1-S05", "S1-S06", "S1-S09", "S1-S10", "S1-S11", "S1-S15")
def test_ledetekstene_staar_ordrett_i_skjemaets_rekkefolge(cast: Cast, soker: Client) -> None:
    side = tekst(soker.get(adresse("utkast", nytt_utkast(soker)))).split("<main")[1]
    i_rekkefolge = [
        "Jeg søker om hospitering i (sett kryss/fyll inn for aktuelt alternativ)",
        "Sykehuset Innlandet</label>",
        "kommune</label>",
        "Søkerens navn:",
        "Hjemmeadresse:",
        "Tlf.:",
        "Arbeidssted:",
        "Adresse:",
        "Tlf.:",
        "Ønsket hospiteringsenhet",
        "Hospiteringsperiode",
        ">Fra<",
        ">Til<",
        "Begrunnelse for hospiteringen",
        "Ønsket tema og mål for hospiteringen:",
        "Hva jeg eventuelt kan bidra med til vertsenheten:",
        "Faggruppe:",
    ]
    sted = 0
    for ledetekst in i_rekkefolge:
        funnet = side.find(ledetekst, sted)
        assert funnet > 0, f"{ledetekst} is missing after {side[sted : sted + 60]}"
        sted = funnet + len(ledetekst)
    assert str(ledetekster.JEG_SOKER) == i_rekkefolge[0]


@pytest.mark.krav("S1-S14", "S1-H02")
def test_varselet_om_pasientopplysninger_staar_ved_fritekstene(cast: Cast, soker: Client) -> None:
    side = tekst(soker.get(adresse("utkast", nytt_utkast(soker))))
    assert side.index("Skriv aldri opplysninger som kan identifisere en pasient.") < side.index("id_begrunnelse")


# --- all the way ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H04", "S1-H07", "S1-S10", "S1-S17", "S1-S18")
def test_fra_nytt_utkast_til_kvittering(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast))
    assert (svar.status_code, svar.url) == (302, adresse("se_over", utkast))
    assert "Signeres elektronisk av Synne Søker" in tekst(soker.get(svar.url))
    svar = soker.post(adresse("se_over", utkast), {"versjon": 2, "bekreft": "on"})
    assert (svar.status_code, svar.url) == (302, adresse("kvittering", utkast))
    sak = Soknad.objects.get(pk=utkast.pk)
    assert (sak.tilstand, sak.vertsenhet, sak.tlf_privat) == (Tilstand.INNSENDT, cast.palliativ, "+4790000001")
    kvittering = tekst(soker.get(svar.url))
    assert f"Saksnummeret er {sak.saksnummer}." in kvittering
    assert "Leif Leder" in kvittering


def test_sendt_to_ganger_er_sendt_en_gang(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    for _gang in range(2):
        svar = soker.post(adresse("se_over", utkast), {"versjon": 1, "bekreft": "on"})
        assert (svar.status_code, svar.url) == (302, adresse("kvittering", utkast))
    assert Hendelse.objects.for_sak(utkast).count() == 1


def test_lagret_to_ganger_er_ingen_konflikt(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    for _gang in range(2):
        svar = soker.post(adresse("utkast", utkast), utfylt(cast))
        assert (svar.status_code, svar.url) == (302, adresse("se_over", utkast))
    assert Soknad.objects.get().versjon == 2


@pytest.mark.krav("S1-S18")
def test_uten_bekreftelse_sendes_ikke(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    svar = soker.post(adresse("se_over", utkast), {"versjon": 1})
    assert feil_i(svar) == {"bekreft": ["Kryss av for at opplysningene er riktige, før du sender."]}
    assert Soknad.objects.get().tilstand == Tilstand.UTKAST


def test_det_som_bekreftes_er_det_som_ble_lest(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="En annen grunn.", lagre="1"))
    svar = soker.post(adresse("se_over", utkast), {"versjon": 1, "bekreft": "on"})
    assert svar.status_code == 409
    assert "En annen grunn." in tekst(svar)
    assert Soknad.objects.get().tilstand == Tilstand.UTKAST


@pytest.mark.krav("S1-S11", "S1-S12", "S1-S13")
def test_kontrollsiden_viser_datoene_med_ord_og_leder(cast: Cast, soker: Client) -> None:
    fra = date(timezone.localdate().year + 1, 1, 18)
    utkast = cast.utkast(periode_fra=fra, periode_til=fra.replace(day=29))
    side = tekst(soker.get(adresse("se_over", utkast)))
    assert f"18.–29.\N{NO-BREAK SPACE}januar\N{NO-BREAK SPACE}{fra.year}" in side
    assert "Leif Leder" in side
    assert f"{adresse('utkast', utkast)}#del-om-deg" in side


def test_kontrollsiden_sier_hva_som_mangler(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast(begrunnelse="", onsket_enhet=None)
    side = tekst(soker.get(adresse("se_over", utkast)))
    assert f'{adresse("utkast", utkast)}#id_begrunnelse">Skriv en begrunnelse for hospiteringen.' in side
    assert "#id_onsket_enhet_tekst" in side
    assert "Send søknaden" not in side
    svar = soker.post(adresse("se_over", utkast), {"versjon": 1, "bekreft": "on"})
    assert svar.status_code == 200
    assert Soknad.objects.get().tilstand == Tilstand.UTKAST
