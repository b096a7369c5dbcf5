"""What is written in the thread. The operations decide; these parse and explain."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import FLEST_LENKER, Innlegg

INGEN_PASIENT = _("Skriv aldri opplysninger som kan identifisere en pasient.")

kun_https = URLValidator(schemes=["https"], code="https", message=_("Adressen må begynne med https://."))


class Tekstskjema(Handlingsskjema):
    """One text, kept as it was typed when it is sent back."""

    tekst = FritekstSkjemafelt(label=_("Tekst"), help_text=INGEN_PASIENT)


class Sporskjema(Tekstskjema):
    """Asking back, with what was asked beside it."""

    tekst = FritekstSkjemafelt(label=_("Hva trenger du å vite for å kunne svare?"), help_text=INGEN_PASIENT)


class Tilsvarskjema(Tekstskjema):
    tekst = FritekstSkjemafelt(label=_("Svaret ditt"), help_text=INGEN_PASIENT)

    @property
    def innlegg(self) -> Innlegg | None:
        """The question that is answered."""
        return self.sak.innlegg.filter(type="sporsmaal").select_related("av", "paa_vegne_av").last()


def _tittel() -> KortekstSkjemafelt:
    return cast(KortekstSkjemafelt, KortekstSkjemafelt(label=_("Tittel"), max_length=160, required=False))


def _url() -> NettadresseSkjemafelt:
    return NettadresseSkjemafelt(
        label=_("Adresse"),
        max_length=500,
        required=False,
        validators=[kun_https],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )


class Svarskjema(Tekstskjema):
    """The written answer, with up to five links to published procedures: a title and an address each."""

    tekst = FritekstSkjemafelt(label=_("Svar"), help_text=INGEN_PASIENT, widget=forms.Textarea(attrs={"rows": 10}))

    tittel_1, url_1 = _tittel(), _url()
    tittel_2, url_2 = _tittel(), _url()
    tittel_3, url_3 = _tittel(), _url()
    tittel_4, url_4 = _tittel(), _url()
    tittel_5, url_5 = _tittel(), _url()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for nr in range(1, FLEST_LENKER + 1):
            tittel, url = data.get(f"tittel_{nr}"), data.get(f"url_{nr}")
            if url and not tittel and not self.has_error(f"tittel_{nr}"):
                self.add_error(f"tittel_{nr}", _("Skriv hva lenken heter."))
            if tittel and not url and not self.has_error(f"url_{nr}"):
                self.add_error(f"url_{nr}", _("Skriv adressen til lenken, med https:// først."))
        par = [(data.get(f"tittel_{nr}"), data.get(f"url_{nr}")) for nr in range(1, FLEST_LENKER + 1)]
        data["lenker"] = [(tittel, url) for tittel, url in par if tittel and url]
        return data

    @property
    def lenkefelt(self) -> list[tuple[int, Any, Any]]:
        """The pairs of fields, by number."""
        return [(nr, self[f"tittel_{nr}"], self[f"url_{nr}"]) for nr in range(1, FLEST_LENKER + 1)]

    @property
    def har_flere(self) -> bool:
        """Whether more than the first link is in use, or wrong."""
        return any(felt.value() or felt.errors for nr, *par in self.lenkefelt for felt in par if nr > 1)
