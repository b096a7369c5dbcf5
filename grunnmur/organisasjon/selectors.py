"""Read models over parties, units, roles and stand-ins. Rights (`tilgang.py`) are asked for here too."""

from __future__ import annotations

from .tilgang import (
    Fullmakt,
    Tilgang,
    ansvarlige,
    ansvarlige_roller,
    fullmakt_til,
    tilgang_for,
    underliggende,
)

__all__ = [
    "Fullmakt",
    "Tilgang",
    "ansvarlige",
    "ansvarlige_roller",
    "fullmakt_til",
    "tilgang_for",
    "underliggende",
]
