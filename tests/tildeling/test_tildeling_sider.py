"""The page of a doctor who has a place: who gets in, what each sees, and the forms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import tidspunkt
from grunnmur.saksgang.models import Lesing
from lis.lege.models import Lege
from lis.lis1.models import Sesong
from lis.tildeling.models import Forsinkelse, Frafallskvittering, Fravaer, Tildeling
from lis.tildeling.operations import forsinkelse, frafall, fravaer
from lis.tildeling.operations.tildeling import tildel
from tests.lis1.stillinger import besatt

from .folk import OPPSTART
from .tildelinger import SLUTT, ansatt, fra_annet_hf, frafalt, gjor, tildelt
from .tilstander import gjeldende, publisert

pytestmark = pytest.mark.django_db
LISTE = "/lis/lis1/tildelinger/"
LESERE = ("koordinator", "kommunekontakt", "kommuneoverlege", "hamarkontakt", "statsforvalter", "rhf")
FREMMEDE = ("utenfor", "utenkontakt", "leder", "soker")


@pytest.fixture(autouse=True)
def _uten_husket_valgliste() -> None:
    caches["lokal"].clear()


def som(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def side(lis: Any, kode: str, sak: Any) -> str:
    """The page as text, with ordinary spaces."""
    return som(lis.folk[kode]).get(sak.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")


# --- who gets in ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L05")
def test_partene_deler_listen_og_for_andre_finnes_ingenting(lis: Any) -> None:
    sak = tildelt(lis)
    for adresse in (LISTE, f"{LISTE}excel/", sak.get_absolute_url()):
        assert {k: som(lis.folk[k]).get(adresse).status_code for k in LESERE} == dict.fromkeys(LESERE, 200), adresse
        assert {k: som(lis.folk[k]).get(adresse).status_code for k in FREMMEDE} == dict.fromkeys(FREMMEDE, 404), adresse
    for verb in ("forsinkelse", "fravaer"):
        adresse = f"{sak.get_absolute_url()}{verb}/"
        ventet = dict.fromkeys(LESERE, 403) | dict.fromkeys(("koordinator", "kommunekontakt", "kommuneoverlege"), 200)
        assert {k: som(lis.folk[k]).get(adresse).status_code for k in LESERE} == ventet
        assert {k: som(lis.folk[k]).get(adresse).status_code for k in FREMMEDE} == dict.fromkeys(FREMMEDE, 404)
    for verb in ("ansett", "frafall", "kvitter"):
        adresse, hva = f"{sak.get_absolute_url()}{verb}/", {"versjon": sak.versjon, "dato": "01.03.2029"}
        assert {k: som(lis.folk[k]).post(adresse, hva).status_code for k in FREMMEDE} == dict.fromkeys(FREMMEDE, 404)
        assert som(lis.rhf).post(adresse, hva).status_code == 403
        assert som(lis.hamarkontakt).post(adresse, hva).status_code == 403
    assert Tildeling.objects.get().versjon == sak.versjon


def test_legen_finner_sin_egen_og_ser_hvem_som_har_aapnet_den(lis: Any) -> None:
    sak, annen = tildelt(lis), tildelt(lis, "kandidat2")
    side(lis, "statsforvalter", sak)
    tekst = side(lis, "lis1lege", sak)
    assert "Du har LIS1-plass i Gjøvik kommune" in tekst
    assert "Gjøvik kommune tar kontakt og ansetter deg." in tekst
    assert "Stig Statsforvalter" in tekst
    assert LISTE not in tekst.split("<main")[1].replace(sak.get_absolute_url(), "")
    assert som(lis.lis1lege).get(annen.get_absolute_url()).status_code == 404
    assert som(lis.lis1lege).get(LISTE).status_code == 404
    assert Lesing.objects.filter(sak_id=sak.pk).count() == 1


@pytest.mark.krav("S1-L05", "S1-L14", "G-18")
def test_en_annen_kommune_ser_hvem_hvor_og_naar_og_ikke_mer(lis: Any) -> None:
    sak = ansatt(lis)
    gjor(fravaer.meld_fravaer, sak, lis.kommunekontakt, fra=date(2029, 5, 1), til=date(2029, 5, 31))
    gjor(forsinkelse.meld_forsinkelse, sak, lis.kommunekontakt, gjelder="kommune", ny_dato=date(2029, 9, 30))
    hamar, rhf, egen = (side(lis, kode, sak) for kode in ("hamarkontakt", "rhf", "kommunekontakt"))
    ser = {
        navn: (navn in hamar, navn in rhf, navn in egen) for navn in ("Lise Lisen", "Historikk", "Fravær eller permisjon")
    }
    assert ser == {
        "Lise Lisen": (True, True, True), "Historikk": (False, True, True), "Fravær eller permisjon": (False, False, True),
    }  # fmt: skip
    assert ("registrerte fravær" in rhf, "registrerte fravær" in egen) == (False, True)
    assert "Planlagt 1. mars–31. aug. 2029." in egen


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L19")
def test_kommunen_registrerer_ansettelsen_paa_siden_og_ser_ordningen(lis: Any) -> None:
    ordning, sak = gjeldende(lis), tildelt(lis)
    klient, adresse = som(lis.kommunekontakt), sak.get_absolute_url()
    tekst = side(lis, "kommunekontakt", sak)
    assert "Har dere ansatt legen?" in tekst
    assert (ordning.get_absolute_url() in tekst, "Versjon 1, vedtatt" in tekst) == (True, True)
    assert "Har dere ansatt legen?" not in side(lis, "koordinator", sak)
    feil = klient.post(f"{adresse}ansett/", {"versjon": sak.versjon, "dato": "01.01.2040"})
    assert (feil.status_code, "fram i tid" in feil.content.decode(), "01.01.2040" in feil.content.decode()) == (
        200,
        True,
        True,
    )
    i_dag = f"{timezone.localdate():%d.%m.%Y}"
    svar = klient.post(f"{adresse}ansett/", {"versjon": sak.versjon, "dato": i_dag}, follow=True)
    assert "Ansettelsen er registrert." in svar.content.decode()
    assert klient.post(f"{adresse}ansett/", {"versjon": sak.versjon, "dato": i_dag}).status_code == 409
    assert Tildeling.objects.get().tilstand == "ansatt"


@pytest.mark.krav("S1-L21", "S1-L22")
def test_frafall_meldes_i_ett_trinn_og_kvitteringene_vises(lis: Any) -> None:
    sak = tildelt(lis)
    klient, adresse = som(lis.kommunekontakt), sak.get_absolute_url()
    assert f'action="{adresse}frafall/"' in side(lis, "kommunekontakt", sak)
    svar = klient.post(f"{adresse}frafall/", {"versjon": sak.versjon, "dato": "01.03.2029"}, follow=True)
    tekst = svar.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "LIS-koordinator og Statsforvalteren har fått beskjed" in tekst
    assert "Før oppstart i kommunen, fra 1. mars 2029" in tekst
    assert tekst.count("Venter på bekreftelse") == 2
    assert "Plassen er restplass RP-" in tekst
    assert "Vet du om frafallet?" not in tekst
    stf = som(lis.statsforvalter)
    assert "Vet du om frafallet?" in stf.get(adresse).content.decode()
    stf.post(f"{adresse}kvitter/", {"versjon": Tildeling.objects.get().versjon})
    tekst = side(lis, "kommunekontakt", sak)
    naar = tidspunkt(Frafallskvittering.objects.get().tidspunkt).replace("\N{NO-BREAK SPACE}", " ")
    assert (tekst.count("Venter på bekreftelse"), f"Stig Statsforvalter, {naar}" in tekst) == (1, True)
    assert klient.get(f"{adresse}forsinkelse/").status_code == 409


@pytest.mark.krav("S1-L09")
def test_forsinkelse_meldes_med_dato_og_de_som_er_i_kommunen_samtidig_vises(lis: Any) -> None:
    sak = tildelt(lis)
    neste = besatt(lis, "neste@lege.example", lis.kull(2028, Sesong.HOST))
    plass = lis.plass(oppstart=date(2029, 9, 1))
    tildel(
        utfort_av=Bruker.objects.systemet(), lege=neste.lege, stilling=neste, plass=plass, hf=lis.sykehus, kanal="direkte"
    )
    tildelt(lis, "kandidat2")  # of the same half-year: that is as planned
    assert "Flere leger i kommunen samtidig" not in side(lis, "koordinator", sak)
    klient, adresse = som(lis.koordinator), f"{sak.get_absolute_url()}forsinkelse/"
    feil = klient.post(adresse, {"versjon": sak.versjon, "gjelder": "sykehus", "ny_dato": "1.1.2029"})
    assert "Oppgi den dagen eller en senere." in feil.content.decode()
    svar = klient.post(adresse, {"versjon": sak.versjon, "gjelder": "sykehus", "ny_dato": "31.03.2029"}, follow=True)
    tekst = svar.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Kommunedelen er nå 1. april–1. oktober 2029" in tekst
    assert "Flere leger i kommunen samtidig" in tekst
    assert Forsinkelse.objects.count() == 1


def test_fravaer_registreres_med_datoer(lis: Any) -> None:
    sak = ansatt(lis)
    adresse = f"{sak.get_absolute_url()}fravaer/"
    svar = som(lis.kommunekontakt).post(adresse, {"versjon": sak.versjon, "fra": "01.05.2029", "til": ""}, follow=True)
    assert "Fraværet er registrert." in svar.content.decode()
    assert [(f.fra, f.til) for f in Fravaer.objects.all()] == [(date(2029, 5, 1), None)]


@pytest.mark.krav("S1-L09", "S1-L14", "S1-L21", "G-18")
def test_ingen_side_har_et_felt_for_hvorfor(lis: Any) -> None:
    sak = ansatt(lis)
    for adresse in ("", "forsinkelse/", "fravaer/"):
        tekst = som(lis.kommunekontakt).get(f"{sak.get_absolute_url()}{adresse}").content.decode().split("<main")[1]
        assert "<textarea" not in tekst, adresse
        assert 'name="kommentar"' not in tekst, adresse


def test_den_som_melder_frafall_paa_en_eldre_side_ser_hvem_som_var_foerst(lis: Any) -> None:
    sak = tildelt(lis)
    gjor(frafall.meld_frafall, sak, lis.koordinator, dato=OPPSTART)
    svar = som(lis.kommunekontakt).post(f"{sak.get_absolute_url()}frafall/", {"versjon": sak.versjon, "dato": "01.03.2029"})
    assert (svar.status_code, "Karl Koordinator" in svar.content.decode()) == (409, True)


@pytest.mark.krav("S1-L12", "S1-L19")
def test_en_tildeling_fra_en_runde_sier_hvilken_ordning_og_legen_leser_hvorfor(lis: Any) -> None:
    runde = publisert(lis)
    sak = runde.tildelinger.get()
    assert (sak.kriterier, sak.kanal, sak.start, sak.slutt) == (runde.kriterier, runde.kanal, OPPSTART, SLUTT)
    kommunen, legen = side(lis, "kommunekontakt", sak), side(lis, "lis1lege", sak)
    for tekst in (kommunen, legen):
        assert f"I tildelingsrunde {runde.saksnummer}" in tekst
        assert som(lis.kommunekontakt).get(runde.get_absolute_url()).status_code == 200
    hvorfor = reverse("tildeling:resultat", args=[runde.pk])
    assert (hvorfor in kommunen, hvorfor in legen) == (False, True)
    assert som(lis.lis1lege).get(hvorfor).status_code == 200
    assert runde.kriterier.get_absolute_url() in kommunen


@pytest.mark.krav("S1-L05")
def test_stillingen_og_plassen_leder_til_hvem_som_har_den(lis: Any) -> None:
    sak = tildelt(lis)
    adresse, stilling, plass = sak.get_absolute_url(), sak.stilling, sak.plass
    assert stilling
    for kode in ("koordinator", "hamarkontakt", "lis1lege"):
        assert adresse in side(lis, kode, stilling), kode
    assert "Du har plass i Gjøvik kommune fra 1. mars 2029." in side(lis, "lis1lege", stilling)
    egen = side(lis, "kommunekontakt", plass)
    assert (adresse in egen, "Lise Lisen" in egen, f"{plass.get_absolute_url()}trekk/" in egen) == (True, True, False)
    gjor(frafall.meld_frafall, sak, lis.kommunekontakt, dato=OPPSTART)
    assert (adresse in side(lis, "koordinator", stilling), adresse in side(lis, "koordinator", plass)) == (False, False)


@pytest.mark.krav("S1-L06")
def test_en_lege_fra_et_annet_hf_finner_plassen_sin_fra_menyen(lis: Any) -> None:
    sak, ny = fra_annet_hf(lis), lis.person("frida", "Frida Fraen")
    assert som(ny).get("/lis/lis1/").status_code == 404
    Lege.objects.filter(pk=sak.lege_id).update(bruker=ny)
    caches["lokal"].clear()
    assert 'href="/lis/lis1/"' in som(ny).get("/").content.decode()
    assert som(ny).get("/lis/lis1/").url == sak.get_absolute_url()
    tekst = side(lis, "frida", sak)
    assert ("Du har LIS1-plass i Gjøvik kommune" in tekst, "Se stillingen din" in tekst) == (True, False)


def test_tildelinger_kan_ses_i_admin_men_ikke_endres(lis: Any) -> None:
    Bruker.objects.filter(pk=lis.sekretariat.pk).update(is_staff=True, is_superuser=True)
    admin, sak = som(Bruker.objects.get(pk=lis.sekretariat.pk)), fra_annet_hf(lis)
    frafalt(lis)
    for modell in ("tildeling", "restplass"):
        assert admin.get(reverse(f"admin:tildeling_{modell}_changelist")).status_code == 200
        assert admin.get(reverse(f"admin:tildeling_{modell}_add")).status_code == 403
    svar = admin.get(reverse("admin:tildeling_tildeling_change", args=[sak.pk]))
    assert (svar.status_code, "Avtale om bytte." in svar.content.decode()) == (200, False)
