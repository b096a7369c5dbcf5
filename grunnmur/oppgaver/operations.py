"""Open and close obligations, inside the transaction of the event that does so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige_roller
from grunnmur.saksgang.models import Hendelse, Sak

from .models import Oppgave
from .typer import UTPEK
from .virkedager import pluss_virkedager

TRAPP = (-2, 0, 2, 5)
"""Reminders in working days from the deadline; the last step also tells whoever is above."""


def aapne_oppgave(
    sak: Sak,
    type: str,
    hendelse: Hendelse,
    *,
    emne: str,
    undertekst: str = "",
    person: Bruker | None = None,
    rolletype: str = "",
    virksomhet: Virksomhet | None = None,
    enhet: Enhet | None = None,
    unntatt: Iterable[UUID] = (),
    frist_virkedager: int | None = None,
    frist: date | None = None,
) -> Oppgave:
    """Somebody owes an answer from now on; must run in the transaction that made `hendelse`.

    A deadline is given as a day, or as working days from the event. Without either nothing is reminded of,
    but how long it has waited still shows.
    """
    assert transaction.get_connection().in_atomic_block
    dag = timezone.localdate(hendelse.tidspunkt)
    if frist is None and frist_virkedager:
        frist = pluss_virkedager(dag, frist_virkedager)
    trapp = sorted({pluss_virkedager(frist, n) for n in TRAPP}) if frist else []
    trapp = [d for d in trapp if d > dag]
    oppgave = Oppgave.objects.create(
        sak_type=ContentType.objects.get_for_model(sak),
        sak_id=sak.pk,
        type=type,
        emne=emne,
        undertekst=undertekst,
        person=person,
        rolletype=rolletype,
        virksomhet=virksomhet,
        enhet=enhet,
        unntatt=sorted(unntatt),
        venter_siden=hendelse.tidspunkt,
        frist=frist,
        paaminnelser=trapp,
        neste_paaminnelse=trapp[0] if trapp else None,
        aapnet_av=hendelse,
    )
    meld_hull(oppgave)
    return oppgave


def meld_hull(oppgave: Oppgave) -> Oppgave | None:
    """When nobody can answer a task, ask the administrative contact to appoint somebody, once.

    The contact never gets the question itself: only that somebody is missing. Returns the task that asks.
    """
    if oppgave.person_id or oppgave.type == UTPEK or not oppgave.virksomhet:
        return None
    if ansvarlige_roller(
        oppgave.rolletype, virksomhet=oppgave.virksomhet, enhet=oppgave.enhet, unntatt=oppgave.unntatt
    ):
        return None
    sted = oppgave.enhet.visningsnavn if oppgave.enhet else oppgave.virksomhet.fullt_navn
    utpek, _laget = Oppgave.objects.get_or_create(
        sak_type=oppgave.sak_type,
        sak_id=oppgave.sak_id,
        type=UTPEK,
        person=None,
        enhet=None,
        lukket=None,
        defaults={
            "emne": f"{oppgave.get_rolletype_display()}, {sted}",
            "rolletype": RolleType.KONTAKT_ADM,
            "virksomhet": oppgave.virksomhet,
            "venter_siden": oppgave.venter_siden,
            "aapnet_av": oppgave.aapnet_av,
        },
    )
    return utpek


def lukk_oppgaver(sak: Sak, hendelse: Hendelse, *typer: str) -> int:
    """Close the open tasks of a case, all or of these types; returns how many there were."""
    aapne = Oppgave.objects.for_sak(sak).aapne()
    if typer:
        aapne = aapne.filter(type__in=typer)
    return aapne.update(lukket=hendelse.tidspunkt, lukket_av=hendelse, neste_paaminnelse=None)


def utsett_frist(oppgave: Oppgave, frist: date, *, naa: datetime | None = None) -> None:
    """Move a deadline; the ladder starts again from today."""
    dag = timezone.localdate(naa or timezone.now())
    trapp = [d for d in sorted({pluss_virkedager(frist, n) for n in TRAPP}) if d > dag]
    Oppgave.objects.filter(pk=oppgave.pk).update(
        frist=frist, paaminnelser=trapp, trinn=0, neste_paaminnelse=trapp[0] if trapp else None
    )
