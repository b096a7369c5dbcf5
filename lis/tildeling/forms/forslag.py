"""What the committee fills in about proposals: a new one, another place for one candidate and why, two to compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Filterskjema, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Endringsgrunn
from ..ord import valider_noytral
from ..selectors.forslag_inndata import Valg

FLEST_EKSTRA = 5
"""The most places that can be imagined in one municipality."""
EKSTRA_RADER = (1, 2, 3)
Valgliste = Sequence[tuple[str, str]]


def _sett(skjema: forms.Form, felt: str, valg: Valgliste) -> None:
    cast(forms.ChoiceField, skjema.fields[felt]).choices = valg


class Bestillingsskjema(Skjema):
    """A new proposal, and what to try otherwise than it is."""

    navn = KortekstSkjemafelt(label=_l("Navn på forslaget"), max_length=80)
    bygger_paa = forms.TypedChoiceField(
        label=_l("Ta med endringene fra"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_l("Kandidater som utvalget har plassert i et tidligere forslag, blir plassert der i dette også."),
    )
    uten_reservasjoner = forms.BooleanField(label=_l("Regn uten reserverte plasser"), required=False)

    def __init__(
        self,
        *args: Any,
        kommuner: Valgliste,
        bygger_paa: Valgliste,
        reserverer: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        antall = [("", "–"), *((str(n), str(n)) for n in range(1, FLEST_EKSTRA + 1))]
        for nr in EKSTRA_RADER:
            self.fields[f"kommune_{nr}"] = forms.TypedChoiceField(
                label=_("Tenk deg flere plasser i"), required=False, coerce=UUID, empty_value=None,
                choices=[("", _("Ingen")), *kommuner],
            )  # fmt: skip
            self.fields[f"antall_{nr}"] = forms.TypedChoiceField(
                label=_("Antall tenkte plasser"), required=False, coerce=int, empty_value=None, choices=antall
            )
        _sett(self, "bygger_paa", [("", _("Ingen endringer")), *bygger_paa])
        if not bygger_paa:
            del self.fields["bygger_paa"]
        if not reserverer:
            del self.fields["uten_reservasjoner"]

    @property
    def ekstra_rader(self) -> list[tuple[Any, Any]]:
        """The pairs of fields, for the page."""
        return [(self[f"kommune_{nr}"], self[f"antall_{nr}"]) for nr in EKSTRA_RADER]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        valgt = [data.get(f"kommune_{nr}") for nr in EKSTRA_RADER]
        for nr in EKSTRA_RADER:
            kommune, antall = data.get(f"kommune_{nr}"), data.get(f"antall_{nr}")
            if bool(kommune) != bool(antall):
                felt = f"antall_{nr}" if kommune else f"kommune_{nr}"
                self.add_error(felt, _("Velg både kommune og antall, eller ingen av dem."))
            elif kommune and kommune in valgt[: nr - 1]:
                self.add_error(f"kommune_{nr}", _("Kommunen er valgt før. Velg en annen."))
        return data

    def valg(self) -> Valg:
        d = self.cleaned_data
        ekstra = {d[f"kommune_{nr}"]: d[f"antall_{nr}"] for nr in EKSTRA_RADER if d[f"kommune_{nr}"]}
        return Valg(ekstra, d.get("uten_reservasjoner", False))


def som_initial(valg: Valg) -> dict[str, Any]:
    """The same choices again, as a start for another proposal."""
    svar: dict[str, Any] = {"uten_reservasjoner": valg.uten_reservasjoner}
    for nr, (kommune, antall) in zip(EKSTRA_RADER, valg.ekstra.items(), strict=False):
        svar |= {f"kommune_{nr}": str(kommune), f"antall_{nr}": str(antall)}
    return svar


class Plassvalg(Filterskjema):
    """Another place for one candidate, shown before it is confirmed. No place at all is a choice too."""

    kommune = forms.TypedChoiceField(label=_l("Ny plass"), required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, kommuner: Valgliste, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self, "kommune", [("", _("Ingen plass")), *kommuner])


class Endringsskjema(Handlingsskjema):
    """Confirm the other place, with a code and a reason."""

    grunn = forms.ChoiceField(
        label=_l("Hvorfor endres plasseringen?"),
        choices=Endringsgrunn.choices,
        widget=Radiovalg(),
        error_messages={"required": _l("Velg hvorfor plasseringen endres.")},
    )
    begrunnelse = FritekstSkjemafelt(
        label=_l("Begrunnelse"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[valider_noytral],
        help_text=_l(
            "Kandidaten kan lese begrunnelsen, og den står i protokollen. Skriv ikke noe om helse eller familie, og ikke "
            "noe om andre kandidater."
        ),
        error_messages={"required": _l("Skriv hvorfor plasseringen endres.")},
    )


class Sammenligning(Filterskjema):
    """Two proposals to lay side by side."""

    a = forms.ChoiceField(label=_l("Forslag A"), required=False)
    b = forms.ChoiceField(label=_l("Forslag B"), required=False)

    def __init__(self, *args: Any, forslag: Valgliste, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn in ("a", "b"):
            _sett(self, navn, forslag)


class Navnesok(Filterskjema):
    navn = forms.CharField(label=_l("Søk etter navn"), required=False, max_length=80)
