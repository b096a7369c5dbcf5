"""What an area does when a committee has decided in one of its cases. Areas register; committees know none of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from grunnmur.saksgang.models import Sak

from .models import Motesak

Vedtaksfolge = Callable[[Any, Motesak, datetime], object]
"""Gets the area's case, the item with what was decided, and when the minutes were approved. Runs in that transaction."""

_FOLGER: dict[type[Sak], Vedtaksfolge] = {}


def ved_vedtak(modell: type[Sak], folge: Vedtaksfolge) -> None:
    """Let an area act when minutes with a decision about one of its cases are approved. Called when the app starts."""
    _FOLGER[modell] = folge


def si_fra_til_omraadene(motesaker: list[Motesak], naa: datetime) -> None:
    """Tell each area of what was decided in its cases."""
    for motesak in motesaker:
        sak = motesak.sak
        folge = _FOLGER.get(type(sak)) if sak is not None else None
        if folge is not None:
            folge(sak, motesak, naa)
