"""The leader is asked in time to send a project to the committee: before the last day that reaches it (S1-F04)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from ..models import Finansiering, Innstilling, Prosjekt, Prosjekttilstand
from ..selectors import frister
from ..tekster.forankring import SEND
from .folger import de_som_styrer

FOER_FRISTEN = timedelta(days=28)
"""How long before the last day to send the leader is asked."""
LENGST_FRAM = timedelta(days=240)
"""Deadlines further ahead are not looked at: no committee has its calendar set that far."""


def minn_om_forankring(*, naa: datetime | None = None) -> int:
    """Ask for every project whose last day comes near; anew where that day, or its leader, is another than when asked."""
    naa = naa or timezone.now()
    dag = lokal_dato(naa)
    siste = _siste_dager(dag)
    spurt = {
        sak: (frist, person)
        for sak, frist, person in Oppgave.objects.aapne().filter(type=SEND).values_list("sak_id", "frist", "person_id")
    }
    saker = [
        (p.pk, p.versjon)
        for p, siste_dag in siste
        if siste_dag - dag <= FOER_FRISTEN and spurt.get(p.pk) != (siste_dag, _hvem(p).pk)
    ]
    return hver_for_seg(saker, minn, naa=naa)


def _siste_dager(dag: date) -> list[tuple[Prosjekt, date]]:
    """Projects that apply for money and lie with no committee, each with its last day. The calendar is read once."""
    kommende = Q(utlysning__isnull=True, soknadsfrist__range=(dag, dag + LENGST_FRAM))
    kommende |= Q(utlysning__frist__date__range=(dag, dag + LENGST_FRAM))
    saker = Prosjekt.objects.filter(kommende, finansiering=Finansiering.EKSTERN)
    saker = saker.filter(tilstand__in=[Prosjekttilstand.IDE, Prosjekttilstand.TIDLIGFASE])
    organ = rules.det_strategiske_utvalget()
    moter = frister.motedager(organ, dag)
    virkedager = Innstilling.objects.gjeldende().skriftlig_virkedager
    svar = []
    for sak in saker.select_related("utlysning", "leder", "eier"):
        plan = frister.plan(sak.frist, dag, moter, skriftlig_virkedager=virkedager)
        if plan.siste_dag and plan.siste_dag >= dag:
            svar.append((sak, plan.siste_dag))
    return svar


def _hvem(sak: Prosjekt) -> Bruker:
    return next(iter(de_som_styrer(sak)), sak.leder)


@operasjon
def minn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """The task, with the last day to send as its deadline."""
    naa = naa or timezone.now()
    sak = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.MINN_OM_FORANKRING, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse, SEND)
    siste = frister.for_organ(rules.det_strategiske_utvalget(), sak.frist, lokal_dato(naa)).siste_dag
    if siste:
        aapne_oppgave(sak, SEND, hendelse, emne=sak.saksnummer or "", person=_hvem(sak), frist=siste)
    return sak
