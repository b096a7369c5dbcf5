"""Place one doctor from the queue: from when, in two parts where also, and why if somebody is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.dato import maaned
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Skjema

from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..models import Plass
from ..selectors.ledighet import Plassledighet
from ..selectors.plassering import Kandidat


def les_maaned(tekst: str | None) -> date | None:
    """«2027-06» from the address as the first of the month; None for anything else."""
    try:
        return date.fromisoformat(f"{tekst}-01")
    except ValueError:
        return None


class Plasseringsskjema(Skjema):
    start = forms.TypedChoiceField(label=_("Fra og med"), coerce=les_maaned, empty_value=None)
    annen = forms.TypedChoiceField(
        label=_("Plass i den andre perioden"),
        help_text=_("Tjenesten er delt i to perioder som følger etter hverandre."),
        coerce=int,
        empty_value=None,
    )
    begrunnelse = FritekstSkjemafelt(
        label=_("Hvorfor går plassen ikke til legen som står foran?"),
        help_text=_("Begrunnelsen lagres i historikken. Bare LIS-koordinator ser den."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, plass: Plass, kandidat: Kandidat, ledige: Mapping[int, Plassledighet], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plass, self.kandidat, self.ledige = plass, kandidat, ledige
        her = ledige[plass.pk]
        starter = [nr for nr in sorted(her.ledige) if her.ledig(nr, kandidat.lengde)]
        felt = cast(forms.TypedChoiceField, self.fields["start"])
        felt.choices = self.starter = [
            (f"{maaned_start(nr):%Y-%m}", maaned(maaned_start(nr)).capitalize()) for nr in starter
        ]
        if not kandidat.delt:
            del self.fields["annen"]
            return
        andre = [p.plass for p in ledige.values() if p.plass.avdeling.godkjent]
        cast(forms.TypedChoiceField, self.fields["annen"]).choices = [("", _("Velg")), *((p.pk, str(p)) for p in andre)]

    @property
    def valgt_start(self) -> date | None:
        """The month that stands in the form now, typed or suggested."""
        verdi = self["start"].value() or next((kode for kode, _navn in self.starter), None)
        return verdi if isinstance(verdi, date) else les_maaned(verdi)

    def deler(self) -> list[tuple[Plass, date, date]]:
        """The parts, each a place from the first day of a month through the last day of one."""
        data, lengde = self.cleaned_data, self.kandidat.lengde
        nr = maaned_nr(data["start"])
        forste = (self.plass, maaned_start(nr), maaned_slutt(nr + lengde - 1))
        if not self.kandidat.delt:
            return [forste]
        annen = self.ledige[data["annen"]].plass
        return [forste, (annen, maaned_start(nr + lengde), maaned_slutt(nr + 2 * lengde - 1))]
