"""The page of a round: who finds it, and what each sees there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from lis.tildeling.models import Runde
from lis.tildeling.operations import runde as rundeop

from .tilstander import aapen, ny, planlagt, til_behandling

pytestmark = pytest.mark.django_db


def som(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def test_hvem_som_finner_runden(lis: Any) -> None:
    runde = planlagt(lis)
    leser = {"koordinator", "statsforvalter", "rhf", "kommuneoverlege", "hamarkontakt", "vara", "organsekretaer"}
    alle = {*leser, "kommunekontakt", "lis1lege", "utenfor", "utenkontakt", "leder"}
    svar = {kode: som(lis.folk[kode]).get(runde.get_absolute_url()).status_code for kode in alle}
    assert svar == dict.fromkeys(alle, 404) | dict.fromkeys(leser, 200)


LESER = ("koordinator", "statsforvalter", "organsekretaer")


def side(kode: str, lis: Any, runde: Any) -> str:
    return som(lis.folk[kode]).get(runde.get_absolute_url()).content.decode()


def test_kandidaten_ser_sin_runde_og_ikke_de_andre(lis: Any) -> None:
    runde = aapen(lis, "lis1lege", "kandidat2")
    kandidat2 = runde.kandidater.get(lege=lis.lege("kandidat2")).stilling
    sett = som(lis.lis1lege).get(runde.get_absolute_url())
    tekst = sett.content.decode()
    assert (sett.context["side"].side, sett.context["side"].gjor, sett.context["forslag"]) == (None, [], None)
    assert (kandidat2.saksnummer in tekst, runde.kriterier.tekst in tekst) == (False, True)  # type: ignore[union-attr]
    assert ("Venter på deg" in tekst, runde.forpliktelse in tekst, runde.fro in tekst) == (True, True, False)
    # The list of rounds is for those who cooperate on hiring.
    assert som(lis.lis1lege).get("/lis/lis1/runder/").status_code == 404


def test_runden_staar_paa_min_side_til_kandidaten(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege", "kandidat2")

    def min_side(kode: str) -> str:
        return som(lis.folk[kode]).get("/").content.decode()

    assert "Kommuneplass i LIS1" not in min_side("lis1lege")
    rundeop.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    assert "Kommuneplass i LIS1, vår 2029" in min_side("lis1lege")
    assert f'href="{runde.get_absolute_url()}"' in min_side("lis1lege")
    assert "Kommuneplass i LIS1" not in min_side("koordinator")


def test_froet_vises_ingen_for_tildelingen_er_publisert(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege")
    alle = (*LESER, "kommuneoverlege", "rhf", "lis1lege")
    assert {kode: runde.fro in side(kode, lis, runde) for kode in alle} == dict.fromkeys(alle, False)


def test_listen_viser_halvaar_uten_runde_til_dem_som_planlegger(lis: Any) -> None:
    lis.stilling("lis1lege")
    lis.plass()
    svar = som(lis.koordinator).get("/lis/lis1/runder/")
    assert [(h.navn, h.behov, h.godkjente) for h in svar.context["uten_runde"]] == [("Vår 2029", 1, 1)]
    assert svar.context["kan_planlegge"] is True
    kommunen = som(lis.kommunekontakt).get("/lis/lis1/runder/")
    assert (kommunen.context["uten_runde"], kommunen.context["kan_planlegge"]) == ([], False)
    assert som(lis.kommunekontakt).get("/lis/lis1/runder/ny/").status_code == 403
    assert som(lis.utenfor).get("/lis/lis1/runder/ny/").status_code == 404
    planlagt(lis, "kandidat2")
    etter = som(lis.koordinator).get("/lis/lis1/runder/")
    assert (etter.context["uten_runde"], len(etter.context["rader"])) == ([], 1)


def test_kommunene_ser_runden_forst_naar_den_er_publisert(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege")
    assert som(lis.kommunekontakt).get(runde.get_absolute_url()).status_code == 404
    assert som(lis.kommunekontakt).get("/lis/lis1/runder/").context["rader"] == []


def test_en_utdatert_knapp_viser_hva_som_er_endret(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege")
    klient = som(lis.koordinator)
    gammel = {"versjon": runde.versjon}
    lis.stilling("kandidat2")
    assert klient.post(reverse("tildeling:runde_hent", args=[runde.pk]), gammel).status_code == 302
    svar = klient.post(reverse("tildeling:runde_aapne", args=[runde.pk]), gammel)
    assert (svar.status_code, ny(runde).tilstand) == (409, "planlagt")
    assert "Karl Koordinator hentet kandidatene fra stillingene" in svar.content.decode()
    assert klient.get(reverse("tildeling:runde_hent", args=[runde.pk])).status_code == 405


@pytest.mark.parametrize("navn", ["runde_endre", "runde_aapne", "runde_avlys", "kandidat_ny", "reservasjoner", "grupper"])
def test_bare_de_som_forbereder_faar_verbene(lis: Any, navn: str) -> None:
    runde = planlagt(lis, "lis1lege")
    adresse = reverse(f"tildeling:{navn}", args=[runde.pk])
    ventet = dict.fromkeys(LESER, 200) | {"kommuneoverlege": 403, "vara": 403, "rhf": 403, "lis1lege": 404, "utenfor": 404}
    assert {kode: som(lis.folk[kode]).get(adresse).status_code for kode in ventet} == ventet


def test_planlegges_og_endres_paa_sidene(lis: Any) -> None:
    klient = som(lis.koordinator)
    dag = timezone.localdate() + timedelta(days=20)
    data = {"oppstart": "2029-03-01", "fristdag": f"{dag:%d.%m.%Y}", "fristtid": "12.30", "kanal": "direkte"}
    assert "fristdag" in klient.post("/lis/lis1/runder/ny/", data | {"fristdag": "01.01.2020"}).context["form"].errors
    svar = klient.post("/lis/lis1/runder/ny/", data)
    runde = Runde.objects.get()
    assert (svar.url, timezone.localtime(runde.frist).strftime("%H.%M")) == (runde.get_absolute_url(), "12.30")
    endret = data | {"versjon": runde.versjon, "fristtid": "14"}
    assert klient.post(reverse("tildeling:runde_endre", args=[runde.pk]), endret).status_code == 302
    assert timezone.localtime(ny(runde).frist).strftime("%H.%M") == "14.00"
    assert "Frist for ønsker" in side("koordinator", lis, runde)


def test_antall_sporringer_vokser_ikke_med_kandidatene(lis: Any) -> None:
    klient = som(lis.koordinator)

    def antall(runde: Runde) -> list[int]:
        tall = []
        for adresse in (runde.get_absolute_url(), "/lis/lis1/runder/", reverse("tildeling:poeng", args=[runde.pk])):
            klient.get(adresse)
            with CaptureQueriesContext(connection) as sporringer:
                klient.get(adresse)
            tall.append(len(sporringer))
        return tall

    en = til_behandling(lis, "kandidat1", onsker={"kandidat1": [lis.gjovik]})
    ved_en = antall(en)
    rundeop.avlys(en.pk, utfort_av=lis.koordinator, versjon=ny(en).versjon)
    koder = [f"kandidat{nr}" for nr in range(2, 12)]
    ti = til_behandling(lis, *koder, kriterier=en.kriterier, onsker={kode: [lis.gjovik, lis.hamar] for kode in koder})
    assert (antall(ti), ti.kandidater.count()) == (ved_en, 10)


def test_fanene_viser_det_en_leser(lis: Any) -> None:
    def faner(kode: str, adresse: str = "/lis/lis1/runder/") -> list[str]:
        return [fane.navn for fane in som(lis.folk[kode]).get(adresse).context["faner"]]

    alle = [
        "Kull", "Stillinger", "Kommuneplasser", "Balanse", "Tildeling", "Kandidater", "Restplasser", "Kriterier", "Steder",
        "Hvem bestemmer hva",
    ]  # fmt: skip
    assert (faner("koordinator"), faner("kommunekontakt")) == (alle, alle)
    # A deputy has no role in LIS1: the rounds, the criteria, and what is open to all.
    assert faner("vara") == ["Tildeling", "Kriterier", "Steder", "Hvem bestemmer hva"]
    assert som(lis.vara).get("/lis/lis1/").url == reverse("tildeling:runder")
    assert faner("utenfor", reverse("lis1:steder")) == ["Steder", "Hvem bestemmer hva"]


def test_koordinator_kan_invitere_en_kandidat_uten_konto(lis: Any) -> None:
    runde = aapen(lis, "lis1lege", "kandidat2")
    lenke = f'href="{reverse("inviter")}"'
    assert som(lis.koordinator).get(runde.get_absolute_url()).content.decode().count(lenke) == 1
    assert lenke not in som(lis.organsekretaer).get(runde.get_absolute_url()).content.decode()
