"""What each side says of a hospitering, and why one is let off."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Form, Frafallsgrunn, Side
from ..models.evaluering import Maalnaaelse, Utbytte


def _tekst(label: Any, help_text: Any = "") -> FritekstSkjemafelt:
    return FritekstSkjemafelt(
        label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class Evalueringsskjema(Handlingsskjema):
    """Few questions, against the goals of the application. `sak.min_side` says who answers."""

    form = forms.ChoiceField(label=gettext_lazy("Hvordan evaluerte dere sammen?"), choices=Form.choices, widget=Radiovalg)
    maalnaaelse = forms.TypedChoiceField(
        label=gettext_lazy("I hvilken grad nådde du målene dine?"),
        choices=Maalnaaelse.choices,
        coerce=int,
        empty_value=None,
        widget=Radiovalg,
    )
    utbytte = forms.TypedChoiceField(
        label=gettext_lazy("Hvor stort utbytte hadde du av hospiteringen?"),
        choices=Utbytte.choices,
        coerce=int,
        empty_value=None,
        widget=Radiovalg,
    )
    igjen = forms.TypedChoiceField(
        label=gettext_lazy("Vil du anbefale andre å hospitere her?"),
        choices=[("ja", gettext_lazy("Ja")), ("nei", gettext_lazy("Nei"))],
        coerce=lambda verdi: verdi == "ja",
        empty_value=None,
        widget=Radiovalg(attrs={"class": "choices--rad"}),
    )
    laerte = _tekst(gettext_lazy("Hva lærte du?"))
    verdt = _tekst(gettext_lazy("Hva var verdt det?"), gettext_lazy("Det den neste som vurderer å søke, bør vite."))
    bedre = _tekst(gettext_lazy("Hva kan bli bedre?"), gettext_lazy("Bare den andre siden leser dette."))
    frigi_ord = forms.BooleanField(
        label=gettext_lazy("Andre kan lese det jeg skriver under «Hva var verdt det?»"),
        required=False,
        help_text=gettext_lazy(
            "Det vises uten navn på siden til vertsenheten, og bare hvis den andre siden også sier ja. "
            "De som kjenner enheten, kan likevel skjønne hvem som skrev. Du kan ombestemme deg når som helst."
        ),
    )

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        return {"form": sak.avtale.evaluering_form}

    def forbered(self, sak: Any) -> None:
        if sak.min_side != Side.VERT:
            return
        felter = cast("dict[str, Any]", self.fields)
        felter["maalnaaelse"].label = _("I hvilken grad nådde hospitanten målene sine?")
        felter["utbytte"].label = _("Hvor stort utbytte hadde enheten av hospiteringen?")
        felter["igjen"].label = _("Vil dere ta imot hospitanter igjen?")
        felter["laerte"].label = _("Hva lærte dere?")
        felter["verdt"].help_text = _("Det andre enheter som vurderer å ta imot, bør vite.")


class Frafallskjema(Handlingsskjema):
    """Why there is no evaluation from one side (S1-H20). A code, and words only where none of them fits."""

    grunn = forms.ChoiceField(
        label=gettext_lazy("Hvorfor blir den ikke gitt?"), choices=Frafallsgrunn.choices, widget=Radiovalg
    )
    merknad = KortekstSkjemafelt(
        label=gettext_lazy("Med egne ord"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Må fylles ut når du velger «Annen grunn». Skriv ikke noe om helsen til noen."),
    )
