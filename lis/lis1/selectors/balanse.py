"""The balance: hospital positions that need a municipal place, against the places there are, by half-year (S1-L07)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Deltakelse
from grunnmur.portal.dato import dato, pluss_maaneder

from ..models import Kommuneplass, Kommuneplasstilstand, Stilling, Stillingstilstand
from .kommuner import halvaar_fram, halvaar_navn

KP = Kommuneplasstilstand


class Kommunebehov(NamedTuple):
    """What one municipality is named for in a half-year, and its own approved places."""

    navn: str
    behov: int
    godkjente: int

    @property
    def mangler(self) -> int:
        return max(0, self.behov - self.godkjente)


@dataclass(frozen=True)
class Halvaar:
    """One half-year: the positions whose municipal part begins in it, and the places that begin in it."""

    start: date
    ansatte: int = 0
    """Positions somebody is hired in."""
    ledige: int = 0
    """Positions that are planned or advertised."""
    tildeles: int = 0
    """Of all these, how many have no municipality named."""
    godkjente: int = 0
    foreslaatte: int = 0
    """Places the County Governor has not answered about yet: shown, never counted."""
    mangler: int = 0
    mangler_med_forslag: int = 0
    """What would still lack if every proposal were approved."""
    kommuner: tuple[Kommunebehov, ...] = ()
    """Municipalities that are named, in Norwegian order."""

    @property
    def behov(self) -> int:
        return self.ansatte + self.ledige

    @property
    def navn(self) -> str:
        return halvaar_navn(self.start)

    @property
    def mangler_i(self) -> list[Kommunebehov]:
        """Named municipalities without places enough of their own."""
        return [k for k in self.kommuner if k.mangler]

    @property
    def setning(self) -> str:
        """The half-year in words, for those who do not see the picture."""
        if not self.mangler:
            return _("%(halvaar)s: %(behov)s trenger plass, %(godkjente)s godkjente plasser.") % {
                "halvaar": self.navn, "behov": self.behov, "godkjente": self.godkjente
            }  # fmt: skip
        return _("%(halvaar)s: %(behov)s trenger plass, %(godkjente)s godkjente plasser, det mangler %(mangler)s.") % {
            "halvaar": self.navn, "behov": self.behov, "godkjente": self.godkjente, "mangler": self.mangler
        }  # fmt: skip


def halvaar_for(dag: date) -> date:
    """The start of the half-year the day is in: 1 March, or 1 September."""
    if dag.month >= 9:
        return date(dag.year, 9, 1)
    return date(dag.year, 3, 1) if dag.month >= 3 else date(dag.year - 1, 9, 1)


def balanse(starter: Iterable[date]) -> list[Halvaar]:
    """These half-years, in two queries whatever the number of rows.

    A place in a municipality goes to those who are named for it first; what is left goes to those without a name.
    """
    starter = sorted(set(starter))
    if not starter:
        return []
    fra, til = starter[0], pluss_maaneder(starter[-1], 6)
    behov: dict[date, list[tuple[UUID | None, bool, int]]] = defaultdict(list)
    navn: dict[UUID, tuple[str, str]] = {}
    stillinger = Stilling.objects.i_drift().filter(kommune_fra__gte=fra, kommune_fra__lt=til).order_by()
    grupper = stillinger.values_list("kommune_fra", "kommune", "tilstand", "kommune__navn", "kommune__sortering")
    for dag, kommune, tilstand, kommunenavn, sortering, antall in grupper.annotate(antall=Count("pk")):
        behov[halvaar_for(dag)].append((kommune, tilstand == Stillingstilstand.BESATT, antall))
        if kommune:
            navn[kommune] = (sortering, kommunenavn)
    plasser: dict[date, dict[str, Counter[UUID]]] = defaultdict(lambda: {KP.GODKJENT: Counter(), KP.FORESLAATT: Counter()})
    i_tiden = Kommuneplass.objects.filter(oppstart__gte=fra, oppstart__lt=til, tilstand__in=[KP.GODKJENT, KP.FORESLAATT])
    # Nobody serves in a municipality that has left the network by then, whatever was approved before.
    deltar = Deltakelse.objects.filter(virksomhet=OuterRef("kommune"), gyldig_fra__lte=OuterRef("oppstart"))
    deltar = deltar.filter(Q(gyldig_til=None) | Q(gyldig_til__gte=OuterRef("oppstart")))
    i_tiden = i_tiden.filter(Exists(deltar))
    for dag, kommune, tilstand, antall in (
        i_tiden.order_by().values_list("oppstart", "kommune", "tilstand").annotate(antall=Count("pk"))
    ):
        plasser[dag][tilstand][kommune] += antall
    return [_halvaar(start, behov[start], plasser[start], navn) for start in starter]


def _halvaar(
    start: date,
    behov: list[tuple[UUID | None, bool, int]],
    plasser: dict[str, Counter[UUID]],
    navn: dict[UUID, tuple[str, str]],
) -> Halvaar:
    navngitt: Counter[UUID] = Counter()
    for kommune, _besatt, antall in behov:
        if kommune:
            navngitt[kommune] += antall
    tildeles = sum(antall for kommune, _besatt, antall in behov if kommune is None)
    godkjent, foreslaatt = plasser[KP.GODKJENT], plasser[KP.FORESLAATT]
    return Halvaar(
        start=start,
        ansatte=sum(antall for _kommune, besatt, antall in behov if besatt),
        ledige=sum(antall for _kommune, besatt, antall in behov if not besatt),
        tildeles=tildeles,
        godkjente=godkjent.total(),
        foreslaatte=foreslaatt.total(),
        mangler=_mangler(navngitt, tildeles, godkjent),
        mangler_med_forslag=_mangler(navngitt, tildeles, godkjent + foreslaatt),
        kommuner=tuple(
            Kommunebehov(navn[pk][1], navngitt[pk], godkjent[pk]) for pk in sorted(navngitt, key=lambda pk: navn[pk])
        ),
    )


def _mangler(navngitt: Counter[UUID], tildeles: int, plasser: Counter[UUID]) -> int:
    """A place too few in a named municipality is not made up for by one too many in another."""
    uten_egen = (navngitt - plasser).total()
    til_overs = (plasser - navngitt).total()
    return uten_egen + max(0, tildeles - til_overs)


def framover(dag: date | None = None) -> list[Halvaar]:
    """The half-years to come, as far ahead as the rules look."""
    return balanse(halvaar_fram(dag))


@dataclass(frozen=True)
class Mangel:
    """A shortage, as a banner says it."""

    tekst: str
    utdyping: str


def mangel(halvaar: Iterable[Halvaar]) -> Mangel | None:
    """The shortage that comes first, and how many more half-years have one. None when there are places enough."""
    med = [h for h in halvaar if h.mangler]
    if not med:
        return None
    forst, flere = med[0], len(med) - 1
    antall = forst.mangler
    tekst = ngettext(
        "Det mangler %(antall)s kommuneplass fra %(dag)s.", "Det mangler %(antall)s kommuneplasser fra %(dag)s.", antall
    )
    deler = [_("%(antall)s av dem i %(kommune)s.") % {"kommune": k.navn, "antall": k.mangler} for k in forst.mangler_i]
    if forst.mangler_med_forslag < antall:
        deler.append(_("Blir forslagene godkjent, mangler %(antall)s.") % {"antall": forst.mangler_med_forslag})
    if flere:
        til = ngettext("Det mangler plasser i %(antall)s halvår til.", "Det mangler plasser i %(antall)s halvår til.", flere)
        deler.append(til % {"antall": flere})
    return Mangel(tekst % {"antall": antall, "dag": dato(forst.start)}, " ".join(deler))
