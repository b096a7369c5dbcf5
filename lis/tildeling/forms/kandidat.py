"""A doctor from another trust, as the coordinator adds them to a round (S1-L06)."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lege.forms import Legefelter

from ..ord import valider_noytral
from ..selectors.kandidat import andre_foretak


class Kandidatskjema(Handlingsskjema, Legefelter):
    hf = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("Helseforetaket legen kommer fra"), empty_label=_("Velg helseforetak")
    )
    unntak_begrunnelse = FritekstSkjemafelt(
        label=_("Hvorfor kommer legen fra et annet helseforetak?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leger kommer ellers fra sykehuset her. Skriv aldri noe om helse eller familie."),
        validators=[valider_noytral],
    )

    def forbered(self, sak: Any) -> None:
        cast("forms.ModelChoiceField[Virksomhet]", self.fields["hf"]).queryset = andre_foretak()
