"""Where a project is put forward, when the committee answers in writing, and what is told of an application."""

from __future__ import annotations

from typing import Any, NamedTuple, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.dato import dato
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.utvalg.models import Mote

from .. import rules
from ..models import Prosjekt, Uforankretgrunn
from ..selectors import frister
from ..selectors.organvalg import FORMIDLER, moter_som_tar_saker, organer_som_forankrer

INGEN_PASIENT = gettext_lazy("Skriv aldri opplysninger som kan identifisere en pasient.")
MEST = 100_000_000_000
FLEST_MOTER = 6
"""Meetings of one committee to choose among, the latest first: more than half a year of them."""


class Sted(NamedTuple):
    """Where it is decided: a committee, and the meeting; None is in writing."""

    organ: UUID
    mote: UUID | None


class Stedvalg(NamedTuple):
    """One of the choices: what is posted, what it says, and what follows."""

    verdi: str
    tekst: str
    hjelp: str
    sted: Sted


def _steder(sak: Prosjekt) -> list[Stedvalg]:
    """Every committee that may anchor it, the ordinary one first, with the meetings that come in time."""
    vanlig = rules.det_strategiske_utvalget()
    organer = sorted(organer_som_forankrer(), key=lambda o: (o != vanlig, o.navn))
    rader: list[Stedvalg] = []
    for organ in organer:
        plan = frister.for_organ(organ, sak.frist, timezone.localdate())
        for mote in plan.mulige[-FLEST_MOTER:][::-1] if plan.frist else plan.mulige[:FLEST_MOTER]:
            tekst = _("%(organ)s, møte %(dag)s") % {"organ": organ.navn, "dag": dato(mote.dag)}
            rader.append(Stedvalg(f"{organ.pk}:{mote.pk}", tekst, _om_motet(mote, plan), Sted(organ.pk, mote.pk)))
        if not plan.mulige:
            tekst = _("%(organ)s, skriftlig") % {"organ": organ.navn}
            rader.append(Stedvalg(f"{organ.pk}:", tekst, _om_skriftlig(plan), Sted(organ.pk, None)))
    return rader


def _om_motet(mote: frister.Motedag, plan: frister.Plan) -> str:
    frist = _("Frist for saker er %(dag)s.") % {"dag": dato(mote.sakslistefrist)}
    siste = plan.frist and plan.mote and plan.mote.pk == mote.pk
    return f"{_('Siste møte før søknadsfristen.')} {frist}" if siste else frist


def _om_skriftlig(plan: frister.Plan) -> str:
    if plan.for_sent or plan.svarfrist is None:
        return _("Utvalget rekker ikke å svare før søknadsfristen.")
    ingen = _("Ingen møter rekker saken. Sekretæren setter opp en skriftlig behandling med svar innen %(dag)s.")
    return ingen % {"dag": dato(plan.svarfrist)}


class Sendeskjema(Handlingsskjema):
    """Which committee, and in which of its meetings."""

    sted = forms.ChoiceField(
        label=gettext_lazy("Hvor skal prosjektet behandles?"),
        widget=Radiovalg,
        error_messages={"required": gettext_lazy("Velg hvor prosjektet skal behandles.")},
    )

    def forbered(self, sak: Prosjekt) -> None:
        self.steder = _steder(sak)
        felt = cast("forms.ChoiceField", self.fields["sted"])
        felt.choices = [(valg.verdi, valg.tekst) for valg in self.steder]
        valgene = cast("Radiovalg", felt.widget)
        valgene.hjelp = {valg.verdi: valg.hjelp for valg in self.steder}
        valgene.attrs.setdefault("class", "choices--col")
        if self.steder:
            self.initial.setdefault("sted", self.steder[0].verdi)

    def clean_sted(self) -> Sted:
        return next(valg.sted for valg in self.steder if valg.verdi == self.cleaned_data["sted"])


class Skriftligskjema(Handlingsskjema):
    """The secretary says by when the members answer."""

    svarfrist = Datofelt(label=gettext_lazy("Siste dag å svare"))
    send = forms.TypedChoiceField(
        label=gettext_lazy("Når skal medlemmene få saken?"),
        choices=[("ja", gettext_lazy("Nå")), ("nei", gettext_lazy("Senere, jeg sender den selv fra møtesiden"))],
        coerce=lambda verdi: verdi == "ja",
        initial="ja",
        widget=Radiovalg,
    )

    def forbered(self, sak: Prosjekt) -> None:
        aapen = sak.forankringer.filter(avsluttet__isnull=True).select_related("organ").first()
        if aapen is None:
            return
        plan = frister.for_organ(None, aapen.frist, timezone.localdate())
        self.initial.setdefault("svarfrist", plan.svarfrist)
        if plan.siste_svardag:
            senest = _("Senest %(dag)s, siste virkedag før søknadsfristen.") % {"dag": dato(plan.siste_svardag)}
            self.fields["svarfrist"].help_text = senest


class Soknadsskjema(Handlingsskjema):
    """An application that is sent. The logo is the checkpoint of S4-F01."""

    finansior = KortekstSkjemafelt(label=gettext_lazy("Hvem har dere søkt midler hos?"), max_length=120)
    belop = forms.IntegerField(
        label=gettext_lazy("Søkt beløp i kroner"), required=False, min_value=0, max_value=MEST, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Skriv beløpet med tall, for eksempel 1200000.")},
    )  # fmt: skip
    sendt = Datofelt(label=gettext_lazy("Sendt"), help_text=gettext_lazy("Dagen søknaden ble sendt."))
    med_logo = forms.TypedChoiceField(
        label=gettext_lazy("Har søknaden helsefellesskapets logo sammen med deres egne?"),
        choices=[("ja", gettext_lazy("Ja")), ("nei", gettext_lazy("Nei"))],
        coerce=lambda verdi: verdi == "ja",
        widget=Radiovalg,
        help_text=gettext_lazy("Partene har avtalt å bruke den i alle søknader."),
        error_messages={"required": gettext_lazy("Svar ja eller nei.")},
    )

    @classmethod
    def forslag(cls, sak: Prosjekt) -> dict[str, Any]:
        hos = sak.finansior or (sak.utlysning.finansior if sak.utlysning else "")
        return {"finansior": hos, "belop": sak.budsjett, "sendt": timezone.localdate()}


class Uforankretskjema(Soknadsskjema):
    """The same, with the reason that it is not anchored."""

    uforankret_grunn = forms.ChoiceField(
        label=gettext_lazy("Hvorfor er søknaden ikke forankret?"), choices=Uforankretgrunn.choices, widget=Radiovalg,
        error_messages={"required": gettext_lazy("Velg hvorfor søknaden ikke er forankret.")},
    )  # fmt: skip
    uforankret_tekst = FritekstSkjemafelt(
        label=gettext_lazy("Begrunnelse"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=INGEN_PASIENT,
        error_messages={"required": gettext_lazy("Skriv hvorfor søknaden ikke er forankret.")},
    )  # fmt: skip
    field_order = ("uforankret_grunn", "uforankret_tekst", "finansior", "belop", "sendt", "med_logo")


class Avslagskjema(Handlingsskjema):
    """When the funder answered."""

    dag = Datofelt(label=gettext_lazy("Svaret kom"))

    @classmethod
    def forslag(cls, sak: Prosjekt) -> dict[str, Any]:
        return {"dag": timezone.localdate()}


class Midlerskjema(Avslagskjema):
    belop = forms.IntegerField(
        label=gettext_lazy("Innvilget beløp i kroner"), required=False, min_value=0, max_value=MEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Skriv beløpet med tall, for eksempel 1200000.")},
    )  # fmt: skip


class Saksliste(Handlingsskjema):
    """Which meeting is told of the project."""

    mote = forms.ModelChoiceField(
        Mote.objects.none(), label=gettext_lazy("Møte"), empty_label=gettext_lazy("Velg møte"),
        error_messages={"invalid_choice": gettext_lazy("Møtet tar ikke imot flere saker. Velg et annet.")},
    )  # fmt: skip

    def forbered(self, sak: Any) -> None:
        sett_moter(self.fields["mote"], FORMIDLER)


def sett_moter(felt: Any, typer: tuple[str, ...]) -> None:
    """The meetings that can be chosen, each with the last day for items."""
    felt.queryset = moter_som_tar_saker(typer, timezone.localdate())
    felt.label_from_instance = lambda mote: _("%(mote)s, frist for saker %(frist)s") % {
        "mote": mote.navn, "frist": dato(mote.sakslistefrist),
    }  # fmt: skip
