"""What somebody says about an event, and the filter of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Tema, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Filterskjema, Klokkefelt, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Arrangement, Deltaker, Form, Hvem, Svar, Type

ALLE = _("Alle")
INGEN_PASIENT = _("Skriv ingenting om pasienter.")


class Arrangementsfelter(Skjema):
    """The event itself: what, when, where, for whom."""

    type = forms.ChoiceField(
        label=_("Hva slags arrangement?"), choices=Type.choices,
        widget=Radiovalg(hjelp={
            Type.FAGDAG: _("Holdes av sykehus og kommune sammen. Begge må bekrefte før den kan kunngjøres."),
            Type.KURS: _("For eksempel i prosjektledelse og annen utviklingskompetanse."),
            Type.MOTEPLASS: _("Der parter, frivillige og næringsliv møtes."),
            Type.FAGKONFERANSE: _("Den årlige konferansen for forskning, innovasjon og utdanning."),
        }),
    )  # fmt: skip
    tittel = KortekstSkjemafelt(label=_("Tittel"), max_length=120)
    beskrivelse = FritekstSkjemafelt(
        label=_("Beskrivelse"), help_text=INGEN_PASIENT, widget=forms.Textarea(attrs={"rows": 4})
    )
    temaer = forms.ModelMultipleChoiceField(
        Tema.objects.none(), label=_("Temaer"), widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--col"}),
        error_messages={"required": _("Velg minst ett tema.")},
    )  # fmt: skip
    program = FritekstSkjemafelt(label=_("Program"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    form = forms.ChoiceField(
        label=_("Hvordan møtes dere?"), choices=Form.choices, widget=Radiovalg(attrs={"class": "choices--rad"})
    )
    dag = Datofelt(label=_("Dag"), help_text=_("For eksempel 18.01.2027."))
    siste_dag = Datofelt(label=_("Siste dag"), required=False, help_text=_("Bare når det varer flere dager."))
    fra = Klokkefelt(label=_("Fra klokken"), help_text=_("For eksempel 09.00."))
    til = Klokkefelt(label=_("Til klokken"), help_text=_("For eksempel 15.30."))
    sted = KortekstSkjemafelt(
        label=_("Sted"), max_length=160, required=False, help_text=_("Må fylles ut når dere møtes fysisk.")
    )
    lenke = NettadresseSkjemafelt(
        label=_("Lenke til det digitale møtet"), max_length=500, required=False,
        help_text=_("Må fylles ut når det er digitalt. Bare de som har fått plass, ser den."),
        validators=[URLValidator(schemes=["https"], message=_("Adressen må begynne med https://."))],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip
    hvem = forms.ChoiceField(label=_("Hvem kan være med?"), choices=Hvem.choices, initial=Hvem.ALLE, widget=Radiovalg)
    plasser = forms.IntegerField(
        label=_("Plasser"), required=False, min_value=1, max_value=5000,
        help_text=_("La stå tomt når alle som vil, kan komme."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    paameldingsfrist = Datofelt(
        label=_("Påmeldingsfrist"), required=False, help_text=_("Siste dag for å melde seg på. Tomt: til det starter.")
    )

    def sett_valg(self, egne_temaer: Iterable[Any] = ()) -> None:
        """The themes of today, and those the event has already."""
        temaer = cast("forms.ModelMultipleChoiceField[Tema]", self.fields["temaer"])
        i_dag = Tema.objects.gjeldende().values("pk")
        temaer.queryset = Tema.objects.filter(Q(pk__in=i_dag) | Q(pk__in=list(egne_temaer)))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        dag, siste = data.get("dag"), data.get("siste_dag") or data.get("dag")
        if dag and data.get("fra"):
            data["start"] = timezone.make_aware(datetime.combine(dag, data["fra"]))
        if siste and data.get("til"):
            data["slutt"] = timezone.make_aware(datetime.combine(siste, data["til"]))
        return data


def fra_arrangement(sak: Arrangement, *, med_tid: bool) -> dict[str, Any]:
    """The event as values of the form; without its time when it is to be repeated."""
    navn = ("type", "tittel", "beskrivelse", "program", "form", "sted", "lenke", "plasser", "hvem")
    start, slutt = timezone.localtime(sak.start), timezone.localtime(sak.slutt)
    verdier: dict[str, Any] = {n: getattr(sak, n) for n in navn}
    verdier |= {"temaer": [t.pk for t in sak.temaer.all()], "fra": start.time(), "til": slutt.time()}
    if med_tid:
        verdier |= {"dag": start.date(), "paameldingsfrist": sak.paameldingsfrist}
        verdier |= {"siste_dag": slutt.date()} if sak.varer_flere_dager else {}
    return verdier


class NyttArrangement(Arrangementsfelter):
    """A new event, for one of the parties this person makes events for."""

    arrangor = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Arrangør"), empty_label=None)
    field_order = ("arrangor",)

    def __init__(self, *args: Any, parter: Iterable[Virksomhet], **kwargs: Any) -> None:
        initial = {"form": Form.FYSISK, "fra": time(9), "til": time(15), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        parter = list(parter)
        self.sett_valg()
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["arrangor"])
        felt.queryset = Virksomhet.objects.filter(pk__in=[p.pk for p in parter])
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        if len(parter) == 1:
            felt.initial, felt.widget = parter[0].pk, forms.HiddenInput()


class Endreskjema(Handlingsskjema, Arrangementsfelter):
    """The event as it stands."""

    @classmethod
    def forslag(cls, sak: Arrangement) -> dict[str, Any]:
        return fra_arrangement(sak, med_tid=True)

    def forbered(self, sak: Arrangement) -> None:
        self.sett_valg(sak.temaer.values_list("pk", flat=True))
        if sak.tilstand != "planlagt":
            del self.fields["type"]


class Oppmoteskjema(Handlingsskjema):
    """Who was there, of those who were invited or had answered."""

    var_med = forms.ModelMultipleChoiceField(
        Deltaker.objects.none(), label=_("Hvem var med?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("De som var påmeldt, er krysset av."),
    )  # fmt: skip

    @classmethod
    def forslag(cls, sak: Arrangement) -> dict[str, Any]:
        kom = [Svar.VAR_MED] if sak.tilstand == "gjennomfort" else [Svar.JA]
        return {"var_med": [str(pk) for pk in sak.deltakere.filter(svar__in=kom).values_list("pk", flat=True)]}

    def forbered(self, sak: Arrangement) -> None:
        rader = sak.deltakere.filter(slettet__isnull=True).select_related("bruker").order_by("svar", "tidspunkt")
        felt = cast("forms.ModelMultipleChoiceField[Deltaker]", self.fields["var_med"])
        felt.queryset = rader
        antall = Counter(rad.visningsnavn for rad in rader)

        def navn(obj: Deltaker) -> str:
            """Two of the same name are told apart by their address."""
            return deltakernavn(obj) if antall[obj.visningsnavn] > 1 else obj.visningsnavn

        felt.label_from_instance = navn  # type: ignore[method-assign]
        if not antall:
            del self.fields["var_med"]


def deltakernavn(deltaker: Deltaker) -> str:
    """The name, and what tells two of the same name apart."""
    return f"{deltaker.visningsnavn} ({deltaker.bruker.epost if deltaker.bruker else deltaker.epost})"


class Avlysskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva vil du si om hvorfor?"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Står i historikken, som de som arrangerer, ser. Skriv aldri noe om noens helse."),
    )  # fmt: skip


class Arrangementsfilter(Filterskjema):
    q = forms.CharField(label=_("Søk i arrangementene"), required=False, max_length=100)
    type = forms.ChoiceField(label=_("Type"), required=False, choices=[("", ALLE), *Type.choices])
    tema = forms.ModelChoiceField(
        Tema.objects.all(), label=_("Tema"), required=False, empty_label=ALLE, to_field_name="kode"
    )
    form = forms.ChoiceField(label=_("Form"), required=False, choices=[("", ALLE), *Form.choices])
    aar = forms.TypedChoiceField(label=_("År"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, aarene: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.TypedChoiceField", self.fields["aar"]).choices = [("", ALLE), *((aar, str(aar)) for aar in aarene)]
