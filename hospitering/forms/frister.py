"""The days of every step on one form: empty means the network's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Skjema, Versjonsfelt

from ..selectors.frister import Dager
from ..tekster.frister import STEG, TYPER

LENGST = 250
"""About a year of working days."""


def _felt(etikett: Any) -> forms.IntegerField:
    tall = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=etikett, required=False, min_value=1, max_value=LENGST, widget=tall)


class Fristskjema(Skjema):
    merking = False  # all of it may stand empty

    versjon = Versjonsfelt()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        felter = dict(self.base_fields)
        for type_ in TYPER:
            felter[_navn(type_)] = _felt(_("Minn etter, virkedager"))
            felter[f"{_navn(type_)}_opp"] = _felt(_("Si fra ett ledd opp etter, virkedager"))
        cast(Any, self).base_fields = felter  # before they are dressed
        super().__init__(*args, **kwargs)

    @staticmethod
    def fra(frister: Mapping[str, tuple[int, int]], versjon: int) -> dict[str, Any]:
        """What stands in the fields: the days that are set."""
        verdier: dict[str, Any] = {"versjon": versjon}
        for type_, (dager, oppover) in frister.items():
            verdier |= {_navn(type_): dager, f"{_navn(type_)}_opp": oppover}
        return verdier

    def grupper(self) -> Iterator[tuple[Promise, list[tuple[Promise, Any, Any]]]]:
        """The steps with their two fields, in the order they come."""
        for gruppe, stegene in STEG:
            yield gruppe, [(navn, self[_navn(t)], self[f"{_navn(t)}_opp"]) for t, navn in stegene]

    def frister(self) -> dict[str, Dager]:
        return {t: (self.cleaned_data.get(_navn(t)), self.cleaned_data.get(f"{_navn(t)}_opp")) for t in TYPER}

    def ta_imot(self, feil: ValidationError) -> None:
        """What an operation says about a step stands at its second number."""
        if not hasattr(feil, "error_dict"):
            self.add_error(None, feil)
            return
        for type_, meldinger in feil.error_dict.items():
            self.add_error(f"{_navn(type_)}_opp", meldinger)


def _navn(type_: str) -> str:
    return type_.removeprefix("hospitering.")
