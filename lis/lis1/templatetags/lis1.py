"""The balance as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import template

from ..selectors.balanse import Halvaar

register = template.Library()

RAD = 76
"""Height of one half-year, in px; the widths are shares of the page, so that the words keep their size on a phone."""
BREDEST = 76
"""Per cent of the width that the longest bar takes; the rest is for the number at its end."""


class Strek(NamedTuple):
    """One bar of two parts: where each begins and how long it is, in per cent, and the number at its end."""

    y: int
    forst: str
    sist_fra: str
    sist: str
    slutt: str
    tall: str


@register.inclusion_tag("lis1/balansebilde.html")
def balansebilde(halvaar: Sequence[Halvaar]) -> dict[str, Any]:
    """Two bars for each half-year: what is needed, and what there is. Beside it stands the same as a table."""
    storst = max([1, *(max(h.behov, h.godkjente + h.foreslaatte) for h in halvaar)])
    rader = []
    for nr, h in enumerate(halvaar):
        topp = nr * RAD
        plasser = f"{h.godkjente} + {h.foreslaatte}" if h.foreslaatte else str(h.godkjente)
        rader.append(
            {
                "halvaar": h,
                "tekst_y": topp + 18,
                "behov": _strek(topp + 28, h.ansatte, h.ledige, storst, str(h.behov)),
                "plasser": _strek(topp + 48, h.godkjente, h.foreslaatte, storst, plasser),
            }
        )
    return {"rader": rader, "hoyde": RAD * len(rader), "beskrivelse": " ".join(h.setning for h in halvaar)}


def _strek(y: int, forst: int, sist: int, storst: int, tall: str) -> Strek:
    def prosent(antall: int) -> str:
        return f"{BREDEST * antall / storst:.2f}%"

    return Strek(y, prosent(forst), prosent(forst), prosent(sist), prosent(forst + sist), tall)
