"""Words for what a browser says about itself."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# First match wins: Edge and Opera also call themselves Chrome, Chrome calls itself Safari.
NETTLESERE = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMER = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def nettleser(brukeragent: str) -> str:
    """«Firefox på Windows», as far as the user agent tells."""
    navn = next((ord_ for tegn, ord_ in NETTLESERE if tegn in brukeragent), _("Ukjent nettleser"))
    system = next((ord_ for tegn, ord_ in SYSTEMER if tegn in brukeragent), "")
    return _("{nettleser} på {system}").format(nettleser=navn, system=system) if system else navn
