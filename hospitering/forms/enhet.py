"""What a host unit writes of itself, how many it takes, and what the list of units is searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Faggruppe, Virksomhet
from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Filterskjema, Modellskjema, Skjema, Versjonsfelt

from ..models import Enhetsprofil
from ..selectors.verter import verter

ALLE = _("Alle")


class Enhetssok(Filterskjema):
    """Search by name or by what one can learn, narrowed by party and professional group."""

    q = KortekstSkjemafelt(
        label=_("Søk"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Navn, sted eller det du vil lære")}),
    )
    virksomhet = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Virksomhet"), required=False, empty_label=ALLE)
    faggruppe = forms.ChoiceField(label=_("Faggruppe"), required=False, choices=[("", ALLE), *Faggruppe.choices])
    tar_imot = forms.ChoiceField(
        label=_("Tar imot"), required=False, choices=[("", ALLE), ("ja", _("Tar imot hospitanter nå"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt: Any = self.fields["virksomhet"]
        felt.queryset = verter()
        felt.label_from_instance = lambda v: v.fullt_navn

    def valg(self) -> dict[str, str]:
        """What can be searched by; what is mangled is left out."""
        self.full_clean()
        data = {navn: verdi for navn, verdi in self.cleaned_data.items() if verdi}
        return {navn: str(getattr(verdi, "pk", verdi)) for navn, verdi in data.items()}


class Profilskjema(Modellskjema):
    merking = False  # every field is optional, and the page says so once

    versjon = Versjonsfelt()
    passer_for = forms.MultipleChoiceField(
        label=_("Hvem det passer for"),
        required=False,
        choices=Faggruppe.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Velg ingen hvis alle faggrupper er velkomne."),
    )

    class Meta:
        model = Enhetsprofil
        fields = (
            "hva_vi_gjor", "kan_laere", "passer_for", "praktisk", "smittevern", "gruppegrense", "kapasitet", "tar_imot",
        )  # fmt: skip
        labels = {
            "hva_vi_gjor": _("Hva enheten gjør"),
            "kan_laere": _("Hva hospitanter kan lære her"),
            "praktisk": _("Praktisk"),
            "smittevern": _("Krav til smittevern"),
            "gruppegrense": _("Største gruppe på en gang"),
            "kapasitet": _("Hospitanter per uke"),
            "tar_imot": _("Vi tar imot hospitanter nå"),
        }
        help_texts = {
            "kan_laere": _("Skriv konkret hva en hospitant kan få se, gjøre og øve på."),
            "praktisk": _("Oppmøte, arbeidstid, parkering, antrekk og annet som er nyttig å vite."),
            "kapasitet": _("La feltet stå tomt hvis dere ikke har noen grense. Enkeltuker kan settes for seg."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("versjon", self.instance.versjon)
        for navn in ("hva_vi_gjor", "praktisk", "smittevern"):
            self.fields[navn].widget.attrs["rows"] = 4


class Ukeskjema(Skjema):
    """Weeks that take another number than the usual, named by any day in them."""

    versjon = Versjonsfelt()
    fra = Datofelt(label=_("Fra uken med"), help_text=_("En dag i uken, for eksempel 21.12.2026."))
    til = Datofelt(label=_("Til og med uken med"), required=False, help_text=_("La feltet stå tomt for én uke."))
    antall = forms.IntegerField(
        label=_("Hospitanter per uke i disse ukene"),
        min_value=0,
        max_value=1000,
        help_text=_("Skriv 0 hvis dere ikke tar imot noen."),
    )
