"""The main menu: each area says in `AppConfig.ready()` what it has to show, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

HUSKES_SEKUNDER = 300


@dataclass(frozen=True)
class Punkt:
    """One registered entry of the main menu."""

    navn: Any  # str or lazy string
    url_name: str
    synlig: Callable[[Any], bool]
    rekkefolge: int


@dataclass(frozen=True)
class Menyvalg:
    """One entry as it is drawn for one person on one page."""

    navn: str
    url: str
    aktiv: bool


_punkter: dict[str, Punkt] = {}


def registrer(navn: Any, url_name: str, synlig: Callable[[Any], bool] = lambda bruker: True, rekkefolge: int = 100) -> None:
    """Add an entry to the main menu. `navn` is a lazy string; the same address twice replaces the first."""
    _punkter[url_name] = Punkt(navn, url_name, synlig, rekkefolge)


_partssider: dict[str, tuple[Any, str]] = {}


@dataclass(frozen=True)
class Partsside:
    """One page that an area adds to the administration of a party."""

    navn: str
    url_name: str
    url: str
    ikon: str


def registrer_partsside(navn: Any, url_name: str, ikon: str) -> None:
    """Add a page to the menu of each party's administration. Its address takes the key of the party."""
    _partssider[url_name] = (navn, ikon)


def partssider(virksomhet: Any) -> list[Partsside]:
    """The pages that the areas have added, for one party."""
    return [
        Partsside(str(navn), url_name, reverse(url_name, args=[virksomhet]), ikon)
        for url_name, (navn, ikon) in _partssider.items()
    ]


def husket(navn: str, bruker: Any, spor: Callable[[Any], bool]) -> bool:
    """What `spor` answers for the person, asked at most every five minutes.

    For an area that must look for the person's own cases: the menu is drawn on every page, and the pages ask for themselves.
    """
    return bool(caches["lokal"].get_or_set(f"{navn}.meny:{bruker.pk}", lambda: spor(bruker), HUSKES_SEKUNDER))


def menyvalg(request: HttpRequest) -> list[Menyvalg]:
    """The entries that the signed-in person may see, in order; nobody signed in sees none."""
    bruker = getattr(request, "user", None)
    if bruker is None or not bruker.is_authenticated:
        return []
    valg = []
    for punkt in sorted(_punkter.values(), key=lambda punkt: (punkt.rekkefolge, punkt.url_name)):
        if not punkt.synlig(bruker):
            continue
        try:
            url = reverse(punkt.url_name)
        except NoReverseMatch:  # an area whose addresses are not wired in shows nothing
            continue
        valg.append(Menyvalg(str(punkt.navn), url, _er_her(request.path, url)))
    return valg


def _er_her(sti: str, url: str) -> bool:
    return sti == url if url == "/" else sti.startswith(url)
