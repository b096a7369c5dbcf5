"""What the numbers are counted over: whose, from when to when, of which field."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.selectors.utsnitt import Utsnitt
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.portal.skjema import Datofelt, Filterskjema

from ..models import Fagfelt


class Tallfilter(Filterskjema):
    """Without anything chosen: the last twelve months of the first part that the person may see."""

    omraade = forms.ChoiceField(label=_("Hvem"), required=False)
    fra = Datofelt(label=_("Fra"), required=False)
    til = Datofelt(label=_("Til"), required=False)
    fagfelt = forms.ChoiceField(label=_("Fagfelt"), choices=[("", _("Alle")), *Fagfelt.choices], required=False)

    def __init__(self, data: Any, *, utsnitt: list[Utsnitt], dag: date) -> None:
        self.utsnitt = {u.kode: u for u in utsnitt}
        self.standard = {"omraade": utsnitt[0].kode, "fra": pluss_maaneder(dag, -12), "til": dag, "fagfelt": ""}
        super().__init__(data or None, initial=self.standard)
        cast(forms.ChoiceField, self.fields["omraade"]).choices = [(u.kode, u.navn) for u in utsnitt]

    def clean(self) -> dict[str, Any]:
        valg = super().clean() or {}
        if valg.get("fra") and valg.get("til") and valg["til"] < valg["fra"]:
            self.add_error("til", _("Til-dato kan ikke være før fra-dato."))
        return valg

    @property
    def valg(self) -> dict[str, Any]:
        """What is chosen, and the standard for what is not or cannot be."""
        gitt = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {navn: gitt.get(navn) or verdi for navn, verdi in self.standard.items()}
