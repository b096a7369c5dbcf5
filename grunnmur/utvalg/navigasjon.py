"""The entry of committees in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import navigasjon


def viser_utvalg(bruker: Bruker) -> bool:
    """Whether the menu shows Utvalg. The pages ask for themselves."""
    from .selectors.utvalg import har_utvalg

    return navigasjon.husket("utvalg", bruker, har_utvalg)


def registrer() -> None:
    navigasjon.registrer(_("Utvalg"), "utvalg:liste", synlig=viser_utvalg, rekkefolge=60)
