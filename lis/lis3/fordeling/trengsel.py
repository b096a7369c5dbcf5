"""Too many for too few months: a count that refuses most impossible questions before any search.

Doctors who must all start within a window of months at one department need as many services in a row as their number.
A stretch of free months can hold only so many. Necessary, not sufficient: what passes here is searched for.
"""

from __future__ import annotations

from .nivaaer import Alternativ
from .plasser import Plasskart

Vindu = tuple[int, int]


class Trengsel:
    """The windows in which those already seated must start, by department. Divided services are not counted."""

    def __init__(self, kart: Plasskart) -> None:
        self._strekk: dict[str, list[tuple[int, int, int]]] = {}
        for strekk in kart.strekk:
            self._strekk.setdefault(strekk.avdeling, []).append((strekk.fra, strekk.til, len(strekk.plasser)))
        self._vinduer: dict[str, list[Vindu]] = {}

    def legg_til(self, alternativer: tuple[Alternativ, ...]) -> None:
        if len(alternativer[0]) == 1:
            self._vinduer.setdefault(alternativer[0][0].avdeling, []).append(_vindu(alternativer))

    def er_umulig(self, alternativer: tuple[Alternativ, ...]) -> bool:
        """Whether one more with these alternatives at one department is more than some window can hold."""
        if len(alternativer[0]) != 1:
            return False
        avdeling, lengde = alternativer[0][0].avdeling, alternativer[0][0].lengde
        forst, sist = _vindu(alternativer)
        andre = self._vinduer.get(avdeling, [])
        strekk = self._strekk.get(avdeling, [])
        for fra in {forst, *(a for a, _b in andre if a <= forst)}:
            innenfor = sorted(b for a, b in andre if a >= fra)
            for til in {sist, *(b for b in innenfor if b >= sist)}:
                antall = 1 + sum([b <= til for b in innenfor])
                if antall > sum([_rommer(s, fra, til, lengde) for s in strekk]):
                    return True
        return False


def _vindu(alternativer: tuple[Alternativ, ...]) -> Vindu:
    starter = [alternativ[0].start for alternativ in alternativer]
    return min(starter), max(starter)


def _rommer(strekk: tuple[int, int, int], fra: int, til: int, lengde: int) -> int:
    """How many services can start in the window at this kind of place, one after another."""
    forst, sist = max(fra, strekk[0]), min(til, strekk[1] - lengde + 1)
    return ((sist - forst) // lengde + 1) * strekk[2] if sist >= forst else 0
