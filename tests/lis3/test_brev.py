"""The letters and the handover report, from real cases through the queue: what they say, and to whom."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from grunnmur.dokumenter.models import Dokument
from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from lis.lege.models import Laeringsmaal
from lis.lis3.models import Innstilling, Seksmndforesporsel
from lis.lis3.operations import foresporsel as op_foresporsel
from lis.lis3.operations import tjeneste as op_tjeneste
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import PLAN, bekreftet, i_koen, klar, om_maaneder, planlagt, tilbudt


def hent(bruker: Bruker, navn: str, sak: Any, sprak: str = "nb") -> Any:
    klient = Client()
    klient.force_login(bruker)
    klient.cookies["django_language"] = sprak
    return klient.get(reverse(f"lis3:{navn}", args=[sak.pk]))


def fil(bruker: Bruker, navn: str, sak: Any, sprak: str = "nb") -> bytes:
    """Order, let the worker do it, fetch."""
    assert hent(bruker, navn, sak, sprak).status_code == 302
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    svar = hent(bruker, navn, sak, sprak)
    assert (svar.status_code, svar["Content-Type"]) == (200, "application/pdf")
    return svar.content


def tekst(pdf: bytes) -> str:
    return " ".join("\n".join(side.extract_text() for side in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.krav("S1-I15", "S1-I16", "S1-I25")
def test_tilbudet_sier_hvor_naar_og_hvordan_legen_svarer(lis: LisCast) -> None:
    Innstilling.objects.update(stillinger_url="https://stillinger.prove.example/")
    sak = tilbudt(lis)
    innhold = tekst(fil(lis.lis3, "brev_tilbud", sak))
    for ventet in (
        "Tilbud om sykehustjeneste", "Til Liv Listre, Gjøvik kommune", "Medisinsk avdeling, Gjøvik", "Svarfrist",
        "Sted: som ønsket", "Karl Koordinator", "ASA 4310 punkt 13.2", "ikke en ansettelse", "stillinger.prove.example",
        "uendret ansiennitet", sak.saksnummer,
    ):  # fmt: skip
        assert ventet in innhold, ventet


def test_et_tilbud_som_er_takket_nei_til_sier_det(lis: LisCast) -> None:
    sak = tilbudt(lis)
    op_tjeneste.takk_nei(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    assert "Takket nei av legen" in tekst(fil(lis.lis3, "brev_tilbud", sak))


def test_brevet_er_merket_arkivfil_med_overskrifter_og_tabell(lis: LisCast) -> None:
    sak = tilbudt(lis)
    with pikepdf.open(BytesIO(fil(lis.lis3, "brev_tilbud", sak))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nb"
        assert _merker(pdf.Root.StructTreeRoot) >= {"H1", "H2", "Table", "TR", "TH", "TD", "P"}


def _merker(node: Any) -> set[str]:
    """Every tag below a node of the structure tree."""
    funnet: set[str] = set()
    if isinstance(node, pikepdf.Array):
        for barn in node:
            funnet |= _merker(barn)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            funnet.add(str(node.S).lstrip("/"))
        if "/K" in node:
            funnet |= _merker(node.K)
    return funnet


@pytest.mark.krav("S1-I17", "S1-I18", "S1-I20", "S1-I21")
def test_bekreftelsen_har_veiledere_plan_og_internundervisning(lis: LisCast) -> None:
    avdeling = lis.avdelinger["medisin"]
    avdeling.internundervisning_url = "https://kalender.prove.example/medisin"
    avdeling.save()
    sak = klar(lis)
    innhold = tekst(fil(lis.avdelingsleder, "brev_bekreftelse", sak))
    for ventet in ("Siri Sykehusveileder", PLAN, "Lisbeth Lisveileder", "kalender.prove.example", "Line Liskontakt"):
        assert ventet in innhold, ventet


def test_bekreftelse_finnes_foerst_naar_kommunen_har_bekreftet(lis: LisCast) -> None:
    sak = tilbudt(lis)
    assert hent(lis.lis3, "brev_bekreftelse", sak).status_code == 404
    annen = planlagt(lis, "lis3b", start=om_maaneder(10))
    assert [hent(b, "brev_tilbud", annen).status_code for b in (lis.koordinator, lis.lis3b)] == [404, 404]


@pytest.mark.parametrize("navn", ["brev_tilbud", "brev_bekreftelse"])
def test_brevene_faar_bare_de_som_ser_tjenesten(lis: LisCast, navn: str) -> None:
    sak = bekreftet(lis)
    ser = {
        kode
        for kode in ("lis3", "kommune_lis", "avdelingsleder", "koordinator", "lis3b", "hamar_lis", "alis_kontor", "utenfor")
        if hent(lis.folk[kode], navn, sak).status_code != 404
    }
    assert ser == {"lis3", "kommune_lis", "avdelingsleder", "koordinator"}


@pytest.mark.krav("S1-I22")
def test_foresporselen_og_svaret_paa_den(lis: LisCast) -> None:
    innmelding = i_koen(lis, "lis3", start=om_maaneder(3))
    sak = _sendt(lis, innmelding)
    innhold = tekst(fil(lis.kommune_lis, "brev_foresporsel", sak))
    for ventet in ("Til Gjøvik kommune", "Liv Listre", "Kan sykehustjenesten gjennomføres etter planen?", "sendt straks"):
        assert ventet in innhold, ventet
    assert "Svar fra kommunen" not in innhold
    op_foresporsel.svar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, svar="avkreftet", kommentar="Vi må vente.")
    innhold = tekst(fil(lis.kommune_lis, "brev_foresporsel", sak))
    assert "Vi må vente." in innhold
    assert Dokument.objects.filter(sak_id=sak.pk).count() == 2
    assert hent(lis.hamar_lis, "brev_foresporsel", sak).status_code == 404


def _sendt(lis: LisCast, innmelding: Any) -> Seksmndforesporsel:
    from tests.lis3.hjelp_foresporsel import hendelse

    sak = op_foresporsel.ny_foresporsel(innmelding, hendelse(innmelding, timezone.now(), lis.kommune_lis))
    assert sak is not None
    sak.refresh_from_db()
    return sak


@pytest.mark.krav("S1-I18", "S1-I20", "S1-I17")
def test_overleveringen_sier_hvem_som_kommer_med_maal_veileder_og_plan(lis: LisCast) -> None:
    sak = klar(lis)
    sak.laeringsmaal.set(Laeringsmaal.objects.filter(kode="ALM-055"))
    planlagt(lis, "lis3b", start=om_maaneder(10))  # nobody has been offered it
    svar = hent(lis.avdelingsleder, "overlevering", lis.avdelinger["medisin"])
    assert svar.status_code == 302
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    jobb.refresh_from_db()
    innhold = tekst(bytes(jobb.resultat or b""))
    for ventet in ("Overleveringsrapport", "Medisinsk avdeling, Gjøvik", "Liv Listre", "Gjøvik kommune",
                   "ALM 55 Samhandling: åpent", "Siri Sykehusveileder", PLAN):  # fmt: skip
        assert ventet in innhold, ventet
    assert "Lage Listre" not in innhold
    klient = Client()
    klient.force_login(lis.avdelingsleder)
    adresse = reverse("jobb:fil", args=[jobb.pk])
    assert klient.get(adresse).status_code == 200
    Rolle.objects.filter(bruker=lis.avdelingsleder, type=RolleType.LEDER).update(gyldig_til="2021-01-01")
    assert klient.get(adresse).status_code == 403


def test_overleveringen_er_for_avdelingen_og_koordinator(lis: LisCast) -> None:
    sted = lis.avdelinger["medisin_lhmr"]
    svar = {
        k: hent(lis.folk[k], "overlevering", sted).status_code for k in ("koordinator", "avdelingsleder", "lis3", "utenfor")
    }
    assert svar == {"koordinator": 302, "avdelingsleder": 404, "lis3": 404, "utenfor": 404}
    assert Jobb.objects.count() == 1
