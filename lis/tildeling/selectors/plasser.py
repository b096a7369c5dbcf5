"""The places a round has to give by municipality: approved for its half-year, and nobody has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from grunnmur.organisasjon.models import Virksomhet
from lis.lis1.models import Kommuneplass, Profil

from ..models import Kandidat, Reservasjon, Runde, Rundetilstand, Tildeling, Tildelingstilstand


def ledige_plasser(oppstart: date) -> QuerySet[Kommuneplass]:
    """Approved places of the half-year that no living allocation has."""
    opptatt = Tildeling.objects.filter(plass=OuterRef("pk")).exclude(tilstand=Tildelingstilstand.FRAFALT)
    return Kommuneplass.objects.godkjente().filter(~Exists(opptatt), oppstart=oppstart)


@dataclass(frozen=True)
class Kommuneplasser:
    """One municipality in a round. `faste` are doctors whose position named it, who come before everybody else."""

    kommune: Virksomhet
    antall: int
    faste: int = 0
    har_profil: bool = False
    reservert: tuple[Reservasjon, ...] = ()

    @property
    def mangler(self) -> int:
        """Places too few for those it was promised to."""
        return max(0, self.faste - self.antall)


def faste_i(runde: Runde) -> QuerySet[Kandidat]:
    """Candidates whose position named the municipality."""
    return runde.kandidater.filter(trukket=None, fast_kommune__isnull=False)


def plasser_i(runde: Runde) -> list[Kommuneplasser]:
    """The municipalities of the round by name. Five queries, whatever the number."""
    # What a published round gave out is no longer free, and was in it all the same.
    ferdig = runde.tilstand == Rundetilstand.PUBLISERT
    plasser = Kommuneplass.objects.godkjente().filter(oppstart=runde.oppstart) if ferdig else ledige_plasser(runde.oppstart)
    per_kommune = plasser.order_by().values_list("kommune").annotate(Count("pk"))
    antall: Counter[UUID] = Counter(dict(per_kommune))
    faste = Counter(faste_i(runde).values_list("fast_kommune", flat=True))
    kommuner = list(Virksomhet.objects.filter(pk__in={*antall, *faste}).order_by("sortering"))
    profiler = set(Profil.objects.publiserte().filter(virksomhet__in=kommuner).values_list("virksomhet", flat=True))
    reservert: dict[UUID, list[Reservasjon]] = {}
    for rad in runde.reservasjoner.select_related("gruppe").order_by("gruppe__navn"):
        reservert.setdefault(rad.kommune_id, []).append(rad)
    return [Kommuneplasser(k, antall[k.pk], faste[k.pk], k.pk in profiler, tuple(reservert.get(k.pk, ()))) for k in kommuner]


def kommuner_aa_onske(runde: Runde) -> list[Kommuneplasser]:
    """Those that have a place to give."""
    return [rad for rad in plasser_i(runde) if rad.antall]


def sum_plasser(rader: Iterable[Kommuneplasser]) -> int:
    return sum(rad.antall for rad in rader)
