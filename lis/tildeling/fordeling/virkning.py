"""What it means for the others when the committee places somebody otherwise than the order says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .beregning import fordel
from .brett import Brett, brett_med
from .inndata import VERSJON, Inndata
from .resultat import Resultat
from .sammenligning import Forskjell, Utslag, sammenlign
from .seter import Seter


@dataclass(frozen=True)
class Tap:
    """Somebody who must leave a place at once to make room; computed again, they may find one further down their list."""

    kandidat: str
    kommune: str


@dataclass(frozen=True)
class Forbigaatt:
    """Somebody who goes before in the order, wants the place more than what they have, and could have had it."""

    kandidat: str
    kommune: str
    av: str
    """Who was placed there."""


@dataclass(frozen=True)
class Ledig:
    """Places left empty by the change, and the first in the order who wants one and may have it; None if nobody does."""

    kommune: str
    antall: int
    neste: str | None


@dataclass(frozen=True)
class Virkning:
    """The effect in two ways: with the rest computed again, and with nothing else changed."""

    omregnet: Resultat
    """The rest by the order, with the changes standing."""
    berorte: tuple[Forskjell, ...]
    """All others whose place is another when the rest is computed again."""
    mister: tuple[Tap, ...]
    """If nothing else is changed: who loses a place, because there is no room for all."""
    forbigaatte: tuple[Forbigaatt, ...]
    """If nothing else is changed: who is passed over, the first in the order first."""
    ledige: tuple[Ledig, ...]
    """If nothing else is changed: places left empty."""

    def som_json(self) -> dict[str, Any]:
        """What may be kept and signed with the change; the answer computed again is named by its fingerprints."""
        return {
            "versjon": VERSJON,
            "inndata": self.omregnet.inndata.avtrykk,
            "resultat": self.omregnet.avtrykk,
            "berorte": [forskjell.som_json() for forskjell in self.berorte],
            "mister": [asdict(tap) for tap in self.mister],
            "forbigaatte": [asdict(forbigaatt) for forbigaatt in self.forbigaatte],
            "ledige": [asdict(ledig) for ledig in self.ledige],
        }


def virkning(resultat: Resultat, endringer: Mapping[str, str | None]) -> Virkning:
    """The effect of placing these candidates so; None is no place. Two candidates may swap.

    Raises `UgyldigInndata` for unknown ids, and when those placed by hand cannot sit there at all: too few places, or
    reserved for groups they do not belong to.
    """
    omregnet = fordel(resultat.inndata.med_faste(endringer))
    berorte = tuple(
        forskjell
        for forskjell in sammenlign(resultat, omregnet).forskjeller
        if forskjell.kandidat not in endringer and forskjell.utslag != Utslag.LIKT
    )
    foer = {p.kandidat: p.kommune for p in resultat.plasseringer}
    brett = brett_med(omregnet.inndata, foer)
    etter = {kandidat: kommune for kandidat, (kommune, _gruppe) in brett.plassert().items()}
    mister = tuple(
        Tap(kandidat, kommune)
        for kandidat, kommune in foer.items()
        if kommune is not None and kandidat not in endringer and kandidat not in etter
    )
    flyttet = {kandidat: kommune for kandidat, kommune in endringer.items() if kommune not in (None, foer[kandidat])}
    return Virkning(
        omregnet=omregnet,
        berorte=berorte,
        mister=mister,
        forbigaatte=tuple(
            forbigaatt
            for av, kommune in sorted(flyttet.items())
            if kommune is not None
            for forbigaatt in _forbigaatte(brett, etter, av, kommune)
        ),
        ledige=tuple(_ledige(brett, foer, etter)),
    )


def _forbigaatte(brett: Brett, etter: Mapping[str, str], av: str, kommune: str) -> Iterator[Forbigaatt]:
    seter = _seter(brett, etter, kommune, uten=av)
    for kandidat in brett.rekkefolge.liste(kommune):
        if kandidat == av:
            return
        if _vil_heller(brett.inndata, etter, kandidat, kommune) and seter.har_ledig(brett.rett(kommune, kandidat)):
            yield Forbigaatt(kandidat, kommune, av)


def _ledige(brett: Brett, foer: Mapping[str, str | None], etter: Mapping[str, str]) -> Iterator[Ledig]:
    satt, sitter = Counter(foer.values()), Counter(etter.values())
    for kommune in brett.seter:
        if sitter[kommune] < satt[kommune]:
            seter = _seter(brett, etter, kommune)
            vil = (k for k in brett.rekkefolge.liste(kommune) if _vil_heller(brett.inndata, etter, k, kommune))
            neste = next((k for k in vil if seter.har_ledig(brett.rett(kommune, k))), None)
            yield Ledig(kommune, satt[kommune] - sitter[kommune], neste)


def _seter(brett: Brett, etter: Mapping[str, str], kommune: str, *, uten: str = "") -> Seter:
    seter = Seter(brett.inndata.kommune[kommune])
    for nr, kandidat in enumerate(k for k, sted in etter.items() if sted == kommune and k != uten):
        seter.prov(nr, brett.rett(kommune, kandidat))
    return seter


def _vil_heller(inndata: Inndata, etter: Mapping[str, str], kandidat: str, kommune: str) -> bool:
    """Whether a candidate whom the order has a say over wants the municipality more than what they have."""
    onsker, har = inndata.kandidat[kandidat].onsker, etter.get(kandidat)
    if kandidat in inndata.faste or kommune not in onsker:
        return False
    return har not in onsker or onsker.index(kommune) < onsker.index(har)
