"""What is written for the answer bank, and what it is searched for. The operations decide; these parse and explain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Filterskjema
from grunnmur.portal.sok import MAKS_SOK
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Banksvar, Fagfelt, Foresporsel, Innleggstype
from ..selectors.valglister import fagomraadevalg, virksomhetsvalg
from .traad import Svarskjema

INGEN_PASIENT = _("Alle i helsefellesskapet kan lese dette. Skriv aldri opplysninger som kan identifisere en pasient.")
SPORSMAAL = _("Skriv det slik andre med samme behov ville spurt.")


def _svarfelt() -> FritekstSkjemafelt:
    return FritekstSkjemafelt(
        label=_("Svar"), help_text=INGEN_PASIENT, widget=forms.Textarea(attrs={"rows": 10, "data-hoy": ""})
    )


class Forslagsskjema(Handlingsskjema):
    """Question and answer as others will read them, from what was asked and answered last."""

    sporsmaal = KortekstSkjemafelt(label=_("Spørsmål"), max_length=200, help_text=SPORSMAAL)
    svar = _svarfelt()

    @classmethod
    def forslag(cls, sak: Foresporsel) -> dict[str, Any]:
        siste = sak.innlegg.filter(type=Innleggstype.SVAR).order_by("-tidspunkt", "-id").first()
        return {"sporsmaal": sak.overskrift, "svar": siste.tekst if siste else ""}


class Redigerskjema(Svarskjema):
    """The answer as it stands, with its links."""

    sporsmaal = KortekstSkjemafelt(label=_("Spørsmål"), max_length=200, help_text=SPORSMAAL)
    tekst = _svarfelt()

    field_order = ("sporsmaal", "tekst")

    @classmethod
    def forslag(cls, sak: Banksvar) -> dict[str, Any]:
        par: dict[str, str] = {}
        for nr, lenke in enumerate(sak.lenker.order_by("tittel"), start=1):
            par |= {f"tittel_{nr}": lenke.tittel, f"url_{nr}": lenke.url}
        return {"sporsmaal": sak.sporsmaal, "tekst": sak.svar, **par}


class IkkeSamtykkskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva må endres?"),
        required=False,
        help_text=_("Du trenger ikke begrunne det. Skriver du noe, ser den som foreslo det, hva som skal til."),
    )


class Utdatertskjema(Handlingsskjema):
    tekst = FritekstSkjemafelt(
        label=_("Hva stemmer ikke lenger?"),
        help_text=_("Forfatteren får beskjed med navnet ditt. Skriv aldri opplysninger som kan identifisere en pasient."),
    )


def _med_alle(valg: list[tuple[str, str]]) -> list[tuple[str, Any]]:
    return [("", _("Alle")), *valg]


class Bankfilter(Filterskjema):
    """What the bank is searched for, and narrowed by. Anything unknown is said, and narrows nothing."""

    q = KortekstSkjemafelt(
        label=_("Søk"),
        required=False,
        max_length=MAKS_SOK,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Ord i spørsmål eller svar")}),
    )
    fagfelt = forms.ChoiceField(label=_("Fagfelt"), required=False, choices=[("", _("Alle")), *Fagfelt.choices])
    fagomraade = forms.ChoiceField(label=_("Fagområde"), required=False, choices=lambda: _med_alle(fagomraadevalg()))
    virksomhet = forms.ChoiceField(label=_("Svart av"), required=False, choices=lambda: _med_alle(virksomhetsvalg()))

    @property
    def valgt(self) -> dict[str, str]:
        """What was asked for and understood."""
        self.is_valid()
        return {navn: verdi for navn, verdi in self.cleaned_data.items() if verdi}
