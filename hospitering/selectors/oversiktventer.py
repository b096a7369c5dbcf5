"""What waits now in hospitering: for what, where, how many, past the deadline, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Virksomhet
from grunnmur.portal.persentil import Persentil

from ..models import Soknad

DOGN = timedelta(days=1)


@dataclass(frozen=True)
class Ventesteg:
    """What waits for one thing to be done now: how many, of them past the deadline, and days waited."""

    type: str
    antall: int
    forfalt: int
    median: float
    lengst: int


@dataclass(frozen=True)
class Ventested:
    """Where it waits: a party, or with the applicants (`navn` is empty)."""

    navn: str
    antall: int
    forfalt: int
    lengst: int


@dataclass(frozen=True)
class Venter:
    """What waits now, whatever period is looked at."""

    steg: list[Ventesteg]
    steder: list[Ventested]

    @property
    def antall(self) -> int:
        return sum(steg.antall for steg in self.steg)

    @property
    def forfalt(self) -> int:
        return sum(steg.forfalt for steg in self.steg)


def venter_naa(saker: QuerySet[Soknad], naa: datetime) -> Venter:
    """Three queries."""
    aapne = Oppgave.objects.aapne().filter(
        sak_type=ContentType.objects.get_for_model(Soknad), sak_id__in=saker.values("pk"), type__startswith="hospitering."
    )
    tall = {
        "antall": Count("sak_id", distinct=True),
        "forfalt": Count("sak_id", distinct=True, filter=Q(frist__lt=timezone.localdate(naa))),
        "eldst": Min("venter_siden"),
    }
    ventet = ExpressionWrapper(Value(naa, output_field=DateTimeField()) - F("venter_siden"), output_field=DurationField())
    midt = Persentil(ventet, andel=0.5, output_field=DurationField())
    stegene: Any = aapne.order_by().values("type").annotate(**tall, midt=midt)
    # A task of a person is the applicant's, or the contact person's at the host.
    verten = Soknad.objects.filter(pk=OuterRef("sak_id")).exclude(soker=OuterRef("person")).values("vertsvirksomhet")[:1]
    stedene: list[Any] = list(
        aapne.order_by()
        .annotate(sted=Coalesce("virksomhet", Subquery(verten), output_field=UUIDField()))
        .values("sted")
        .annotate(**tall)
    )
    navn = {v.pk: v.fullt_navn for v in Virksomhet.objects.filter(pk__in=[s["sted"] for s in stedene if s["sted"]])}
    return Venter(
        sorted(
            (Ventesteg(s["type"], s["antall"], s["forfalt"], dager(s["midt"]), (naa - s["eldst"]).days) for s in stegene),
            key=lambda s: (-s.antall, s.type),
        ),
        sorted(
            (Ventested(navn.get(s["sted"], ""), s["antall"], s["forfalt"], (naa - s["eldst"]).days) for s in stedene),
            key=lambda s: (-s.antall, s.navn),
        ),
    )


def dager(tid: timedelta) -> float:
    return round(tid / DOGN, 1)
