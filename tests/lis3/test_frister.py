"""The dates of the six-month question against a calendar of the tests' own (C1). Plain loops, the same every run."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from grunnmur.oppgaver.virkedager import er_virkedag
from grunnmur.portal.dato import lokal_dato, pluss_maaneder
from lis.lis3.frister import er_sen, foresporselsfrist, varslingsdager
from tests.lis3 import kalender

ANTALL = 100_000
FORSTE = date(2000, 1, 1).toordinal()
SISTE = date(2099, 12, 31).toordinal()


def tilfeldige_dager(antall: int, fro: int) -> list[date]:
    """Random days, every third of them near the end of a month, where clipping happens."""
    tilfeldig = random.Random(fro)
    dager = [date.fromordinal(tilfeldig.randint(FORSTE, SISTE)) for _ in range(antall)]
    ender = (date(d.year, d.month, kalender.lengde(d.year, d.month)) for d in dager[::3])
    return [*dager[: antall - len(dager[::3])], *(d - timedelta(days=tilfeldig.randint(0, 2)) for d in ender)]


@pytest.mark.krav("S1-I22")
@pytest.mark.parametrize(
    ("start", "frist"),
    [
        (date(2027, 8, 31), date(2027, 2, 28)),
        (date(2028, 8, 31), date(2028, 2, 29)),
        (date(2027, 6, 1), date(2026, 12, 1)),
        (date(2027, 12, 31), date(2027, 6, 30)),
        (date(2027, 2, 28), date(2026, 8, 28)),
        (date(2028, 2, 29), date(2027, 8, 29)),
        (date(2100, 8, 30), date(2100, 2, 28)),
        (date(2027, 5, 17), date(2026, 11, 17)),
    ],
)
def test_the_deadline_is_six_calendar_months_before_clipped_to_the_months_end(start: date, frist: date) -> None:
    assert foresporselsfrist(start) == frist


@pytest.mark.krav("S1-I22")
def test_the_deadline_agrees_with_an_independent_calendar_in_a_hundred_thousand_cases() -> None:
    ulike = [d for d in tilfeldige_dager(ANTALL, 1) if foresporselsfrist(d) != kalender.maaneder_foer(d, 6)]
    assert ulike == []


def test_months_back_agree_whatever_their_number() -> None:
    tilfeldig = random.Random(2)
    for dag in tilfeldige_dager(ANTALL, 3):
        n = tilfeldig.randint(0, 30)
        assert pluss_maaneder(dag, -n) == kalender.maaneder_foer(dag, n), (dag, n)


def test_months_forward_and_back_come_home_unless_the_day_was_clipped() -> None:
    tilfeldig = random.Random(4)
    for dag in tilfeldige_dager(ANTALL, 5):
        n = tilfeldig.randint(-24, 24)
        der = pluss_maaneder(dag, n)
        assert der.day == min(dag.day, kalender.lengde(der.year, der.month)), (dag, n)
        assert pluss_maaneder(der, -n) == dag if der.day == dag.day else der.day < dag.day, (dag, n)


def test_working_days_agree_with_easter_by_gauss_over_eighty_years() -> None:
    for nr in range(date(2020, 1, 1).toordinal(), date(2100, 1, 1).toordinal()):
        dag = date.fromordinal(nr)
        assert er_virkedag(dag) == (kalender.virkedag_foer(dag) == dag), dag


@pytest.mark.krav("S1-I22")
def test_the_coordinator_is_warned_at_eight_seven_six_and_a_half_and_six_on_the_working_day_before() -> None:
    for start in tilfeldige_dager(10_000, 6):
        frist = kalender.maaneder_foer(start, 6)
        dager = [kalender.maaneder_foer(start, 8), kalender.maaneder_foer(start, 7), frist - timedelta(days=15), frist]
        assert varslingsdager(start) == [kalender.virkedag_foer(dag) for dag in dager], start


@pytest.mark.krav("S1-I22")
def test_the_day_is_norways_whatever_the_clock_of_the_reader() -> None:
    tilfeldig = random.Random(7)
    midnatt = datetime(2024, 1, 1, 22, tzinfo=UTC)
    tider = [
        midnatt + timedelta(days=tilfeldig.randint(0, 5000), seconds=tilfeldig.randint(0, 10_800)) for _ in range(ANTALL)
    ]
    for sone in ("Pacific/Auckland", "America/Los_Angeles"):
        with timezone.override(sone):
            assert [t for t in tider[: ANTALL // 2] if lokal_dato(t) != kalender.oslo_dag(t)] == [], sone
    assert [t for t in tider if lokal_dato(t) != kalender.oslo_dag(t)] == []


@pytest.mark.krav("S1-I22")
@pytest.mark.parametrize(
    ("start", "meldt", "sen"),
    [
        (date(2027, 9, 28), datetime(2027, 3, 28, 21, 59, tzinfo=UTC), False),  # 23.59 on the night of summer time
        (date(2027, 9, 28), datetime(2027, 3, 28, 22, 0, tzinfo=UTC), True),
        (date(2028, 4, 30), datetime(2027, 10, 30, 21, 59, tzinfo=UTC), False),
        (date(2028, 4, 30), datetime(2027, 10, 30, 22, 0, tzinfo=UTC), True),  # 00.00, the night summer time ends
        (date(2028, 8, 31), datetime(2028, 2, 29, 22, 59, tzinfo=UTC), False),
        (date(2028, 8, 31), datetime(2028, 2, 29, 23, 0, tzinfo=UTC), True),
    ],
)
def test_an_enrolment_is_late_from_midnight_in_norway(start: date, meldt: datetime, sen: bool) -> None:
    assert er_sen(start, lokal_dato(meldt)) == sen
