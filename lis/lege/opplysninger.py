"""What somebody writes down about a doctor before it is known whether the doctor is registered."""

from __future__ import annotations

from dataclasses import dataclass

from grunnmur.organisasjon.models import Virksomhet


@dataclass(frozen=True)
class Legeopplysninger:
    """Found again by e-mail or HPR number. `kommune` is where a doctor who is new works in general practice."""

    navn: str
    epost: str
    hpr_nummer: str = ""
    kommune: Virksomhet | None = None
