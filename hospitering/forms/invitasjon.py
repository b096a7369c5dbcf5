"""What is filled in about an open invitation, and what the list of them is searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Faggruppe
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Filterskjema, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import AapenInvitasjon
from .enhet import ALLE


class Invitasjonsfelter(Skjema):
    tittel = KortekstSkjemafelt(
        label=_("Hva dere inviterer til"), max_length=120, help_text=_("For eksempel «En uke i palliativt team».")
    )
    beskrivelse = FritekstSkjemafelt(
        label=_("Hva hospitanten får være med på"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Skriv aldri noe som kan identifisere en pasient."),
    )
    fra = Datofelt(label=_("Fra"), help_text=_("Første dag det er mulig å hospitere, for eksempel 18.01.2027."))
    til = Datofelt(label=_("Til"), help_text=_("Siste dag det er mulig å hospitere."))
    frist = Datofelt(label=_("Søknadsfrist"), help_text=_("Siste dag ansatte kan søke."))
    plasser = forms.IntegerField(label=_("Plasser"), min_value=1, max_value=500)
    faggrupper = forms.MultipleChoiceField(
        label=_("Hvem det passer for"),
        required=False,
        choices=Faggruppe.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Velg ingen hvis alle faggrupper er velkomne."),
    )


class NyInvitasjon(Invitasjonsfelter):
    """A draft."""


class Invitasjonsskjema(Handlingsskjema, Invitasjonsfelter):
    """An invitation that is changed."""

    @classmethod
    def forslag(cls, sak: AapenInvitasjon) -> dict[str, Any]:
        return {navn: getattr(sak, navn) for navn in AapenInvitasjon.FELTER}


class Invitasjonssok(Filterskjema):
    """Search by words or by unit, narrowed by professional group."""

    q = KortekstSkjemafelt(
        label=_("Søk"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Tittel, enhet eller saksnummer")}),
    )
    faggruppe = forms.ChoiceField(label=_("Faggruppe"), required=False, choices=[("", ALLE), *Faggruppe.choices])

    def valg(self) -> dict[str, str]:
        """What can be searched by; what is mangled is left out."""
        self.full_clean()
        return {navn: verdi for navn, verdi in self.cleaned_data.items() if verdi}
