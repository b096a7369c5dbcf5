"""Working days in Norway: not Saturday, not Sunday, not a public holiday."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=64)
def _helligdager(aar: int) -> frozenset[date]:
    import holidays  # takes longer to load than the years take to count: only when somebody counts

    return frozenset(d for d in holidays.country_holidays("NO", years=aar, include_sundays=False) if d.year == aar)


def er_virkedag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in _helligdager(dag.year)


def pluss_virkedager(dag: date, antall: int) -> date:
    """The working day `antall` working days after `dag`; a negative number counts backwards.

    Zero gives `dag` itself when it is a working day, else the working day before it (C1).
    """
    steg = 1 if antall > 0 else -1
    if antall == 0:
        while not er_virkedag(dag):
            dag -= timedelta(days=1)
        return dag
    while antall:
        dag += timedelta(days=steg)
        if er_virkedag(dag):
            antall -= steg
    return dag
