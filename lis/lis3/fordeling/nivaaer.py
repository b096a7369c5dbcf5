"""What a doctor would rather have than what: an ordered list of levels, each a set of equally good alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .inndata import Inndata, Lege, Onske


class Del(NamedTuple):
    """Months at one department: from a start month, so many."""

    avdeling: str
    start: int
    lengde: int

    @property
    def maaneder(self) -> range:
        return range(self.start, self.start + self.lengde)


Alternativ = tuple[Del, ...]
"""One way to be served: a whole service, or two parts in a row."""


class Nivaa(NamedTuple):
    """Equally good alternatives. Wish numbers count from 1; `avvik` is months away from the wished start."""

    onske: int
    annet: int | None
    """The wish whose department gives the other part, when the service is divided."""
    avvik: int
    alternativer: tuple[Alternativ, ...]


def nivaaer(lege: Lege, inndata: Inndata) -> list[Nivaa]:
    """Every level of a doctor, best first. After the last comes no place at all.

    Whole service: the first wish at its own month, then one month off, and so on through its slack; then the second
    wish. Divided service (approved by the hospital): the pair of wishes 1 and 2, then 1 and 3, and so on, at the month
    and slack of the better wish; which department comes first makes no difference. A department alone gives both parts
    only where no other is wished for. A level has only starts within the horizon and departments that together can
    give every objective the doctor lacks.
    """
    par = list(_par(lege, inndata)) if lege.delt else [(nr, None) for nr in range(1, len(lege.onsker) + 1)]
    svar = []
    for forste, annet in par:
        onske = lege.onsker[forste - 1]
        avdelinger = [onske.avdeling] if annet is None else [onske.avdeling, lege.onsker[annet - 1].avdeling]
        if not _gir_maalene(lege, avdelinger, inndata):
            continue
        for avvik, starter in _starter(onske, inndata):
            deler = tuple(a for start in starter for a in _alternativer(avdelinger, start, inndata, delt=annet is not None))
            svar.append(Nivaa(forste, annet, avvik, deler))
    return svar


def _par(lege: Lege, inndata: Inndata) -> Iterator[tuple[int, int | None]]:
    """Pairs of wishes whose departments are approved for three-month parts, best first."""
    ved = [inndata.avdeling.get(onske.avdeling) for onske in lege.onsker]
    mulige = [nr for nr, avdeling in enumerate(ved, start=1) if avdeling and avdeling.godkjent]
    ulike = {lege.onsker[nr - 1].avdeling for nr in mulige}
    if len(ulike) == 1:
        yield from ((nr, nr) for nr in mulige)
        return
    for plass, forste in enumerate(mulige):
        for annet in mulige[plass + 1 :]:
            if lege.onsker[forste - 1].avdeling != lege.onsker[annet - 1].avdeling:
                yield forste, annet


def _gir_maalene(lege: Lege, avdelinger: list[str], inndata: Inndata) -> bool:
    gir = [inndata.avdeling[id_].maal for id_ in avdelinger if id_ in inndata.avdeling]
    return lege.maal <= frozenset().union(*gir)


def _starter(onske: Onske, inndata: Inndata) -> Iterator[tuple[int, list[int]]]:
    """Start months by how far they are from the wish, the nearest first."""
    mulige = [
        start
        for start in range(onske.start - onske.foer, onske.start + onske.etter + 1)
        if inndata.fra <= start <= inndata.til
    ]
    if inndata.slakk_er_likt:
        if mulige:
            yield 0, sorted(mulige, key=lambda start: (abs(start - onske.start), start))
        return
    for avvik in range(max(onske.foer, onske.etter) + 1):
        if like := [start for start in mulige if abs(start - onske.start) == avvik]:
            yield avvik, like


def _alternativer(avdelinger: list[str], start: int, inndata: Inndata, *, delt: bool) -> list[Alternativ]:
    if not delt:
        return [(Del(avdelinger[0], start, inndata.lengde),)]
    lengde = inndata.del_lengde
    rekkefolger = [avdelinger] if avdelinger[0] == avdelinger[1] else [avdelinger, avdelinger[::-1]]
    return [(Del(a, start, lengde), Del(b, start + lengde, lengde)) for a, b in rekkefolger]
