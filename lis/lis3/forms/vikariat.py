"""What a department and a doctor fill in about a vacancy."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Filterskjema, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lege.models import Lege

from ..models import Avdeling, Besatt, Vikariat
from ..selectors.forrang import ansiennitetsdato

ALLE = _("Alle")


class Vikariatfelter(Skjema):
    """A vacancy as the department describes it."""

    tittel = KortekstSkjemafelt(label=_("Hva slags vikariat er det?"), max_length=120)
    fra = Datofelt(label=_("Fra"))
    til = Datofelt(label=_("Til"))
    soknadsfrist = Datofelt(label=_("Søknadsfrist"))
    lenke = NettadresseSkjemafelt(
        label=_("Lenke til utlysningen"),
        help_text=_("Legene søker i helseforetakets rekrutteringsløsning, ikke i portalen."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("fra") and data.get("til") and data["til"] < data["fra"]:
            self.add_error("til", _("Til-dato kan ikke være før fra-dato."))
        if data.get("soknadsfrist") and data["soknadsfrist"] < timezone.localdate():
            self.add_error("soknadsfrist", _("Søknadsfristen er passert. Sett en dato som ikke er passert."))
        return data


class NyttVikariat(Vikariatfelter):
    avdeling = forms.ModelChoiceField(Avdeling.objects.none(), label=_("Avdeling"), empty_label=None)
    field_order = ("avdeling",)

    def __init__(self, *args: Any, avdelinger: QuerySet[Avdeling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Avdeling]", self.fields["avdeling"]).queryset = avdelinger


class Vikariatskjema(Handlingsskjema, Vikariatfelter):
    """A draft that is filled in further."""

    @classmethod
    def forslag(cls, sak: Vikariat) -> dict[str, Any]:
        return {navn: getattr(sak, navn) for navn in ("tittel", "fra", "til", "soknadsfrist", "lenke")}


class HarSoktskjema(Handlingsskjema):
    """«Jeg har søkt», with the day."""

    sokt = Datofelt(label=_("Hvilken dag sendte du søknaden?"))

    @classmethod
    def forslag(cls, sak: Vikariat) -> dict[str, Any]:
        return {"sokt": timezone.localdate()}


class Besettskjema(Handlingsskjema):
    """Who got it. The reason is asked for when precedence is passed over (S1-I12)."""

    besatt_med = forms.ChoiceField(label=_("Hvem fikk vikariatet?"), choices=Besatt.choices, widget=Radiovalg)
    lege = forms.ModelChoiceField(
        Lege.objects.none(), label=_("Hvilken lege med forrang?"), required=False, empty_label=_("Velg lege")
    )
    avvik_begrunnelse = FritekstSkjemafelt(
        label=_("Begrunnelse for å gå utenom forrang"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Må fylles ut når en ekstern søker uten forrang får vikariatet. LIS-koordinator får beskjed."),
    )

    def forbered(self, sak: Vikariat) -> None:
        med = Lege.objects.filter(vikariatsoknader__vikariat=sak, vikariatsoknader__forrang=True)
        felt = cast("forms.ModelChoiceField[Lege]", self.fields["lege"])
        felt.queryset = med.annotate(regnes_fra=ansiennitetsdato("pk")).order_by(
            "regnes_fra", "spesialisering__lik_rekkefolge", "sortering"
        )
        if not med.exists():
            del self.fields["lege"], self.fields["avvik_begrunnelse"]
            valg = cast(forms.ChoiceField, self.fields["besatt_med"])
            valg.choices = [par for par in Besatt.choices if par[0] != Besatt.LEGE]


class Vikariatfilter(Filterskjema):
    fag = forms.ChoiceField(label=_("Fag"), required=False)
    sted = forms.ChoiceField(label=_("Sted"), required=False)

    def __init__(self, *args: Any, fag: list[tuple[str, str]], sted: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["fag"]).choices = [("", ALLE), *fag]
        cast(forms.ChoiceField, self.fields["sted"]).choices = [("", ALLE), *sted]
