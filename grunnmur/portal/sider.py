"""Pages of a long list by key, not by offset: page 20 000 costs the same as page 1.

    side = Nokkelside(Soknad.objects.synlig_for(bruker), sortering="-innsendt", markor=request.GET.get("side"))

Rows may be objects, `values()` or named `values_list()`. The sort key must not be NULL (coalesce first); the
primary key settles ties, so both must be among the selected columns.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

RADER_PER_SIDE = 25
TELLETAK = 1000

_SALT = "grunnmur.portal.sider"
_TIL_TEKST = {dt.datetime: "t", dt.date: "d", UUID: "u", Decimal: "n"}
_FRA_TEKST: dict[str, Callable[[str], Any]] = {
    "t": dt.datetime.fromisoformat,
    "d": dt.date.fromisoformat,
    "u": UUID,
    "n": Decimal,
}


def velg_sortering(valgt: str, nokler: Mapping[str, str], standard: str) -> tuple[str, str]:
    """The sort as chosen (`standard` when unknown), and the key it means: `-lege` is the key of `lege` turned round."""
    if valgt.removeprefix("-") not in nokler:
        valgt = standard
    nokkel = nokler[valgt.removeprefix("-")]
    if valgt.startswith("-"):
        nokkel = nokkel.removeprefix("-") if nokkel.startswith("-") else f"-{nokkel}"
    return valgt, nokkel


class Nokkelside:
    """One page: `rader`, and the cursors `forrige` and `neste` (None where there is nothing).

    The cursor is signed and belongs to one sort order. A foreign, old or invented one gives the first page.
    """

    def __init__(
        self, sporring: QuerySet[Any, Any], *, sortering: str, markor: str | None = None, antall: int = RADER_PER_SIDE
    ) -> None:
        self._sporring = sporring
        self._felt = sortering.removeprefix("-")
        self._synkende = sortering.startswith("-")
        self._salt = f"{_SALT}:{sporring.model._meta.label}:{sortering}"
        self.antall = antall
        self._bakover = False
        fra = self._les(markor) if markor else None
        self.rader: list[Any] = []
        self.forrige: str | None = None
        self.neste: str | None = None
        self._hent(fra)

    def __iter__(self) -> Any:
        return iter(self.rader)

    def __len__(self) -> int:
        return len(self.rader)

    @cached_property
    def treff(self) -> int:
        """How many rows there are, counted no further than one above the ceiling."""
        if not self.forrige and not self.neste:
            return len(self.rader)
        return self._sporring.order_by().values("pk")[: TELLETAK + 1].count()

    @property
    def treff_tekst(self) -> str:
        """«12 treff», «over 1 000 treff»."""
        if self.treff > TELLETAK:
            return _("over 1\N{NO-BREAK SPACE}000 treff")
        return ngettext("%(antall)d treff", "%(antall)d treff", self.treff) % {"antall": self.treff}

    def _hent(self, fra: tuple[Any, Any] | None) -> None:
        synkende = self._synkende != self._bakover
        sporring = self._sporring
        if fra is not None:
            sporring = sporring.filter(self._etter(*fra, synkende=synkende))
        tegn = "-" if synkende else ""
        rader = list(sporring.order_by(f"{tegn}{self._felt}", f"{tegn}pk")[: self.antall + 1])
        flere = len(rader) > self.antall
        rader = rader[: self.antall]
        if fra is not None and not rader:
            # What stood beyond the cursor is gone; an empty page would be a dead end.
            self._bakover = False
            return self._hent(None)
        if self._bakover:
            rader.reverse()
        self.rader = rader
        if rader:
            har_foran, har_etter = (flere, True) if self._bakover else (fra is not None, flere)
            self.forrige = self._skriv("f", rader[0]) if har_foran else None
            self.neste = self._skriv("n", rader[-1]) if har_etter else None
        return None

    def _etter(self, verdi: Any, pk: Any, *, synkende: bool) -> Q:
        """Strictly beyond (verdi, pk). The first condition is what the index is read by."""
        retning = "lt" if synkende else "gt"
        return Q(**{f"{self._felt}__{retning}e": verdi}) & (
            Q(**{f"{self._felt}__{retning}": verdi}) | Q(**{f"pk__{retning}": pk})
        )

    def _skriv(self, retning: str, rad: Any) -> str:
        nokkel = [self._pakk(self._verdi(rad, self._felt)), self._pakk(self._verdi(rad, "pk"))]
        return signing.dumps([retning, *nokkel], salt=self._salt)

    def _les(self, markor: str) -> tuple[Any, Any] | None:
        try:
            retning, verdi, pk = signing.loads(markor, salt=self._salt)
            fra = _pakk_ut(verdi), _pakk_ut(pk)
        except (signing.BadSignature, ValueError, TypeError, LookupError):
            return None
        self._bakover = retning == "f"
        return fra

    def _verdi(self, rad: Any, felt: str) -> Any:
        if isinstance(rad, dict):
            return rad[felt] if felt in rad else rad[self._sporring.model._meta.pk.name]
        if hasattr(rad, felt):
            return getattr(rad, felt)
        if felt == "pk":
            return getattr(rad, self._sporring.model._meta.pk.name)
        for del_ in felt.split("__"):
            rad = getattr(rad, del_)
        return rad

    @staticmethod
    def _pakk(verdi: Any) -> Any:
        if verdi is None:
            raise ValueError("the sort key of a Nokkelside must not be NULL")
        merke = _TIL_TEKST.get(type(verdi))
        return verdi if merke is None else [merke, verdi.isoformat() if merke in "td" else str(verdi)]


def _pakk_ut(verdi: Any) -> Any:
    return _FRA_TEKST[verdi[0]](verdi[1]) if isinstance(verdi, list) else verdi
