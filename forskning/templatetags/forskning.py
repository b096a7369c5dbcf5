"""The word for a state, and the yearly overview as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from ..selectors.aarsoversikt import Telling
from ..selectors.visning import prosjektvisning

register = template.Library()

RAD = 48
"""Height of one line, in px; the widths are shares of the page, so that the words keep their size on a phone."""
BREDEST = 86
"""Per cent of the width that the longest bar takes; the rest is for the number at its end."""


@register.filter
def tilstandsnavn(tilstand: str) -> str:
    """The word for the state of a project, as its badge has it."""
    return prosjektvisning(tilstand).etikett


@register.inclusion_tag("forskning/aarsoversikt/bilde.html")
def temabilde(temaer: Sequence[Telling], beskrivelse: str) -> dict[str, Any]:
    """One bar for each theme: what goes on, and what is over. Below it stands the same as a table."""
    storst = max([1, *(tema.antall for tema in temaer)])

    def prosent(antall: int) -> str:
        return f"{BREDEST * antall / storst:.2f}%"

    rader = [
        {
            "tema": tema,
            "tekst_y": nr * RAD + 16,
            "y": nr * RAD + 24,
            "levende": prosent(tema.levende),
            "avsluttet": prosent(tema.avsluttet),
            "slutt": prosent(tema.antall),
        }
        for nr, tema in enumerate(temaer)
    ]
    return {"rader": rader, "hoyde": RAD * len(rader), "beskrivelse": beskrivelse}
