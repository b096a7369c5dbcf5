"""Bars beside each other, as a picture that every page draws alike. The same stands as a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RAD = 48
"""Height of one line, in px; the widths are shares of the page, so that the words keep their size on a phone."""
BREDEST = 82
"""Per cent of the width that the longest bar takes; the rest is for the words at its end."""


@dataclass(frozen=True)
class Stolpe:
    """One bar of two parts, with what it is above it and the number at its end."""

    navn: str
    forst: float
    sist: float
    tall: str


@dataclass(frozen=True)
class Bilde:
    """What a picture shows: its title, what the two parts are, and the bars. `tekst` says it all in words."""

    tittel: str
    nokkel: tuple[str, str]
    stolper: Sequence[Stolpe]
    tekst: str
    varsel: bool = False
    """Whether the second part is what somebody should do something about."""


@dataclass(frozen=True)
class Strek:
    """A bar as drawn: px from the top, and per cent of the width."""

    stolpe: Stolpe
    tekst_y: int
    y: int
    forst: str
    sist: str
    slutt: str


def streker(stolper: Sequence[Stolpe]) -> list[Strek]:
    storst = max((s.forst + s.sist for s in stolper), default=0) or 1

    def prosent(verdi: float) -> str:
        return f"{BREDEST * verdi / storst:.2f}%"

    return [
        Strek(s, nr * RAD + 16, nr * RAD + 24, prosent(s.forst), prosent(s.sist), prosent(s.forst + s.sist))
        for nr, s in enumerate(stolper)
    ]
