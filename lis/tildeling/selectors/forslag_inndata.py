"""The rows of a round as the frozen input of the allocation. What is not in it has no say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Sum

from ..fordeling import Egne, Felles, Inndata, Kommune
from ..fordeling import Kandidat as Deltaker
from ..models import (
    Gruppemedlem,
    Kandidat,
    Kriterier,
    Onske,
    Poeng,
    Rekkefolge,
    Reservasjon,
    Runde,
)
from .plasser import ledige_plasser

Faste = Mapping[UUID, UUID | None]
"""Candidates placed by the committee whatever the order says; None is no place."""


@dataclass(frozen=True)
class Valg:
    """What is tried otherwise than it is. Empty: the round as it stands."""

    ekstra: Mapping[UUID, int] = field(default_factory=dict)
    """Places there are not, by municipality."""
    uten_reservasjoner: bool = False

    @property
    def hypotetisk(self) -> bool:
        return bool(self.ekstra) or self.uten_reservasjoner

    def som_data(self) -> dict[str, Any]:
        """As the event keeps it."""
        ekstra = {str(pk): antall for pk, antall in sorted(self.ekstra.items())}
        return {"ekstra": ekstra, "uten_reservasjoner": self.uten_reservasjoner}

    @classmethod
    def fra_data(cls, data: Mapping[str, Any]) -> Self:
        ekstra = {UUID(pk): antall for pk, antall in data.get("ekstra", {}).items()}
        return cls(ekstra, bool(data.get("uten_reservasjoner")))


def lag_inndata(runde: Runde, *, endringer: Faste | None = None, valg: Valg | None = None) -> Inndata:
    """Freeze the round as it is now, in as many questions for one candidate as for two thousand.

    A position that names its municipality is a placement that stands, unless `endringer` places the doctor otherwise.
    Raises `UgyldigInndata` where the rows cannot be used; `feilsetning` says it in words.
    """
    valg, endringer = valg or Valg(), endringer or {}
    faste: dict[UUID, UUID | None] = {}
    kandidater: list[UUID] = []
    med = Kandidat.objects.filter(runde=runde, trukket=None).order_by()
    for pk, fast in med.values_list("pk", "fast_kommune"):
        kandidater.append(pk)
        if fast is not None:
            faste[pk] = fast
    navngitte = frozenset(faste)
    faste |= {pk: sted for pk, sted in endringer.items() if pk in set(kandidater)}
    onsker = {pk: steder for pk, steder in _onsker(runde).items() if pk not in navngitte}
    plasser = Counter(dict(_plasser(runde))) + Counter(dict(valg.ekstra))
    reservert = {} if valg.uten_reservasjoner else _reservert(runde)
    nevnt = {*plasser, *reservert, *(sted for liste in onsker.values() for sted in liste)}
    nevnt |= {sted for sted in faste.values() if sted is not None}
    grupper = _grupper(runde)
    return Inndata(
        fro=runde.fro,
        rekkefolge=_rekkefolge(runde, kandidater, onsker),
        kandidater=tuple(
            Deltaker(str(pk), tuple(map(str, onsker.get(pk, ()))), frozenset(grupper.get(pk, ()))) for pk in kandidater
        ),
        kommuner=tuple(Kommune(str(pk), plasser[pk], reservert.get(pk, {})) for pk in nevnt),
        faste={str(pk): None if sted is None else str(sted) for pk, sted in faste.items()},
    )


def _plasser(runde: Runde) -> Iterable[tuple[UUID, int]]:
    """Approved places of the half-year that nobody has, by municipality."""
    return ledige_plasser(runde.oppstart).order_by().values_list("kommune").annotate(antall=Count("pk"))


def _onsker(runde: Runde) -> dict[UUID, list[UUID]]:
    """Municipalities by candidate, best first. What has not been delivered is nobody's wish."""
    svar: dict[UUID, list[UUID]] = defaultdict(list)
    levert = Onske.objects.filter(kandidat__runde=runde, kandidat__trukket=None, kandidat__onsker_levert__isnull=False)
    for kandidat, kommune in levert.order_by("kandidat", "rang").values_list("kandidat", "kommune"):
        svar[kandidat].append(kommune)
    return svar


def _grupper(runde: Runde) -> dict[UUID, list[str]]:
    svar: dict[UUID, list[str]] = defaultdict(list)
    medlemmer = Gruppemedlem.objects.filter(kandidat__runde=runde, kandidat__trukket=None)
    for kandidat, gruppe in medlemmer.order_by().values_list("kandidat", "gruppe"):
        svar[kandidat].append(str(gruppe))
    return svar


def _reservert(runde: Runde) -> dict[UUID, dict[str, int]]:
    svar: dict[UUID, dict[str, int]] = defaultdict(dict)
    rader = Reservasjon.objects.filter(runde=runde).order_by().values_list("kommune", "gruppe", "antall")
    for kommune, gruppe, antall in rader:
        svar[kommune][str(gruppe)] = antall
    return svar


def _rekkefolge(runde: Runde, kandidater: list[UUID], onsker: Mapping[UUID, list[UUID]]) -> Felles | Egne:
    """Points added up: those given everywhere, and with own orders those of the municipality. None given is zero."""
    felles: dict[UUID, int] = {}
    egne: dict[tuple[UUID, UUID], int] = {}
    rader = Poeng.objects.filter(kandidat__runde=runde, kandidat__trukket=None).order_by()
    for kandidat, kommune, sum_ in rader.values_list("kandidat", "kommune").annotate(sum=Sum("poeng")):
        if kommune is None:
            felles[kandidat] = sum_
        else:
            egne[kandidat, kommune] = sum_
    if Kriterier.objects.values_list("rekkefolge", flat=True).get(runder=runde) == Rekkefolge.FELLES:
        return Felles({str(pk): felles.get(pk, 0) for pk in kandidater})
    poeng: dict[str, dict[str, int]] = defaultdict(dict)
    for kandidat, steder in onsker.items():
        for sted in steder:
            poeng[str(sted)][str(kandidat)] = felles.get(kandidat, 0) + egne.get((kandidat, sted), 0)
    return Egne(poeng)
