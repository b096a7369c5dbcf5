"""A doctor as the coordinator writes them down when somebody is hired."""

from __future__ import annotations

from typing import NamedTuple


class Ansatt(NamedTuple):
    """Found again by e-mail or HPR number."""

    navn: str
    epost: str
    hpr_nummer: str = ""
