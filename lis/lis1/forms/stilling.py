"""What the coordinator fills in about positions: how many alike, what they are, and who is hired."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Enhet, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lege.forms import Legefelter

from ..models import Innstilling, Kommunepraksis, Kull, Stilling
from ..selectors.kommuner import mulige_kommuner
from ..selectors.stilling import FELTER, MAKS_LIKE, sykehusenheter


class Stillingsfelter(Skjema):
    """What a position is. What a deviation needs, the operation asks for at its field."""

    enhet = forms.ModelChoiceField(Enhet.objects.none(), label=_("Enhet i sykehuset"), empty_label=_("Velg enhet"))
    kommunepraksis = forms.ChoiceField(
        label=_("Hvor er kommunepraksisen?"),
        choices=Kommunepraksis.choices,
        widget=Radiovalg,
        help_text=_("Stillingen lyses ut med rett til kommunepraksis. Utlysningen må si hvor, eller at den tildeles."),
    )
    kommune = forms.ModelChoiceField(
        Virksomhet.objects.none(),
        label=_("Kommune"),
        required=False,
        empty_label=_("Velg kommune"),
        help_text=_("Må velges når praksisen er i en bestemt kommune."),
    )
    sykehus_maaneder = forms.IntegerField(label=_("Måneder i sykehus"), min_value=1, max_value=36)
    kommune_maaneder = forms.IntegerField(label=_("Måneder i kommune"), min_value=1, max_value=24)
    avvik_begrunnelse = FritekstSkjemafelt(
        label=_("Begrunnelse for annen varighet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Må fylles ut når stillingen er kortere eller lengre enn reglene sier. Skriv aldri noe om helse."),
    )
    avvik_url = NettadresseSkjemafelt(
        label=_("Lenke til Helsedirektoratets utlysning"),
        required=False,
        help_text=_("Må fylles ut når stillingen er kortere eller lengre enn reglene sier."),
    )
    koblet = forms.TypedChoiceField(
        label=_("Er stillingen koblet med en kommune?"),
        choices=[("ja", _("Ja, koblet stilling")), ("nei", _("Nei, ikke koblet"))],
        coerce=lambda verdi: verdi == "ja",
        widget=Radiovalg,
    )
    ukoblet_begrunnelse = FritekstSkjemafelt(
        label=_("Begrunnelse for at stillingen ikke er koblet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Må fylles ut når stillingen ikke er koblet. Skriv aldri noe om helse."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn in ("kommune", "avvik_begrunnelse", "avvik_url", "ukoblet_begrunnelse"):
            self.fields[navn].uten_merke = True  # type: ignore[attr-defined]  # asked for when another field says so
        cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"]).queryset = sykehusenheter()
        kommune = cast("forms.ModelChoiceField[Virksomhet]", self.fields["kommune"])
        kommune.queryset = mulige_kommuner()
        kommune.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]

    @property
    def felter(self) -> dict[str, Any]:
        """The columns of the position. Call after validation."""
        return {navn: self.cleaned_data[navn] for navn in FELTER}


class NyeStillinger(Stillingsfelter):
    kull = forms.ModelChoiceField(Kull.objects.none(), label=_("Kull"), empty_label=_("Velg kull"))
    antall = forms.IntegerField(
        label=_("Hvor mange like stillinger?"), min_value=1, max_value=MAKS_LIKE, initial=1,
        help_text=_("Hver stilling får sitt eget nummer og kan endres for seg."),
    )  # fmt: skip
    field_order = ("kull", "antall")

    def __init__(self, *args: Any, kull: Any, regler: Innstilling, **kwargs: Any) -> None:
        standard = {
            "sykehus_maaneder": regler.sykehus_maaneder,
            "kommune_maaneder": regler.kommune_maaneder,
            "koblet": "ja",
        }
        kwargs["initial"] = standard | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        felt = cast("forms.ModelChoiceField[Kull]", self.fields["kull"])
        felt.queryset = kull
        felt.label_from_instance = lambda obj: str(obj).capitalize()  # type: ignore[method-assign]


class Stillingsskjema(Handlingsskjema, Stillingsfelter):
    """A position that is changed."""

    @classmethod
    def forslag(cls, sak: Stilling) -> dict[str, Any]:
        return {navn: getattr(sak, navn) for navn in FELTER} | {"koblet": "ja" if sak.koblet else "nei"}

    def forbered(self, sak: Stilling) -> None:
        """The unit and the municipality it has stay possible, though they are no longer in use."""
        enhet = cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"])
        enhet.queryset = sykehusenheter() | Enhet.objects.filter(pk=sak.enhet_id)
        if sak.kommune_id:
            kommune = cast("forms.ModelChoiceField[Virksomhet]", self.fields["kommune"])
            kommune.queryset = mulige_kommuner() | Virksomhet.objects.filter(pk=sak.kommune_id)


class Ansettelsesskjema(Handlingsskjema, Legefelter):
    """Who is hired: a doctor who is registered, or a new one."""
