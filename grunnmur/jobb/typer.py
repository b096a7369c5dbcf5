"""The kinds of work the queue knows. Each area registers its own in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from grunnmur.jobb.models import Jobb
    from grunnmur.organisasjon.models import Bruker

MAKS_TIDSGRENSE = 120
"""Seconds. One job and what was done before it must fit within the time limit of one Celery task."""

LEVETEGN = timedelta(seconds=60)
"""How long after its time limit a silent worker is taken for dead."""


class Jobbfeil(Exception):
    """The work cannot be done and trying again will not help. Its text is shown: say what the person can do."""


@dataclass(frozen=True)
class Resultat:
    """A finished file. Empty when the result is kept elsewhere and fetched at the job's `adresse`."""

    innhold: bytes | None = None
    mime: str = ""
    filnavn: str = ""
    rader: tuple[UUID, ...] = ()
    """The rows in the file, when it may be fetched only by somebody who may see them all."""


Framdrift = Callable[[int], None]
"""Reports percent done, and that the worker lives."""

Funksjon = Callable[["Jobb", Framdrift], Resultat]
"""Does the work. May run again after a crash, so doing it twice must give what doing it once gives."""


Adgang = Callable[["Jobb", "Bruker"], bool]
"""Whether the one who ordered a file may still have it. Asked every time it is fetched."""


def _alltid(jobb: Jobb, bruker: Bruker) -> bool:
    return True


@dataclass(frozen=True)
class Jobbtype:
    """One kind of work: its function and how many seconds it may take."""

    kode: str
    funksjon: Funksjon
    tidsgrense: int
    kan_hentes: Adgang = _alltid

    @property
    def leie(self) -> timedelta:
        """How long a worker may keep a job without reporting."""
        return timedelta(seconds=self.tidsgrense) + LEVETEGN


_typer: dict[str, Jobbtype] = {}


def registrer_jobbtype(kode: str, funksjon: Funksjon, *, tidsgrense: int = 60, kan_hentes: Adgang = _alltid) -> None:
    """Make a kind of work known, as `<app>.<verb>`. The same code twice replaces the first."""
    if not 0 < tidsgrense <= MAKS_TIDSGRENSE:
        raise ValueError(f"{kode}: a job may take at most {MAKS_TIDSGRENSE} seconds")
    _typer[kode] = Jobbtype(kode, funksjon, tidsgrense, kan_hentes)


def jobbtype(kode: str) -> Jobbtype:
    """The registered kind of work. Raises `KeyError` for one that nobody has registered."""
    return _typer[kode]


def kjente() -> list[str]:
    """Codes this process can work on: an older worker leaves a newer kind of job alone."""
    return sorted(_typer)
