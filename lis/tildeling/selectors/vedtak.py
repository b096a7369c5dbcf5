"""What the page of a round shows of its vedtak."""

from __future__ import annotations

from dataclasses import dataclass

from grunnmur.organisasjon.models import Bruker

from ..models import Runde


@dataclass(frozen=True)
class Vedtakspanel:
    runde: Runde


def vedtakspanel(bruker: Bruker, runde: Runde) -> Vedtakspanel | None:
    """None where this person has nothing to see."""
    return None
