"""What the numbers of guidance need of PostgreSQL: working days between two days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Func, IntegerField, Value
from django.db.models.functions import TruncDate

from grunnmur.oppgaver.virkedager import er_virkedag


class Virkedager(Func):
    """Working days after the day of one moment, to and including that of another, as `frister.virkedager_mellom`."""

    template = (
        "(SELECT count(*) FROM generate_series(1, %(til)s - %(fra)s) AS n "
        "WHERE extract(isodow FROM %(fra)s + n) < 6 AND %(fra)s + n <> ALL(%(fri)s))"
    )
    output_field = IntegerField()

    def __init__(self, fra: str, til: str, fri: Iterable[date]) -> None:
        super().__init__(TruncDate(fra), TruncDate(til), Value(list(fri), ArrayField(DateField())))

    def as_sql(self, compiler: Any, connection: Any, **_kwargs: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        (fra, p_fra), (til, p_til), (fri, p_fri) = (compiler.compile(e) for e in self.get_source_expressions())
        sql = self.template % {"fra": fra, "til": til, "fri": fri}
        return sql, [*p_til, *p_fra, *p_fra, *p_fra, *p_fri]


def fridager(fra: date, til: date) -> list[date]:
    """Weekdays that are no working days."""
    dager = (fra + timedelta(days=n) for n in range((til - fra).days + 1))
    return [dag for dag in dager if dag.weekday() < 5 and not er_virkedag(dag)]
