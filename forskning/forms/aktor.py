"""A party that is registered, and what a party says about itself as a partner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Virksomhet
from grunnmur.organisasjon.models.virksomhet import Nivaa
from grunnmur.portal.felt import KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Modellskjema, Radiovalg, Skjema, Versjonsfelt

from ..models import Partnerprofil
from ..selectors.aktor import EKSTERNE

NIVAAER = [(n.value, capfirst(n.label)) for n in Nivaa]


class Aktorskjema(Skjema):
    """A party outside the network. `er_ny` is asked for only when something like it is registered."""

    navn = KortekstSkjemafelt(label=_("Navn"), max_length=120)
    type = forms.ChoiceField(
        label=_("Type"), choices=[("", _("Velg type")), *((t.value, capfirst(t.label)) for t in EKSTERNE)]
    )
    nivaa = forms.ChoiceField(label=_("Hvor virker de?"), choices=NIVAAER, widget=Radiovalg, initial=Nivaa.REGIONALT)
    orgnr = KortekstSkjemafelt(
        label=_("Organisasjonsnummer"), required=False, max_length=11, help_text=_("Ni siffer, hvis du vet det.")
    )
    nettsted = NettadresseSkjemafelt(label=_("Nettsted"), required=False, max_length=200)
    er_ny = forms.BooleanField(label=_("Ingen av disse. Registrer en ny aktør"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["er_ny"].uten_merke = True  # type: ignore[attr-defined]  # asked for only where it must be answered

    def clean_orgnr(self) -> str:
        return self.cleaned_data["orgnr"].replace(" ", "")


class Profilskjema(Modellskjema):
    versjon = Versjonsfelt()

    class Meta:
        model = Partnerprofil
        fields = ("rolle", "kompetanse", "bidrag", "strategiske_maal", "miljo", "bekreftes_av")
        labels = {
            "rolle": _("Rollen deres i samarbeidet"), "kompetanse": _("Kompetanse"),
            "bidrag": _("Hva dere kan bidra med"), "strategiske_maal": _("Strategiske mål"),
            "miljo": _("Vis oss som forskningsmiljø"), "bekreftes_av": _("Hvem svarer for virksomheten?"),
        }  # fmt: skip
        help_texts = {
            "rolle": _("Hva dere er for de andre: eier av behov, forskningsmiljø, prøvested eller annet."),
            "kompetanse": _("Fagområder, metoder og utstyr andre kan ha nytte av."),
            "bidrag": _("Tid, folk, data, lokaler eller penger."),
            "strategiske_maal": _("Mål et felles prosjekt bør passe med."),
            "miljo": _("Dere vises i kunnskapsgrunnlaget under miljøer."),
            "bekreftes_av": _(
                "Bare den som har denne rollen for hele virksomheten, kan bekrefte at dere deltar i et prosjekt."
            ),
        }  # fmt: skip

    def __init__(self, *args: Any, virksomhet: Virksomhet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("versjon", 0 if self.instance._state.adding else self.instance.versjon)
        self.virksomhet = virksomhet
