"""Who a doctor is, as it is asked for in every form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.skjema import Skjema

HPR = RegexValidator(r"^\d{7,9}\Z", _("HPR-nummeret har sju til ni siffer. Du finner det i Helsepersonellregisteret."))


class HprFelt(forms.CharField):
    """The number in the register of health personnel, with or without spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20, "widget": forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs})
        self.validators.append(HPR)

    def to_python(self, value: Any) -> str:
        return "".join((super().to_python(value) or "").split())


class Legefelter(Skjema):
    """The fields of `Legeopplysninger`, by their names there."""

    navn = KortekstSkjemafelt(label=_("Legens navn"), max_length=120)
    epost = forms.EmailField(label=_("Legens e-post"))
    hpr_nummer = HprFelt(label=_("HPR-nummer"), required=False)
