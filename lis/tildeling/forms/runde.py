"""What those who prepare a round fill in: half-year, deadline, channel."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Organ
from grunnmur.portal.skjema import Datofelt, Klokkefelt, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lis1.selectors.kommuner import halvaar_navn

from ..models import Kanal, Runde
from ..selectors.utvalget import arbeidsutvalg


class Rundefelter(Skjema):
    """Until when candidates may wish, and how the parties work it out (S1-L08)."""

    fristdag = Datofelt(label=_("Frist for ønsker"), help_text=_("For eksempel 18.01.2027."))
    fristtid = Klokkefelt(label=_("Klokken"), help_text=_("For eksempel 15.00."), initial=time(15))
    kanal = forms.ChoiceField(
        label=_("Hvordan samarbeider dere om fordelingen?"), choices=Kanal.choices, widget=Radiovalg, initial=Kanal.DIREKTE
    )
    arbeidsutvalg = forms.ModelChoiceField(
        Organ.objects.none(),
        label=_("Arbeidsutvalg"),
        required=False,
        empty_label=_("Velg arbeidsutvalg"),
        help_text=_("Må velges når dere samarbeider gjennom arbeidsutvalget. Her står de som har medlemmer i dag."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arbeidsutvalg"].uten_merke = True  # type: ignore[attr-defined]  # asked for when the channel says so
        cast("forms.ModelChoiceField[Organ]", self.fields["arbeidsutvalg"]).queryset = arbeidsutvalg()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("fristdag") and data.get("fristtid"):
            data["frist"] = timezone.make_aware(datetime.combine(data["fristdag"], data["fristtid"]))
        return data

    @property
    def felter(self) -> dict[str, Any]:
        """The columns of the round. Call after validation."""
        return {navn: self.cleaned_data[navn] for navn in ("frist", "kanal", "arbeidsutvalg")}


class NyRunde(Rundefelter):
    oppstart = forms.TypedChoiceField(label=_("Halvår"), coerce=date.fromisoformat)
    field_order = ("oppstart",)

    def __init__(self, *args: Any, halvaar: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valg = [(dag.isoformat(), halvaar_navn(dag)) for dag in halvaar]
        cast("forms.ChoiceField", self.fields["oppstart"]).choices = [("", _("Velg halvår")), *valg]


class Rundeskjema(Handlingsskjema, Rundefelter):
    """A round that is changed."""

    @classmethod
    def forslag(cls, sak: Runde) -> dict[str, Any]:
        frist = timezone.localtime(sak.frist)
        return {
            "fristdag": frist.date(), "fristtid": frist.time(), "kanal": sak.kanal, "arbeidsutvalg": sak.arbeidsutvalg_id
        }  # fmt: skip
