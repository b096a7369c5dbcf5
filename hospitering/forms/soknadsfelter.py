"""The fields of the official form: labels word for word, in the order of the paper (S1-S01–S16)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.forms.enhetsvalg import Enhetsvalg
from grunnmur.organisasjon.models import Virksomhet
from grunnmur.portal.skjema import Datofelt, Radiovalg, Telefonfelt
from grunnmur.saksgang.forms import Utkastskjema

from .. import ledetekster
from ..models import Soknad


def _fra_modellen(felt: str, *, krevd: bool = True, linjer: int = 0, **kwargs: Any) -> Any:
    """The model's own form field, so that its ceiling and its guard against national identity numbers follow."""
    svar: Any = Soknad._meta.get_field(felt).formfield(label=ledetekster.FELT[felt], **kwargs)  # type: ignore[union-attr]
    svar.required = krevd
    if linjer:
        svar.widget.attrs["rows"] = linjer
    return svar


class Soknadsfelter(Utkastskjema):
    """What stands on the form, before anybody's choices are filled in."""

    periode_ledetekst = ledetekster.PERIODE

    sokes_i = forms.ChoiceField(label=ledetekster.JEG_SOKER, widget=Radiovalg)
    kommune = forms.ModelChoiceField(
        Virksomhet.objects.none(),
        required=False,
        label=_("Navn på kommunen"),
        help_text=_("Fylles ut når du søker om hospitering i en kommune."),
        empty_label=_("Velg kommune"),
    )
    annen_vert = forms.ModelChoiceField(
        Virksomhet.objects.none(),
        required=False,
        label=_("Navn på virksomheten"),
        help_text=_("Fylles ut når du søker om hospitering i en annen virksomhet."),
        empty_label=_("Velg virksomhet"),
    )
    """Only where the network has opened for other hosts (G-13)."""
    soker_navn = _fra_modellen("soker_navn")
    hjemmeadresse = _fra_modellen("hjemmeadresse", help_text=_("Gate eller vei, postnummer og poststed."))
    tlf_privat = Telefonfelt(
        label=ledetekster.TLF,
        help_text=_("Privat telefon."),
        error_messages={"invalid": _("Telefonnummeret ditt må ha 8 siffer. Utenlandske numre begynner med + og landskode.")},
    )
    egen_enhet = forms.TypedChoiceField(label=ledetekster.ARBEIDSSTED, empty_value=None)
    arbeidssted_adresse = _fra_modellen("arbeidssted_adresse", help_text=_("Gate eller vei, postnummer og poststed."))
    tlf_arbeid = Telefonfelt(
        label=ledetekster.TLF,
        help_text=_("Telefonen på arbeidsstedet."),
        error_messages={
            "invalid": _("Telefonnummeret til arbeidsstedet må ha 8 siffer. Utenlandske numre begynner med + og landskode.")
        },
    )
    onsket_enhet_tekst = _fra_modellen(
        "onsket_enhet_tekst",
        help_text=_("Skriv navn, sted eller fagområde, og søk. Finnes ikke enheten, brukes det du har skrevet."),
    )
    onsket_enhet = Enhetsvalg(
        required=False,
        label=_("Enheter i registeret"),
        tom_etikett=_("Ingen av disse. Bruk det jeg har skrevet."),
        widget=Radiovalg(attrs={"class": "choices--col"}),
        error_messages={
            "invalid_choice": _("Enheten hører ikke til virksomheten du har valgt. Søk og velg en annen enhet.")
        },
    )
    enhet_sokt = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    periode_fra = Datofelt(label=ledetekster.FRA)
    periode_til = Datofelt(label=ledetekster.TIL)
    begrunnelse = _fra_modellen(
        "begrunnelse", linjer=4, help_text=_("Hvorfor trenger du eller enheten din denne hospiteringen?")
    )
    tema_og_maal = _fra_modellen("tema_og_maal", linjer=5, help_text=_("Skriv kort hva du vil lære."))
    bidrag = _fra_modellen("bidrag", krevd=False, linjer=3)
    faggruppe = forms.ChoiceField(label=ledetekster.FAGGRUPPE)
    faggruppe_annen = _fra_modellen(
        "faggruppe_annen", krevd=False, help_text=_("Fylles ut når du har valgt «Annen faggruppe».")
    )
