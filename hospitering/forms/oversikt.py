"""Whose figures, and of which time."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.selectors.utsnitt import Utsnitt
from grunnmur.portal.skjema import Datofelt, Filterskjema

from ..selectors.oversiktutsnitt import Tidsrom, tidsrommene

EGNE = "egne"


class Oversiktsvalg(Filterskjema):
    """Without anything chosen: this year, of the widest part that the person may see."""

    omraade = forms.ChoiceField(label=_("Hvem"), required=False)
    tid = forms.ChoiceField(label=_("Søknader sendt"), required=False)
    fra = Datofelt(label=_("Fra"), required=False)
    til = Datofelt(label=_("Til"), required=False)

    def __init__(self, data: Any, *, utsnitt: list[Utsnitt], dag: date) -> None:
        self.mulige, self.tider = {u.kode: u for u in utsnitt}, tidsrommene(dag)
        super().__init__(data or None, initial={"omraade": utsnitt[0].kode, "tid": str(dag.year)})
        cast(forms.ChoiceField, self.fields["omraade"]).choices = [(u.kode, u.navn) for u in utsnitt]
        tider = [(kode, navn) for kode, (navn, _tidsrom) in self.tider.items()]
        cast(forms.ChoiceField, self.fields["tid"]).choices = [*tider, (EGNE, _("Egne datoer"))]

    def clean(self) -> dict[str, Any]:
        valg = super().clean() or {}
        fra, til = valg.get("fra"), valg.get("til")
        if valg.get("tid") == EGNE and not self.errors:
            for navn, dag in (("fra", fra), ("til", til)):
                if dag is None:
                    self.add_error(navn, _("Skriv datoen, eller velg et år eller halvår."))
        if fra and til and til < fra:
            self.add_error("til", _("Til-dato kan ikke være før fra-dato."))
        return valg

    @property
    def _valg(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    @property
    def utsnitt(self) -> Utsnitt:
        return self.mulige[self._valg.get("omraade") or self.initial["omraade"]]

    @property
    def tidsrom(self) -> Tidsrom:
        """The period that is chosen; this year where none is, or none that can be."""
        if self._valg.get("tid") == EGNE:
            return Tidsrom(self._valg["fra"], self._valg["til"])
        return self.tider[self._valg.get("tid") or self.initial["tid"]][1]
