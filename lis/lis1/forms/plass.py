"""What municipality and County Governor fill in about municipal places."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Enhet, Virksomhet
from grunnmur.portal.dato import dato
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Kommuneplass
from ..models.kommuneplass import FLEST_PLASSER
from ..selectors.kommuner import halvaar_fram, halvaar_navn
from ..selectors.plass import mulige_enheter

MERKNAD_HJELP = _("For eksempel vakt, bolig eller hva legen får praksis i. Skriv ikke noe om enkeltpersoner.")


def _halvaar(ogsaa: date | None = None) -> list[tuple[str, str]]:
    """The half-years to choose from, and the one that is chosen already."""
    starter = sorted({*halvaar_fram(), *([ogsaa] if ogsaa else [])})
    return [("", str(_("Velg halvår"))), *((s.isoformat(), f"{halvaar_navn(s)} ({dato(s)})") for s in starter)]


class _Oppstart(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=date.fromisoformat, empty_value=None, **kwargs)


class Plassfelter(Skjema):
    """What a place is."""

    oppstart = _Oppstart(label=_("Oppstart i kommunen"))
    enhet = forms.ModelChoiceField(
        Enhet.objects.none(), label=_("Enhet i kommunen"), required=False, empty_label=_("Ikke bestemt")
    )
    merknad = FritekstSkjemafelt(
        label=_("Merknad til Statsforvalteren"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=MERKNAD_HJELP,
    )


class NyePlasser(Plassfelter):
    """So many places alike, for one half-year."""

    kommune = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Kommune"), empty_label=_("Velg kommune"))
    antall = forms.IntegerField(
        label=_("Antall like plasser"),
        min_value=1,
        max_value=FLEST_PLASSER,
        initial=1,
        error_messages={
            "min_value": _("Foreslå minst én plass."),
            "max_value": _("Foreslå høyst 20 plasser om gangen."),
        },
    )
    field_order = ("kommune", "oppstart", "antall")

    def __init__(self, *args: Any, kommuner: list[Virksomhet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kommune = cast("forms.ModelChoiceField[Virksomhet]", self.fields["kommune"])
        kommune.queryset = Virksomhet.objects.filter(pk__in=[k.pk for k in kommuner]).order_by("sortering")
        kommune.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        if len(kommuner) == 1:
            kommune.initial, kommune.empty_label = kommuner[0], None
        cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"]).queryset = mulige_enheter(k.pk for k in kommuner)
        cast(_Oppstart, self.fields["oppstart"]).choices = _halvaar()


class Plasskjema(Handlingsskjema, Plassfelter):
    """One place that is proposed: changed before the answer, or mended after a no."""

    @classmethod
    def forslag(cls, sak: Kommuneplass) -> dict[str, Any]:
        return {"oppstart": sak.oppstart.isoformat(), "enhet": sak.enhet_id, "merknad": sak.merknad}

    def forbered(self, sak: Kommuneplass) -> None:
        cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"]).queryset = mulige_enheter([sak.kommune_id])
        cast(_Oppstart, self.fields["oppstart"]).choices = _halvaar(sak.oppstart)


class IkkeGodkjent(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva mangler?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kommunen leser kommentaren, og kan foreslå plassen på nytt."),
        error_messages={"required": _("Skriv hva som mangler for at plassen kan godkjennes.")},
    )
