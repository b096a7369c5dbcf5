"""Rows that are about a person though no column of theirs says so, such as what stands beside their own case.

An area registers its own in `AppConfig.ready()`, so that the page where people see everything stored about them has it all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet

from grunnmur.organisasjon.models import Bruker

Finner = Callable[[Bruker], QuerySet[Any]]
"""The rows of one table that this person may see whole."""

_finnere: dict[type[Model], Finner] = {}


def registrer_innsyn(modell: type[Model], finn: Finner) -> None:
    """Make known which rows of a table are about a person. The same table twice replaces the first."""
    _finnere[modell] = finn


def rader_om(bruker: Bruker) -> list[tuple[type[Model], QuerySet[Any]]]:
    """Every such table with this person's rows, newest first."""
    return [(modell, finn(bruker).order_by("-pk")) for modell, finn in _finnere.items()]
