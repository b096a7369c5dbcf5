"""What kinds of obligations there are. Each area registers its own, namespaced, when the app starts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

UTPEK = "oppgaver.utpek"
"""Nobody can answer a question at this virksomhet: its administrative contact must appoint somebody."""


@dataclass(frozen=True)
class Oppgavetype:
    """A kind of obligation.

    `tittel` is the verb-led line of the list, with `%(emne)s`; `kort` the line of *Frister*. The row links to
    the case, to the page of it that `saksside` names where it has several, or to the page named by `adresse` where
    the owner does not see the case.
    """

    kode: str
    tittel: str | Promise
    kort: str | Promise
    ikon: str = "hourglass"
    adresse: str = ""
    saksside: str = ""


_TYPER: dict[str, Oppgavetype] = {}


def registrer(*typer: Oppgavetype) -> None:
    for type_ in typer:
        _TYPER[type_.kode] = type_


def oppgavetype(kode: str) -> Oppgavetype:
    """The registered type. Raises KeyError for a type no area knows: a programming error."""
    return _TYPER[kode]
