"""The canonical answer: who got what, why not more, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .forklaring import Grunn
from .inndata import VERSJON, Inndata
from .kanonisk import avtrykk
from .nokkeltall import Nokkeltall
from .rekkefolge import Metode


class FeilResultat(ValueError):
    """A stored answer is of another version, or belongs to another input."""


@dataclass(frozen=True)
class Plassering:
    """What one candidate got; no `kommune` is no place.

    `onske` is the number of the wish met, from 1; None without a place, and when placed beforehand outside the wishes.
    """

    kandidat: str
    kommune: str | None
    onske: int | None
    reservert: str | None
    """The group that the place is reserved for; None on a place open to all."""
    fast: bool
    """Placed beforehand: this was in the input, and the order had no say."""
    grunner: tuple[Grunn, ...]

    def som_json(self) -> dict[str, Any]:
        return {
            "kandidat": self.kandidat,
            "kommune": self.kommune,
            "onske": self.onske,
            "reservert": self.reservert,
            "fast": self.fast,
            "grunner": [grunn.som_json() for grunn in self.grunner],
        }


@dataclass(frozen=True)
class Resultat:
    """The whole answer, candidates by id. Pure: the same input gives the same answer, whoever asks and whenever."""

    inndata: Inndata
    plasseringer: tuple[Plassering, ...]
    nokkeltall: Nokkeltall

    @property
    def metode(self) -> Metode:
        return self.inndata.metode

    @cached_property
    def plassering(self) -> dict[str, Plassering]:
        """What each got, by the candidate's id."""
        return {p.kandidat: p for p in self.plasseringer}

    @cached_property
    def avtrykk(self) -> str:
        """SHA-256 of the canonical JSON."""
        return avtrykk(self.som_json())

    def som_json(self) -> dict[str, Any]:
        return {
            "versjon": VERSJON,
            "inndata": self.inndata.avtrykk,
            "metode": self.metode.value,
            "plasseringer": [p.som_json() for p in self.plasseringer],
            "nokkeltall": self.nokkeltall.som_json(),
        }


def les_resultat(rad: dict[str, Any], inndata: Inndata) -> Resultat:
    """Read a stored answer to this input, without computing it again. Raises `FeilResultat`."""
    if rad["versjon"] != VERSJON or rad["inndata"] != inndata.avtrykk:
        raise FeilResultat(f"version {rad['versjon']}, input {rad['inndata']}")
    return Resultat(
        inndata,
        tuple(
            Plassering(**{**verdier, "grunner": tuple(Grunn.fra_json(grunn) for grunn in verdier["grunner"])})
            for verdier in rad["plasseringer"]
        ),
        Nokkeltall.fra_json(rad["nokkeltall"]),
    )
