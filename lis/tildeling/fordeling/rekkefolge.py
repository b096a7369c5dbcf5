"""The order: points, and lots where points are equal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .inndata import Inndata


class Metode(StrEnum):
    """How the answer is found. It follows from the order, and nobody chooses it."""

    SERIELL = "seriell"
    """Serial dictatorship, for one common order."""
    UTSATT = "utsatt"
    """Doctor-proposing deferred acceptance, for one order per municipality."""


@dataclass(frozen=True)
class Felles:
    """One order for all municipalities: points per candidate, more goes first."""

    poeng: Mapping[str, int]
    metode = Metode.SERIELL

    def som_json(self) -> dict[str, Any]:
        return {"slag": "felles", "poeng": dict(self.poeng)}


@dataclass(frozen=True)
class Egne:
    """One order per municipality: points per municipality and candidate, for everybody who wishes to go there."""

    poeng: Mapping[str, Mapping[str, int]]
    metode = Metode.UTSATT

    def som_json(self) -> dict[str, Any]:
        return {"slag": "egne", "poeng": {kommune: dict(poeng) for kommune, poeng in self.poeng.items()}}


def lodd(fro: str, kandidat: str, kommune: str = "") -> str:
    """The lot of a candidate: SHA-256 of seed, municipality (in its own order only) and candidate, one after another.

    Of those with equal points the lowest lot goes first. Anybody can check one: `printf '%s' SEEDCANDIDATE | sha256sum`.
    """
    return hashlib.sha256(f"{fro}{kommune}{kandidat}".encode()).hexdigest()


def forpliktelse(fro: str) -> str:
    """What is made public before wishes close, so that the seed cannot be exchanged afterwards: SHA-256 of the seed."""
    return hashlib.sha256(fro.encode()).hexdigest()


class Rekkefolge:
    """Who goes before whom in each municipality: all candidates, or with own orders those who wish to go there."""

    def __init__(self, inndata: Inndata) -> None:
        self._inndata = inndata
        self._er_felles = isinstance(inndata.rekkefolge, Felles)
        self._lister: dict[str, list[str]] = {}
        self._numre: dict[str, dict[str, int]] = {}

    def liste(self, kommune: str) -> list[str]:
        """The ids in order, the first to choose first."""
        nokkel = self._nokkel(kommune)
        if nokkel not in self._lister:
            regel = self._inndata.rekkefolge
            if isinstance(regel, Felles):
                self._lister[nokkel] = _ordnet(self._inndata.kandidat, regel.poeng, self._inndata.fro, nokkel)
            else:
                poeng, sokere = regel.poeng.get(kommune, {}), self._sokere.get(kommune, [])
                self._lister[nokkel] = _ordnet(sokere, poeng, self._inndata.fro, nokkel)
        return self._lister[nokkel]

    def nummer(self, kommune: str) -> dict[str, int]:
        """The place of each in the order, from 0."""
        nokkel = self._nokkel(kommune)
        if nokkel not in self._numre:
            self._numre[nokkel] = {id_: nr for nr, id_ in enumerate(self.liste(kommune))}
        return self._numre[nokkel]

    def poeng(self, kommune: str, kandidat: str) -> int:
        regel = self._inndata.rekkefolge
        return regel.poeng[kandidat] if isinstance(regel, Felles) else regel.poeng[kommune][kandidat]

    def lodd(self, kommune: str, kandidat: str) -> str:
        return lodd(self._inndata.fro, kandidat, self._nokkel(kommune))

    def _nokkel(self, kommune: str) -> str:
        """What names the order of a municipality: nothing, when it is the same for all."""
        return "" if self._er_felles else kommune

    @cached_property
    def _sokere(self) -> dict[str, list[str]]:
        svar: dict[str, list[str]] = {}
        for kandidat in self._inndata.kandidater:
            for onske in kandidat.onsker:
                svar.setdefault(onske, []).append(kandidat.id)
        return svar


def _ordnet(ider: Iterable[str], poeng: Mapping[str, int], fro: str, kommune: str) -> list[str]:
    svar: list[str] = []
    for _poeng, like in groupby(sorted(ider, key=lambda id_: (-poeng[id_], id_)), key=poeng.__getitem__):
        gruppe = list(like)
        if len(gruppe) > 1:  # lots are drawn only where they decide
            gruppe.sort(key=lambda id_: lodd(fro, id_, kommune))
        svar += gruppe
    return svar
