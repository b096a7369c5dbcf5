"""The municipality's answer, and the coordinator's word to send. The forms explain; the operations decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Skjema, Versjonsfelt

from ..models import Foresporseltilstand as F
from ..models import Seksmndforesporsel

VELG_SVAR = _("Trykk på knappen for det kommunen svarer.")


class Svarskjema(Skjema):
    """Yes, no or change: the answer is the button that is pressed; nothing is chosen beforehand."""

    versjon = Versjonsfelt()
    svar = forms.ChoiceField(
        choices=[(F.BEKREFTET, _("Ja")), (F.AVKREFTET, _("Nei")), (F.ENDRING, _("Endring"))],
        widget=forms.HiddenInput,
        error_messages={"required": VELG_SVAR, "invalid_choice": VELG_SVAR},
    )
    kommentar = FritekstSkjemafelt(
        label=_("Kommentar"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Må fylles ut når dere svarer nei. Skriv aldri årsaken til et fravær."),
    )

    def __init__(self, *args: Any, sak: Seksmndforesporsel, **kwargs: Any) -> None:
        super().__init__(*args, initial={**(kwargs.pop("initial", None) or {}), "versjon": sak.versjon}, **kwargs)
