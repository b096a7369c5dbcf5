"""What the open lists can be narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.skjema import Filterskjema

from ..models import Resultatart


class Temavalg(Filterskjema):
    tema = forms.ChoiceField(label=_("Tema"), required=False)

    def __init__(self, *args: Any, temaer: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tema"].choices = [("", _("Alle")), *temaer]  # type: ignore[attr-defined]


class Prosjektsok(Temavalg):
    q = KortekstSkjemafelt(
        label=_("Søk"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Ord i tittel og sammendrag")}),
    )


class Resultatsok(Temavalg):
    art = forms.ChoiceField(label=_("Hva slags"), required=False, choices=[("", _("Alle")), *Resultatart.choices])
