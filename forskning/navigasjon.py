"""The entry of research in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import navigasjon

from .models.adgang import i_nettverket


def har_forskning(bruker: Bruker) -> bool:
    """Whether the menu shows research. The pages ask for themselves."""
    return navigasjon.husket("forskning", bruker, i_nettverket)


def registrer() -> None:
    navigasjon.registrer(_("Forskning"), "forskning:liste", synlig=har_forskning, rekkefolge=50)
