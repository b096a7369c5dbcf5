"""LIS1-utvalget, and the working committees that may prepare for it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from grunnmur.organisasjon.models import Organ, Organmedlem
from grunnmur.organisasjon.selectors.organ import DELTAR

from ..models import Kriterier, Kriterietilstand


def lis1_utvalget() -> Organ | None:
    """The committee of the network; a portal has one."""
    return Organ.objects.filter(type=Organ.Type.LIS1_UTVALG, nedlagt=None).order_by("navn").first()


def arbeidsutvalg(dag: date | None = None) -> QuerySet[Organ]:
    """Working committees that somebody sits in on the day (S1-L08)."""
    sitter = Organmedlem.objects.gjeldende(dag).filter(organ=OuterRef("pk"), verv__in=DELTAR)
    return Organ.objects.filter(Exists(sitter), type=Organ.Type.ARBEIDSUTVALG, nedlagt=None).order_by("navn")


def gjeldende_kriterier(organ: Organ) -> Kriterier | None:
    """The adopted scheme that applies."""
    return Kriterier.objects.filter(organ=organ, tilstand=Kriterietilstand.GJELDER).first()
