"""First wishes and empty-handed over rounds, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from ..selectors.rettferdighet import Rundetall

register = template.Library()

RAD = 76
"""Height of one round, in px; the widths are shares of the page, so that the words keep their size on a phone."""
BREDEST = 76
"""Per cent of the width that a whole round takes; the rest is for the number at its end."""


@register.inclusion_tag("tildeling/forslag/rettferdighetsbilde.html")
def rettferdighetsbilde(runder: Sequence[Rundetall]) -> dict[str, Any]:
    """Two bars for each round: who got their first wish, and who got none of them. The same stands beside it as a table."""
    rader = []
    for nr, runde in enumerate(runder):
        topp, antall = nr * RAD, max(1, runde.tall.kandidater)
        uten = 100 * runde.tall.uten_plass // antall
        rader.append(
            {
                "halvaar": runde.halvaar,
                "tekst_y": topp + 18,
                "forste": {"y": topp + 28, "bredde": _prosent(runde.forste_prosent), "tall": runde.forste_prosent},
                "uten": {"y": topp + 48, "bredde": _prosent(uten), "tall": uten},
            }
        )
    return {"rader": rader, "hoyde": RAD * len(rader), "beskrivelse": " ".join(r.setning for r in runder)}


def _prosent(del_: int) -> str:
    return f"{BREDEST * del_ / 100:.2f}%"
