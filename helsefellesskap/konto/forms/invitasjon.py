"""Inviting, and coming in."""

from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType
from grunnmur.portal.felt import Kortekst
from grunnmur.portal.skjema import Handlinger, Knapp, Kort, Par, Skjema
from helsefellesskap.konto import selectors
from helsefellesskap.konto.forms.innlogging import PASSORDRAAD, ULIKE


class Inviter(Skjema):
    """Whom, where, as what. The operation decides whether the inviter may."""

    navn = Kortekst(_("navn"), max_length=120).formfield(label=_("Navn"))
    epost = forms.EmailField(label=_("E-postadresse"), max_length=254, help_text=_("Adressen på jobben. Lenken sendes hit."))
    enhet = forms.ModelChoiceField(label=_("Enhet"), queryset=Enhet.objects.none(), empty_label=_("Velg enhet"))
    rolletype = forms.ChoiceField(label=_("Rolle"), initial=RolleType.ANSATT)

    def __init__(self, *args: Any, bruker: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enhet = cast(forms.ModelChoiceField, self.fields["enhet"])
        enhet.queryset = selectors.enheter_aa_invitere_til(bruker)
        cast(forms.ChoiceField, self.fields["rolletype"]).choices = selectors.roller_aa_tilby(bruker)

    def oppsett(self) -> Layout:
        return Layout(
            Kort(_("Hvem vil du invitere?"), Par("navn", "epost"), "enhet", "rolletype"),
            Handlinger(Knapp(_("Send invitasjon"), ikon="send")),
        )


class TaIBruk(Skjema):
    """Name and password of somebody new; nothing to fill in for somebody who is signed in already."""

    merking = False
    navn = Kortekst(_("navn"), max_length=120).formfield(label=_("Navn"))
    passord = forms.CharField(
        label=_("Passord"),
        strip=False,
        max_length=256,
        help_text=PASSORDRAAD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    gjenta = forms.CharField(
        label=_("Gjenta passordet"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, motatt: selectors.Mottatt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motatt = motatt
        self.fields["navn"].initial = motatt.navn
        if motatt.er_innlogget_som:
            self.fields.clear()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        passord = data.get("passord")
        if passord and "gjenta" in data and passord != data["gjenta"]:
            self.add_error("gjenta", ULIKE)
        if passord:
            try:
                validate_password(passord, Bruker(epost=self.motatt.epost, navn=data.get("navn", "")))
            except ValidationError as feil:
                self.add_error("passord", feil)
        data.pop("gjenta", None)
        return data
