"""The rounds a doctor is a candidate in, for the front page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.visning import Visning
from lis.lis1.selectors.kommuner import halvaar_navn

from ..models import Kandidat, Runde, Rundetilstand
from .runde import visning

RT = Rundetilstand


@dataclass(frozen=True)
class EgenRunde:
    runde: Runde
    visning: Visning
    halvaar: str


def egne_runder(bruker: Bruker, dag: date | None = None) -> list[EgenRunde]:
    """From the day a round opens until its municipal part begins. One query."""
    naa = Q(runde__tilstand__in=[RT.AAPEN, RT.BEHANDLES, RT.UNDERSKRIFT, RT.VEDTATT])
    naa |= Q(runde__tilstand=RT.PUBLISERT, runde__oppstart__gt=dag or timezone.localdate())
    egne = (
        Kandidat.objects.filter(naa, lege__bruker=bruker, trukket=None).select_related("runde").order_by("runde__oppstart")
    )
    return [
        EgenRunde(k.runde, visning(k.runde, k), halvaar_navn(k.runde.oppstart)) for k in egne.order_by("runde__oppstart")
    ]
