"""Two answers side by side: who is better off in the second, who worse, and the figures of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .nokkeltall import Nokkeltall
from .resultat import Plassering, Resultat


class Utslag(StrEnum):
    """How the second answer is for a candidate, by the candidate's own wishes."""

    BEDRE = "bedre"
    VERRE = "verre"
    LIKT = "likt"
    ANNET = "annet"
    """Only in one of them, with other wishes, or outside the wishes against no place: not for us to judge."""


@dataclass(frozen=True)
class Forskjell:
    """One candidate in both; None where the candidate is not in it."""

    kandidat: str
    a: Plassering | None
    b: Plassering | None
    utslag: Utslag

    def som_json(self) -> dict[str, Any]:
        """Where the candidate is in each, and by which wish."""
        steder = {navn: p and {"kommune": p.kommune, "onske": p.onske} for navn, p in (("a", self.a), ("b", self.b))}
        return {"kandidat": self.kandidat, **steder, "utslag": self.utslag.value}


@dataclass(frozen=True)
class Sammenligning:
    """Everybody in either, by id, and the figures of both."""

    forskjeller: tuple[Forskjell, ...]
    a: Nokkeltall
    b: Nokkeltall

    @property
    def antall(self) -> dict[Utslag, int]:
        """How many of each."""
        teller = Counter(forskjell.utslag for forskjell in self.forskjeller)
        return {utslag: teller[utslag] for utslag in Utslag}


def sammenlign(a: Resultat, b: Resultat) -> Sammenligning:
    forskjeller = []
    for id_ in sorted(a.plassering.keys() | b.plassering.keys()):
        pa, pb = a.plassering.get(id_), b.plassering.get(id_)
        forskjeller.append(Forskjell(id_, pa, pb, _utslag(a, b, pa, pb)))
    return Sammenligning(tuple(forskjeller), a.nokkeltall, b.nokkeltall)


def _utslag(a: Resultat, b: Resultat, pa: Plassering | None, pb: Plassering | None) -> Utslag:
    if pa is None or pb is None:
        return Utslag.ANNET
    if pa.kommune == pb.kommune:
        return Utslag.LIKT
    if a.inndata.kandidat[pa.kandidat].onsker != b.inndata.kandidat[pb.kandidat].onsker:
        return Utslag.ANNET
    if pa.onske is None and pb.onske is None:
        return Utslag.ANNET
    if pa.onske is None or (pb.onske is not None and pb.onske < pa.onske):
        return Utslag.BEDRE
    return Utslag.VERRE
