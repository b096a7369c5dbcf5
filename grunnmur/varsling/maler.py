"""What notices say. Each area registers its own texts when the app starts; data fills them in.

A text names the case number and who did what, never what the case says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from grunnmur.portal.dato import dato

if TYPE_CHECKING:
    from .models import Varsel


class SendesIkke(Exception):
    """What the mail was about is gone (an invitation withdrawn): it is not sent, and that is no failure."""


@dataclass(frozen=True)
class Vedlegg:
    """A text file that goes with a mail: `undertype` and `parametre` say what kind, as in `text/calendar; method=…`."""

    navn: str
    innhold: str
    undertype: str
    parametre: Mapping[str, str]


@dataclass(frozen=True)
class Varselmal:
    """`emne` is the subject and the inbox line, `tekst` one or two sentences, `knapp` what the link says.

    `forbered` turns stored data into the words of the text, in the reader's language: dates, titles of tasks.
    `lag_data` is for mail that carries a secret: called when the mail is written, inside the transaction that
    takes the row, and never stored; its `adresse` replaces the path of the link. It may raise `SendesIkke`.
    `bare_epost`: never shown in the inbox, and never held back for the daily digest.
    `vedlegg` makes the file that goes with the mail, when it is written; None where there is none any more.
    """

    kode: str
    emne: str | Promise
    tekst: str | Promise
    knapp: str | Promise
    forbered: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    lag_data: Callable[[Varsel], dict[str, Any]] | None = None
    bare_epost: bool = False
    vedlegg: Callable[[Varsel], Vedlegg | None] | None = None


@dataclass(frozen=True)
class Varseltekst:
    """A notice in words, in the language that was active."""

    emne: str
    tekst: str
    knapp: str


_MALER: dict[str, Varselmal] = {}


def registrer(*maler: Varselmal, lag_data: Callable[[Varsel], dict[str, Any]] | None = None) -> None:
    """Make texts known. `lag_data` given here is for all of them."""
    for mal in maler:
        if lag_data is not None:
            mal = Varselmal(**{**mal.__dict__, "lag_data": lag_data})
        _MALER[mal.kode] = mal


def serie(prefiks: str, knapp: str | Promise, **felles: Any) -> Callable[..., Varselmal]:
    """A way to write down texts that share the beginning of their code, what their link says, and how they are made.

    It takes the code, the subject and the text, and by name whatever of `Varselmal` this one has for itself.
    """

    def mal(kode: str, emne: str | Promise, tekst: str | Promise, **egne: Any) -> Varselmal:
        return Varselmal(f"{prefiks}{kode}", emne, tekst, **{"knapp": knapp, **felles, **egne})

    return mal


def datoer(*navn: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A `forbered` for data with these dates: they are stored as ISO, and written as people write them."""

    def forbered(data: dict[str, Any]) -> dict[str, Any]:
        return data | {n: dato(date.fromisoformat(data[n])) for n in navn if data.get(n)}

    return forbered


def varselmal(kode: str) -> Varselmal:
    """The registered text. Raises KeyError for one no area knows: a programming error."""
    return _MALER[kode]


def bare_epost() -> list[str]:
    """The codes of texts that are mail only."""
    return [kode for kode, mal in _MALER.items() if mal.bare_epost]


def skriv(varsel: Varsel, hemmelig: dict[str, Any] | None = None) -> Varseltekst:
    """The notice in the active language. Raises KeyError when its data lacks what the text names."""
    mal = varselmal(varsel.mal)
    data = {**(mal.forbered(varsel.data) if mal.forbered else varsel.data), **(hemmelig or {})}
    # A subject is one line: a line break in a name would be a header of its own.
    emne = " ".join((str(mal.emne) % data).split())
    return Varseltekst(emne, str(mal.tekst) % data, str(mal.knapp) % data)
