"""The shared list of candidates with a place (S1-L05): name, place, status, and who comes from another trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, CharField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from grunnmur.organisasjon.models import Helsefellesskap
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.portal.visning import Visning
from lis.lis1.models import Stilling, Stillingstilstand
from lis.lis1.selectors.kommuner import halvaar_navn

from ..models import Forsinkelse, Tildeling, Tildelingstilstand

T = Tildelingstilstand
VISNINGER = {
    T.TILDELT: Visning.TILDELT,
    T.ANSATT: Visning.ANSATT,
    T.I_KOMMUNE: Visning.I_KOMMUNEN,
    T.FULLFORT: Visning.FULLFORT,
    T.FRAFALT: Visning.FALT_FRA,
}
SORTERINGER = {"halvaar": "rekkefolge", "lege": "lege__sortering", "kommune": "plass__kommune__sortering", "start": "start"}
STANDARD = "-halvaar"


def i_listen(synlige: QuerySet[Tildeling]) -> QuerySet[Tildeling]:
    """With what a row shows, and a key that puts those of a half-year together by the number of the case."""
    nokkel = Concat(Cast("plass__oppstart", CharField()), Value(" "), "saksnummer", output_field=CharField())
    return synlige.select_related("lege", "plass__kommune", "hf").annotate(
        rekkefolge=nokkel,
        fra_annet_hf=ExpressionWrapper(~Q(hf=_eget_hf()), output_field=BooleanField()),
        forsinket=Exists(Forsinkelse.objects.filter(tildeling=OuterRef("pk"))),
    )


def _eget_hf() -> object:
    nett = Helsefellesskap.objects.gjeldende()
    return nett.helseforetak_id if nett else None


def er_fra_annet_hf(sak: Tildeling) -> bool:
    """An exception (S1-L06): not of the network's own hospital trust."""
    return sak.hf_id != _eget_hf()


@dataclass(frozen=True, slots=True)
class Tildelingsrad:
    """One candidate, finished for template and workbook. Of the doctor the name, never how to reach them."""

    url: str
    saksnummer: str
    lege: str
    kommune: str
    halvaar: str
    start: date
    slutt: date
    ansatt_dato: date | None
    kanal: str
    hf: str
    unntak: bool
    forsinket: bool
    visning: Visning


def rader(saker: Iterable[Tildeling]) -> Iterator[Tildelingsrad]:
    """Rows of `i_listen`."""
    for sak in saker:
        yield Tildelingsrad(
            url=sak.get_absolute_url(),
            saksnummer=sak.saksnummer or "",
            lege=sak.lege.navn,
            kommune=sak.plass.kommune.navn,
            halvaar=halvaar_navn(sak.plass.oppstart),
            start=sak.start,
            slutt=sak.slutt,
            ansatt_dato=sak.ansatt_dato,
            kanal=sak.get_kanal_display(),
            hf=sak.hf.navn,
            unntak=sak.fra_annet_hf,  # type: ignore[attr-defined]
            forsinket=sak.forsinket,  # type: ignore[attr-defined]
            visning=VISNINGER[T(sak.tilstand)],
        )


@dataclass(frozen=True)
class Andel:
    """How many of those who have a place come from another trust (S1-L20). Whoever fell away is not counted."""

    alle: int
    fra_annet_hf: int

    @property
    def prosent(self) -> int:
        return round(100 * self.fra_annet_hf / self.alle) if self.alle else 0


def andel(saker: QuerySet[Tildeling]) -> Andel:
    """Of these rows of `i_listen`."""
    med_plass = saker.exclude(tilstand=T.FRAFALT).order_by()
    tall = med_plass.aggregate(alle=Count("pk"), annet=Count("pk", filter=Q(fra_annet_hf=True)))
    return Andel(tall["alle"], tall["annet"])


@dataclass(frozen=True)
class Uten:
    """A doctor whose position says that the municipal part begins in the half-year, and who has no place."""

    lege: str
    stilling: str
    url: str
    kommune: str


def uten_plass(start: date) -> list[Uten]:
    """Those of our own doctors who still lack a place for this half-year, by name."""
    har = Tildeling.objects.exclude(tilstand=T.FRAFALT).filter(lege=OuterRef("lege"))
    stillinger = Stilling.objects.filter(tilstand=Stillingstilstand.BESATT, kommune_fra__gte=start)
    stillinger = stillinger.filter(kommune_fra__lt=pluss_maaneder(start, 6)).exclude(Exists(har))
    return [
        Uten(s.lege.navn, s.saksnummer or "", s.get_absolute_url(), s.kommune.navn if s.kommune else "")  # type: ignore[union-attr]
        for s in stillinger.select_related("lege", "kommune").order_by("lege__sortering")
    ]
