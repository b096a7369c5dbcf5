"""The middle of many values, worked out where the rows are."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, Field, FloatField


class Persentil(Aggregate):
    """`percentile_cont`: half of the values, or nine of ten, are no larger. Of durations where `output_field` says so."""

    function = "percentile_cont"
    template = "%(function)s(%(andel)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, uttrykk: Any, *, andel: float, output_field: Field | None = None, **kwargs: Any) -> None:
        super().__init__(uttrykk, andel=andel, output_field=output_field or FloatField(), **kwargs)
