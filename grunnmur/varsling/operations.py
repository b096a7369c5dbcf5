"""Tell people, as part of the event they are told about."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Varselvalg
from grunnmur.saksgang.models import Hendelse

from .maler import varselmal
from .models import Varsel

logg = logging.getLogger(__name__)

GAMMELT = timedelta(days=1)
"""An event told later than this is history being loaded: it is kept as already sent, and no mail goes out."""


def varsle(
    hendelse: Hendelse,
    *,
    mal: str,
    mottakere: Iterable[Bruker | None],
    adresse: str,
    data: dict[str, Any] | None = None,
    ogsaa_selv: bool = False,
) -> list[Varsel]:
    """Put a notice for each recipient beside the event, in its transaction; mail follows after commit.

    Nobody is told of what they did themselves (but for a receipt: `ogsaa_selv`), the system is never told,
    and nobody is told twice.
    """
    varselmal(mal)
    naa = timezone.now()
    historie = naa - hendelse.tidspunkt > GAMMELT
    selv = None if ogsaa_selv else hendelse.utfort_av_id
    unike = {b.pk: b for b in mottakere if b is not None and not b.er_system and b.pk != selv}
    rader = [
        Varsel(
            nokkel=f"h{hendelse.pk}:{mal}:{bruker.pk}",
            mottaker=bruker,
            mal=mal,
            data=data or {},
            adresse=adresse,
            hendelse=hendelse,
            sak_type_id=hendelse.sak_type_id,
            sak_id=hendelse.sak_id,
            opprettet=hendelse.tidspunkt,
            epost=Varsel.Epost.SENDT if historie else epostvalg(bruker),
            sendt=hendelse.tidspunkt if historie else None,
            lest=hendelse.tidspunkt if historie else None,
        )
        for bruker in unike.values()
    ]
    Varsel.objects.bulk_create(rader, ignore_conflicts=True)
    vekk_senderen()
    return rader


def epostvalg(bruker: Bruker) -> str:
    """The state a new notice starts in: at once, in the daily digest, or not by mail for who cannot get any."""
    if not bruker.is_active:
        return Varsel.Epost.INGEN
    return Varsel.Epost.SAMLES if bruker.varselvalg == Varselvalg.DAGLIG else Varsel.Epost.KLAR


def vekk_senderen() -> None:
    """Wake the sender when this transaction commits. A wake-up that is lost loses nothing: beat comes by."""
    transaction.on_commit(_send_vekking, robust=True)


def _send_vekking() -> None:
    try:
        current_app.send_task("varsling.send_klare", retry=False, expires=30)
    except Exception as feil:  # noqa: BLE001  any broker trouble: the rows are the truth, beat drains them
        logg.warning("vekking av sender mislyktes: %s", type(feil).__name__)
