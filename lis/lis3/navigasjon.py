"""The entry of LIS3 in the main menu."""

from __future__ import annotations

from django.core.cache import caches
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal import navigasjon

HUSKES_SEKUNDER = 300


def har_lis_tjeneste(bruker: Bruker) -> bool:
    """Whether the menu shows LIS-tjeneste. The pages ask for themselves; this is only drawn on every page of the portal.

    A role answers at once; who has none is looked up among doctors and departments now and then.
    """
    from .selectors.adgang import ROLLER, har_noe_i_lis3

    if tilgang_for(bruker).har(*ROLLER):
        return True
    nokkel = f"lis3.meny:{bruker.pk}"
    return bool(caches["lokal"].get_or_set(nokkel, lambda: har_noe_i_lis3(bruker), HUSKES_SEKUNDER))


def registrer() -> None:
    navigasjon.registrer(_("LIS-tjeneste"), "lis3:liste", synlig=har_lis_tjeneste, rekkefolge=30)
