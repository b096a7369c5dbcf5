"""The form's own words in templates, so that a page never writes them a second time."""

from django import template

from .. import innhold, ledetekster

register = template.Library()


@register.simple_tag
def ledetekst(felt: str) -> str:
    """The label of a field the applicant fills in, without the form's colon."""
    return innhold.ledetekst(felt)


@register.simple_tag
def skjematekst(navn: str) -> str:
    """A label of the form by its name in `ledetekster`, without the colon."""
    return str(getattr(ledetekster, navn)).rstrip(":")
