"""A calendar of its own: months, leap years, Easter and summer time worked out from the rules, with no library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

LENGDER = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def lengde(aar: int, maaned: int) -> int:
    skuddaar = aar % 400 == 0 or (aar % 4 == 0 and aar % 100 != 0)
    return 29 if maaned == 2 and skuddaar else LENGDER[maaned - 1]


def maaneder_foer(dag: date, antall: int) -> date:
    """Month by month backwards, then the day clipped to the month."""
    aar, maaned = dag.year, dag.month
    for _ in range(antall):
        maaned -= 1
        if maaned == 0:
            aar, maaned = aar - 1, 12
    return date(aar, maaned, min(dag.day, lengde(aar, maaned)))


def paaskedag(aar: int) -> date:
    """Gauss's rule, as adjusted for the Gregorian calendar."""
    a, b, c = aar % 19, aar % 4, aar % 7
    k = aar // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + (4 + k - k // 4) % 7) % 7
    if d == 29 and e == 6:
        return date(aar, 4, 19)
    if d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        return date(aar, 4, 18)
    return date(aar, 3, 22) + timedelta(days=d + e)


def helligdager(aar: int) -> set[date]:
    paaske = paaskedag(aar)
    bevegelige = {paaske + timedelta(days=n) for n in (-3, -2, 0, 1, 39, 49, 50)}
    return bevegelige | {date(aar, m, d) for m, d in [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)]}


def virkedag_foer(dag: date) -> date:
    """The day itself, or the last working day before it."""
    while dag.isoweekday() > 5 or dag in helligdager(dag.year):
        dag -= timedelta(days=1)
    return dag


def _siste_sondag(aar: int, maaned: int) -> datetime:
    dag = date(aar, maaned, 31)
    dag -= timedelta(days=dag.isoweekday() % 7)
    return datetime(dag.year, dag.month, dag.day, 1, tzinfo=UTC)


def oslo_dag(tid: datetime) -> date:
    """The date in Norway: an hour ahead, two between the last Sundays of March and October."""
    sommer = _siste_sondag(tid.year, 3) <= tid < _siste_sondag(tid.year, 10)
    return (tid + timedelta(hours=2 if sommer else 1)).date()
