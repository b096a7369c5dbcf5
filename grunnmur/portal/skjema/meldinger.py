"""Error messages that name the field and say what to do, in place of Django's general ones."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

_LENGDER = {
    "max_length": _("Teksten i «{felt}» er for lang. Den kan ha høyst %(limit_value)d tegn, og har %(show_value)d."),
    "min_length": _("Teksten i «{felt}» er for kort. Den må ha minst %(limit_value)d tegn, og har %(show_value)d."),
}
_GRENSER = {
    "max_value": _("Tallet i «{felt}» kan være høyst %(limit_value)s."),
    "min_value": _("Tallet i «{felt}» må være minst %(limit_value)s."),
}
# The first class that fits decides; what a field class says itself (`feltmeldinger`) comes before all of it.
_ETTER_KLASSE: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (
        forms.FileField,
        {
            "required": _("Velg en fil i feltet «{felt}»."),
            "missing": _("Velg en fil i feltet «{felt}»."),
            "invalid": _("Filen i «{felt}» kunne ikke leses. Velg den på nytt."),
            "empty": _("Filen i «{felt}» er tom. Velg en annen fil."),
        },
    ),
    (forms.BooleanField, {"required": _("Kryss av for «{felt}».")}),
    (
        forms.ChoiceField,
        {
            "required": _("Velg et alternativ under «{felt}»."),
            "invalid_choice": _("Velg et av alternativene under «{felt}»."),
            "invalid_list": _("Velg et av alternativene under «{felt}»."),
            "invalid_pk_value": _("Velg et av alternativene under «{felt}»."),
        },
    ),
    (
        forms.EmailField,
        {"invalid": _("Skriv en gyldig e-postadresse i «{felt}», for eksempel navn@kommune.no."), **_LENGDER},
    ),
    (forms.URLField, {"invalid": _("Skriv en gyldig nettadresse i «{felt}», for eksempel https://kommune.no."), **_LENGDER}),
    (forms.FloatField, {"invalid": _("Skriv et tall i «{felt}»."), **_GRENSER}),
    (forms.DecimalField, {"invalid": _("Skriv et tall i «{felt}»."), **_GRENSER}),
    (forms.IntegerField, {"invalid": _("Skriv et helt tall i «{felt}»."), **_GRENSER}),
    (forms.DateTimeField, {"invalid": _("Skriv dato og klokkeslett i «{felt}», for eksempel 18.01.2027 09:30.")}),
    (forms.TimeField, {"invalid": _("Skriv klokkeslettet i «{felt}», for eksempel 09:30.")}),
    (forms.CharField, _LENGDER),
)
_FELLES = {"required": _("Fyll ut feltet «{felt}».")}


def meldinger_for(felt: forms.Field, etikett: Any) -> dict[str, Any]:
    """Our sentences for this field, except where its author wrote other words than Django's."""
    navn = _uten_kolon(etikett)
    meldinger = {**_FELLES, **_for_klassen(felt), **getattr(felt, "feltmeldinger", {})}
    return {kode: format_lazy(tekst, felt=navn) for kode, tekst in meldinger.items() if not _egen_melding(felt, kode)}


def _egen_melding(felt: forms.Field, kode: str) -> bool:
    """The same object as a class default means that nobody has chosen these words for this field."""
    if kode not in felt.error_messages:
        return False
    standard = (getattr(klasse, "default_error_messages", {}).get(kode) for klasse in type(felt).__mro__)
    return not any(felt.error_messages[kode] is tekst for tekst in standard)


def _for_klassen(felt: forms.Field) -> dict[str, Any]:
    for klasse, meldinger in _ETTER_KLASSE:
        if isinstance(felt, klasse):
            return meldinger
    return {}


def _rens(etikett: Any) -> str:
    # The paper form's labels end with a colon, which has no place inside a sentence. A percent sign would
    # be read as a placeholder when Django fills in the figures.
    return str(etikett).rstrip(": ").replace("%", "\N{FULLWIDTH PERCENT SIGN}")


_uten_kolon = lazy(_rens, str)
