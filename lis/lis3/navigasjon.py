"""The entry of LIS3 in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal import navigasjon


def har_lis_tjeneste(bruker: Bruker) -> bool:
    """Whether the menu shows LIS-tjeneste. The pages ask for themselves.

    A role answers at once; who has none is looked up among doctors and departments now and then.
    """
    from .selectors.adgang import ROLLER, har_noe_i_lis3

    if tilgang_for(bruker).har(*ROLLER):
        return True
    return navigasjon.husket("lis3", bruker, har_noe_i_lis3)


def registrer() -> None:
    navigasjon.registrer(_("LIS-tjeneste"), "lis3:liste", synlig=har_lis_tjeneste, rekkefolge=30)
