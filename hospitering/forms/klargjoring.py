"""What is filled in before anybody starts, and by those who keep the texts and lists it is made from."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg, Skjema, Versjonsfelt
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Side

UTDATERT = _("Siden er utdatert. Last den inn på nytt og prøv en gang til.")


class Underskriftskjema(Handlingsskjema):
    """The text that was shown. Drawn by the page, not the form: what is shown again may be a newer one."""

    tekst = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": UTDATERT, "invalid": UTDATERT})


class Papirskjema(Handlingsskjema):
    underskrevet = Datofelt(
        label=_("Når ble papiret underskrevet?"), help_text=_("Datoen som står ved underskriften, for eksempel 18.01.2027.")
    )


class Taushetstekstskjema(Skjema):
    """A new version, from the one before. `forrige` is the number of that one."""

    forrige = Versjonsfelt()
    tekst_nb = FritekstSkjemafelt(
        label=_("Tekst på bokmål"),
        help_text=_("Det hospitanten underskriver, ord for ord. En blank linje gir et nytt avsnitt."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    tekst_nn = FritekstSkjemafelt(
        label=_("Tekst på nynorsk"),
        required=False,
        help_text=_("Vises til dem som leser portalen på nynorsk. Uten den underskriver de på bokmål."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    gjelder_fra = Datofelt(label=_("Gjelder fra"), help_text=_("I dag eller en dag som kommer, for eksempel 18.01.2027."))


class Punktskjema(Skjema):
    tekst = KortekstSkjemafelt(
        label=_("Hva skal være gjort?"),
        max_length=160,
        help_text=_("For eksempel «Hent adgangskort i resepsjonen» eller «Les enhetens rutiner». Aldri noe om helse."),
    )
    ansvarlig = forms.ChoiceField(
        label=_("Hvem gjør det?"), choices=Side.choices, widget=Radiovalg, initial=Side.HOSPITANT.value
    )
