"""What every page knows: whose portal this is, the menu, and how much is unread.

The portal is the lowest floor and may not ask the others, so they say in `AppConfig.ready()` whom to ask.
Everything is lazy: a page that does not show it costs no query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from grunnmur.portal.navigasjon import menyvalg


@dataclass(frozen=True)
class Merkevare:
    """The name and mark in the header. `logo_url` empty means the portal's own mark."""

    navn: str
    logo_url: str = ""
    undertittel: str = ""


def _uten_navn(request: HttpRequest) -> Merkevare:
    return Merkevare(navn=_("Helsefellesskap"))


_kilder: dict[str, Callable[[HttpRequest], Any]] = {"helsefellesskap": _uten_navn, "uleste": lambda request: 0}


def registrer_helsefellesskap(kilde: Callable[[HttpRequest], Any]) -> None:
    """Say who knows whose portal this is: the answer has `navn`, `logo_url` and `undertittel` (see Merkevare)."""
    _kilder["helsefellesskap"] = kilde


def registrer_uleste(kilde: Callable[[HttpRequest], int]) -> None:
    """Say who counts unread notifications of the signed-in person."""
    _kilder["uleste"] = kilde


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `helsefellesskap`, `navigasjon`, `uleste`."""
    return {
        "helsefellesskap": SimpleLazyObject(lambda: _kilder["helsefellesskap"](request) or _uten_navn(request)),
        "navigasjon": SimpleLazyObject(lambda: menyvalg(request)),
        "uleste": SimpleLazyObject(lambda: _antall_uleste(request)),
    }


def _antall_uleste(request: HttpRequest) -> int:
    bruker = getattr(request, "user", None)
    return _kilder["uleste"](request) if bruker is not None and bruker.is_authenticated else 0
