"""A hospital doctor as the coordinator writes them down, for practice in a municipality."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .models import Gruppe

GRUPPER = (Gruppe.SYKEHUSSPESIALITET, Gruppe.SAMFUNNSMEDISIN)
"""Those who may need practice in a municipality (S1-L02)."""


class Sykehuslege(NamedTuple):
    """Found again by e-mail or HPR number."""

    navn: str
    epost: str
    hpr_nummer: str
    gruppe: str
    start: date
