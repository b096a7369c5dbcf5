"""Parties that arrange together: who is asked, and what they answer."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Deltakelse, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from .. import rules
from ..models import Arrangement, Kanal

JA_NEI = [("ja", _("Ja, virksomheten er medarrangør")), ("nei", _("Nei"))]


class Virksomhetsvalg(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.fullt_navn


class Bemedskjema(Handlingsskjema):
    """More parties, of any kind; those of the network first."""

    virksomheter = forms.ModelMultipleChoiceField(
        Virksomhet.objects.none(), label=_("Hvilke virksomheter?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én virksomhet.")},
    )  # fmt: skip

    def forbered(self, sak: Arrangement) -> None:
        felt = cast("forms.ModelMultipleChoiceField[Virksomhet]", self.fields["virksomheter"])
        spurt = sak.medarrangorer.values("virksomhet")
        med = Deltakelse.objects.gjeldende().filter(virksomhet=OuterRef("pk"))
        mulige = Virksomhet.objects.exclude(pk=sak.arrangor_id).exclude(pk__in=spurt)
        felt.queryset = mulige.annotate(i_nettverket=Exists(med)).order_by("-i_nettverket", "sortering")
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]


class _Omenvirksomhet(Handlingsskjema):
    virksomhet = Virksomhetsvalg(Virksomhet.objects.none(), label=_("Virksomhet"), empty_label=_("Velg virksomhet"))

    def virksomhetene(self, sak: Arrangement) -> list[Any]:
        raise NotImplementedError

    def forbered(self, sak: Arrangement) -> None:
        ider = self.virksomhetene(sak)
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        felt.queryset = Virksomhet.objects.filter(pk__in=ider).order_by("sortering")
        if len(ider) == 1:
            felt.empty_label = None
            felt.initial = ider[0]


class Svarskjema(_Omenvirksomhet):
    """A party answers for itself. `sak.svarer_for` are those this person answers for (`views.verb`)."""

    svar = forms.ChoiceField(label=_("Er virksomheten medarrangør?"), choices=JA_NEI, widget=Radiovalg)
    kommentar = FritekstSkjemafelt(
        label=_("Kommentar"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De som arrangerer, ser den i historikken."),
    )  # fmt: skip

    def virksomhetene(self, sak: Any) -> list[Any]:
        return [rad.virksomhet_id for rad in sak.svarer_for]


class Registrerskjema(_Omenvirksomhet):
    """What a party with nobody in the portal has written."""

    svar = forms.ChoiceField(label=_("Hva har virksomheten svart?"), choices=JA_NEI, widget=Radiovalg)
    navn = KortekstSkjemafelt(label=_("Hvem svarte for virksomheten?"), max_length=120, help_text=_("Navn og rolle."))
    kanal = forms.ChoiceField(
        label=_("Hvordan kom svaret?"), choices=[(k.value, k.label) for k in (Kanal.EPOST, Kanal.PAPIR)], widget=Radiovalg
    )
    dag = Datofelt(label=_("Datoen på svaret"), help_text=_("For eksempel 18.01.2027."))

    def virksomhetene(self, sak: Arrangement) -> list[Any]:
        spurt = sak.medarrangorer.values_list("virksomhet", flat=True)
        return [pk for pk in spurt if rules.svarrolle(pk) is None]

    def clean_dag(self) -> Any:
        dag = self.cleaned_data["dag"]
        if dag > timezone.localdate():
            raise forms.ValidationError(_("Dagen kan ikke være fram i tid."))
        return dag


class Trekkskjema(_Omenvirksomhet):
    """A party that has not answered."""

    def virksomhetene(self, sak: Arrangement) -> list[Any]:
        return list(sak.medarrangorer.ubesvarte().values_list("virksomhet", flat=True))
