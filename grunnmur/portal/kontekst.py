"""What every page knows: whose portal this is, the menu, and how much is unread.

The portal is the lowest floor and may not ask the others, so they say in `AppConfig.ready()` whom to ask.
Everything is lazy: a page that does not show it costs no query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
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


_kilder: dict[str, Callable[[HttpRequest], Any]] = {"helsefellesskap": lambda request: None, "uleste": lambda request: 0}


MERKEVARE = "portal-merkevare"
MERKEVARE_SEKUNDER = 10
"""How long another process may show the old name after it was changed; the one that changed it forgets at once."""


def registrer_helsefellesskap(kilde: Callable[[HttpRequest], Any]) -> None:
    """Say who knows whose portal this is: the answer has `navn`, `logo_url` and `undertittel` (see Merkevare).

    It is the same for every reader and is kept a few seconds in the process. Call `glem_helsefellesskap` on a change.
    """
    _kilder["helsefellesskap"] = kilde
    glem_helsefellesskap()


def glem_helsefellesskap() -> None:
    """The name or mark has changed: ask again."""
    caches["lokal"].delete(MERKEVARE)


def _merkevare(request: HttpRequest) -> Any:
    husket = caches["lokal"].get(MERKEVARE)
    if husket is None:
        husket = _kilder["helsefellesskap"](request)
        if husket is None:
            return _uten_navn(request)
        caches["lokal"].set(MERKEVARE, husket, MERKEVARE_SEKUNDER)
    return husket


def registrer_uleste(kilde: Callable[[HttpRequest], int]) -> None:
    """Say who counts unread notifications of the signed-in person."""
    _kilder["uleste"] = kilde


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `helsefellesskap`, `navigasjon`, `uleste`."""
    return {
        "helsefellesskap": SimpleLazyObject(lambda: _merkevare(request)),
        "navigasjon": SimpleLazyObject(lambda: menyvalg(request)),
        "uleste": SimpleLazyObject(lambda: _antall_uleste(request)),
    }


def _antall_uleste(request: HttpRequest) -> int:
    bruker = getattr(request, "user", None)
    return _kilder["uleste"](request) if bruker is not None and bruker.is_authenticated else 0
