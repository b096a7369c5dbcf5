"""Deadlines of anchoring counted backwards, against a search day by day that knows no shortcuts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forskning.selectors import frister
from forskning.selectors.frister import Motedag, Plan, plan
from grunnmur.utvalg.selectors.kalender import mote_foer, neste_mote

START = date(2026, 11, 1)
"""Christmas, Easter and May lie within reach."""
DAGER = st.integers(0, 260).map(lambda n: START + timedelta(days=n))
VIRKEDAGER = st.integers(1, 12)
UTEN_HAST = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def moter(draw: st.DrawFn) -> list[Motedag]:
    """Meetings in any order, with agendas that close before them, sometimes in another order than the meetings."""
    rader = []
    for nr, dag in enumerate(draw(st.lists(DAGER, max_size=8))):
        rader.append(Motedag(UUID(int=nr), dag, dag - timedelta(days=draw(st.integers(0, 40)))))
    return rader


# --- the independent answer: every day looked at, one by one -------------------------------------------------------------


FRI = set(holidays.country_holidays("NO", years=[2026, 2027], include_sundays=False))


def virkedag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in FRI


def rekker(m: Motedag, frist: date | None, dag: date) -> bool:
    """An item sent on `dag` is decided in this meeting before the deadline."""
    return dag <= m.sakslistefrist and dag <= m.dag and (frist is None or m.dag < frist)


def virkedager_mellom(fra: date, til: date) -> int:
    """How many working days there are after `fra`, to `til` with it."""
    return sum(virkedag(fra + timedelta(days=n)) for n in range(1, (til - fra).days + 1))


@UTEN_HAST
@given(frist=DAGER, i_dag=DAGER, kalender=moter(), n=VIRKEDAGER)
def test_the_meeting_is_the_last_that_answers_before_the_deadline(
    frist: date, i_dag: date, kalender: list[Motedag], n: int
) -> None:
    svar = plan(frist, i_dag, kalender, skriftlig_virkedager=n)
    naaes = [m for m in kalender if rekker(m, frist, i_dag)]
    assert {m.pk for m in svar.mulige} == {m.pk for m in naaes}
    assert (svar.mote is None) == (not naaes)
    if svar.mote:
        assert svar.mote.dag == max(m.dag for m in naaes)


@UTEN_HAST
@given(i_dag=DAGER, kalender=moter(), n=VIRKEDAGER)
def test_without_a_deadline_it_is_the_nearest(i_dag: date, kalender: list[Motedag], n: int) -> None:
    svar = plan(None, i_dag, kalender, skriftlig_virkedager=n)
    naaes = [m.dag for m in kalender if rekker(m, None, i_dag)]
    assert (svar.mote.dag if svar.mote else None) == min(naaes, default=None)
    assert (svar.siste_dag, svar.siste_svardag, svar.for_sent) == (None, None, False)


@UTEN_HAST
@given(frist=DAGER, i_dag=DAGER, kalender=moter(), n=VIRKEDAGER)
def test_the_last_day_to_send_reaches_a_meeting_and_the_day_after_does_not(
    frist: date, i_dag: date, kalender: list[Motedag], n: int
) -> None:
    siste = plan(frist, i_dag, kalender, skriftlig_virkedager=n).siste_til_mote
    if siste is None:
        assert not any(rekker(m, frist, i_dag) for m in kalender)
        return
    assert siste >= i_dag
    for dager in range((siste - i_dag).days + 1):
        assert plan(frist, i_dag + timedelta(days=dager), kalender, skriftlig_virkedager=n).mote is not None
    etter = siste + timedelta(days=1)
    assert not any(rekker(m, frist, etter) for m in kalender)


@UTEN_HAST
@given(frist=DAGER, i_dag=DAGER, kalender=moter(), n=VIRKEDAGER)
def test_in_writing_the_answer_comes_on_a_working_day_before_the_deadline(
    frist: date, i_dag: date, kalender: list[Motedag], n: int
) -> None:
    svar = plan(frist, i_dag, kalender, skriftlig_virkedager=n)
    if svar.mote:
        assert (svar.svarfrist, svar.kort_tid, svar.for_sent) == (None, False, False)
        return
    dager = [i_dag + timedelta(days=k) for k in range((frist - i_dag).days)]
    svardager = [d for d in dager if virkedag(d)]
    assert svar.for_sent == (not svardager)
    if svar.for_sent:
        assert svar.svarfrist is None
        return
    assert svar.svarfrist in svardager
    vanlige = [d for d in svardager if virkedager_mellom(i_dag, d) >= n]
    assert svar.svarfrist == (vanlige[0] if vanlige else svardager[-1])
    assert svar.kort_tid == (not vanlige)


@UTEN_HAST
@given(frist=DAGER, n=VIRKEDAGER)
def test_sent_on_the_last_ordinary_day_there_is_just_enough_time(frist: date, n: int) -> None:
    siste = plan(frist, START, [], skriftlig_virkedager=n).siste_skriftlig
    assert siste is not None
    assert virkedag(siste)
    assert not plan(frist, siste, [], skriftlig_virkedager=n).kort_tid
    neste = next(d for k in range(1, 15) if virkedag(d := siste + timedelta(days=k)))
    senere = plan(frist, neste, [], skriftlig_virkedager=n)
    assert senere.kort_tid or senere.for_sent


@UTEN_HAST
@given(frist=DAGER, i_dag=DAGER, kalender=moter(), n=VIRKEDAGER)
def test_nothing_is_ever_answered_on_the_deadline_or_after(
    frist: date, i_dag: date, kalender: list[Motedag], n: int
) -> None:
    svar = plan(frist, i_dag, kalender, skriftlig_virkedager=n)
    dager = [d for d in (svar.mote and svar.mote.dag, svar.svarfrist) if d]
    assert all(d < frist for d in dager)
    assert len(dager) == (0 if svar.for_sent else 1)


@pytest.mark.parametrize(
    ("frist", "i_dag", "svarfrist", "siste_skriftlig"),
    [
        # A Monday after Easter: the last working day before it is Wednesday or Thursday of the week before.
        (date(2027, 3, 30), date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 17)),
        (date(2027, 3, 30), date(2027, 3, 22), date(2027, 3, 24), date(2027, 3, 17)),
        (date(2027, 5, 18), date(2027, 5, 14), date(2027, 5, 14), date(2027, 5, 7)),
    ],
)
def test_the_calendar_of_a_spring(frist: date, i_dag: date, svarfrist: date, siste_skriftlig: date) -> None:
    """Written out by hand: Easter 2027 is 28 March, 17 May a Monday with Whit Monday on it, Ascension Day 6 May."""
    svar = plan(frist, i_dag, [], skriftlig_virkedager=5)
    assert (svar.svarfrist, svar.siste_skriftlig) == (svarfrist, siste_skriftlig)


def test_a_late_agenda_of_an_early_meeting_is_the_last_chance() -> None:
    tidlig = Motedag(uuid4(), START + timedelta(days=20), START + timedelta(days=19))
    sent = Motedag(uuid4(), START + timedelta(days=30), START + timedelta(days=5))
    svar = plan(START + timedelta(days=40), START, [sent, tidlig], skriftlig_virkedager=5)
    assert (svar.mote, svar.siste_til_mote) == (sent, tidlig.sakslistefrist)


# --- the committee's own calendar ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.krav("S1-F04")
def test_a_committees_calendar_gives_the_same_as_the_ground(forsk: Any, django_assert_num_queries: Any) -> None:
    from django.utils import timezone

    dag = timezone.localdate()
    forsk.mote(30), forsk.mote(60), forsk.mote(80, frist=90), forsk.mote(50, organ=forsk.fagutvalg)
    with django_assert_num_queries(2):
        svar: Plan = frister.for_organ(forsk.ssu, dag + timedelta(days=70), dag)
    foer = mote_foer(forsk.ssu, dag + timedelta(days=70), dag)
    assert svar.mote
    assert foer
    assert svar.mote.pk == foer.pk
    naermest, uten_frist = neste_mote(forsk.ssu, dag), frister.for_organ(forsk.ssu, None, dag).mote
    assert naermest
    assert uten_frist
    assert uten_frist.pk == naermest.pk
    assert frister.for_organ(forsk.ssu, dag + timedelta(days=70), dag, uten=[foer.pk]).mote.pk == naermest.pk  # type: ignore[union-attr]
