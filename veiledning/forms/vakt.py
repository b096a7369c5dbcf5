"""Passing a question on: why, and to whom. Exactly one of colleague, unit and party without units."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.forms.enhetsvalg import Enhetsfelt, sokefelt
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Radiovalg

from ..models import Foresporsel, Videregrunn
from ..selectors.videre import andre_enheter, andre_uten_enheter, kolleger
from .kapasitet import Pliktskjema
from .traad import INGEN_PASIENT


class Videresendskjema(Pliktskjema):
    """Search for a unit without scripts, or choose a colleague. About one patient there is no text."""

    TEKSTER = ("kommentar",)

    grunn = forms.ChoiceField(
        label=_("Hvorfor sender du spørsmålet videre?"),
        choices=Videregrunn.choices,
        widget=Radiovalg(attrs={"class": "choices--col"}),
    )
    person = forms.ModelChoiceField(
        Bruker.objects.none(), label=_("En kollega her"), required=False, empty_label=_("Ingen valgt")
    )
    enhetssok = sokefelt(label=_("En annen enhet"))
    enhet = Enhetsfelt(label=_("Enhet"), required=False)
    virksomhet = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("En avtalespesialist"), required=False, empty_label=_("Ingen valgt")
    )
    kommentar = FritekstSkjemafelt(label=_("Til den som skal svare"), help_text=INGEN_PASIENT)

    def forbered(self, sak: Foresporsel) -> None:
        person = cast("forms.ModelChoiceField[Bruker]", self.fields["person"])
        person.queryset = kolleger(sak)
        person.label_from_instance = lambda obj: obj.navn  # type: ignore[method-assign]
        enhet = cast(Enhetsfelt, self.fields["enhet"])
        sok = str(self["enhetssok"].value() or "")
        enhet.vis_treff(andre_enheter(sak), sok=sok, valgt=self["enhet"].value(), med_virksomhet=True)
        alene = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        alene.queryset = andre_uten_enheter(sak)
        for navn, felt in (("person", person), ("virksomhet", alene)):
            if not cast("QuerySet[Any]", felt.queryset).exists():
                del self.fields[navn]
        if sak.om_enkeltpasient:
            del self.fields["kommentar"]
        super().forbered(sak)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        valgt = [navn for navn in ("person", "enhet", "virksomhet") if data.get(navn)]
        if not self.errors and len(valgt) != 1:
            felt = "enhet" if not valgt else valgt[-1]
            self.add_error(felt, _("Velg én: en kollega, en enhet eller en avtalespesialist."))
        return data
