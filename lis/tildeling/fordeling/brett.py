"""The places of every municipality while they are given out."""

from __future__ import annotations

from collections.abc import Mapping

from .inndata import Inndata
from .rekkefolge import Rekkefolge
from .seter import Rett, Seter


class Brett:
    """Those placed beforehand sit first, with numbers below zero: nobody goes before them."""

    def __init__(self, inndata: Inndata) -> None:
        self.inndata = inndata
        self.rekkefolge = Rekkefolge(inndata)
        self._grupper = {kandidat.id: kandidat.grupper for kandidat in inndata.kandidater}
        self.seter = {kommune.id: Seter(kommune) for kommune in inndata.kommuner}
        self.faste: dict[str, list[str]] = {kommune.id: [] for kommune in inndata.kommuner}
        for kandidat, kommune in inndata.faste.items():
            if kommune is not None:
                self.faste[kommune].append(kandidat)
                self.seter[kommune].prov(-len(self.faste[kommune]), self.rett(kommune, kandidat))

    def rett(self, kommune: str, kandidat: str) -> Rett:
        """The kinds of places there that the candidate may have."""
        return self.seter[kommune].rett(self._grupper[kandidat])

    def spor(self, kandidat: str, kommune: str) -> str | None:
        """The candidate asks for a place. Returns who is left without: nobody, somebody who sat there, or the asker."""
        seter = self.seter[kommune]
        ut = seter.prov(self.rekkefolge.nummer(kommune)[kandidat], seter.rett(self._grupper[kandidat]))
        return None if ut is None else self.hvem(kommune, ut)

    def hvem(self, kommune: str, nummer: int) -> str:
        """Whose number it is."""
        return self.rekkefolge.liste(kommune)[nummer] if nummer >= 0 else self.faste[kommune][-nummer - 1]

    def ordne(self) -> None:
        """Seat everybody anew from the top of the order, so that who sits on a reserved place is said in one way only."""
        for kommune, seter in self.seter.items():
            ny = Seter(self.inndata.kommune[kommune])
            for nummer in sorted(nr for slag in seter.sitter for nr in slag):
                ny.prov(nummer, self.rett(kommune, self.hvem(kommune, nummer)))
            self.seter[kommune] = ny

    def plassert(self) -> dict[str, tuple[str, str | None]]:
        """The municipality of everybody who sits, and the group their place is reserved for."""
        return {
            self.hvem(kommune, nummer): (kommune, seter.grupper[slag])
            for kommune, seter in self.seter.items()
            for slag, sitter in enumerate(seter.sitter)
            for nummer in sitter
        }


def brett_med(inndata: Inndata, plassert: Mapping[str, str | None]) -> Brett:
    """A board where these sit, and nobody but those placed beforehand otherwise. Those without room are left out."""
    brett = Brett(inndata)
    for kandidat, kommune in sorted(plassert.items()):
        if kommune is not None and kandidat not in inndata.faste:
            brett.spor(kandidat, kommune)
    return brett
