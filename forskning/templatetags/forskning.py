"""The word for a state."""

from __future__ import annotations

from django import template

from ..selectors.visning import prosjektvisning

register = template.Library()


@register.filter
def tilstandsnavn(tilstand: str) -> str:
    """The word for the state of a project, as its badge has it."""
    return prosjektvisning(tilstand).etikett
