"""Meetings of committees: agenda, who was there, what was decided."""

from .forfall import Forfall
from .kodeverk import (
    Godkjenningsmaate,
    Habilitetsgrunn,
    Moteform,
    Motetilstand,
    Sakutfall,
    Svarvalg,
)
from .mote import STELLER_UTVALG, Mote
from .protokoll import Inhabilitet, Oppmote
from .saksliste import Motesak, Motesvar

__all__ = [
    "STELLER_UTVALG",
    "Forfall",
    "Godkjenningsmaate",
    "Habilitetsgrunn",
    "Inhabilitet",
    "Mote",
    "Moteform",
    "Motesak",
    "Motesvar",
    "Motetilstand",
    "Oppmote",
    "Sakutfall",
    "Svarvalg",
]
