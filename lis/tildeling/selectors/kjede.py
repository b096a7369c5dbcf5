"""The chain of hospital part and municipal part, and what a late part does to it (S1-L09)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ..models import Del, Tildeling, Tildelingstilstand

DAG = timedelta(days=1)
DELVARIGHET = timedelta(days=3 * 366)
"""A part later than this is a year that was mistyped."""


class Datoer(NamedTuple):
    """First and last day of the municipal part."""

    start: date
    slutt: date


def planlagt(sak: Tildeling) -> Datoer:
    """What was planned before the first delay."""
    forste = sak.forsinkelser.order_by("meldt").first()
    return Datoer(forste.start_foer, forste.slutt_foer) if forste else Datoer(sak.start, sak.slutt)


def etter_forsinkelse(sak: Tildeling, gjelder: str, ny_dato: date) -> Datoer:
    """A late hospital part: the municipal part begins the day after, as long as before. A late municipal part: its end."""
    if gjelder == Del.KOMMUNE:
        return Datoer(sak.start, ny_dato)
    start = ny_dato + DAG
    return Datoer(start, sak.slutt + (start - sak.start))


@dataclass(frozen=True)
class Delrad:
    """One part of the service as the page shows it; `planlagt_til` where it was to end on another day."""

    kode: str
    fra: date | None
    til: date
    planlagt_fra: date | None
    planlagt_til: date


def kjeden(sak: Tildeling) -> list[Delrad]:
    """Hospital part and municipal part, with what was planned at first."""
    plan = planlagt(sak)
    sykehus_fra = sak.stilling.kull.start if sak.stilling else None
    return [
        Delrad(Del.SYKEHUS, sykehus_fra, sak.start - DAG, sykehus_fra, plan.start - DAG),
        Delrad(Del.KOMMUNE, sak.start, sak.slutt, plan.start, plan.slutt),
    ]


def samtidig_i_kommunen(sak: Tildeling) -> Iterator[Tildeling]:
    """Doctors with a place of another half-year in the same municipality on some of the same days."""
    andre = Tildeling.objects.filter(plass__kommune=sak.plass.kommune_id, start__lte=sak.slutt, slutt__gte=sak.start)
    andre = andre.exclude(tilstand=Tildelingstilstand.FRAFALT).exclude(plass__oppstart=sak.plass.oppstart)
    yield from andre.exclude(pk=sak.pk).select_related("lege", "plass__kommune").order_by("start", "lege__sortering")
