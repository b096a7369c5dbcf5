"""The entry of guidance in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import navigasjon


def viser_veiledning(bruker: Bruker) -> bool:
    """Whether the menu shows Veiledning. The pages ask for themselves."""
    from .selectors.adgang import har_veiledning

    return navigasjon.husket("veiledning", bruker, har_veiledning)


def registrer() -> None:
    navigasjon.registrer(_("Veiledning"), "veiledning:liste", synlig=viser_veiledning, rekkefolge=25)
