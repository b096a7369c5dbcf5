"""What this person can do with a question, as buttons: first what is most natural now, the rest behind «Mer»."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise

from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.saksgang.views import Handling

from ..models import Form, Tilstand
from ..selectors.sak import Sakside
from .verb import HANDLINGER

T = Tilstand
NATURLIG: dict[str, tuple[str, ...]] = {
    T.MELDT: ("ta", "videresend", "samordne"),
    T.MOTTATT: (
        "bekreft-avtale", "godta-frist", "avslaa-frist", "har-ringt", "ring-uten-svar", "foreslaa-avtale", "svar", "spor",
    ),
    T.SPURT: ("tilsvar", "godta-frist", "avslaa-frist"),
    T.AVTALT: ("gjennomfor",),
    T.GJENNOMFORT: ("kode-utfall", "ikke-besvart"),
    T.NY_VURDERING: ("omgjor", "oppretthold"),
}  # fmt: skip
"""What moves the case on. The first of these that this person may is the button."""
FLEST_SYNLIGE = 3


class Knapp(NamedTuple):
    kode: str
    adresse: str
    tekst: Promise | str
    paa_vegne_av: str


class Knapper(NamedTuple):
    """The button, one or two beside it, and the rest."""

    forst: Knapp | None
    ved_siden: list[Knapp]
    flere: list[Knapp]


def vegne_av(*fullmakter: Fullmakt | bool | None) -> str:
    """Whom the person stands in for; empty for oneself."""
    for fullmakt in fullmakter:
        if isinstance(fullmakt, Fullmakt) and fullmakt.paa_vegne_av:
            return fullmakt.paa_vegne_av.navn
    return ""


def knapper_for(side: Sakside) -> Knapper:
    """Every verb that has a page and that this person may do now; nothing is pressed on who need not act."""
    mulige = {kode: handling for kode, handling in HANDLINGER.items() if _kan(side, handling)}
    synlige = [kode for kode in _naturlig(side) if kode in mulige][:FLEST_SYNLIGE] if side.skal_handle else []
    knapper = [_knapp(side, kode, mulige[kode]) for kode in synlige]
    flere = [_knapp(side, kode, handling) for kode, handling in mulige.items() if kode not in synlige]
    return Knapper(knapper[0] if knapper else None, knapper[1:], flere)


def _kan(side: Sakside, handling: Handling) -> bool:
    if not any(overgang.navn in side.fullmakter for overgang in handling.verb) or not handling.gjelder(side.sak):
        return False
    return side.avtalen_har_begynt or all(overgang.navn != "gjennomfor" for overgang in handling.verb)


def _naturlig(side: Sakside) -> Iterable[str]:
    """A question that wants a talk is agreed upon first; one that wants words is answered."""
    koder = NATURLIG.get(side.sak.tilstand, ())
    return sorted(koder, key=lambda kode: kode == "foreslaa-avtale") if side.sak.form == Form.SKRIFTLIG else koder


def _knapp(side: Sakside, kode: str, handling: Handling) -> Knapp:
    navn = next(overgang.navn for overgang in handling.verb if overgang.navn in side.fullmakter)
    adresse = reverse(f"veiledning:{kode.replace('-', '_')}", args=[side.sak.pk])
    return Knapp(kode, adresse, handling.tittel, vegne_av(side.fullmakter[navn]))
