"""What a proposal comes to, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kommunetall:
    """One municipality: its places, what is left of them, and how many wished for it."""

    kommune: str
    plasser: int
    ledige: int
    """Places nobody got, the reserved ones among them."""
    ledige_reserverte: tuple[tuple[str, int], ...]
    """Of these, those reserved for a group; groups with none left are not here."""
    onsket_av: int
    forste_onske_for: int

    def som_json(self) -> dict[str, Any]:
        return {
            "kommune": self.kommune,
            "plasser": self.plasser,
            "ledige": self.ledige,
            "ledige_reserverte": dict(self.ledige_reserverte),
            "onsket_av": self.onsket_av,
            "forste_onske_for": self.forste_onske_for,
        }


@dataclass(frozen=True)
class Nokkeltall:
    """The figures that proposals are compared by."""

    kandidater: int
    med_onsker: int
    med_plass: int
    uten_plass: int
    utenfor_onskene: int
    """Placed beforehand in a municipality they had not wished for."""
    per_onske: tuple[int, ...]
    """How many got their first wish, their second, and so on, as far as anybody wished."""
    forste_promille: int
    """First wishes met, per thousand of those with a wish, rounded down; 0 when nobody has one."""
    verste_onske: int | None
    """The highest number of a wish that somebody got."""
    kommuner: tuple[Kommunetall, ...]

    @property
    def ledige(self) -> int:
        """Places nobody got."""
        return sum(tall.ledige for tall in self.kommuner)

    def som_json(self) -> dict[str, Any]:
        return {
            "kandidater": self.kandidater,
            "med_onsker": self.med_onsker,
            "med_plass": self.med_plass,
            "uten_plass": self.uten_plass,
            "utenfor_onskene": self.utenfor_onskene,
            "per_onske": list(self.per_onske),
            "forste_promille": self.forste_promille,
            "verste_onske": self.verste_onske,
            "kommuner": [tall.som_json() for tall in self.kommuner],
        }

    @classmethod
    def fra_json(cls, rad: dict[str, Any]) -> Nokkeltall:
        kommuner = tuple(
            Kommunetall(**{**tall, "ledige_reserverte": tuple(sorted(tall["ledige_reserverte"].items()))})
            for tall in rad["kommuner"]
        )
        return cls(**{**rad, "per_onske": tuple(rad["per_onske"]), "kommuner": kommuner})
