"""Deadlines of anchoring, counted backwards from the day an application must be sent (S1-F04). Days in, days out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Organ
from grunnmur.utvalg.selectors.kalender import aapne_moter

from ..models import Innstilling


@dataclass(frozen=True)
class Motedag:
    """A meeting as the arithmetic sees it: the day it is held, and the last day to put something on its agenda."""

    pk: UUID
    dag: date
    sakslistefrist: date


@dataclass(frozen=True)
class Plan:
    """How a committee can answer before an application is due, asked on `i_dag`.

    `mote` is the last meeting before the deadline that still takes items; where there is no deadline, the nearest one.
    Without it the committee answers in writing: `svarfrist` is its last day to answer, the ordinary number of working
    days from today when there is time, and never later than the last working day before the deadline.
    """

    frist: date | None
    mote: Motedag | None
    mulige: tuple[Motedag, ...]
    """Every meeting that still takes items and is held before the deadline, the nearest first."""
    siste_til_mote: date | None
    """The last day to send that reaches one of them."""
    siste_skriftlig: date | None
    """The last day to send that leaves the ordinary time for a written procedure. None where there is no deadline."""
    siste_svardag: date | None
    """The last working day before the deadline: no committee may be asked to answer later."""
    svarfrist: date | None
    kort_tid: bool
    """Only a written procedure is left, with less than the ordinary time."""
    for_sent: bool
    """No day is left on which a committee can answer before the deadline."""

    @property
    def siste_dag(self) -> date | None:
        """The last day to send for an answer in the ordinary way, in a meeting or in writing."""
        dager = [d for d in (self.siste_til_mote, self.siste_skriftlig) if d]
        return max(dager) if self.frist and dager else None


def plan(frist: date | None, i_dag: date, moter: Iterable[Motedag], *, skriftlig_virkedager: int) -> Plan:
    """Count backwards from `frist`, the day an application must be sent, or forwards from today where there is none."""
    aapne = (m for m in moter if m.sakslistefrist >= i_dag and m.dag >= i_dag)
    mulige = tuple(sorted((m for m in aapne if frist is None or m.dag < frist), key=lambda m: (m.dag, m.sakslistefrist)))
    siste_svardag = pluss_virkedager(frist, -1) if frist else None
    vanlig = pluss_virkedager(i_dag, skriftlig_virkedager)
    mote = (mulige[-1] if frist else mulige[0]) if mulige else None
    for_sent = mote is None and siste_svardag is not None and siste_svardag < i_dag
    svarfrist = None if mote or for_sent else min(vanlig, siste_svardag or vanlig)
    return Plan(
        frist=frist,
        mote=mote,
        mulige=mulige,
        siste_til_mote=max((m.sakslistefrist for m in mulige), default=None),
        siste_skriftlig=pluss_virkedager(siste_svardag, -skriftlig_virkedager) if siste_svardag else None,
        siste_svardag=siste_svardag,
        svarfrist=svarfrist,
        kort_tid=svarfrist is not None and svarfrist < vanlig,
        for_sent=for_sent,
    )


def for_organ(organ: Organ | None, frist: date | None, i_dag: date, *, uten: Iterable[UUID] = ()) -> Plan:
    """The same for a committee's calendar; `uten` are meetings that are out of the question. Two queries."""
    moter = motedager(organ, i_dag, uten=uten)
    return plan(frist, i_dag, moter, skriftlig_virkedager=Innstilling.objects.gjeldende().skriftlig_virkedager)


def motedager(organ: Organ | None, i_dag: date, *, uten: Iterable[UUID] = ()) -> list[Motedag]:
    """The meetings of a committee whose agenda is open today."""
    if organ is None:
        return []
    rader = aapne_moter(organ, i_dag).exclude(pk__in=list(uten))
    return [Motedag(m.pk, m.dag, m.sakslistefrist) for m in rader]
