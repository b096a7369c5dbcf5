"""How long content is kept: what each area empties, and when, as data.

An area registers its rules in `AppConfig.ready()`. How many months a rule waits is a row (`Bevaringstid`) that the
data controllers decide; without it nothing is emptied. Apps whose rows point at cases register what goes with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.utils.functional import Promise

from .models import Sak
from .models.bevaring import TOMT

__all__ = [
    "TOMT", "Bevaringsregel", "avsluttet", "folgere", "registrer_alt", "registrer_folger", "registrer_regel", "regler",
    "tomt_om_utfylt",
]  # fmt: skip


@dataclass(frozen=True)
class Bevaringsregel:
    """One sentence of the retention plan.

    `utlopt` answers which cases ended before a day. `felter` is column → what it is emptied to; `TOMT` where the
    column may not be blank. `alt` also empties what points at the case: comments, what was signed, row history,
    and what `registrer_folger` adds. That something happened, when and by whom stays.
    """

    kode: str
    navn: str | Promise
    modell: type[Sak]
    utlopt: Callable[[date], Q]
    felter: Mapping[str, Any]
    forslag_maaneder: int
    alt: bool = False


def tomt_om_utfylt(felt: str) -> Case:
    """Blank stays blank, for there never was a word; the rest may not be, for what was required is still there."""
    return Case(When(**{felt: ""}, then=Value("")), default=Value(TOMT))


def avsluttet(*tilstander: str) -> Callable[[date], Q]:
    """In one of the states that end a case since before a day."""
    return lambda grense: Q(tilstand__in=tilstander, endret__date__lt=grense)


Folger = Callable[[int, list[UUID]], object]
"""Empties what one app keeps about these cases (content type id, ids)."""

_regler: dict[str, Bevaringsregel] = {}
_folgere: dict[str, Folger] = {}


def registrer_regel(regel: Bevaringsregel) -> None:
    """Make a rule known. The same code twice replaces the first."""
    _regler[regel.kode] = regel


def registrer_alt(
    kode: str, navn: str | Promise, modell: type[Sak], utlopt: Callable[[date], Q], felter: Mapping[str, Any], maaneder: int
) -> None:
    """A rule that empties the whole case."""
    registrer_regel(Bevaringsregel(kode, navn, modell, utlopt, felter, maaneder, alt=True))


def registrer_folger(navn: str, folger: Folger) -> None:
    """Let an app empty its own rows when a whole case is emptied."""
    _folgere[navn] = folger


def regler() -> list[Bevaringsregel]:
    return sorted(_regler.values(), key=lambda regel: regel.kode)


def folgere() -> list[Folger]:
    return list(_folgere.values())
