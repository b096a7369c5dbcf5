"""The entry of LIS1 in the main menu."""

from __future__ import annotations

from django.core.cache import caches
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import navigasjon

HUSKES_SEKUNDER = 300


def har_lis1(bruker: Bruker) -> bool:
    """Whether the menu shows LIS1. The pages ask for themselves; this is only drawn on every page of the portal.

    A role answers at once; who has none is looked up among those who are hired now and then.
    """
    from .selectors.adgang import er_leser, er_lis1, har_noe_i_lis1

    if er_leser(bruker) or er_lis1(bruker):
        return True
    nokkel = f"lis1.meny:{bruker.pk}"
    husket = caches["lokal"].get(nokkel)
    if husket is None:
        husket = har_noe_i_lis1(bruker)
        caches["lokal"].set(nokkel, husket, HUSKES_SEKUNDER)
    return bool(husket)


def registrer() -> None:
    navigasjon.registrer(_("LIS1"), "lis1:kull_liste", synlig=har_lis1, rekkefolge=35)
