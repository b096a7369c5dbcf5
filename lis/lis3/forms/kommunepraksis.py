"""What coordinator and municipality fill in about practice for a hospital doctor (S1-L02)."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Helsefellesskap, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lege.forms import Legefelter
from lis.lege.models import Laeringsmaal

from ..models import Gruppe, Kommunepraksis
from ..selectors.kommunepraksis import mulige_enheter, mulige_kommuner, mulige_veiledere
from ..sykehuslege import GRUPPER, Sykehuslege


class NyPraksis(Legefelter):
    """The doctor, what is needed, and which municipality to ask."""

    gruppe = forms.ChoiceField(
        label=_("Gruppe"), choices=[(g.value, g.label) for g in Gruppe if g in GRUPPER], widget=Radiovalg
    )
    start = Datofelt(label=_("Start i spesialiseringen"))
    avdeling = forms.ModelChoiceField(Enhet.objects.none(), label=_("Legens avdeling"), empty_label=_("Velg avdeling"))
    behov = FritekstSkjemafelt(
        label=_("Hva trenger legen praksis i?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000
    )
    laeringsmaal = forms.ModelMultipleChoiceField(
        Laeringsmaal.objects.all(), label=_("Læringsmål"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fra = Datofelt(label=_("Fra"))
    til = Datofelt(label=_("Til"))
    kommune = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Kommune"), empty_label=_("Velg kommune"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helsefellesskap = Helsefellesskap.objects.gjeldende()
        avdeling = cast("forms.ModelChoiceField[Enhet]", self.fields["avdeling"])
        if helsefellesskap:
            avdeling.queryset = Enhet.objects.aktive().filter(virksomhet=helsefellesskap.helseforetak)
        kommune = cast("forms.ModelChoiceField[Virksomhet]", self.fields["kommune"])
        kommune.queryset = mulige_kommuner()
        kommune.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("fra") and data.get("til") and data["til"] < data["fra"]:
            self.add_error("til", _("Til-dato kan ikke være før fra-dato."))
        if data.get("start") and data["start"] > timezone.localdate():
            self.add_error("start", _("Spesialiseringen kan ikke starte fram i tid. Oppgi datoen den startet."))
        return data

    @property
    def lege(self) -> Sykehuslege:
        d = self.cleaned_data
        return Sykehuslege(d["navn"], d["epost"], d["hpr_nummer"], d["gruppe"], d["start"])


class Kommunevalg(Handlingsskjema):
    """Ask the municipality, or after a no another one."""

    kommune = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Kommune"), empty_label=_("Velg kommune"))

    @classmethod
    def forslag(cls, sak: Kommunepraksis) -> dict[str, Any]:
        return {} if sak.tilstand == "ikke_mulig" else {"kommune": sak.kommune_id}

    def forbered(self, sak: Kommunepraksis) -> None:
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["kommune"])
        felt.queryset = mulige_kommuner()
        if sak.tilstand == "ikke_mulig":
            felt.queryset = felt.queryset.exclude(pk=sak.kommune_id)
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]


class Tilbudsskjema(Handlingsskjema):
    """The municipality offers a unit and a supervisor."""

    enhet = forms.ModelChoiceField(Enhet.objects.none(), label=_("Enhet"), empty_label=_("Velg enhet"))
    veileder = forms.ModelChoiceField(Bruker.objects.none(), label=_("Veileder"), empty_label=_("Velg veileder"))
    kommentar = FritekstSkjemafelt(
        label=_("Kommentar"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )

    def forbered(self, sak: Kommunepraksis) -> None:
        cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"]).queryset = mulige_enheter(sak)
        veileder = cast("forms.ModelChoiceField[Bruker]", self.fields["veileder"])
        veileder.queryset = mulige_veiledere(sak)
        veileder.label_from_instance = lambda obj: obj.navn  # type: ignore[method-assign]


class IkkeMuligskjema(Handlingsskjema):
    grunn = FritekstSkjemafelt(
        label=_("Hvorfor er praksis ikke mulig hos dere?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Skriv hvorfor praksis ikke er mulig hos dere.")},
    )


class Avsluttskjema(Handlingsskjema):
    siste_dag = Datofelt(label=_("Siste dag"), help_text=_("Skriv bare datoen, aldri årsaken."))
