"""Letting somebody in, for areas that name a person by e-mail: who sends the invitation, and who hears when they come.

The accounts stand above the areas, so they register here what an area may ask of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .models import Bruker, Enhet

Inviterer = Callable[[Enhet, str, str, Bruker, datetime], bool]
"""Unit, e-mail, name, who invites, when. True when the person has an invitation that works."""
Invitert = Callable[[Enhet, str, datetime], bool]
"""Unit, e-mail, when. True while the person has an invitation that works."""
Ankomst = Callable[[Bruker, datetime], object]
"""Somebody has come in by an invitation."""

_inviterer: list[Inviterer] = []
_invitert: list[Invitert] = []
_ankomster: list[Ankomst] = []


def registrer_inviterer(funksjon: Inviterer, invitert: Invitert) -> None:
    """What sends invitations, and knows of those that work: one for the whole portal."""
    _inviterer[:], _invitert[:] = [funksjon], [invitert]


def ved_ankomst(funksjon: Ankomst) -> None:
    """Call this when somebody has come in, in the same transaction."""
    if funksjon not in _ankomster:
        _ankomster.append(funksjon)


def be_inn(enhet: Enhet, epost: str, navn: str, *, utfort_av: Bruker, naa: datetime) -> bool:
    """Ask that somebody is let in as an employee of the unit. False when this person may not, or it cannot be done."""
    return any(inviterer(enhet, epost, navn, utfort_av, naa) for inviterer in _inviterer)


def er_bedt_inn(enhet: Enhet, epost: str, naa: datetime) -> bool:
    """Whether the person can still come in by the invitation that was sent."""
    return any(invitert(enhet, epost, naa) for invitert in _invitert)


def har_kommet(bruker: Bruker, naa: datetime) -> None:
    """Tell the areas that somebody has come in."""
    for ankomst in _ankomster:
        ankomst(bruker, naa)
