"""The places of one municipality, open and reserved, and who sits on them.

Those who sit are the best by the order of all who asked, of the sets that can be seated together (the greedy set of a
transversal matroid). Whoever may sit on a reserved place moves over to it when that lets one more sit. So no place is
wasted, and it never pays to hide a group one belongs to. Such choices are substitutable and never shrink when more
people ask, which is what makes deferred acceptance stable and impossible to game.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .inndata import Kommune

Rett = tuple[int, ...]
"""The kinds of places that somebody may sit on, as indices into `Seter.grupper`: reserved ones first."""


class Seter:
    """People are their numbers in the order of the municipality: lower goes first."""

    def __init__(self, kommune: Kommune) -> None:
        slag: list[tuple[str | None, int]] = sorted(kommune.reservert.items())
        if kommune.apne:
            slag.append((None, kommune.apne))
        self.grupper = tuple(gruppe for gruppe, _antall in slag)
        """Which group each kind is reserved for; None is open to all."""
        self.antall = tuple(antall for _gruppe, antall in slag)
        self.sitter: tuple[list[int], ...] = tuple([] for _ in slag)
        """The numbers on each kind of place, ascending."""
        self._retter: dict[int, Rett] = {}
        self._kjente: dict[frozenset[str], Rett] = {}

    def rett(self, grupper: frozenset[str]) -> Rett:
        """What a member of these groups may sit on."""
        if grupper not in self._kjente:
            self._kjente[grupper] = tuple(nr for nr, g in enumerate(self.grupper) if g is None or g in grupper)
        return self._kjente[grupper]

    def prov(self, nr: int, rett: Rett) -> int | None:
        """Let one more ask. Returns who has to go: None, one of those who sat here, or whoever asked."""
        for slag in rett:
            if len(self.sitter[slag]) < self.antall[slag]:  # nobody needs to move over: the usual case, and the same answer
                insort(self.sitter[slag], nr)
                self._retter[nr] = rett
                return None
        vei, ledig = self._sok(rett)
        if ledig is not None:
            self._sett(nr, rett, ledig, vei)
            return None
        if not vei:
            return nr
        fra = max(vei, key=lambda slag: self.sitter[slag][-1])
        sist = self.sitter[fra][-1]
        if sist < nr:
            return nr
        self.sitter[fra].pop()
        del self._retter[sist]
        self._sett(nr, rett, fra, vei)
        return sist

    def har_ledig(self, rett: Rett) -> bool:
        """Whether one more could sit without anybody having to go."""
        return self._sok(rett)[1] is not None

    def i_veien(self, rett: Rett) -> list[int]:
        """Those of whom any one would have to go for one more to sit, when there is no room."""
        return sorted(nr for slag in self._sok(rett)[0] for nr in self.sitter[slag])

    def _sok(self, rett: Rett) -> tuple[dict[int, tuple[int, int] | None], int | None]:
        """The kinds within reach by moving people over: who moves in, and from where. And a kind with room, if any."""
        vei: dict[int, tuple[int, int] | None] = dict.fromkeys(rett)
        ko = list(rett)
        for slag in ko:
            if len(self.sitter[slag]) < self.antall[slag]:
                return vei, slag
            if len(vei) == len(self.antall):
                continue
            for nr in self.sitter[slag]:
                for annet in self._retter[nr]:
                    if annet not in vei:
                        vei[annet] = (nr, slag)
                        ko.append(annet)
        return vei, None

    def _sett(self, nr: int, rett: Rett, slag: int, vei: dict[int, tuple[int, int] | None]) -> None:
        while (flytter := vei[slag]) is not None:
            hvem, fra = flytter
            self.sitter[fra].remove(hvem)
            insort(self.sitter[slag], hvem)
            slag = fra
        insort(self.sitter[slag], nr)
        self._retter[nr] = rett
