"""Cohorts come by themselves as time goes; the coordinator sets their dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Kull, Sesong, Stilling
from ..selectors.kommuner import halvaar_fram
from ..selectors.kull import DATOER
from .stilling import si_fra_til_kommunen, si_fra_til_legen


@operasjon
def sorg_for_kull(*, utfort_av: Bruker, naa: datetime | None = None) -> int:
    """Make the cohorts that are missing as far ahead as the rules look. A rerun changes nothing. Returns how many."""
    if not (utfort_av.er_system or rules.koordinator(utfort_av)):
        raise Nektet
    finnes = set(Kull.objects.values_list("aar", "sesong"))
    ventet = [
        Kull(aar=start.year, sesong=Sesong.VAAR if start.month < 9 else Sesong.HOST, start=start)
        for start in halvaar_fram(lokal_dato(naa or timezone.now()))
    ]
    nye = [kull for kull in ventet if (kull.aar, kull.sesong) not in finnes]
    # Two at once make each cohort once, and another season that has been moved onto the day keeps it.
    Kull.objects.bulk_create(nye, ignore_conflicts=True)
    return Kull.objects.filter(pk__in=[kull.pk for kull in nye]).count()


@operasjon
def endre_kull(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Kull:
    """Set the dates of a cohort. When its start moves, the municipal part of each of its positions does, and those
    concerned are told. Raises `Utdatert` when somebody else was faster.
    """
    naa = naa or timezone.now()
    if not rules.koordinator(utfort_av):
        raise Nektet
    kull = Kull.objects.select_for_update().get(pk=pk)
    if kull.versjon != versjon:
        raise Utdatert
    foer = {navn: getattr(kull, navn) for navn in DATOER}
    nye = foer | {navn: felter[navn] for navn in DATOER if navn in felter}
    if nye == foer:
        return kull
    # Before the trigger moves them, so that the history tells what they were.
    stillinger = list(Stilling.objects.select_for_update(of=("self",)).filter(kull=kull).i_drift().order_by("pk"))
    for navn, verdi in nye.items():
        setattr(kull, navn, verdi)
    kull.versjon += 1
    kull.full_clean()
    kull.save()
    if kull.start != foer["start"]:
        for stilling in stillinger:
            _flytt_kommunedelen(stilling, kull, utfort_av, naa)
    return kull


def _flytt_kommunedelen(stilling: Stilling, kull: Kull, utfort_av: Bruker, naa: datetime) -> None:
    stilling.kull = kull
    fra, til = stilling.kommune_fra, stilling.beregnet_kommune_fra
    endringer = [{"felt": "kommune_fra", "fra": fra.isoformat(), "til": til.isoformat()}]
    hendelse = flytt(
        stilling, o.ENDRE, utfort_av=utfort_av, felter={"kommune_fra": til}, data={"endringer": endringer}, naa=naa
    )
    si_fra_til_kommunen(stilling, hendelse, "stilling_endret", stilling.kommune)
    si_fra_til_legen(stilling, hendelse, "stilling_endret")
