"""Cohorts as people see them: the list with its report of coupled positions, and one cohort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import pluss_maaneder

from ..models import Innstilling, Kull, Stillingstilstand, kommunestart
from .balanse import Halvaar, balanse, halvaar_for

ST = Stillingstilstand
DATOER = ("start", "utlysning_url", "utlyses", "soknadsfrist")
"""What the coordinator sets on a cohort."""


@dataclass(frozen=True)
class Kullrad:
    """One cohort. Withdrawn positions are not counted."""

    kull: Kull
    antall: int
    besatt: int
    utlyst: int
    planlagt: int
    koblet: int
    halvaar: Halvaar
    """The half-year in which the municipal part of positions of the ordinary length begins."""

    @property
    def andel_koblet(self) -> int | None:
        """In per cent, rounded; None where there is nothing to take a share of (S1-L17)."""
        return round(100 * self.koblet / self.antall) if self.antall else None

    @property
    def stillinger_url(self) -> str:
        return f"{reverse('lis1:stillinger')}?kull={self.kull.pk}"


def i_lopet(dag: date, innstilling: Innstilling) -> Q:
    """Cohorts that have not finished both parts."""
    lengde = innstilling.sykehus_maaneder + innstilling.kommune_maaneder
    return Q(start__gt=pluss_maaneder(dag, -lengde))


def _talt(kull: QuerySet[Kull]) -> QuerySet[Kull]:
    i_drift = ~Q(stillinger__tilstand=ST.TRUKKET)
    return kull.annotate(
        antall=Count("stillinger", filter=i_drift),
        besatt=Count("stillinger", filter=Q(stillinger__tilstand=ST.BESATT)),
        utlyst=Count("stillinger", filter=Q(stillinger__tilstand=ST.UTLYST)),
        planlagt=Count("stillinger", filter=Q(stillinger__tilstand=ST.PLANLAGT)),
        koblet=Count("stillinger", filter=i_drift & Q(stillinger__koblet=True)),
    ).order_by("start")


def kullrader(bruker: Bruker, dag: date, *, alle: bool = False) -> list[Kullrad]:
    """The cohorts by their start. Three queries and the rules, whatever the number."""
    innstilling = Innstilling.objects.gjeldende()
    kull = _talt(Kull.objects.synlig_for(bruker))
    return _rader(list(kull if alle else kull.filter(i_lopet(dag, innstilling))), innstilling)


def kullrad(bruker: Bruker, pk: UUID) -> Kullrad | None:
    """One cohort with its numbers."""
    return next(
        iter(_rader(list(_talt(Kull.objects.synlig_for(bruker)).filter(pk=pk)), Innstilling.objects.gjeldende())), None
    )


def _rader(kull: list[Any], innstilling: Innstilling) -> list[Kullrad]:
    """`kull` as `_talt` gives them."""
    starter = {ett.pk: halvaar_for(kommunestart(ett.start, innstilling.sykehus_maaneder)) for ett in kull}
    halvaar = {h.start: h for h in balanse(starter.values())}
    return [
        Kullrad(ett, ett.antall, ett.besatt, ett.utlyst, ett.planlagt, ett.koblet, halvaar[starter[ett.pk]]) for ett in kull
    ]
