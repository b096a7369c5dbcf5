"""The rounds there are, and half-years to come that nobody has planned a round for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.visning import Visning
from lis.lis1.selectors.balanse import Halvaar, framover
from lis.lis1.selectors.kommuner import halvaar_navn

from .. import rules
from ..models import Runde, Rundetilstand
from ..models.adgang import leser_runder, steller_med_runder
from .runde import VISNINGER
from .utvalget import lis1_utvalget

RT = Rundetilstand
FERDIGE = (RT.PUBLISERT, RT.AVLYST)


@dataclass(frozen=True)
class Runderad:
    runde: Runde
    visning: Visning
    halvaar: str
    kandidater: int
    mangler: int
    """Candidates who have not said what they wish."""
    tildelt: int


def rader(bruker: Bruker) -> list[Runderad]:
    """The rounds this person sees, the half-year to come last first. Two queries and the roles."""
    med = Q(kandidater__trukket=None, kandidater__isnull=False)
    runder: QuerySet[Any] = Runde.objects.filter(pk__in=Runde.objects.synlig_for(bruker).values("pk")).annotate(
        antall=Count("kandidater", filter=med, distinct=True),
        uten=Count(
            "kandidater",
            filter=med & Q(kandidater__fast_kommune=None, kandidater__onsker_levert=None),
            distinct=True,
        ),
        gitt=Count("tildelinger", distinct=True),
    )
    return [
        Runderad(r, VISNINGER[RT(r.tilstand)], halvaar_navn(r.oppstart), r.antall, r.uten, r.gitt)
        for r in runder.order_by("-oppstart", "-opprettet")
    ]


def uten_runde(bruker: Bruker, dag: date | None = None) -> list[Halvaar]:
    """Half-years to come that somebody needs a place in and no round is planned for: seen early by those who plan."""
    if not leser_runder(bruker):
        return []
    har = set(Runde.objects.exclude(tilstand=RT.AVLYST).values_list("oppstart", flat=True))
    return [h for h in framover(dag) if h.start not in har and (h.behov or h.godkjente)]


def ser_rettferdighet(bruker: Bruker) -> bool:
    """Figures of wishes are not for the municipalities."""
    return leser_runder(bruker)


def kan_planlegge(bruker: Bruker) -> bool:
    """Those who prepare rounds of the committee."""
    organ = lis1_utvalget()
    return steller_med_runder(bruker) and organ is not None and bool(rules.ordner_organet(bruker, organ))


def ledige_halvaar(halvaar: list[date]) -> list[date]:
    """Those without a round under way."""
    i_gang = set(Runde.objects.exclude(tilstand__in=FERDIGE).values_list("oppstart", flat=True))
    return [dag for dag in halvaar if dag not in i_gang and dag > timezone.localdate()]
