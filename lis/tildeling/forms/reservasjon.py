"""Reserved places by municipality and group, and who belongs to the groups."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Kriteriegruppe, Runde, Rundetilstand
from ..selectors.plasser import Kommuneplasser, plasser_i
from ..selectors.utvalget import gjeldende_kriterier

UGYLDIG = gettext_lazy("Skriv et helt antall plasser, eller la feltet stå tomt.")


def grupper_i(runde: Runde) -> list[Kriteriegruppe]:
    """The groups of the criteria a round follows: those that apply until it opens, its own after that."""
    kriterier = gjeldende_kriterier(runde.organ) if runde.tilstand == Rundetilstand.PLANLAGT else runde.kriterier
    return list(kriterier.grupper.all()) if kriterier else []


class Reservasjonsskjema(Handlingsskjema):
    """How many places of each municipality each group has."""

    grupper: list[Kriteriegruppe]
    steder: list[Kommuneplasser]

    @classmethod
    def forslag(cls, sak: Runde) -> dict[str, Any]:
        return {f"n_{r.kommune_id}_{r.gruppe_id}": r.antall for r in sak.reservasjoner.all()}

    def forbered(self, sak: Runde) -> None:
        self.grupper, self.steder = grupper_i(sak), plasser_i(sak)
        for sted in self.steder:
            for gruppe in self.grupper:
                self.fields[f"n_{sted.kommune.pk}_{gruppe.pk}"] = forms.IntegerField(
                    label=_("%(kommune)s, %(gruppe)s") % {"kommune": sted.kommune.navn, "gruppe": gruppe.navn},
                    required=False,
                    min_value=0,
                    max_value=999,
                    error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), UGYLDIG),
                    widget=forms.TextInput(
                        attrs={"inputmode": "numeric", "autocomplete": "off", "size": "3", "class": "ds-input"}
                    ),
                )

    @property
    def rader(self) -> list[tuple[Kommuneplasser, list[BoundField]]]:
        return [(s, [self[f"n_{s.kommune.pk}_{g.pk}"] for g in self.grupper]) for s in self.steder]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        antall = {(s.kommune.pk, g.pk): data.get(f"n_{s.kommune.pk}_{g.pk}") or 0 for s in self.steder for g in self.grupper}
        return data | {"antall": antall}


class Gruppeskjema(Handlingsskjema):
    """The groups of each candidate. Somebody confirms a fact; nobody's health or family is one."""

    @classmethod
    def forslag(cls, sak: Runde) -> dict[str, Any]:
        med = sak.kandidater.filter(trukket=None).prefetch_related("grupper")
        return {f"g_{k.pk}": [str(m.gruppe_id) for m in k.grupper.all()] for k in med}

    def forbered(self, sak: Runde) -> None:
        self.grupper = grupper_i(sak)
        valg = [(str(g.pk), g.navn) for g in self.grupper]
        self.kandidater = list(sak.kandidater.filter(trukket=None).select_related("lege")) if valg else []
        for kandidat in self.kandidater:
            felt = forms.MultipleChoiceField(
                label=kandidat.lege.navn, choices=valg, required=False, widget=forms.CheckboxSelectMultiple
            )
            felt.uten_merke = True  # type: ignore[attr-defined]  # nobody has to be in a group
            self.fields[f"g_{kandidat.pk}"] = felt

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        medlemmer = {k.pk: {UUID(g) for g in data.get(f"g_{k.pk}", [])} for k in self.kandidater}
        return data | {"medlemmer": medlemmer}
