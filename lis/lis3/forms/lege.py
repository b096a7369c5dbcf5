"""A doctor in a form: registered by the municipality, reported ready by the ALIS office, or by the doctor."""

from __future__ import annotations

from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Virksomhet
from grunnmur.portal.skjema import Datofelt, Kort, Par, Radiovalg, Skjema
from lis.lege.forms import HprFelt, Legefelter

from ..models import Gruppe


class Legeskjema(Legefelter):
    """Who the doctor is, where, and since when. `kommuner` are those the person may register for."""

    epost = forms.EmailField(
        label=_("E-post"), help_text=_("Adressen legen logger inn med. Er legen registrert fra før, brukes den saken.")
    )
    kommune = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Kommune"), empty_label=_("Velg kommune"))
    gruppe = forms.ChoiceField(
        label=_("Gruppe"),
        choices=Gruppe,
        widget=Radiovalg(
            hjelp={Gruppe.ALLMENNMEDISIN: _("Har forrang foran eksterne søkere, og rangeres etter ansiennitet.")}
        ),
        initial=Gruppe.ALLMENNMEDISIN,
    )
    start = Datofelt(label=_("Start i spesialiseringen"), help_text=_("Datoen legen startet. Ansienniteten regnes fra den."))

    def __init__(self, *args: Any, kommuner: QuerySet[Virksomhet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["kommune"])
        felt.queryset = kommuner
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        if len(felt.queryset[:2]) == 1:
            felt.empty_label = None

    def oppsett(self) -> Any:
        return Layout(
            Kort(_("Legen"), "navn", Par("epost", "hpr_nummer"), "kommune"), Kort(_("Spesialiseringen"), "gruppe", "start")
        )


class Klarskjema(Legeskjema):
    """Reported ready: what the ALIS office may not know can wait for the municipality."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].required = False
        self.fields["start"].help_text = _("Kan stå tomt. Da fyller kommunen det ut.")


class EgenKlarskjema(Skjema):
    """The doctor reports themselves ready: name and e-mail are those of the account."""

    kommune = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Kommunen du arbeider i"), empty_label=None)
    hpr_nummer = HprFelt(label=_("HPR-nummer"), required=False)
    start = Datofelt(
        label=_("Start i spesialiseringen"), required=False, help_text=_("Datoen du startet i spesialiseringen.")
    )

    def __init__(self, *args: Any, kommuner: QuerySet[Virksomhet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["kommune"])
        felt.queryset = kommuner
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]

    def oppsett(self) -> Any:
        return Layout(Kort(_("Om deg"), "kommune", "hpr_nummer", "start"))
