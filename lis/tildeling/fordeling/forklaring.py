"""Why a candidate did not get something better: facts, from which a sentence is made where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Aarsak(StrEnum):
    """Why a wish was not met."""

    FULLT = "fullt"
    """Others go before, or were placed beforehand, on every place the candidate may have."""
    RESERVERT = "reservert"
    """Every place there is for groups the candidate does not belong to."""
    INGEN_PLASS = "ingen_plass"
    """The municipality has no place at all."""


@dataclass(frozen=True)
class Stengt:
    """Places that the candidate may not have."""

    gruppe: str
    plasser: int
    ledige: int

    def som_json(self) -> dict[str, Any]:
        return {"gruppe": self.gruppe, "plasser": self.plasser, "ledige": self.ledige}


@dataclass(frozen=True)
class Grunn:
    """One wish above the one met, and why it was not met.

    «Number 7 of those who wish for Hamar; its places went to 4, the last of them number 5 with 31 points.»
    """

    onske: int
    """The number of the wish, from 1."""
    kommune: str
    aarsak: Aarsak
    nummer: int
    """The candidate's own place in the order of the municipality, from 1."""
    poeng: int
    av: int
    """How many who go before sit where the candidate could have sat, if one of them had not."""
    siste: str | None
    """The last of them in the order: id, number and points."""
    siste_nummer: int | None
    siste_poeng: int | None
    lodd: str | None
    """The lots of the candidate and of the last: only when their points are equal, so that the lot decided."""
    siste_lodd: str | None
    faste: int
    """How many of the places were given beforehand, whatever the order says."""
    stengt: tuple[Stengt, ...]
    """Places reserved for groups that the candidate does not belong to."""

    def som_json(self) -> dict[str, Any]:
        return {
            "onske": self.onske,
            "kommune": self.kommune,
            "aarsak": self.aarsak.value,
            "nummer": self.nummer,
            "poeng": self.poeng,
            "av": self.av,
            "siste": self.siste,
            "siste_nummer": self.siste_nummer,
            "siste_poeng": self.siste_poeng,
            "lodd": self.lodd,
            "siste_lodd": self.siste_lodd,
            "faste": self.faste,
            "stengt": [stengt.som_json() for stengt in self.stengt],
        }

    @classmethod
    def fra_json(cls, rad: dict[str, Any]) -> Grunn:
        stengt = tuple(Stengt(**verdier) for verdier in rad["stengt"])
        return cls(**{**rad, "aarsak": Aarsak(rad["aarsak"]), "stengt": stengt})
