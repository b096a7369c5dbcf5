"""Dates of the six-month question: calendar arithmetic on days, so no clock or time zone can move them."""

from __future__ import annotations

from datetime import date, timedelta

from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.portal.dato import pluss_maaneder

SEKS_MAANEDER = 6
VARSLES_MAANEDER = (8, 7)
"""Whole months before the start that the coordinator is warned; then half a month before the deadline, and at it."""
HALV_MAANED = timedelta(days=15)


def foresporselsfrist(planlagt_start: date) -> date:
    """The last day to ask the municipality: six calendar months before the start (S1-I22, C1).

    31.08.2027 gives 28.02.2027. The day stays as it is on a weekend or a holiday; the reminder comes before.
    """
    return pluss_maaneder(planlagt_start, -SEKS_MAANEDER)


def varslingsdager(planlagt_start: date) -> list[date]:
    """When the coordinator is reminded: eight, seven and six and a half months before, and at the deadline.

    Each is a working day: the day itself, or the last working day before it (C1).
    """
    dager = [pluss_maaneder(planlagt_start, -n) for n in VARSLES_MAANEDER]
    frist = foresporselsfrist(planlagt_start)
    return [pluss_virkedager(dag, 0) for dag in (*dager, frist - HALV_MAANED, frist)]


def er_sen(planlagt_start: date, meldt: date) -> bool:
    """Whether the enrolment itself came after the deadline: asked at once, and no breach."""
    return meldt > foresporselsfrist(planlagt_start)


def maaned_nr(dag: date) -> int:
    """Months counted from year zero, so that periods of whole months are plain integers."""
    return dag.year * 12 + dag.month - 1


def maaned_start(nr: int) -> date:
    """The first day of a month."""
    aar, maaned = divmod(nr, 12)
    return date(aar, maaned + 1, 1)


def maaned_slutt(nr: int) -> date:
    """The last day of a month."""
    return maaned_start(nr + 1) - timedelta(days=1)
