"""Choose a unit from the register by search, on a page that works without scripts.

The search text and a button stand in the same form as everything else. Pressing the button posts the form,
and the page comes back with what was typed and a short list of hits to choose from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.skjema import Radiovalg

from ..models import Enhet
from ..models.enhet import EnhetQuerySet

SOKEKNAPP = "sok_enheter"
"""The name of the submit button that only searches."""

MAKS_TREFF = 12


def bare_sok(data: Mapping[str, Any]) -> bool:
    """Whether the post only asks for hits. Build the form unbound then, with `initial=behold(data)`."""
    return SOKEKNAPP in data


def behold(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as initial values of a form that is shown again without being judged."""
    return {navn: verdi for navn, verdi in data.items() if verdi}


def sokefelt(**kwargs: Any) -> KortekstSkjemafelt:
    """The text to search for; stands right above the button of the partial `organisasjon/enhetsvalg.html`."""
    kwargs.setdefault("label", gettext_lazy("Søk etter enhet"))
    kwargs.setdefault("help_text", gettext_lazy("Skriv navn, sted eller fagområde, for eksempel «palliativ»."))
    kwargs.setdefault("widget", forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))
    felt = KortekstSkjemafelt(required=False, max_length=80, **kwargs)
    felt.uten_merke = True  # type: ignore[attr-defined]  # a tool, not a field to fill in
    return felt


class Enhetsfelt(forms.ModelChoiceField):
    """One unit. Accepts any unit of its queryset, but shows only the chosen one and the hits of a search."""

    def __init__(self, *, tom_etikett: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Enhet.objects.none())
        kwargs.setdefault("widget", Radiovalg(attrs={"class": "choices--col"}))
        super().__init__(empty_label=None, **kwargs)
        self.tom_etikett = tom_etikett
        self.sokemelding = ""

    def vis_treff(self, enheter: EnhetQuerySet, *, sok: str, valgt: Any = None, med_virksomhet: bool = False) -> None:
        """Let the field take any of `enheter`, and show the hits for `sok` after the chosen unit."""
        self.queryset = enheter
        treff = list(enheter.sok(sok).select_related("virksomhet")[: MAKS_TREFF + 1]) if sok.strip() else []
        self.sokemelding = _melding(sok, len(treff))
        vist = [*_den_valgte(enheter, valgt), *treff[:MAKS_TREFF]]
        navn = {str(e.pk): _navn(e, med_virksomhet) for e in vist}
        tomt = [("", self.tom_etikett)] if self.tom_etikett else []
        self.widget.choices = [*tomt, *navn.items()]


INGENTING_VALGT = "-"
"""The value of no option: a search has been made, and nothing is chosen on the person's behalf."""


class Enhetsvalg(Enhetsfelt):
    """Tells «nothing is chosen» from «none of these», so that neither is marked on the person's behalf."""

    def prepare_value(self, value: Any) -> Any:
        return INGENTING_VALGT if value is None else super().prepare_value(value)


def _den_valgte(enheter: EnhetQuerySet, valgt: Any) -> list[Enhet]:
    if not valgt:
        return []
    try:
        return list(enheter.filter(pk=getattr(valgt, "pk", valgt)).select_related("virksomhet"))
    except (ValueError, TypeError, forms.ValidationError):  # a mangled value; the field itself will say so
        return []


def _navn(enhet: Enhet, med_virksomhet: bool) -> str:
    return f"{enhet.visningsnavn}, {enhet.virksomhet.fullt_navn}" if med_virksomhet else enhet.visningsnavn


def _melding(sok: str, antall: int) -> str:
    """What the search found, read out above the hits."""
    if not sok.strip():
        return ""
    if not antall:
        return _("Ingen enheter passer til søket. Prøv et kortere ord.")
    if antall > MAKS_TREFF:
        return _("Mange enheter passer. De første vises; skriv mer for å avgrense.")
    return ngettext("%(antall)d enhet passer. Velg den under.", "%(antall)d enheter passer. Velg én under.", antall) % {
        "antall": antall
    }
