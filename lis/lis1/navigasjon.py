"""The entry of LIS1 in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal import navigasjon


def har_lis1(bruker: Bruker) -> bool:
    """Whether the menu shows LIS1. The pages ask for themselves.

    A role that sees all answers at once; whether a municipality takes part or somebody is hired is looked up now and then.
    """
    from .models.stilling import SER_ALLE
    from .selectors.adgang import har_noe_i_lis1

    if tilgang_for(bruker).har(*SER_ALLE, RolleType.LIS1):
        return True
    return navigasjon.husket("lis1", bruker, har_noe_i_lis1)


def registrer() -> None:
    navigasjon.registrer(_("LIS1"), "lis1:kull_liste", synlig=har_lis1, rekkefolge=35)
