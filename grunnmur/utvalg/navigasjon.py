"""The entry of committees in the main menu."""

from __future__ import annotations

from django.core.cache import caches
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import navigasjon

HUSKES_SEKUNDER = 300


def viser_utvalg(bruker: Bruker) -> bool:
    """Whether the menu shows Utvalg. The pages ask for themselves; this is only drawn on every page of the portal."""
    from .selectors.utvalg import har_utvalg

    nokkel = f"utvalg.meny:{bruker.pk}"
    husket = caches["lokal"].get(nokkel)
    if husket is None:
        husket = har_utvalg(bruker)
        caches["lokal"].set(nokkel, husket, HUSKES_SEKUNDER)
    return bool(husket)


def registrer() -> None:
    navigasjon.registrer(_("Utvalg"), "utvalg:liste", synlig=viser_utvalg, rekkefolge=60)
