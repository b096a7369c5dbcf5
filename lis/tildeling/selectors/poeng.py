"""Points as those who give them see them: everybody in a table, and one candidate at a time."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from grunnmur.portal.sider import Nokkelside

from ..models import Kandidat, Kriterium, Runde
from .plasser import plasser_i

Nokkel = tuple[UUID, UUID | None]
"""Criterion, and the municipality where the points are for each."""


@dataclass(frozen=True, slots=True)
class Celle:
    """The points of one criterion; `steder` is how many municipalities they are given for, None where they are common."""

    kriterium: str
    poeng: int | None
    steder: int | None = None


@dataclass(frozen=True, slots=True)
class Poengrad:
    id: UUID
    navn: str
    celler: tuple[Celle, ...]
    sum: int

    @property
    def mangler(self) -> bool:
        """Some criterion has no points yet."""
        return any(c.poeng is None for c in self.celler)


def kriterier_i(runde: Runde) -> list[Kriterium]:
    return list(runde.kriterier.kriterium.all()) if runde.kriterier else []


def poengside(runde: Runde, markor: str | None) -> Nokkelside:
    """Candidates that points are for: those who wish."""
    med = runde.kandidater.filter(trukket=None, fast_kommune=None).select_related("lege").prefetch_related("poeng")
    return Nokkelside(med.annotate(rekkefolge=F("lege__sortering")), sortering="rekkefolge", markor=markor)


def poengrader(side: Nokkelside, kriterier: list[Kriterium]) -> list[Poengrad]:
    rader = []
    for kandidat in side:
        gitt: dict[UUID, list[int]] = {}
        for p in kandidat.poeng.all():
            gitt.setdefault(p.kriterium_id, []).append(p.poeng)
        celler = tuple(
            Celle(k.navn, sum(gitt[k.pk]) if k.pk in gitt else None, len(gitt.get(k.pk, ())) if k.per_kommune else None)
            for k in kriterier
        )
        rader.append(Poengrad(kandidat.pk, kandidat.lege.navn, celler, sum(c.poeng or 0 for c in celler)))
    return rader


def steder_for(runde: Runde, kandidat: Kandidat) -> list[tuple[UUID, str]]:
    """The municipalities that points are given for: when the wishes are in, only those this candidate wishes for."""
    steder = [(p.kommune.pk, p.kommune.navn) for p in plasser_i(runde)]
    if not runde.etter_fristen:
        return steder
    onsket = set(kandidat.onsker.values_list("kommune", flat=True))
    return [sted for sted in steder if sted[0] in onsket]


def neste_uten_poeng(runde: Runde, etter: Kandidat) -> Kandidat | None:
    """The next by name that some criterion has no points for; from the top again after the last."""
    kriterier = {k.pk for k in kriterier_i(runde)}
    med = runde.kandidater.filter(trukket=None, fast_kommune=None).exclude(pk=etter.pk)
    alle = list(med.select_related("lege").prefetch_related("poeng").order_by("lege__sortering"))
    igjen = [k for k in alle if kriterier - {p.kriterium_id for p in k.poeng.all()}]
    senere = [k for k in igjen if k.lege.sortering >= etter.lege.sortering]
    return next(iter(senere or igjen), None)
