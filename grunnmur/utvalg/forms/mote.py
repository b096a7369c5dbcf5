"""A meeting: when, where, what is on the agenda."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Klokkefelt, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Mote, Moteform


class Motefelter(Skjema):
    """When and where a meeting is, and how long its agenda is open."""

    form = forms.ChoiceField(
        label=_("Hvordan møtes dere?"),
        choices=[(f.value, f.label) for f in (Moteform.FYSISK, Moteform.DIGITAL)],
        widget=Radiovalg,
    )
    dag = Datofelt(label=_("Dag"), help_text=_("For eksempel 18.01.2027."))
    fra = Klokkefelt(label=_("Fra klokken"), help_text=_("For eksempel 12.00."))
    til = Klokkefelt(label=_("Til klokken"), help_text=_("For eksempel 14.00."))
    sted = KortekstSkjemafelt(label=_("Sted"), max_length=120, required=False, help_text=_("Må fylles ut når dere møtes."))
    lenke = NettadresseSkjemafelt(
        label=_("Lenke til videomøtet"), max_length=500, required=False,
        validators=[URLValidator(schemes=["https"], message=_("Adressen må begynne med https://."))],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip
    sakslistefrist = Datofelt(
        label=_("Frist for saker til sakslisten"),
        help_text=_("Etter denne dagen kan bare sekretæren sette opp saker, med en begrunnelse."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("dag") and data.get("fra") and data.get("til"):
            data["start"] = timezone.make_aware(datetime.combine(data["dag"], data["fra"]))
            data["slutt"] = timezone.make_aware(datetime.combine(data["dag"], data["til"]))
        return data


class NyttMote(Motefelter):
    """A meeting to come."""


class Skriftligfelter(Skjema):
    svarfrist = Datofelt(label=_("Svarfrist"), help_text=_("Alle med plass i utvalget svarer i portalen innen denne dagen."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["form"] = Moteform.SKRIFTLIG
        if data.get("svarfrist"):
            data["slutt"] = timezone.make_aware(datetime.combine(data["svarfrist"], time(23, 59)))
        return data


class NySkriftlig(Skriftligfelter):
    """A written procedure: no place, and a day to answer by."""


class Endremoteskjema(Handlingsskjema, Motefelter):
    """The meeting as it stands."""

    form = None  # type: ignore[assignment]

    @classmethod
    def forslag(cls, sak: Mote) -> dict[str, Any]:
        start, slutt = timezone.localtime(sak.start), timezone.localtime(sak.slutt)
        return {
            "dag": start.date(), "fra": start.time(), "til": slutt.time(), "sted": sak.sted, "lenke": sak.lenke,
            "sakslistefrist": sak.sakslistefrist,
        }  # fmt: skip


class Endreskriftligskjema(Handlingsskjema, Skriftligfelter):
    """The deadline as it stands."""

    @classmethod
    def forslag(cls, sak: Mote) -> dict[str, Any]:
        return {"svarfrist": sak.dag}


class Saksskjema(Handlingsskjema):
    """An item of the agenda."""

    tittel = KortekstSkjemafelt(label=_("Hva gjelder saken?"), max_length=160)
    innstilling = FritekstSkjemafelt(
        label=_("Innstilling"), required=False, help_text=_("Det som foreslås vedtatt. Skriv ingenting om pasienter.")
    )


class NySakskjema(Saksskjema):
    """A new item; after the agenda deadline with a reason."""

    grunn = FritekstSkjemafelt(
        label=_("Hvorfor må saken opp nå?"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Fristen for saker er ute. Begrunnelsen står på sakslisten."),
    )  # fmt: skip

    def forbered(self, sak: Mote) -> None:
        if timezone.localdate() <= sak.sakslistefrist:
            del self.fields["grunn"]


class Endresakskjema(Saksskjema):
    """An item as it stands. `sak.valgt` is the item."""

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        return {"tittel": sak.valgt.tittel, "innstilling": sak.valgt.innstilling}


class Avlysskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva vil du si om hvorfor?"), required=False,
        help_text=_("Står i historikken til møtet. Skriv aldri noe om noens helse."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
