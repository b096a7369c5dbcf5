"""A proposal as its pages show it: rows finished for the template, municipality by municipality, and one candidate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..fordeling import Metode, Nokkeltall, Plassering, Resultat
from ..models import Endring, Forslag, Kandidat
from .forklaring import Onskerad, onskerader, onsketekst
from .forslag import endringer_i, resultat_av
from .navn import Navn


@dataclass(frozen=True)
class Rad:
    """One candidate in the table of a proposal."""

    kandidat: UUID
    navn: str
    sted: str
    """Empty without a place."""
    onske: str
    gruppe: str
    av_onsker: int
    """How many municipalities the candidate wished for."""
    endret: bool
    fast: bool
    """Named in the position."""


@dataclass(frozen=True)
class Kommunerad:
    """One municipality of a proposal."""

    navn: str
    plasser: int
    besatt: int
    ledige: int
    ledige_reserverte: list[tuple[str, int]]
    onsket_av: int
    forste_onske_for: int
    hvem: list[str]


class Forslagsinnhold:
    """The answer of one proposal with its names; read once however many rows are drawn."""

    def __init__(self, sak: Forslag) -> None:
        self.sak = sak
        self.resultat: Resultat = resultat_av(sak)
        self.navn = Navn.fra(self.resultat.inndata)

    @property
    def tall(self) -> Nokkeltall:
        return self.resultat.nokkeltall

    @cached_property
    def endringer(self) -> list[Endring]:
        return list(endringer_i(self.sak))

    @cached_property
    def _endret(self) -> dict[str, Endring]:
        return {str(e.kandidat_id): e for e in self.endringer}

    @property
    def forste_prosent(self) -> int:
        return self.tall.forste_promille // 10

    @property
    def felles(self) -> bool:
        return self.resultat.metode == Metode.SERIELL

    @cached_property
    def faste(self) -> int:
        """How many have a municipality named in their position."""
        return sum(p.fast and p.kandidat not in self._endret for p in self.resultat.plasseringer)

    def rader(self, kandidater: Iterable[Kandidat]) -> list[Rad]:
        return [self._rad(k.pk, k.lege.navn, p) for k in kandidater if (p := self.plassering(k.pk))]

    def plassering(self, kandidat: UUID) -> Plassering | None:
        return self.resultat.plassering.get(str(kandidat))

    def _rad(self, pk: UUID, navn: str, p: Plassering) -> Rad:
        return Rad(
            kandidat=pk,
            navn=navn,
            sted=self.navn.kommune(p.kommune) if p.kommune else "",
            onske=self.onske(p),
            gruppe=self.navn.gruppe(p.reservert) if p.reservert else "",
            av_onsker=len(self.resultat.inndata.kandidat[p.kandidat].onsker),
            endret=p.kandidat in self._endret,
            fast=p.fast and p.kandidat not in self._endret,
        )

    def onske(self, p: Plassering) -> str:
        """Which wish was met, or why there was none to meet."""
        if p.fast and p.kandidat not in self._endret:
            return _("Navngitt i stillingen")
        if p.kommune is not None or p.fast:
            return onsketekst(p)
        return _("Ingen av ønskene") if self.resultat.inndata.kandidat[p.kandidat].onsker else _("Har ikke ønsket noe")

    @cached_property
    def kommuner(self) -> list[Kommunerad]:
        """In Norwegian order."""
        hvem: dict[str, list[str]] = defaultdict(list)
        sted = {p.kandidat: p.kommune for p in self.resultat.plasseringer}
        for id_, navn in self.navn.kandidater.items():
            if kommune := sted[id_]:
                hvem[kommune].append(navn)
        tall = {t.kommune: t for t in self.tall.kommuner}
        return [
            Kommunerad(
                navn=navn,
                plasser=tall[id_].plasser,
                besatt=tall[id_].plasser - tall[id_].ledige,
                ledige=tall[id_].ledige,
                ledige_reserverte=[(self.navn.gruppe(g), n) for g, n in tall[id_].ledige_reserverte],
                onsket_av=tall[id_].onsket_av,
                forste_onske_for=tall[id_].forste_onske_for,
                hvem=hvem[id_],
            )
            for id_, navn in self.navn.kommuner.items()
        ]

    @cached_property
    def per_onske(self) -> list[tuple[int, int]]:
        """How many got their first wish, their second, and so on, to the worst that somebody got."""
        return list(enumerate(self.tall.per_onske[: self.tall.verste_onske or 0], 1))


def kandidater_i(sak: Forslag, sok: str = "") -> QuerySet[Kandidat]:
    """The candidates of the proposal, those whose name begins so, or has a word that does."""
    rader = Kandidat.objects.filter(pk__in=[UUID(k["id"]) for k in sak.inndata["kandidater"]]).select_related("lege")
    if ord_ := sok.strip():
        rader = rader.filter(lege__navn__icontains=ord_)
    return rader


@dataclass(frozen=True)
class Kandidatside:
    """One candidate of a proposal: what they got, and why not more."""

    kandidat: Kandidat
    rad: Rad
    poeng: list[tuple[str, int]]
    """Points as they were frozen: one line with a common order, one for each wish with own orders."""
    onsker: list[Onskerad]
    endring: Endring | None


def kandidatside(innhold: Forslagsinnhold, kandidat: Kandidat) -> Kandidatside | None:
    plassering = innhold.plassering(kandidat.pk)
    if plassering is None:
        return None
    return Kandidatside(
        kandidat=kandidat,
        rad=innhold.rader([kandidat])[0],
        poeng=_poeng(innhold, plassering),
        onsker=onskerader(innhold.resultat.inndata, plassering, innhold.navn),
        endring=next((e for e in innhold.endringer if e.kandidat_id == kandidat.pk), None),
    )


def _poeng(innhold: Forslagsinnhold, plassering: Plassering) -> list[tuple[str, int]]:
    regel, id_ = innhold.resultat.inndata.rekkefolge.som_json(), plassering.kandidat
    if regel["slag"] == "felles":
        return [(_("I alt"), regel["poeng"][id_])]
    onsker = innhold.resultat.inndata.kandidat[id_].onsker
    return [(innhold.navn.kommune(sted), regel["poeng"][sted][id_]) for sted in onsker]


def valgtekster(ekstra: Iterable[tuple[str, int]], uten_reservasjoner: bool) -> list[str]:
    """What a proposal tries otherwise than it is, in words."""
    tekster = [_("%(antall)s tenkte plasser i %(kommune)s") % {"antall": n, "kommune": navn} for navn, n in ekstra]
    if uten_reservasjoner:
        tekster.append(_("ingen reserverte plasser"))
    return tekster
