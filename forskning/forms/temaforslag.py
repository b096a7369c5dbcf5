"""A proposed theme, and the meeting it is put to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Skjema
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.utvalg.models import Mote

from ..selectors.organvalg import AVGJOR_TEMA
from .forankring import sett_moter


class Forslagsskjema(Skjema):
    navn_nb = KortekstSkjemafelt(
        label=_("Tema"), max_length=120, help_text=_("Kort, for eksempel «Velferdsteknologi hjemme»."),
        error_messages={"required": _("Skriv hva temaet skal hete.")},
    )  # fmt: skip
    navn_nn = KortekstSkjemafelt(
        label=_("Navnet på nynorsk"), max_length=120, required=False, help_text=_("La stå tomt når det er det samme.")
    )
    begrunnelse = FritekstSkjemafelt(
        label=_("Hvorfor skal dette være et satsingsområde?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Utvalget leser dette. Skriv aldri opplysninger som kan identifisere en pasient."),
        error_messages={"required": _("Skriv hvorfor dette skal være et satsingsområde.")},
    )  # fmt: skip


class Framlegging(Handlingsskjema):
    mote = forms.ModelChoiceField(
        Mote.objects.none(), label=_("Møte"), empty_label=_("Velg møte"),
        error_messages={"invalid_choice": _("Møtet tar ikke imot flere saker. Velg et annet.")},
    )  # fmt: skip

    def forbered(self, sak: Any) -> None:
        sett_moter(self.fields["mote"], AVGJOR_TEMA)
