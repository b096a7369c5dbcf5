"""Days and working hours of guidance. Working hours are 8 to 16 on working days, Norwegian time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from grunnmur.oppgaver.virkedager import er_virkedag, pluss_virkedager
from grunnmur.portal.dato import lokal_dato

from .models import Foresporsel, Hastegrad, Innstilling

AAPNER, STENGER = time(8), time(16)
INGEN_NY_TID = {"foreslaatt_frist": None, "foreslaatt_fra": None, "foreslaatt_til": None}
"""Columns of a proposal that is answered, or that nobody waits for any longer."""


def pluss_arbeidstimer(tid: datetime, timer: int) -> datetime:
    """The moment `timer` working hours after `tid`. What is asked in the evening counts from the next morning."""
    igjen = timedelta(hours=timer)
    lokal = timezone.localtime(tid)
    while True:
        dag = lokal.date()
        aapner, stenger = _klokka(dag, AAPNER), _klokka(dag, STENGER)
        if er_virkedag(dag) and lokal < stenger:
            start = max(lokal, aapner)
            if start + igjen <= stenger:
                return start + igjen
            igjen -= stenger - start
        lokal = _klokka(dag + timedelta(days=1), AAPNER)


def _klokka(dag: date, tid: time) -> datetime:
    return timezone.make_aware(datetime.combine(dag, tid))


def svarfrist(sak: Foresporsel, naa: datetime) -> date:
    """When an answer is due: the day to ring, or as many working days as the urgency gives (S1-V03)."""
    if sak.om_enkeltpasient and sak.ring_dag:
        return max(sak.ring_dag, lokal_dato(naa))
    return pluss_virkedager(lokal_dato(naa), Innstilling.objects.gjeldende().frist_virkedager(sak.hastegrad))


def neste_trinn(sak: Foresporsel, naa: datetime) -> datetime:
    """When the next on the rota is asked too."""
    return pluss_arbeidstimer(naa, Innstilling.objects.gjeldende().trinn_timer(_hast(sak, naa)))


def _hast(sak: Foresporsel, naa: datetime) -> str:
    """About one patient the day to ring says how soon somebody must take it, not a word that was never asked for."""
    if not (sak.om_enkeltpasient and sak.ring_dag):
        return sak.hastegrad
    if sak.ring_dag <= lokal_dato(naa):
        return Hastegrad.HASTER
    return Hastegrad.SNART if sak.ring_dag <= pluss_virkedager(lokal_dato(naa), 1) else Hastegrad.VANLIG


def virkedager_mellom(fra: date, til: date) -> int:
    """Working days after `fra`, to and including `til`."""
    return sum(er_virkedag(fra + timedelta(days=n)) for n in range(1, (til - fra).days + 1))
