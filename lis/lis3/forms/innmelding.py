"""What is filled in about an enrolment besides its wishes: plan, supervisor, interruptions, locum, hold, assessment."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from grunnmur.organisasjon.selectors import finn_personer
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lege.models import ALLMENNMEDISIN

from ..models import Gruppe, Innmelding, Innmeldingstilstand, Spesialisering, Vikarstatus


def mulige_veiledere(sak: Innmelding) -> QuerySet[Bruker]:
    """People of the municipality who supervise, or are checked specialists in general practice; never the doctor."""
    roller = Rolle.objects.gjeldende().filter(virksomhet=sak.lege.kommune_id)
    valgt = Spesialisering.objects.filter(lege=sak.lege_id).values("veileder")
    egnet = Q(pk__in=roller.filter(type=RolleType.LIS_VEILEDER).values("bruker"))
    egnet |= Q(pk__in=roller.values("bruker"), spesialiteter__spesialitet=ALLMENNMEDISIN)
    return (
        Bruker.objects.virkelige().filter(egnet | Q(pk__in=valgt)).exclude(pk=sak.saken_gjelder_id or UUID(int=0)).distinct()
    )


class Planskjema(Handlingsskjema):
    """Individual plan given, and the municipal supervisor (S1-I03–I05)."""

    plan_tildelt = Datofelt(label=gettext_lazy("Individuell utdanningsplan tildelt"))
    veileder = forms.ModelChoiceField(
        Bruker.objects.none(),
        label=gettext_lazy("Veileder i kommunen"),
        required=False,
        empty_label=gettext_lazy("Ikke valgt"),
    )
    veileder_epost = forms.EmailField(
        label=gettext_lazy("E-post til en annen veileder"),
        required=False,
        help_text=gettext_lazy("Fylles ut når veilederen ikke står i listen. Veilederen må ha en rolle i kommunen."),
    )
    spesialist_kontrollert = forms.BooleanField(
        label=gettext_lazy("Jeg har kontrollert at veilederen er spesialist i allmennmedisin"),
        required=False,
        help_text=gettext_lazy("Kontrollen gjøres i Helsepersonellregisteret. Navnet ditt og datoen lagres sammen med den."),
    )
    gruppe = forms.ChoiceField(label=gettext_lazy("Gruppe"), choices=Gruppe, widget=Radiovalg)
    start = Datofelt(
        label=gettext_lazy("Start i spesialiseringen"), help_text=gettext_lazy("Ansienniteten regnes fra denne datoen.")
    )

    @classmethod
    def forslag(cls, sak: Innmelding) -> dict[str, Any]:
        s = Spesialisering.objects.filter(lege=sak.lege_id).first()
        if s is None:
            return {"gruppe": Gruppe.ALLMENNMEDISIN}
        return {"plan_tildelt": s.plan_tildelt, "veileder": s.veileder_id, "gruppe": s.gruppe, "start": s.start}

    def forbered(self, sak: Innmelding) -> None:
        veileder = cast("forms.ModelChoiceField[Bruker]", self.fields["veileder"])
        veileder.queryset = mulige_veiledere(sak)
        veileder.label_from_instance = lambda obj: obj.navn  # type: ignore[method-assign]
        if sak.tilstand != Innmeldingstilstand.UTKAST:
            for navn in ("gruppe", "start"):  # the seniority of somebody in the queue is not rewritten from here
                del self.fields[navn]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if epost := data.get("veileder_epost"):
            funnet = finn_personer(epost, self.sak.lege.kommune)
            if not funnet:
                melding = _(
                    "Fant ingen bruker med denne e-postadressen. Be kommunens administrative kontakt om å invitere personen."
                )
                self.add_error("veileder_epost", melding)
            else:
                data["veileder"] = funnet[0]
        return data


class Avbruddsskjema(Handlingsskjema):
    """An interruption as a period or a number of days. There is no field for why (G-18)."""

    fra = Datofelt(label=gettext_lazy("Fra"), required=False)
    til = Datofelt(label=gettext_lazy("Til og med"), required=False)
    dager = forms.IntegerField(
        label=gettext_lazy("Antall dager"),
        required=False,
        min_value=1,
        max_value=3660,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Fylles ut i stedet for datoer, når bare antallet er kjent."),
    )


class Vikarskjema(Handlingsskjema):
    """Whether a locum looks after the practice (S1-I10)."""

    vikar = forms.ChoiceField(label=gettext_lazy("Er vikar for praksis avklart?"), choices=Vikarstatus, widget=Radiovalg)
    vikar_dato = Datofelt(
        label=gettext_lazy("Dato avklart"), required=False, help_text=gettext_lazy("Står det tomt, brukes dagens dato.")
    )

    @classmethod
    def forslag(cls, sak: Innmelding) -> dict[str, Any]:
        return {"vikar": sak.vikar, "vikar_dato": sak.vikar_dato}


class Ventskjema(Handlingsskjema):
    """On hold until a day."""

    til = Datofelt(
        label=gettext_lazy("På vent til"),
        help_text=gettext_lazy("Innmeldingen kommer tilbake i køen av seg selv denne datoen."),
    )


class Delingsskjema(Handlingsskjema):
    """The hospital's assessment of two three-month parts (S1-I09). The answer is the button."""

    begrunnelse = FritekstSkjemafelt(
        label=gettext_lazy("Begrunnelse for vurderingen"), widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def godkjent(self) -> bool:
        return "nei" not in self.data


class Ansiennitetsskjema(Handlingsskjema):
    """What the seniority is counted from, corrected for somebody in the queue."""

    start = Datofelt(
        label=gettext_lazy("Start i spesialiseringen"), help_text=gettext_lazy("Ansienniteten regnes fra denne datoen.")
    )
    gruppe = forms.ChoiceField(label=gettext_lazy("Gruppe"), choices=Gruppe, widget=Radiovalg)
    begrunnelse = FritekstSkjemafelt(
        label=gettext_lazy("Begrunnelse"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Hva korreksjonen bygger på. Legen og kommunen ser det du skriver."),
    )

    @classmethod
    def forslag(cls, sak: Innmelding) -> dict[str, Any]:
        s = Spesialisering.objects.filter(lege=sak.lege_id).first()
        return {"start": s.start, "gruppe": s.gruppe} if s else {}


class Trekkskjema(Handlingsskjema):
    """Withdraw, perhaps with a word about it."""

    kommentar = FritekstSkjemafelt(
        label=gettext_lazy("Kommentar"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skriv ikke om helse eller familieforhold."),
    )
