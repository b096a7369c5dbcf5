"""Which concrete places a round gives out, and who gets which of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from lis.lis1.models import Kommuneplass

from ..models import Forslag, Kandidat, Restplass, Runde, Tildeling
from ..models.restplass import AAPEN
from .plasser import ledige_plasser


def plassene(runde: Runde) -> QuerySet[Kommuneplass]:
    """Those left over already come last: somebody works with them."""
    rest = Restplass.objects.filter(plass=OuterRef("pk"), tilstand__in=AAPEN)
    plasser = ledige_plasser(runde.oppstart).annotate(er_rest=Exists(rest))
    return plasser.order_by("er_rest", "saksnummer").select_related("kommune")


@dataclass(frozen=True)
class Oppgjor:
    """Who gets which place. What could not be done names the municipality or the doctor; then nothing may be published."""

    plass: dict[UUID, Kommuneplass] = field(default_factory=dict)
    uten_plass: list[UUID] = field(default_factory=list)
    ledige: list[Kommuneplass] = field(default_factory=list)
    for_faa: list[str] = field(default_factory=list)
    """Municipalities with fewer places than the proposal gives out there."""
    borte: list[UUID] = field(default_factory=list)
    """Candidates in the proposal who are no longer in the round, or have a place already."""

    @property
    def nye_rester(self) -> list[Kommuneplass]:
        """Places that become left over by this; the others are already."""
        return [plass for plass in self.ledige if not getattr(plass, "er_rest", False)]


def oppgjor(runde: Runde, forslag: Forslag, *, laas: bool = False) -> Oppgjor:
    """Pair the placements of the proposal with concrete places, in the order of case numbers."""
    alle = plassene(runde)
    ledige = list(alle.select_for_update(of=("self",)) if laas else alle)
    kandidater = {str(k.pk): k for k in runde.kandidater.select_related("lege")}
    har_plass = set(
        Tildeling.objects.lopende().filter(lege__in=[k.lege_id for k in kandidater.values()]).values_list("lege", flat=True)
    )
    svar = Oppgjor(ledige=ledige)
    for rad in forslag.resultat["plasseringer"]:
        kandidat = kandidater[rad["kandidat"]]
        if kandidat.trukket or (rad["kommune"] and kandidat.lege_id in har_plass):
            svar.borte.append(kandidat.pk)
        elif not rad["kommune"]:
            svar.uten_plass.append(kandidat.pk)
        else:
            _gi(svar, kandidat, rad["kommune"])
    return svar


def _gi(svar: Oppgjor, kandidat: Kandidat, kommune: str) -> None:
    plass = next((p for p in svar.ledige if str(p.kommune_id) == kommune), None)
    if plass is None:
        svar.for_faa.append(kommune)
        return
    svar.ledige.remove(plass)
    svar.plass[kandidat.pk] = plass
