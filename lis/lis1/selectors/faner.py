"""The tabs of LIS1: what the person may see."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker

from .adgang import er_leser, sitter_i_utvalget

AAPNE = ("lis1:steder", "lis1:hvem_bestemmer")
UTVALGET = ("tildeling:runder", "tildeling:kriterier_liste", *AAPNE)
"""Somebody who sits in LIS1-utvalget and has no role in LIS1."""
LESERE = (
    "lis1:kull_liste", "lis1:stillinger", "lis1:plasser", "lis1:balanse", "tildeling:runder", "tildeling:tildelinger",
    "tildeling:restplasser", "tildeling:kriterier_liste", *AAPNE,
)  # fmt: skip

NAVN: dict[str, tuple[Promise, str]] = {
    "lis1:kull_liste": (_("Kull"), "calendar"),
    "lis1:stillinger": (_("Stillinger"), "table"),
    "lis1:plasser": (_("Kommuneplasser"), "building"),
    "lis1:balanse": (_("Balanse"), "timeline"),
    # The allocation is an app above this one: here it is known by its addresses alone.
    "tildeling:runder": (_("Tildeling"), "swap"),
    "tildeling:tildelinger": (_("Kandidater"), "person"),
    "tildeling:restplasser": (_("Restplasser"), "circle"),
    "tildeling:kriterier_liste": (_("Kriterier"), "clipboard"),
    "lis1:steder": (_("Steder"), "hospital"),
    "lis1:hvem_bestemmer": (_("Hvem bestemmer hva"), "group"),
}


class Fane(NamedTuple):
    adresse: str
    navn: str
    ikon: str
    her: str
    """What `aria-current` says: the page itself, or nothing."""


def faner_for(bruker: Bruker | AnonymousUser, her: str) -> list[Fane]:
    """The tabs this person sees; `her` is the url name of the page they are drawn on, with its namespace unless `lis1`.

    No query but the roles for those who read LIS1; one more for other people who are signed in.
    """
    her = her if ":" in her else f"lis1:{her}"
    return [Fane(reverse(ett), str(NAVN[ett][0]), NAVN[ett][1], "page" if ett == her else "") for ett in _navn(bruker)]


def _navn(bruker: Bruker | AnonymousUser) -> tuple[str, ...]:
    if not isinstance(bruker, Bruker):
        return AAPNE
    if er_leser(bruker):
        return LESERE
    return UTVALGET if sitter_i_utvalget(bruker) else AAPNE
