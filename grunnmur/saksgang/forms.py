"""What every form on a case shares, and what is posted from any list of cases."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.skjema import Skjema, Versjonsfelt

from .models import Sak

MAKS_VALGTE = 50


class Handlingsskjema(Skjema):
    """A form on one case, with the version that the page was made from. Without fields of its own it is a button."""

    versjon = Versjonsfelt()

    def __init__(self, *args: Any, sak: Any, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", None) or {}
        kwargs.setdefault("auto_id", f"id_{type(self).__name__.lower()}_%s")  # several forms stand on one page
        super().__init__(*args, initial={**self.forslag(sak), **initial, "versjon": sak.versjon}, **kwargs)
        self.sak = sak
        self.forbered(sak)

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        """What stands in the fields before anything is typed."""
        return {}

    def forbered(self, sak: Any) -> None:
        """Make the fields fit the case."""

    def paa_nytt(self, sak: Sak) -> Self:
        """The same form on the case as it is now, with what was typed."""
        skrevet = {navn: self[navn].value() for navn in self.fields if navn != "versjon"}
        return type(self)(sak=sak, initial=skrevet)


def legg_til_feil(skjema: BaseForm, feil: ValidationError) -> None:
    """Put an operation's refusal at the fields it names; what names no field of the form stands on top."""
    if not hasattr(feil, "error_dict"):
        skjema.add_error(None, feil)
        return
    for navn, meldinger in feil.error_dict.items():
        skjema.add_error(navn if navn in skjema.fields else None, meldinger)


class Filternavn(Skjema):
    merking = False

    navn = KortekstSkjemafelt(label=_("Navn på filteret"), max_length=60)


def les_valgte(verdier: list[str]) -> dict[UUID, int]:
    """Case and the version that was seen, from values like `<uuid>:<versjon>`. What is mangled is left out."""
    valgte: dict[UUID, int] = {}
    for verdi in verdier[:MAKS_VALGTE]:
        sak, _skille, versjon = verdi.partition(":")
        try:
            valgte[UUID(sak)] = int(versjon)
        except ValueError:
            continue
    return {sak: versjon for sak, versjon in valgte.items() if 0 < versjon < 2**31}
