"""What a person can do with a case now: the one next step, and the other choices. Drawn by `saksgang/gjor.html`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise

from .models import Sak
from .overgang import Overgang


class Valg(NamedTuple):
    """A choice as a link, or as a button that is posted with the version of the case."""

    tekst: str
    url: str
    ikon: str
    post: bool = False


class Neste(NamedTuple):
    """The step that moves the case on. `verb` is what it does, and then no choice beside it; None for a page to go to."""

    verb: Overgang | None
    tittel: str
    tekst: str
    knapp: str
    url: str
    ikon: str
    post: bool = False


class Valgrad(NamedTuple):
    """A line of an area's table of choices. `side` names the page of the verb (`forskning:rediger`)."""

    verb: Overgang
    tekst: str | Promise
    side: str
    ikon: str
    post: bool = False


def neste_for(
    sak: Sak, verb: Overgang | None, tittel: str, tekst: str, knapp: str, side: str, ikon: str, post: bool = False
) -> Neste:
    """The next step as a page of this case, in the same words as `Neste`."""
    return Neste(verb, tittel, tekst, knapp, reverse(side, args=[sak.pk]), ikon, post)


def valg_for(sak: Sak, rader: Iterable[Valgrad], kan: Collection[str], neste: Neste | None = None) -> list[Valg]:
    """The choices among the verbs that the person can do (their names), without the one that is next."""
    return [
        Valg(str(rad.tekst), reverse(rad.side, args=[sak.pk]), rad.ikon, rad.post)
        for rad in rader
        if rad.verb.navn in kan and not (neste and neste.verb == rad.verb)
    ]
