"""What a coordinator fills in about a joint activity, and the filters of the two lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.dato import tidspunkt
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Filterskjema, Klokkefelt, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import AVTALEFORMER, VARIGHETER, Aktivitet, Fagfelt, Fagomraade, Foresporsel, Paamelding, Paameldingssvar
from ..rules.aktivitet import kan_holde
from ..selectors.aktivitet import kommende_for
from ..selectors.behov import ligner, valgbare_for
from ..selectors.valglister import virksomhetsvalg
from .avtale import varighet_tekst
from .frist import DATOEKSEMPEL, KLOKKEEKSEMPEL

ALLE = _("Alle")


def behovsvalg(saker: Iterable[Foresporsel]) -> list[tuple[str, str]]:
    """The subject of each need, who asks, and its number."""
    return [(str(s.pk), f"{s.overskrift}, {s.fra_virksomhet.fullt_navn} ({s.saksnummer})") for s in saker]


class Aktivitetsfelter(Skjema):
    """The activity itself: what, who answers, when, where."""

    tittel = KortekstSkjemafelt(label=_("Tittel"), max_length=120)
    beskrivelse = FritekstSkjemafelt(
        label=_("Hva går dere gjennom?"),
        help_text=_("Alle i helsefellesskapet kan lese dette. Skriv ingenting om pasienter."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    fagfelt = forms.ChoiceField(
        label=_("Fagfelt"), choices=Fagfelt.choices, widget=Radiovalg(attrs={"class": "choices--rad"})
    )
    fagomraade = forms.ModelChoiceField(
        Fagomraade.objects.none(), label=_("Fagområde"), required=False, empty_label=_("Ikke valgt")
    )
    svarer = forms.ModelChoiceField(
        Bruker.objects.none(), label=_("Hvem svarer på aktiviteten?"), empty_label=_("Velg en person"),
        help_text=_("Den du velger, får beskjed og står som ansvarlig for svaret på alle spørsmålene."),
    )  # fmt: skip
    form = forms.ChoiceField(label=_("Form"), choices=[(f.value, f.label) for f in AVTALEFORMER], widget=Radiovalg)
    dag = Datofelt(label=_("Dag"), help_text=DATOEKSEMPEL)
    klokken = Klokkefelt(label=_("Klokken"), help_text=KLOKKEEKSEMPEL)
    varighet = forms.TypedChoiceField(label=_("Varighet"), coerce=int, initial=60)
    sted = KortekstSkjemafelt(label=_("Sted"), max_length=160, required=False, help_text=_("Må fylles ut når dere møtes."))
    lenke = NettadresseSkjemafelt(
        label=_("Lenke til videomøtet"), max_length=500, required=False,
        validators=[URLValidator(schemes=["https"], message=_("Adressen må begynne med https://."))],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip
    plasser = forms.IntegerField(
        label=_("Plasser"), required=False, min_value=1, max_value=2000,
        help_text=_("La stå tomt når alle som vil, kan komme."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def sett_valg(self, parter: Iterable[Virksomhet], egen_fagomraade: UUID | None = None) -> None:
        """Who may answer at these parties, and what else depends on the day the form is drawn."""
        cast("forms.TypedChoiceField", self.fields["varighet"]).choices = [(m, varighet_tekst(m)) for m in VARIGHETER]
        folk = {b.pk for part in parter for b in kan_holde(part.pk)}
        svarer = cast("forms.ModelChoiceField[Bruker]", self.fields["svarer"])
        svarer.queryset = Bruker.objects.filter(pk__in=folk).order_by("sortering")
        fag = cast("forms.ModelChoiceField[Fagomraade]", self.fields["fagomraade"])
        fag.queryset = Fagomraade.objects.filter(Q(aktivt=True) | Q(pk=egen_fagomraade))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("dag") and data.get("klokken"):
            data["start"] = timezone.make_aware(datetime.combine(data["dag"], data["klokken"]))
            if data["start"] <= timezone.now():
                self.add_error("dag", _("Velg et tidspunkt som ikke er passert."))
        return data


class NyAktivitet(Aktivitetsfelter):
    """A new activity, with the needs it was begun from ticked."""

    virksomhet = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Arrangør"), empty_label=None)
    behov = forms.TypedMultipleChoiceField(
        label=_("Spørsmål som får svar her"), coerce=UUID, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--col"}),
    )  # fmt: skip
    field_order = ("virksomhet", "behov")

    def __init__(self, *args: Any, parter: Iterable[Virksomhet], saker: list[Foresporsel], **kwargs: Any) -> None:
        super().__init__(*args, initial=self._fra_behovene(saker), **kwargs)
        parter = list(parter)
        self.sett_valg(parter)
        virksomhet = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        virksomhet.queryset = Virksomhet.objects.filter(pk__in=[p.pk for p in parter])
        if len(parter) == 1:
            virksomhet.initial, virksomhet.widget = parter[0].pk, forms.HiddenInput()
        if saker:
            cast("forms.TypedMultipleChoiceField", self.fields["behov"]).choices = behovsvalg(saker)
        else:
            del self.fields["behov"]

    @staticmethod
    def _fra_behovene(saker: list[Foresporsel]) -> dict[str, Any]:
        """What stands there before anything is typed: the subject and the field of the oldest need."""
        if not saker:
            return {"varighet": 60, "form": "video"}
        forste = saker[0]
        felles = {s.fagomraade_id for s in saker}
        return {
            "tittel": forste.overskrift, "fagfelt": forste.fagfelt, "varighet": 60, "form": "video",
            "fagomraade": forste.fagomraade_id if len(felles) == 1 else None, "behov": [str(s.pk) for s in saker],
        }  # fmt: skip


class Endreskjema(Handlingsskjema, Aktivitetsfelter):
    """The activity as it stands, to be changed."""

    @classmethod
    def forslag(cls, sak: Aktivitet) -> dict[str, Any]:
        navn = ("tittel", "beskrivelse", "fagfelt", "form", "varighet", "sted", "lenke", "plasser")
        lokal = timezone.localtime(sak.start)
        andre = {"dag": lokal.date(), "klokken": lokal.time(), "svarer": sak.svarer_id, "fagomraade": sak.fagomraade_id}
        return {n: getattr(sak, n) for n in navn} | andre

    def forbered(self, sak: Aktivitet) -> None:
        self.sett_valg([sak.virksomhet], sak.fagomraade_id)


class Samleskjema(Handlingsskjema):
    """More needs for an activity, of those that are owed by the party that arranges it."""

    behov = forms.TypedMultipleChoiceField(
        label=_("Hvilke spørsmål?"), coerce=UUID, widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--col"}),
        error_messages={"required": _("Velg minst ett spørsmål.")},
    )  # fmt: skip

    def forbered(self, sak: Aktivitet) -> None:
        cast("forms.TypedMultipleChoiceField", self.fields["behov"]).choices = behovsvalg(valgbare_for(sak))


class Holdskjema(Handlingsskjema):
    """Who came, of those who were asked or had signed on."""

    var_med = forms.TypedMultipleChoiceField(
        label=_("Hvem var med?"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("De som meldte seg på, er krysset av. Spørsmål fra dem som ikke var med, går tilbake til vaktlisten."),
    )  # fmt: skip

    @classmethod
    def forslag(cls, sak: Aktivitet) -> dict[str, Any]:
        return {"var_med": [str(p.bruker_id) for p in sak.paameldinger.all() if p.svar == Paameldingssvar.JA]}

    def forbered(self, sak: Aktivitet) -> None:
        svarene = Paamelding.objects.filter(aktivitet=sak).select_related("bruker").order_by("bruker__sortering")
        antall = Counter(p.bruker.navn for p in svarene)
        # Two of the same name are told apart by their address.
        valg = [
            (str(p.bruker_id), p.bruker.navn if antall[p.bruker.navn] == 1 else f"{p.bruker.navn} ({p.bruker.epost})")
            for p in svarene
        ]
        if valg:
            cast("forms.TypedMultipleChoiceField", self.fields["var_med"]).choices = valg
        else:
            del self.fields["var_med"]


class Avlysskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva vil du si om hvorfor?"),
        required=False,
        help_text=_("Står i historikken. Spørsmålene går tilbake på vaktlisten og skal fortsatt besvares."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Dekkerikkeskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva mangler?"),
        required=False,
        help_text=_("De som skal svare, ser det i historikken. Skriv ingenting om pasienter."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Aktivitetsvalg(forms.ModelChoiceField):
    """Activities by title and time."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.tittel}, {tidspunkt(timezone.localtime(obj.start))}"


class Samordneskjema(Handlingsskjema):
    """One question, and the planned activity it is joined to."""

    aktivitet = Aktivitetsvalg(
        Aktivitet.objects.none(), label=_("Hvilken aktivitet?"), empty_label=None,
        widget=Radiovalg(attrs={"class": "choices--col"}),
        error_messages={"required": _("Velg en aktivitet, eller planlegg en ny.")},
    )  # fmt: skip

    def forbered(self, sak: Foresporsel) -> None:
        cast("forms.ModelChoiceField[Aktivitet]", self.fields["aktivitet"]).queryset = kommende_for(sak)

    @property
    def ligner(self) -> list[Foresporsel]:
        """Other needs that could go the same way."""
        return ligner(self.sak)


class Aktivitetsfilter(Filterskjema):
    q = forms.CharField(label=_("Søk i aktivitetene"), required=False, max_length=100)
    fagfelt = forms.ChoiceField(label=_("Fagfelt"), required=False, choices=[("", ALLE), *Fagfelt.choices])


class Behovsfilter(Filterskjema):
    fagfelt = forms.ChoiceField(label=_("Fagfelt"), required=False, choices=[("", ALLE), *Fagfelt.choices])
    part = forms.TypedChoiceField(label=_("Spør eller skal svare"), required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.TypedChoiceField", self.fields["part"]).choices = [("", ALLE), *virksomhetsvalg()]
