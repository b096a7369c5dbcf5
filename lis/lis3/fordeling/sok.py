"""The exact search: can one more doctor have one of these alternatives, while everybody seated keeps their level?

A repair search over the answer at hand, complete by construction. Every seated doctor has a domain: the ways to keep
their level. When a month holds too many, one of those in it must leave it, so the search branches on who: one
leaves, or that one stays and another leaves. Each branch only shrinks domains, so it ends, and what it
has not found does not exist. Between branches, a month that is full of doctors with no other way closes for all the
others; most questions are settled there without any search.

What closes a month for good (levels already given are never taken back) stays closed, so the search gets faster as
places fill up.
"""

from __future__ import annotations

from collections.abc import Callable

from .plasser import Valg

Domene = tuple[Valg, ...]

MAKS_GRENER = 10_000
"""Branches in one question before it is given up as «not proven». With the nearest month as the best, whole hospital
trusts of 1 000 doctors have needed a tenth of it for all questions together."""
I_ALT = 4
"""So many times `MAKS_GRENER` for all questions together; after that each gets a fortieth, so that it always ends."""


class _Oppgitt(Exception):
    """The budget of branches is used up."""


class Sok:
    """The seated doctors, by the order they came in, and what is left of each domain."""

    def __init__(self, kapasitet: list[int], *, maks_grener: int = MAKS_GRENER) -> None:
        self._kapasitet = kapasitet
        self._last = [0] * len(kapasitet)
        self._tvunget = [0] * len(kapasitet)
        self._beroert: list[list[int]] = [[] for _ in kapasitet]
        self._overfulle: set[int] = set()
        self._domene: list[Domene] = []
        self._felles: list[frozenset[int]] = []
        self.valgt: list[Valg] = []
        self._maks = maks_grener
        self._igjen = 0
        self._spor: list[tuple[int, Domene, frozenset[int]]] = []
        self._flyttet: dict[int, Valg] = {}
        self.grener = 0

    def prov(self, domene: Domene, *, umulig: Callable[[], bool] = lambda: False) -> bool | None:
        """Seat a new doctor in one of these ways and return True, or leave everything as it was and return False.

        `umulig` is asked before a search: a cheaper proof that there is nothing to find.
        None when the budget ran out before either was proven; nothing is changed then either.
        """
        kapasitet, tvunget, last = self._kapasitet, self._tvunget, self._last
        domene = tuple(v for v in domene if all(tvunget[c] < kapasitet[c] for c in v.celler))
        if not domene:
            return False
        ledig = next((v for v in domene if all(last[c] < kapasitet[c] for c in v.celler)), None)
        if ledig is None and umulig():
            return False
        self._legg_til(domene, ledig or domene[0])
        svar: bool | None = True
        if ledig is None:
            brukt_opp = self.grener > I_ALT * self._maks
            self._igjen = self._maks // 40 if brukt_opp else self._maks
            try:
                svar = self._strammet(len(self.valgt) - 1) and self._reparer()
            except _Oppgitt:
                svar = None
            self._angre(0)
        if svar:
            self._flyttet.clear()
            self._strammet(len(self.valgt) - 1)  # for good: levels are never taken back
            self._spor.clear()
            self._flyttet.clear()
        else:
            for lege, valg in self._flyttet.items():
                self._flytt(lege, valg)
            self._flyttet.clear()
            self._fjern_siste()
        return svar

    # --- one doctor in and out ----------------------------------------------------------------------------------------

    def _legg_til(self, domene: Domene, valg: Valg) -> None:
        nr = len(self.valgt)
        self.valgt.append(valg)
        self._domene.append(domene)
        self._felles.append(_felles(domene))
        for celle in {c for v in domene for c in v.celler}:
            self._beroert[celle].append(nr)
        for celle in self._felles[nr]:
            self._tvunget[celle] += 1
        self._last_opp(valg)

    def _fjern_siste(self) -> None:
        self._last_av(self.valgt.pop())
        for celle in {c for v in self._domene.pop() for c in v.celler}:
            self._beroert[celle].pop()
        for celle in self._felles.pop():
            self._tvunget[celle] -= 1

    def _last_opp(self, valg: Valg) -> None:
        for celle in valg.celler:
            self._last[celle] += 1
            if self._last[celle] > self._kapasitet[celle]:
                self._overfulle.add(celle)

    def _last_av(self, valg: Valg) -> None:
        for celle in valg.celler:
            self._last[celle] -= 1
            if self._last[celle] == self._kapasitet[celle]:
                self._overfulle.discard(celle)

    def _flytt(self, lege: int, valg: Valg) -> None:
        self._last_av(self.valgt[lege])
        self.valgt[lege] = valg
        self._last_opp(valg)

    # --- narrowing ----------------------------------------------------------------------------------------------------

    def _begrens(self, lege: int, domene: Domene) -> list[int]:
        """Narrow a domain, move the doctor if need be, and return the months that are now forced."""
        foer = self._felles[lege]
        self._spor.append((lege, self._domene[lege], foer))
        felles = _felles(domene)
        self._domene[lege], self._felles[lege] = domene, felles
        nye = sorted(felles - foer)
        for celle in nye:
            self._tvunget[celle] += 1
        if self.valgt[lege] not in domene:
            self._flyttet.setdefault(lege, self.valgt[lege])
            self._last_av(self.valgt[lege])
            self.valgt[lege] = min(domene, key=self._overfylling)
            self._last_opp(self.valgt[lege])
        return nye

    def _overfylling(self, valg: Valg) -> int:
        """How many months would hold too many."""
        last, kapasitet = self._last, self._kapasitet
        return sum([last[c] >= kapasitet[c] for c in valg.celler])

    def _strammet(self, lege: int) -> bool:
        """Close what is full, starting from the months this doctor cannot avoid."""
        return self._steng(sorted(self._felles[lege]))

    def _steng(self, celler: list[int]) -> bool:
        """Close months that are full of doctors with no other way, and what follows from it. False: impossible."""
        while celler:
            celle = celler.pop()
            if self._tvunget[celle] > self._kapasitet[celle]:
                return False
            if self._tvunget[celle] < self._kapasitet[celle]:
                continue
            for lege in self._beroert[celle]:
                if celle in self._felles[lege]:
                    continue
                rest = tuple([v for v in self._domene[lege] if celle not in v.dekker])
                if len(rest) < len(self._domene[lege]):
                    celler += self._begrens(lege, rest)
        return True

    def _angre(self, merke: int) -> None:
        while len(self._spor) > merke:
            lege, domene, felles = self._spor.pop()
            for celle in self._felles[lege] - felles:
                self._tvunget[celle] -= 1
            self._domene[lege], self._felles[lege] = domene, felles

    # --- the branching ------------------------------------------------------------------------------------------------

    def _reparer(self) -> bool:
        """Bring every month within its capacity. Complete: False means that it cannot be done."""
        while self._overfulle:
            celle = min(self._overfulle)
            lege = self._lettest(celle)
            if lege is None:
                return False
            self._igjen -= 1
            self.grener += 1
            if self._igjen < 0:
                raise _Oppgitt
            inne = tuple(v for v in self._domene[lege] if celle in v.dekker)
            ute = tuple(v for v in self._domene[lege] if celle not in v.dekker)
            merke = len(self._spor)
            if self._steng(self._begrens(lege, ute)) and self._reparer():
                return True
            self._angre(merke)
            if not self._steng(self._begrens(lege, inne)):
                return False
        return True

    def _lettest(self, celle: int) -> int | None:
        """Of those in an overfull month who may leave it, the one whose leaving crowds others least."""
        inne = [
            lege for lege in self._beroert[celle] if celle in self.valgt[lege].dekker and celle not in self._felles[lege]
        ]
        return min(inne, key=lambda lege: (self._pris(lege, celle), lege), default=None)

    def _pris(self, lege: int, celle: int) -> int:
        egne, last, kapasitet = self.valgt[lege].dekker, self._last, self._kapasitet
        return min(
            [
                sum([last[c] - (c in egne) >= kapasitet[c] for c in v.celler])
                for v in self._domene[lege]
                if celle not in v.dekker
            ]
        )


def _felles(domene: Domene) -> frozenset[int]:
    """The months that every way takes."""
    felles = domene[0].dekker
    for valg in domene[1:]:
        felles &= valg.dekker
    return felles
