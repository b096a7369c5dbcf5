"""Municipalities as training organisations: who is registered, where the plan is, which arenas there are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from grunnmur.organisasjon.models import Bruker, Deltakelse, Virksomhet, Virksomhetstype
from lis.lege.models import Laeringsarena, Utdanningsvirksomhet

from .. import rules


@dataclass(frozen=True)
class Utdanning:
    """One municipality, with its plan where it has one."""

    virksomhet: Virksomhet
    plan: Utdanningsvirksomhet
    arenaer: list[Laeringsarena]
    kan_endre: bool


def kommuner() -> QuerySet[Virksomhet]:
    """The municipalities that take part today, and others that have a plan."""
    deltar = Deltakelse.objects.gjeldende().values("virksomhet")
    med_plan = Utdanningsvirksomhet.objects.values("pk")
    alle = Virksomhet.objects.filter(type=Virksomhetstype.KOMMUNE)
    return alle.filter(pk__in=deltar) | alle.filter(pk__in=med_plan)


def planer(bruker: Bruker) -> list[tuple[Virksomhet, Utdanningsvirksomhet | None]]:
    """Every municipality with its plan, in the order of names."""
    synlige = {u.pk: u for u in Utdanningsvirksomhet.objects.synlig_for(bruker)}
    return [(v, synlige.get(v.pk)) for v in kommuner().order_by("sortering")]


def utdanning(bruker: Bruker, pk: UUID) -> Utdanning | None:
    """One municipality; None when there is no such, or nobody is signed in."""
    virksomhet = kommuner().filter(pk=pk).first()
    if virksomhet is None or not bruker.is_active:
        return None
    plan = Utdanningsvirksomhet.objects.synlig_for(bruker).filter(pk=pk).first()
    return Utdanning(
        virksomhet=virksomhet,
        plan=plan or Utdanningsvirksomhet(virksomhet=virksomhet),
        arenaer=list(
            Laeringsarena.objects.filter(utdanning=pk).select_related("enhet__virksomhet").prefetch_related("laeringsmaal")
        ),
        kan_endre=rules.steller_utdanning(bruker, virksomhet) is not None,
    )
