"""Words of LIS3 that templates ask for."""

from django import template

from lis.lis3.onsker import slakk_i_ord
from lis.lis3.selectors.innmelding import meldt_av

register = template.Library()


@register.simple_tag
def slakk(foer: int, etter: int) -> str:
    """«kan starte inntil 2 md. før og 1 md. etter», empty without slack."""
    return slakk_i_ord(foer, etter)


@register.simple_tag
def klarmeldt_av(rolle: str) -> str:
    """As what somebody reported a doctor ready."""
    return meldt_av(rolle)
