"""The page of one question over HTTP, the task that sends, and two who send at once."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lis3 import tasks
from lis.lis3.models import Foresporseltilstand as F
from lis.lis3.models import Innstilling, Seksmndforesporsel
from lis.lis3.operations import foresporsel as op
from tests.klient import som
from tests.lis3.folk import LisCast, lag_lis
from tests.lis3.hjelp_foresporsel import meldt

OSLO = ZoneInfo("Europe/Oslo")
I_TIDE = datetime(2026, 11, 2, 12, tzinfo=OSLO)


@pytest.mark.krav("S1-I22")
def test_the_page_opens_for_coordinator_doctor_and_the_doctors_municipality_only(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    svar = {kode: som(bruker).get(sak.get_absolute_url()).status_code for kode, bruker in lis.folk.items()}
    assert {kode for kode, status in svar.items() if status == 200} == {"koordinator", "kommune_lis", "lis3"}
    assert {status for status in svar.values() if status != 200} == {404}


def test_who_may_not_gets_403_a_stranger_404_and_who_is_late_409_with_the_comment_kept(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    url = sak.get_absolute_url()
    assert som(lis.kommune_lis).post(f"{url}send/", {"versjon": 1}).status_code == 403
    assert som(lis.hamar_lis).post(f"{url}send/", {"versjon": 1}).status_code == 404
    assert som(lis.koordinator).post(f"{url}send/", {"versjon": 7}).status_code == 409
    assert som(lis.koordinator).post(f"{url}send/", {"versjon": 1}).status_code == 302
    assert som(lis.koordinator).post(f"{url}svar/", {"versjon": 2, "svar": "bekreftet"}).status_code == 403
    gammel = som(lis.kommune_lis).post(f"{url}svar/", {"versjon": 1, "svar": "avkreftet", "kommentar": "Ny dato."})
    assert (gammel.status_code, "Ny dato." in gammel.content.decode()) == (409, True)
    assert som(lis.kommune_lis).post(f"{url}svar/", {"versjon": 2, "svar": "avkreftet"}).status_code == 200
    sak.refresh_from_db()
    assert sak.tilstand == F.SENDT


@pytest.mark.krav("S1-I07", "S1-I22")
def test_the_answer_change_leads_to_where_the_change_is_reported(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    op.send(sak.pk, utfort_av=lis.koordinator, versjon=1)
    svar = som(lis.kommune_lis).post(f"{sak.get_absolute_url()}svar/", {"versjon": 2, "svar": "endring"})
    assert (svar.status_code, svar["Location"]) == (302, f"/lis/lis3/{sak.innmelding_id}/endring/")
    assert som(lis.kommune_lis).get(svar["Location"]).status_code == 200


@pytest.mark.krav("S1-I22")
def test_the_page_names_the_answer_and_leads_only_the_municipality_on_to_the_change(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    op.send(sak.pk, utfort_av=lis.koordinator, versjon=1)
    op.svar(sak.pk, utfort_av=lis.kommune_lis, versjon=2, svar=F.ENDRING)
    knapp = f'href="/lis/lis3/{sak.innmelding_id}/endring/"'
    for hvem, venter in ((lis.kommune_lis, True), (lis.koordinator, False)):
        side = som(hvem).get(sak.get_absolute_url()).content.decode()
        assert ("Venter på deg" in side, knapp in side, "<dd>Endring meldt<" in side) == (venter, venter, True)
    liste = som(lis.kommune_lis).get("/lis/lis3/").content.decode()
    saken = som(lis.kommune_lis).get(sak.innmelding.get_absolute_url()).content.decode()
    assert ("Venter på deg" in liste, f'href="{sak.get_absolute_url()}">' in saken) == (True, True)


@pytest.mark.krav("S1-I22")
def test_the_clock_sends_what_is_approved_or_goes_by_itself_on_its_day_in_norway_and_once(lis: LisCast) -> None:
    godkjent, venter = meldt(lis, "lis3", I_TIDE), meldt(lis, "lis3b", I_TIDE)
    op.godkjenn(godkjent.pk, utfort_av=lis.koordinator, versjon=1, naa=I_TIDE)
    assert op.send_forfalte(naa=datetime(2027, 1, 31, 23, 59, tzinfo=OSLO)) == 0
    assert op.send_forfalte(naa=datetime(2027, 2, 1, 0, 1, tzinfo=OSLO)) == 1
    assert op.send_forfalte(naa=datetime(2027, 2, 1, 0, 1, tzinfo=OSLO)) == 0
    godkjent.refresh_from_db()
    venter.refresh_from_db()
    assert (godkjent.tilstand, venter.tilstand) == (F.SENDT, F.PLANLAGT)
    assert Hendelse.objects.for_sak(godkjent).get(navn="send").utfort_av.er_system
    Innstilling.objects.update(foresporsel_av_seg_selv=True)
    assert op.send_forfalte(naa=datetime(2027, 2, 1, 1, 1, tzinfo=OSLO)) == 1


def test_one_question_that_fails_keeps_no_other_back(lis: LisCast, monkeypatch: pytest.MonkeyPatch) -> None:
    daarlig, god = meldt(lis, "lis3", I_TIDE), meldt(lis, "lis3b", I_TIDE)
    Innstilling.objects.update(foresporsel_av_seg_selv=True)
    ekte = op.Saksteller.neste
    monkeypatch.setattr(op.Saksteller, "neste", lambda *a: ekte(*a) if sendt else sendt.append(1) or 1 / 0)
    sendt: list[int] = []
    assert op.send_forfalte(naa=datetime(2027, 2, 1, 9, tzinfo=OSLO)) == 1
    tilstander = set(Seksmndforesporsel.objects.filter(pk__in=[daarlig.pk, god.pk]).values_list("tilstand", flat=True))
    assert tilstander == {F.PLANLAGT, F.SENDT}


def test_the_task_does_what_is_due_today(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", timezone.now() - timedelta(days=60), timezone.localdate() + timedelta(days=200))
    Innstilling.objects.update(foresporsel_av_seg_selv=True)
    assert (tasks.send_foresporsler(), tasks.send_foresporsler()) == (1, 0)
    sak.refresh_from_db()
    assert sak.tilstand == F.SENDT


@pytest.mark.django_db(transaction=True)
def test_coordinator_and_clock_at_once_send_one_question_once() -> None:
    lis = lag_lis()
    sak = meldt(lis, "lis3", I_TIDE, date(2027, 7, 1))
    porten, utfall = threading.Barrier(2), []

    def send(hvem: Bruker) -> None:
        try:
            porten.wait(timeout=20)
            op.send(sak.pk, utfort_av=hvem, versjon=1, naa=timezone.now())
            utfall.append("sendt")
        except (Utdatert, UlovligOvergang):
            utfall.append("for sent")
        finally:
            connections.close_all()

    traader = [threading.Thread(target=send, args=(hvem,)) for hvem in (lis.koordinator, Bruker.objects.systemet())]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join(timeout=60)
    assert sorted(utfall) == ["for sent", "sendt"]
    assert Varsel.objects.filter(sak_id=sak.pk, mal="lis3.foresporsel_sendt").count() == 1
