"""The entry of events in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import navigasjon


def viser_arrangementer(bruker: Bruker) -> bool:
    """Whether the menu shows Arrangementer. The pages ask for themselves."""
    from .selectors.liste import har_arrangementer

    return navigasjon.husket("arrangement", bruker, har_arrangementer)


def registrer() -> None:
    navigasjon.registrer(_("Arrangementer"), "arrangement:liste", synlig=viser_arrangementer, rekkefolge=55)
