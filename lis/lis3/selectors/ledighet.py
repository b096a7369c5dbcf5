"""Which months a place is free: inside its own dates, not closed, and held by nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..models import Avdeling, Onske, Plass, Stenging, Tjenestedel


@dataclass(frozen=True)
class Plassledighet:
    """The free months of one place, as month numbers (`frister.maaned_nr`)."""

    plass: Plass
    ledige: frozenset[int]

    def ledig(self, start: int, lengde: int) -> bool:
        """Whether the place is free all months from `start`."""
        return all(nr in self.ledige for nr in range(start, start + lengde))

    def starter(self, onske: Onske, lengde: int) -> list[int]:
        """The months in which a service of this length could begin here as wished."""
        if self.plass.avdeling_id != onske.avdeling_id:
            return []
        onsket = maaned_nr(onske.start)
        return [nr for nr in range(onsket - onske.slakk_foer, onsket + onske.slakk_etter + 1) if self.ledig(nr, lengde)]


def plasser_i(fra: date, til: date, avdelinger: Iterable[Avdeling] | None = None) -> list[Plass]:
    """The places of active departments that exist some time in the period, with what is closed and what is taken."""
    innenfor = Q(fra__lte=til) & Q(til__gte=fra)
    plasser = (
        Plass.objects.filter(Q(fra__lte=til) & (Q(til__isnull=True) | Q(til__gte=fra)))
        .filter(avdeling__in=Avdeling.objects.aktive() if avdelinger is None else avdelinger)
        .select_related("avdeling__enhet", "avdeling__spesialitet")
        .prefetch_related(
            Prefetch("stenginger", Stenging.objects.filter(innenfor), to_attr="stengt_i"),
            Prefetch("deler", _tatt(innenfor), to_attr="tatt_i"),
        )
        .order_by("avdeling__enhet__sted", "avdeling__enhet__sortering", "avdeling", "nummer")
    )
    return list(plasser)


def _tatt(innenfor: Q) -> QuerySet[Tjenestedel]:
    return Tjenestedel.objects.filter(innenfor, opptar=True).select_related("tjeneste__innmelding__lege").order_by("fra")


def ledighet(fra: date, til: date, avdelinger: Iterable[Avdeling] | None = None) -> dict[int, Plassledighet]:
    """The free months of every place from the month of `fra` through the month of `til`, by the place's id.

    A month that is closed or held for a single day is not free.
    """
    fra, til = maaned_start(maaned_nr(fra)), maaned_slutt(maaned_nr(til))
    return {p.pk: Plassledighet(p, ledige_maaneder(p, fra, til)) for p in plasser_i(fra, til, avdelinger)}


def ledige_maaneder(plass: Plass, fra: date, til: date) -> frozenset[int]:
    """The free months of a place read by `plasser_i`."""
    ledige = set(range(maaned_nr(fra), maaned_nr(til) + 1))
    for periode in (*plass.stengt_i, *plass.tatt_i):  # type: ignore[attr-defined]
        ledige -= set(range(maaned_nr(periode.fra), maaned_nr(periode.til) + 1))
    return frozenset(
        nr for nr in ledige if plass.fra <= maaned_start(nr) and (plass.til is None or plass.til >= maaned_slutt(nr))
    )
