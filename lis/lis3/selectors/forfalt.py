"""What time itself must do today: the question of whom, sent by whose leave."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from ..models import Foresporseltilstand, Innmeldingstilstand, Innstilling, Seksmndforesporsel


def skal_sendes(dag: date) -> list[tuple[UUID, int]]:
    """Questions whose day has come: approved ones, or all where the network has said that they go by themselves.

    One read of a partial index on what is not sent. Each comes with its version, for the operation to check.
    """
    tilstander = [Foresporseltilstand.GODKJENT]
    if Innstilling.objects.gjeldende().foresporsel_av_seg_selv:
        tilstander.append(Foresporseltilstand.PLANLAGT)
    usendte = Q(tilstand__in=tilstander) & Q(innmelding__tilstand=Innmeldingstilstand.INNMELDT)
    klare = Seksmndforesporsel.objects.usendte().filter(usendte, sendes__lte=dag)
    return list(klare.order_by("frist").values_list("pk", "versjon"))
