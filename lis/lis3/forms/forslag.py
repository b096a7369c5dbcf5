"""What the coordinator fills in about a proposal: what to share out, another place for one doctor, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from grunnmur.portal.dato import maaned
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Filterskjema, Skjema, Versjonsfelt

from ..frister import maaned_nr, maaned_start

MAANEDER_FRAM = 48
FLEST_EKSTRA = 5

Valgliste = Sequence[tuple[str, str]]


def maaneder(fra: int, antall: int) -> list[tuple[str, str]]:
    """Months as choices, the value being the first day."""
    return [(maaned_start(nr).isoformat(), maaned(maaned_start(nr)).capitalize()) for nr in range(fra, fra + antall)]


class Bestillingsskjema(Skjema):
    """A new proposal: which months to share out, and what to try otherwise."""

    navn = KortekstSkjemafelt(label=_l("Navn på forslaget"), max_length=80)
    fra = forms.TypedChoiceField(label=_l("Tjenester som starter fra og med"), coerce=date.fromisoformat)
    til = forms.TypedChoiceField(label=_l("Tjenester som starter til og med"), coerce=date.fromisoformat)
    uten_rang = forms.BooleanField(
        label=_l("Ta med leger uten rang"),
        required=False,
        help_text=_l("De kommer etter alle med rang, i den rekkefølgen de ble meldt inn."),
    )
    slakk_er_likt = forms.BooleanField(
        label=_l("Regn alle måneder innenfor slakken som like gode"),
        required=False,
        help_text=_l("Ellers er ønsket måned best, og så de nærmeste."),
    )
    ekstra_avdeling = forms.ChoiceField(label=_l("Tenk deg flere plasser ved"), required=False)
    ekstra_antall = forms.TypedChoiceField(
        label=_l("Antall tenkte plasser"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((str(n), str(n)) for n in range(1, FLEST_EKSTRA + 1))],
    )
    uten = forms.ChoiceField(
        label=_l("Regn uten denne legen"),
        required=False,
        help_text=_l("Med tenkte plasser eller uten en lege blir det en prøveberegning, som ikke kan tas i bruk."),
    )

    def __init__(self, *args: Any, dag: date, avdelinger: Valgliste, leger: Valgliste, **kwargs: Any) -> None:
        initial = {"navn": _("Fordeling fra %(maaned)s") % {"maaned": maaned(maaned_start(maaned_nr(dag) + 6))}}
        initial |= {
            "fra": maaned_start(maaned_nr(dag) + 6).isoformat(),
            "til": maaned_start(maaned_nr(dag) + 29).isoformat(),
        }
        super().__init__(*args, initial=initial | (kwargs.pop("initial", None) or {}), **kwargs)
        mulige = maaneder(maaned_nr(dag), MAANEDER_FRAM)
        for navn, valg in (("fra", mulige), ("til", mulige)):
            self.fields[navn].choices = valg  # type: ignore[attr-defined]
        self.fields["ekstra_avdeling"].choices = [("", _("Ingen")), *avdelinger]  # type: ignore[attr-defined]
        self.fields["uten"].choices = [("", _("Alle er med")), *leger]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("ekstra_avdeling")) != bool(data.get("ekstra_antall")):
            felt = "ekstra_antall" if data.get("ekstra_avdeling") else "ekstra_avdeling"
            self.add_error(felt, _("Velg både avdeling og antall, eller ingen av dem."))
        return data

    def valg(self) -> dict[str, Any]:
        """The choices as the proposal freezes them."""
        d = self.cleaned_data
        return {
            "uten_rang": d["uten_rang"],
            "slakk_er_likt": d["slakk_er_likt"],
            "ekstra": {d["ekstra_avdeling"]: d["ekstra_antall"]} if d["ekstra_antall"] else {},
            "uten": [d["uten"]] if d["uten"] else [],
        }


def som_initial(inndata: dict[str, Any], navn: str) -> dict[str, Any]:
    """The same choices again, as a start for another proposal."""
    valg = inndata["valg"]
    avdeling, antall = next(iter(valg["ekstra"].items()), ("", ""))
    return {
        "navn": navn,
        "fra": maaned_start(inndata["fra"]).isoformat(),
        "til": maaned_start(inndata["til"]).isoformat(),
        "uten_rang": valg["uten_rang"],
        "slakk_er_likt": valg["slakk_er_likt"],
        "ekstra_avdeling": avdeling,
        "ekstra_antall": str(antall),
        "uten": next(iter(valg["uten"]), ""),
    }


class Plassvalg(Filterskjema):
    """Another place for one doctor, shown before it is confirmed. No place at all is a choice too."""

    plass = forms.TypedChoiceField(label=_l("Plass"), required=False, coerce=int, empty_value=None)
    plass_2 = forms.TypedChoiceField(label=_l("Plass i siste del"), required=False, coerce=int, empty_value=None)
    start = forms.TypedChoiceField(label=_l("Start"), required=False, coerce=date.fromisoformat, empty_value=None)

    def __init__(
        self, *args: Any, plasser: Sequence[tuple[int, str]], fra: int, til: int, delt: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        liste = [(str(pk), navn) for pk, navn in plasser]
        self.fields["plass"].choices = [("", _("Ingen plass")), *liste]  # type: ignore[attr-defined]
        self.fields["start"].choices = [("", _("Velg måned")), *maaneder(fra, til - fra + 1)]  # type: ignore[attr-defined]
        if delt:
            self.fields["plass_2"].choices = [("", _("Samme plass hele tiden")), *liste]  # type: ignore[attr-defined]
        else:
            del self.fields["plass_2"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("plass") and not data.get("start") and "start" not in self.errors:
            self.add_error("start", _("Velg måneden tjenesten skal starte."))
        if data.get("plass_2") and not data.get("plass"):
            self.add_error("plass", _("Velg plass i første del."))
        return data

    def plasser(self) -> list[int]:
        d = self.cleaned_data
        return [pk for pk in (d.get("plass"), d.get("plass_2")) if pk]

    def valgt_start(self) -> date | None:
        return self.cleaned_data["start"] if self.plasser() else None


class Endringsskjema(Skjema):
    """Confirm the other place, with a reason and those the coordinator saw would lose theirs."""

    versjon = Versjonsfelt()
    begrunnelse = FritekstSkjemafelt(
        label=_l("Begrunnelse"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Begrunnelsen følger plassen i historikken. Skriv aldri årsaken til et fravær."),
    )
    mister = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def mister_plass(self) -> list[UUID]:
        try:
            return [UUID(verdi) for verdi in self.cleaned_data["mister"].split()]
        except ValueError:
            return []


class Sammenligning(Filterskjema):
    """Two proposals to lay side by side."""

    a = forms.ChoiceField(label=_l("Forslag A"), required=False)
    b = forms.ChoiceField(label=_l("Forslag B"), required=False)

    def __init__(self, *args: Any, forslag: Valgliste, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn in ("a", "b"):
            self.fields[navn].choices = forslag  # type: ignore[attr-defined]
