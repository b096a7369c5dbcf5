"""The entry of guidance in the main menu."""

from __future__ import annotations

from django.core.cache import caches
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import navigasjon

HUSKES_SEKUNDER = 300


def viser_veiledning(bruker: Bruker) -> bool:
    """Whether the menu shows Veiledning. The pages ask for themselves; this is only drawn on every page of the portal."""
    from .selectors.adgang import har_veiledning

    nokkel = f"veiledning.meny:{bruker.pk}"
    return bool(caches["lokal"].get_or_set(nokkel, lambda: har_veiledning(bruker), HUSKES_SEKUNDER))


def registrer() -> None:
    navigasjon.registrer(_("Veiledning"), "veiledning:liste", synlig=viser_veiledning, rekkefolge=25)
