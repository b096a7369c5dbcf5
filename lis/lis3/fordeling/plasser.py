"""Places as stretches: how many doctors a department can hold at once, month by month, and who sits where.

Places that are free in exactly the same stretch of months are interchangeable, so a stretch is one kind with a count.
A set of services fits in a kind when no month holds more of them than the count: intervals on identical places can
always be seated once their peak fits. A place closed in the middle is two stretches, of two kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

from .inndata import Inndata
from .nivaaer import Alternativ, Del


@dataclass(frozen=True)
class Strekk:
    """A kind of place: free from a month through a month, at these places."""

    avdeling: str
    fra: int
    til: int
    plasser: tuple[int, ...]
    base: int
    """Its first month as a cell; the following months are the following cells."""


@dataclass(frozen=True, eq=False, slots=True)
class Valg:
    """One alternative seated in stretches, and the months (as cells) that it takes. Made once, so the same is the same."""

    alternativ: Alternativ
    strekk: tuple[int, ...]
    celler: tuple[int, ...]
    dekker: frozenset[int]


class Plasskart:
    """The capacity of every department, and the ways an alternative can be seated."""

    def __init__(self, inndata: Inndata) -> None:
        grupper: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
        for avdeling in inndata.avdelinger:
            for plass in avdeling.plasser:
                for fra, til in plass.ledig:
                    grupper.setdefault((avdeling.id, fra, til), []).append((plass.nummer, plass.id))
        self.strekk: list[Strekk] = []
        self.kapasitet: list[int] = []
        self._ved: dict[str, list[int]] = {}
        for (avdeling_id, fra, til), plasser in sorted(grupper.items()):
            ider = tuple(plass for _nummer, plass in sorted(plasser))
            self._ved.setdefault(avdeling_id, []).append(len(self.strekk))
            self.strekk.append(Strekk(avdeling_id, fra, til, ider, len(self.kapasitet)))
            self.kapasitet += [len(ider)] * (til - fra + 1)
        self._valg: dict[Alternativ, tuple[Valg, ...]] = {}

    def valg(self, alternativ: Alternativ) -> tuple[Valg, ...]:
        """Every way to seat an alternative on empty places; empty when it cannot be."""
        kjent = self._valg.get(alternativ)
        if kjent is None:
            kjent = self._valg[alternativ] = tuple(self._lag(alternativ))
        return kjent

    def _lag(self, alternativ: Alternativ) -> list[Valg]:
        veier: list[tuple[int, ...]] = [()]
        for del_ in alternativ:
            mulige = [nr for nr in self._ved.get(del_.avdeling, []) if self._rommer(nr, del_)]
            veier = [(*vei, nr) for vei in veier for nr in mulige]
        svar = []
        for vei in veier:
            celler = tuple(c for nr, del_ in zip(vei, alternativ, strict=True) for c in self._celler(nr, del_))
            svar.append(Valg(alternativ, vei, celler, frozenset(celler)))
        return svar

    def _rommer(self, nr: int, del_: Del) -> bool:
        strekk = self.strekk[nr]
        return strekk.fra <= del_.start and del_.start + del_.lengde - 1 <= strekk.til

    def _celler(self, nr: int, del_: Del) -> range:
        strekk = self.strekk[nr]
        return range(strekk.base + del_.start - strekk.fra, strekk.base + del_.start + del_.lengde - strekk.fra)

    def sett(self, valgte: list[Valg | None]) -> list[tuple[int, ...]]:
        """The place of each part of each doctor, given stretches whose peaks fit. First come by month, lowest place."""
        koer: dict[int, list[tuple[int, int, int, int]]] = {}
        for lege, valg in enumerate(valgte):
            if valg:
                for nummer, (strekk, del_) in enumerate(zip(valg.strekk, valg.alternativ, strict=True)):
                    koer.setdefault(strekk, []).append((del_.start, lege, nummer, del_.lengde))
        svar: list[list[int]] = [[0] * len(valg.strekk) if valg else [] for valg in valgte]
        for strekk, ko in koer.items():
            opptatt_til = dict.fromkeys(self.strekk[strekk].plasser, 0)
            for start, lege, nummer, lengde in sorted(ko):
                plass = next(p for p, til in opptatt_til.items() if til <= start)
                opptatt_til[plass] = start + lengde
                svar[lege][nummer] = plass
        return [tuple(plasser) for plasser in svar]
