"""What is written in the thread. The operations decide; these parse and explain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import FLEST_LENKER, Innlegg

INGEN_PASIENT = _("Skriv aldri opplysninger som kan identifisere en pasient.")


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


class Svarskjema(Tekstskjema):
    """The written answer, with up to five links to published procedures: a title and an address each."""

    tekst = FritekstSkjemafelt(label=_("Svar"), help_text=INGEN_PASIENT, widget=forms.Textarea(attrs={"rows": 10}))

    def forbered(self, sak: Any) -> None:
        for nr in range(1, FLEST_LENKER + 1):
            self.fields[f"tittel_{nr}"] = KortekstSkjemafelt(label=_("Tittel"), max_length=160, required=False)
            self.fields[f"url_{nr}"] = forms.URLField(
                label=_("Adresse"),
                max_length=500,
                required=False,
                assume_scheme="https",
                validators=[URLValidator(schemes=["https"], message=_("Adressen må begynne med https://."))],
                widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
            )

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
