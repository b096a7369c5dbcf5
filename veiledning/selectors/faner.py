"""The tabs of guidance: only what the person may see."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for

R = RolleType
ALLE = ("liste", "bank", "aktiviteter")
NAVN: dict[str, tuple[Promise, str]] = {
    "liste": (_("Spørsmål"), "chat"),
    "bank": (_("Svarbank"), "file"),
    "aktiviteter": (_("Felles aktiviteter"), "calendar"),
    "behov": (_("Samordne behov"), "swap"),
    "vaktlister": (_("Vaktlister"), "group"),
    "tall": (_("Tall"), "table"),
}


class Fane(NamedTuple):
    adresse: str
    navn: str
    ikon: str
    her: str
    """What `aria-current` says: the page itself, or not."""


def faner_for(bruker: Bruker, her: str) -> list[Fane]:
    """The tabs this person sees; `her` is the url name of the page they are drawn on."""
    tilgang = tilgang_for(bruker)
    navn = list(ALLE)
    if tilgang.har(R.VEILEDNINGSKOORDINATOR):
        navn.append("behov")
    if tilgang.har(R.VEILEDNINGSANSVARLIG, R.LEDER, R.VEILEDNINGSKOORDINATOR, R.KONTAKT_ADM):
        navn.append("vaktlister")
    if tilgang.har(R.VEILEDNINGSANSVARLIG, R.LEDER, R.VEILEDNINGSKOORDINATOR, R.AVTALESPESIALIST, R.SEKRETARIAT):
        navn.append("tall")
    faner = []
    for ett in navn:
        try:
            adresse = reverse(f"veiledning:{ett}")
        except NoReverseMatch:
            continue
        faner.append(Fane(adresse, str(NAVN[ett][0]), NAVN[ett][1], "page" if ett == her else ""))
    return faner
