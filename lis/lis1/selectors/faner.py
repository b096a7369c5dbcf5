"""The tabs of LIS1: what the person may see."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker

from .adgang import er_leser

AAPNE = ("steder", "hvem_bestemmer")
LESERE = ("kull_liste", "stillinger", "plasser", "balanse", *AAPNE)

NAVN: dict[str, tuple[Promise, str]] = {
    "kull_liste": (_("Kull"), "calendar"),
    "stillinger": (_("Stillinger"), "table"),
    "plasser": (_("Kommuneplasser"), "building"),
    "balanse": (_("Balanse"), "timeline"),
    "steder": (_("Steder"), "hospital"),
    "hvem_bestemmer": (_("Hvem bestemmer hva"), "group"),
}


class Fane(NamedTuple):
    adresse: str
    navn: str
    ikon: str
    her: str
    """What `aria-current` says: the page itself, or nothing."""


def faner_for(bruker: Bruker | AnonymousUser, her: str) -> list[Fane]:
    """The tabs this person sees; `her` is the url name of the page they are drawn on. No query but the roles."""
    navn = LESERE if isinstance(bruker, Bruker) and er_leser(bruker) else AAPNE
    return [Fane(reverse(f"lis1:{ett}"), str(NAVN[ett][0]), NAVN[ett][1], "page" if ett == her else "") for ett in navn]
