"""Twice a year each answering unit is told how it has gone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato
from grunnmur.varsling.operations import send_epost

from ..models import SVARER_SELV, Foresporsel, Hjemmel, Innstilling, Tilbakemelding
from ..selectors.tall import Tall, i_perioden, tall_for

MAANED, DAG = (1, 7), 15
"""15 January and 15 July: what was asked late in the half-year has had time to be answered."""


def forrige_halvaar(dag: date) -> tuple[int, int]:
    """The half-year that is due on this day: the one before it, from the 15th of the first month on."""
    aar, halvaar = (dag.year - 1, 2) if dag.month < 7 else (dag.year, 1)
    if (dag.month, dag.day) < (MAANED[0] if dag.month < 7 else MAANED[1], DAG):
        return (aar, 1) if halvaar == 2 else (aar - 1, 2)
    return aar, halvaar


def lag_tilbakemeldinger(naa: datetime | None = None) -> int:
    """Make what is due and not made, and tell those who answer and their leader; return how many.

    A unit that got no question in the half-year gets no feedback. A rerun makes and tells nothing.
    """
    naa = naa or timezone.now()
    aar, halvaar = forrige_halvaar(lokal_dato(naa))
    ramme = Tilbakemelding(aar=aar, halvaar=halvaar)
    spurt = Foresporsel.objects.filter(i_perioden(ramme.fra, ramme.til))
    steder = spurt.order_by().values_list("til_virksomhet", "til_enhet").distinct()
    gjort = set(Tilbakemelding.objects.filter(aar=aar, halvaar=halvaar).values_list("virksomhet", "enhet"))
    return sum(_lag(v, e, aar, halvaar, naa) for v, e in steder if v is not None and (v, e) not in gjort)


def _lag(virksomhet: UUID, enhet: UUID | None, aar: int, halvaar: int, naa: datetime) -> bool:
    """One unit, in one transaction. False when somebody else was faster."""
    hva: dict[str, Any] = {"virksomhet_id": virksomhet, "enhet_id": enhet, "aar": aar, "halvaar": halvaar}
    with transaction.atomic():
        ramme = Tilbakemelding(aar=aar, halvaar=halvaar)
        utvalg = Foresporsel.objects.filter(i_perioden(ramme.fra, ramme.til), til_virksomhet=virksomhet, til_enhet=enhet)
        minste = Innstilling.objects.gjeldende().minste_gruppe
        tall = tall_for(utvalg, dag=lokal_dato(naa), minste=minste)
        rad, ny = Tilbakemelding.objects.select_related("virksomhet", "enhet").get_or_create(
            **hva,
            defaults={"tall": {"minste": minste, **asdict(_den_ene(tall))}, "laget": naa},
        )
        if ny:
            _si_fra(rad)
        return ny


def _den_ene(tall: dict[str, Tall]) -> Tall:
    """A unit answers under one law only."""
    return max((tall[h] for h in Hjemmel.values), key=lambda t: t.spurt)


def _si_fra(rad: Tilbakemelding) -> None:
    for bruker in _mottakere(rad.virksomhet, rad.enhet):
        send_epost(
            mal="veiledning.tilbakemelding",
            nokkel=f"veiledning.tilbakemelding:{rad.pk}:{bruker.pk}",
            til=bruker,
            data={"sted": rad.sted, "aar": rad.aar, "halvaar": rad.halvaar},
            adresse=rad.get_absolute_url(),
        )


def _mottakere(virksomhet: Virksomhet, enhet: Enhet | None) -> list[Bruker]:
    """Those who answer there, and whoever leads it."""
    roller = [RolleType.VEILEDNINGSANSVARLIG, RolleType.LEDER]
    if virksomhet.type in SVARER_SELV:
        roller.append(RolleType.AVTALESPESIALIST)
    funnet = chain.from_iterable(ansvarlige(rolle, virksomhet=virksomhet, enhet=enhet) for rolle in roller)
    return list({f.bruker.pk: f.bruker for f in funnet}.values())
