"""What trust and municipality fill in about a place left over."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Virksomhet, Virksomhetstype
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lege.forms import Legefelter

from ..models import Restplass
from ..selectors.restplass import foretaket, parter


class Ansvar(Handlingsskjema):
    ansvarlig = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Hvem har ansvaret?"), empty_label=None)
    frist = Datofelt(label=_("Frist for å finne en løsning"))

    @classmethod
    def forslag(cls, sak: Restplass) -> dict[str, Any]:
        return {"ansvarlig": sak.ansvarlig_id, "frist": sak.frist}

    def forbered(self, sak: Restplass) -> None:
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["ansvarlig"])
        felt.queryset = Virksomhet.objects.filter(pk__in=[p.pk for p in parter(sak)]).order_by("sortering")
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]


class Utlysning(Handlingsskjema):
    utlyst = Datofelt(label=_("Utlyst"))
    utlysning_url = NettadresseSkjemafelt(
        label=_("Lenke til utlysningen"), required=False, help_text=_("Helsedirektoratets portal, eller der dere lyser ut.")
    )


class Avtale(Handlingsskjema):
    avtale_hf = KortekstSkjemafelt(label=_("Helseforetaket det er avtale med"), max_length=120)
    avtale_url = NettadresseSkjemafelt(label=_("Lenke til avtalen"))


class Besettelse(Handlingsskjema, Legefelter):
    """Who the municipality has hired: a doctor who is registered, or a new one."""

    hf = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Helseforetaket legen kommer fra"), empty_label=None)
    unntak_begrunnelse = FritekstSkjemafelt(
        label=_("Hvorfor legen kommer fra et annet helseforetak"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Fylles ut når legen ikke har LIS1-stilling her. Skriv aldri noe om helse eller familie."),
    )
    ansatt_dato = Datofelt(label=_("Ansatt"))
    start = Datofelt(label=_("Begynner i kommunen"))

    @classmethod
    def forslag(cls, sak: Restplass) -> dict[str, Any]:
        return {"hf": foretaket(sak).pk, "start": sak.fra}

    def forbered(self, sak: Restplass) -> None:
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["hf"])
        felt.queryset = Virksomhet.objects.filter(type=Virksomhetstype.HELSEFORETAK).order_by("sortering")
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        self.fields["unntak_begrunnelse"].uten_merke = True  # type: ignore[attr-defined]
