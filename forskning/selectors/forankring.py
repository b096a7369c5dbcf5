"""Anchoring as people see it: who has said yes, who is waited for, and the days counted backwards from the deadline."""

from __future__ import annotations

from grunnmur.organisasjon.models import Bruker

from ..models import Prosjekt


def panel(bruker: Bruker, prosjekt: Prosjekt) -> None:
    """What the front page of a project says about anchoring."""
    return
