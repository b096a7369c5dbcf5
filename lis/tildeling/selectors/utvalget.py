"""LIS1-utvalget, and the working committees that may prepare for it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from grunnmur.organisasjon.models import Organ, Organmedlem
from grunnmur.organisasjon.selectors.organ import DELTAR

from ..models import Kriterier, Kriterietilstand


def lis1_utvalget(dag: date | None = None) -> Organ | None:
    """The committee that adopts the criteria and allocates; None where it is not registered."""
    organer = Organ.objects.filter(type=Organ.Type.LIS1_UTVALG).order_by("navn")
    return next((organ for organ in organer if not organ.nedlagt or organ.nedlagt > (dag or timezone.localdate())), None)


def arbeidsutvalg(dag: date | None = None) -> QuerySet[Organ]:
    """Working committees that somebody sits in on the day (S1-L08)."""
    sitter = Organmedlem.objects.gjeldende(dag).filter(organ=OuterRef("pk"), verv__in=DELTAR)
    return Organ.objects.filter(Exists(sitter), type=Organ.Type.ARBEIDSUTVALG, nedlagt=None).order_by("navn")


def gjeldende_kriterier(organ: Organ) -> Kriterier | None:
    """The adopted scheme that applies."""
    return Kriterier.objects.filter(organ=organ, tilstand=Kriterietilstand.GJELDER).first()
