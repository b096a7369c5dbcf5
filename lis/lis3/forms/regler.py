"""The network's own parameters, as the coordinator changes them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import NettadresseSkjemafelt
from grunnmur.portal.skjema import Modellskjema, Radiovalg, Versjonsfelt

from ..models import Innstilling
from ..selectors.regler import FELTER


class Regelskjema(Modellskjema):
    versjon = Versjonsfelt()
    bekreftet = forms.BooleanField(label=_("Ja, endre hvordan ansienniteten regnes for alle i køen"), required=False)

    hjemmel_url = NettadresseSkjemafelt(label=_("Lenke til spesialistforskriften"), required=False)
    stillinger_url = NettadresseSkjemafelt(label=_("Lenke til helseforetakets ledige stillinger"), required=False)

    class Meta:
        model = Innstilling
        fields = FELTER
        widgets = {"ansiennitetsregel": Radiovalg}

    def __init__(self, *args: Any, instance: Innstilling, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["versjon"] = instance.versjon
        self.fields["foresporsel_sendes_maaneder"].help_text = _("Seks til tolv måneder.")
