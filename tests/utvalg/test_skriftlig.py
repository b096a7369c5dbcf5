"""A written procedure: everybody with a seat answers before a day, and those who answered took part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.utvalg.models import Mote, Motesvar
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll as protop
from grunnmur.utvalg.operations import saksliste, skriftlig
from tests.utvalg.folk import UtvalgCast
from tests.utvalg.test_mote import aapne, fortalt

ENIG = {1: ("tiltrer", "")}


@pytest.fixture
def mote(utv: UtvalgCast) -> Mote:
    return utv.sendt(utv.skriftligfelter())


def svar(utv: UtvalgCast, mote: Mote, kode: str, svarene: Any = None, **valg: Any) -> Mote:
    return skriftlig.svar(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon, svarene=svarene or ENIG, **valg)


def lukk(utv: UtvalgCast, mote: Mote, **valg: Any) -> Mote:
    protop.hold(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, **valg)
    return utv.ny(mote)


def test_everybody_with_a_seat_is_asked_by_a_day_and_nobody_else(utv: UtvalgCast, mote: Mote) -> None:
    assert aapne(mote) == [("utvalg.svar", navn, mote.dag) for navn in ("Laila Leder", "Magnus Medlem", "Oda Overlege")]
    assert fortalt(mote, "skriftlig") == {"Laila Leder", "Magnus Medlem", "Oda Overlege"}
    assert (mote.sted, mote.lenke, mote.dag) == ("", "", timezone.localdate() + timedelta(days=10))


def test_an_answer_closes_the_task_and_can_be_changed(utv: UtvalgCast, mote: Mote) -> None:
    svar(utv, mote, "medlem")
    assert [o[1] for o in aapne(mote)] == ["Laila Leder", "Oda Overlege"]
    svar(utv, mote, "medlem", {1: ("onsker_mote", "Dette bør vi snakke om.")})
    ett = Motesvar.objects.get()
    assert (ett.bruker, ett.svar, ett.merknad) == (utv.medlem, "onsker_mote", "Dette bør vi snakke om.")


def test_a_deputy_answers_for_the_member_and_the_seat_answers_once(utv: UtvalgCast, mote: Mote) -> None:
    svar(utv, mote, "vara")
    ett = Motesvar.objects.get()
    assert (ett.medlem.bruker, ett.bruker) == (utv.medlem, utv.vara)
    assert [o[1] for o in aapne(mote)] == ["Laila Leder", "Oda Overlege"]
    svar(utv, mote, "medlem", {1: ("tiltrer_ikke", "")})
    ett = Motesvar.objects.get()
    assert (ett.bruker, ett.svar) == (utv.medlem, "tiltrer_ikke")
    with pytest.raises(Nektet):
        svar(utv, mote, "vara")


@pytest.mark.parametrize("kode", ["organsekretaer", "utvalgssekretaer", "annetmedlem", "utenfor"])
def test_those_without_a_seat_do_not_answer(utv: UtvalgCast, mote: Mote, kode: str) -> None:
    with pytest.raises(Nektet):
        svar(utv, mote, kode)
    assert Motesvar.objects.count() == 0


@pytest.mark.parametrize("svarene", [{}, {2: ("tiltrer", "")}, {1: ("kanskje", "")}])
def test_every_item_is_answered(utv: UtvalgCast, mote: Mote, svarene: Any) -> None:
    with pytest.raises(ValidationError):
        skriftlig.svar(mote.pk, utfort_av=utv.medlem, versjon=mote.versjon, svarene=svarene)


def test_after_the_day_it_is_too_late(utv: UtvalgCast, mote: Mote) -> None:
    with pytest.raises(ValidationError):
        svar(utv, mote, "medlem", naa=mote.slutt)


def test_it_is_closed_when_all_have_answered_or_the_day_is_past(utv: UtvalgCast, mote: Mote) -> None:
    with pytest.raises(ValidationError):
        lukk(utv, mote)
    svar(utv, mote, "medlem")
    with pytest.raises(ValidationError):
        lukk(utv, mote)
    lukket = lukk(utv, mote, naa=mote.slutt + timedelta(hours=9))
    assert {o.bruker for o in lukket.oppmoter.all()} == {utv.medlem}
    assert (lukket.moteleder, lukket.tilstand) == (utv.medlem, "holdt")


def test_with_all_answers_in_the_leader_leads_and_it_goes_on_like_a_meeting(utv: UtvalgCast, mote: Mote) -> None:
    for kode in ("overlege", "vara", "utvalgsleder"):
        svar(utv, mote, kode)
    lukket = lukk(utv, mote, godkjenning="alle")
    assert {o.bruker for o in lukket.oppmoter.all()} == {utv.overlege, utv.vara, utv.utvalgsleder}
    assert lukket.moteleder == utv.utvalgsleder
    with pytest.raises(UlovligOvergang):
        svar(utv, mote, "medlem")
    alt = {"utfort_av": utv.utvalgssekretaer}
    protop.skriv_vedtak(mote.pk, **alt, versjon=lukket.versjon, nummer=1, utfall="vedtatt")
    protop.til_godkjenning(mote.pk, **alt, versjon=utv.ny(mote).versjon)
    for kode in ("overlege", "vara", "utvalgsleder"):
        protop.godkjenn(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon)
    assert utv.ny(mote).tilstand == "godkjent"


def test_what_was_sent_is_what_is_answered(utv: UtvalgCast, mote: Mote) -> None:
    with pytest.raises(UlovligOvergang):
        saksliste.sett_opp(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, tittel="En til")


def test_a_later_day_is_for_those_who_have_not_answered(utv: UtvalgCast, mote: Mote) -> None:
    svar(utv, mote, "medlem")
    moteop.endre(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, felter=utv.skriftligfelter(om=20))
    ny = utv.ny(mote)
    assert aapne(mote) == [("utvalg.svar", navn, ny.dag) for navn in ("Laila Leder", "Oda Overlege")]


def test_one_called_off_asks_nobody(utv: UtvalgCast, mote: Mote) -> None:
    moteop.avlys(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon)
    assert (aapne(mote), len(fortalt(mote, "avlyst_skriftlig"))) == ([], 4)
