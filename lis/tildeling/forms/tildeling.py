"""What the parties fill in about a doctor who has a place: days, and nothing else (S1-L09, L14, G-18)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Datofelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Del, Tildeling

UTEN_GRUNN = _("Oppgi bare datoen. Portalen spør aldri hvorfor, og du skal ikke skrive det noe sted.")


class Ansettelse(Handlingsskjema):
    dato = Datofelt(label=_("Dato for ansettelsen"))

    @classmethod
    def forslag(cls, sak: Tildeling) -> dict[str, Any]:
        return {"dato": timezone.localdate()}


class Frafallsskjema(Handlingsskjema):
    dato = Datofelt(label=_("Legen faller fra og med"), help_text=UTEN_GRUNN)

    @classmethod
    def forslag(cls, sak: Tildeling) -> dict[str, Any]:
        return {"dato": timezone.localdate()}


class Forsinkelsesskjema(Handlingsskjema):
    gjelder = forms.ChoiceField(label=_("Hvilken del er forsinket?"), choices=Del.choices, widget=Radiovalg)
    ny_dato = Datofelt(label=_("Ny siste dag i denne delen"), help_text=UTEN_GRUNN)


class Fravaersskjema(Handlingsskjema):
    fra = Datofelt(label=_("Fra og med"))
    til = Datofelt(
        label=_("Til og med"),
        required=False,
        help_text=_("La feltet stå tomt når sluttdatoen ikke er kjent. Portalen spør aldri hvorfor."),
    )
