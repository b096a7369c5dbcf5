"""The frozen input: who wants what, which places there are, and the order. Whole numbers and strings only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from . import gyldighet
from .kanonisk import avtrykk
from .rekkefolge import Egne, Felles, Metode

VERSJON = 1
"""Raise it when the same input would give another answer, so that an old proposal is never compared with a new rule."""


@dataclass(frozen=True)
class Kandidat:
    """A candidate with the municipalities wished for, best first, and the groups that reserved places may go to."""

    id: str
    onsker: tuple[str, ...]
    grupper: frozenset[str] = frozenset()

    def som_json(self) -> dict[str, Any]:
        return {"id": self.id, "onsker": list(self.onsker), "grupper": sorted(self.grupper)}


@dataclass(frozen=True)
class Kommune:
    """A municipality with all its places, and how many of them may go only to members of a group."""

    id: str
    plasser: int
    reservert: Mapping[str, int] = field(default_factory=dict)

    @property
    def apne(self) -> int:
        """Places that may go to anybody."""
        return self.plasser - sum(self.reservert.values())

    def som_json(self) -> dict[str, Any]:
        return {"id": self.id, "plasser": self.plasser, "reservert": dict(self.reservert)}


@dataclass(frozen=True)
class Inndata:
    """All that decides. Raises `UgyldigInndata` if it cannot be used; the order it is given in does not matter.

    `fro` is the seed of the lots. `faste` are placements that stand whatever the order says, None being no place.
    """

    fro: str
    rekkefolge: Felles | Egne
    kandidater: tuple[Kandidat, ...]
    kommuner: tuple[Kommune, ...]
    faste: Mapping[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        gyldighet.krev(self)
        object.__setattr__(self, "kandidater", tuple(sorted(self.kandidater, key=lambda k: k.id)))
        object.__setattr__(self, "kommuner", tuple(sorted(self.kommuner, key=lambda k: k.id)))
        object.__setattr__(self, "faste", dict(sorted(self.faste.items())))

    @property
    def metode(self) -> Metode:
        return self.rekkefolge.metode

    @cached_property
    def kandidat(self) -> dict[str, Kandidat]:
        """Candidates by id."""
        return {kandidat.id: kandidat for kandidat in self.kandidater}

    @cached_property
    def kommune(self) -> dict[str, Kommune]:
        """Municipalities by id."""
        return {kommune.id: kommune for kommune in self.kommuner}

    @cached_property
    def avtrykk(self) -> str:
        """SHA-256 of the canonical JSON."""
        return avtrykk(self.som_json())

    def med_faste(self, endringer: Mapping[str, str | None]) -> Inndata:
        """The same, with these placements standing too."""
        return replace(self, faste={**self.faste, **endringer})

    def som_json(self) -> dict[str, Any]:
        return {
            "versjon": VERSJON,
            "fro": self.fro,
            "rekkefolge": self.rekkefolge.som_json(),
            "kandidater": [kandidat.som_json() for kandidat in self.kandidater],
            "kommuner": [kommune.som_json() for kommune in self.kommuner],
            "faste": dict(self.faste),
        }
