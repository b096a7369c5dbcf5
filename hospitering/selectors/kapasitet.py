"""Weeks, and whether a unit has room in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from ..models import Enhetsprofil, Ukebelegg, Ukeskapasitet

UKE = timedelta(days=7)


def mandag(dag: date) -> date:
    """The Monday of the week of a day."""
    return dag - timedelta(days=dag.weekday())


def ukene(fra: date, til: date) -> list[date]:
    """The Mondays of the weeks that a period touches."""
    forste = mandag(fra)
    return [forste + n * UKE for n in range((mandag(til) - forste) // UKE + 1)]


def grenser(enhet: UUID, uker: list[date]) -> dict[date, int | None]:
    """How many hospitants the unit takes each week; None where it has set no limit."""
    profil = Enhetsprofil.objects.filter(pk=enhet).first()
    if profil is None:
        return dict.fromkeys(uker)
    egne = dict(profil.uker.filter(uke__in=uker).values_list("uke", "antall"))
    return {uke: egne.get(uke, profil.kapasitet) for uke in uker}


def fulle_uker(enhet: UUID, fra: date, til: date, *, unntatt: UUID | None = None) -> list[date]:
    """The weeks of a period in which the unit has no room for one more, but for the case `unntatt`."""
    uker = ukene(fra, til)
    rader = Ukebelegg.objects.filter(enhet=enhet, uke__in=uker).exclude(soknad=unntatt)
    tatt = Counter(rader.values_list("uke", flat=True))
    return [uke for uke, grense in grenser(enhet, uker).items() if grense is not None and tatt[uke] >= grense]


def forste_ledige(profiler: Iterable[Enhetsprofil], fra: date, antall: int) -> dict[UUID, date]:
    """The first of the weeks in which each unit has room. Two queries; a unit that is full in all of them is left out."""
    alle = list(profiler)
    uker = [fra + n * UKE for n in range(antall)]
    if not alle:
        return {}
    egne = Ukeskapasitet.objects.filter(profil__in=alle, uke__in=uker)
    unntak = {(profil, uke): n for profil, uke, n in egne.values_list("profil", "uke", "antall")}
    belagt = Ukebelegg.objects.filter(enhet__in=[p.pk for p in alle], uke__in=uker).order_by()
    tatt = {(enhet, uke): n for enhet, uke, n in belagt.values_list("enhet", "uke").annotate(n=Count("pk"))}
    svar: dict[UUID, date] = {}
    for profil in alle:
        for uke in uker:
            grense = unntak.get((profil.pk, uke), profil.kapasitet)
            if grense is None or tatt.get((profil.pk, uke), 0) < grense:
                svar[profil.pk] = uke
                break
    return svar
