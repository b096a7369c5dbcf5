"""What every form on a case shares, and what is posted from any list of cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.personnummer import inneholder_personnummer
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

    def paa_nytt(self, sak: Any) -> Self:
        """The same form on the case as it is now, with what was typed."""
        skrevet = {navn: self[navn].value() for navn in self.fields if navn != "versjon"}
        return type(self)(sak=sak, initial=skrevet)


class Utkastskjema(Skjema):
    """A form that is kept while it is filled in, half a form too.

    Says only what cannot be kept. Emptiness is no error here, except of the version, without which nothing can be
    saved; what is missing is asked for when the draft is to be sent. Subclasses have `sak`, and say in `felter` which
    columns it becomes.
    """

    sak: Sak
    TOMME_ER_NULL: frozenset[str] = frozenset()
    """Fields that are None, not blank text, when nothing is chosen."""

    versjon = Versjonsfelt()

    def full_clean(self) -> None:
        super().full_clean()
        for navn in [n for n, feil in self.errors.items() if n != "versjon" and _bare_tomt(feil)]:
            del self.errors[navn]
            self.cleaned_data[navn] = None if navn in self.TOMME_ER_NULL else ""

    def felter(self) -> dict[str, Any]:
        """What can be kept, as columns of the case. Call after validation."""
        raise NotImplementedError

    @property
    def versjon_lest(self) -> int:
        """The version the page was made from; -1, which is no version, when the field is missing or mangled."""
        return int(self.cleaned_data.get("versjon", -1))

    def sett_versjon(self, versjon: int) -> None:
        """Let the next post carry the version that this one made."""
        self.data = {**{navn: self.data[navn] for navn in self.data}, "versjon": str(versjon)}

    def er_lagret(self) -> bool:
        """Whether what was typed is already what is stored."""
        return all(getattr(self.sak, felt) == verdi for felt, verdi in self.felter().items())

    def ledetekst(self, navn: str) -> str:
        return str(self.fields[navn].label)

    def ikke_lagret(self) -> list[str]:
        """The labels of what could not be kept."""
        return [self.ledetekst(navn) for navn in self.errors if navn in self.fields]


def _bare_tomt(feil: Any) -> bool:
    return all(en.code == "required" for en in feil.as_data())


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


def filtersporring(data: QueryDict | dict[str, Any], navn: Iterable[str]) -> str:
    """The query string of a filter: these keys, those that say something, in this order.

    A search for a national identity number is left out: a filter that is saved, or a workbook that is ordered, keeps it.
    """
    return urlencode([(n, data[n]) for n in navn if data.get(n) and not inneholder_personnummer(str(data[n]))])


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
