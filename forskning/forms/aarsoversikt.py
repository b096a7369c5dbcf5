"""Which year the overview is of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Filterskjema


class Aarvalg(Filterskjema):
    aar = forms.ChoiceField(label=_("År"))

    def __init__(self, *args: Any, mulige: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aar"].choices = [(str(aar), str(aar)) for aar in mulige]  # type: ignore[attr-defined]
