"""Open and close obligations, inside the transaction of the event that does so."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige_roller
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.models import Hendelse, Sak

from .kalender import hasj
from .models import Kalenderlenke, Oppgave
from .typer import UTPEK
from .virkedager import pluss_virkedager

TRAPP = (-2, 0, 2, 5)
"""Reminders in working days from the deadline; the last step also tells whoever is above."""


HULL_ESKALERES = 5
"""Working days a gap may stand before whoever is above hears of it."""

KALENDER_VARER = timedelta(days=365)

HULL_LUKKET = "hull_lukket"
"""The name of the event by which the portal notes that somebody can answer again."""


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
    paaminnelser: Iterable[date] | None = None,
    besvares: bool = False,
    del_id: UUID | None = None,
) -> Oppgave:
    """Somebody owes an answer from now on; must run in the transaction that made `hendelse`.

    `besvares` says that the caller has just asked who answers, and somebody does. A deadline is given as a day,
    or as working days from the event. Without either nothing is reminded of, but how long it has waited shows.
    `paaminnelser` replaces the ordinary ladder by these days; the last of them also tells whoever is above.
    `del_id` is the part of the case it is about, where several parts may each have a task of this type open.
    """
    _krev_transaksjon()
    dag = lokal_dato(hendelse.tidspunkt)
    if frist is None and frist_virkedager:
        frist = pluss_virkedager(dag, frist_virkedager)
    if paaminnelser is None:
        paaminnelser = {pluss_virkedager(frist, n) for n in TRAPP} if frist else ()
    trapp = sorted({d for d in paaminnelser if d > dag})
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
        del_id=del_id,
        venter_siden=hendelse.tidspunkt,
        frist=frist,
        paaminnelser=trapp,
        neste_paaminnelse=trapp[0] if trapp else None,
        aapnet_av=hendelse,
    )
    if not besvares:
        meld_hull(oppgave)
    return oppgave


def _krev_transaksjon() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("a task opens and closes in the transaction of its event")


def meld_hull(oppgave: Oppgave, *, dag: date | None = None) -> Oppgave | None:
    """When nobody can answer a task, ask the administrative contact to appoint somebody, once.

    The contact never gets the question itself: only that somebody is missing. The sweep tells them at once and,
    after a working week, tells whoever is above too. Returns the task that asks.
    """
    if oppgave.person_id or oppgave.type == UTPEK or not oppgave.virksomhet:
        return None
    if ansvarlige_roller(
        oppgave.rolletype, virksomhet=oppgave.virksomhet, enhet=oppgave.enhet, unntatt=oppgave.unntatt, dag=dag
    ):
        return None
    siden = max(lokal_dato(oppgave.venter_siden), dag or date.min)
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
            "paaminnelser": [siden, pluss_virkedager(siden, HULL_ESKALERES)],
            "neste_paaminnelse": siden,
        },
    )
    return utpek


def lukk_hull(utpek: Oppgave, *, utfort_av: Bruker, naa: datetime | None = None) -> Hendelse:
    """Somebody can answer again: close the task that asked for it, with an event of its own on the case."""
    _krev_transaksjon()
    tilstand = getattr(utpek.sak, "tilstand", "")
    hendelse = Hendelse.objects.create(
        sak_type=utpek.sak_type,
        sak_id=utpek.sak_id,
        navn=HULL_LUKKET,
        fra=tilstand,
        til=tilstand,
        utfort_av=utfort_av,
        tidspunkt=naa or timezone.now(),
    )
    Oppgave.objects.aapne().filter(pk=utpek.pk).update(lukket=hendelse.tidspunkt, lukket_av=hendelse, neste_paaminnelse=None)
    return hendelse


def lukk_oppgaver(
    sak: Sak,
    hendelse: Hendelse,
    *typer: str,
    person: Bruker | None = None,
    virksomhet: Virksomhet | UUID | None = None,
    del_id: UUID | None = None,
) -> int:
    """Close the open tasks of a case: all, or of these types, this person's, this party's, about this part of it.

    Returns how many there were.
    """
    aapne = Oppgave.objects.for_sak(sak).aapne()
    if typer:
        aapne = aapne.filter(type__in=typer)
    if person:
        aapne = aapne.filter(person=person)
    if virksomhet:
        aapne = aapne.filter(virksomhet=virksomhet)
    if del_id:
        aapne = aapne.filter(del_id=del_id)
    return aapne.update(lukket=hendelse.tidspunkt, lukket_av=hendelse, neste_paaminnelse=None)


def bytt_rolle(type: str, virksomhet: Virksomhet, rolletype: str) -> int:
    """The party has another role answer such questions from now on: those that wait for it follow. Returns how many."""
    _krev_transaksjon()
    aapne = Oppgave.objects.aapne().filter(type=type, virksomhet=virksomhet).exclude(rolletype=rolletype)
    flyttes = list(aapne.select_for_update().values_list("pk", flat=True))
    Oppgave.objects.filter(pk__in=flyttes).update(rolletype=rolletype)
    for oppgave in Oppgave.objects.filter(pk__in=flyttes).select_related("virksomhet"):
        meld_hull(oppgave)
    return len(flyttes)


def ny_kalenderlenke(bruker: Bruker, *, naa: datetime | None = None) -> tuple[Kalenderlenke, str]:
    """A new secret calendar address; the one before it stops working. The secret is given once and not kept."""
    naa = naa or timezone.now()
    hemmelighet = secrets.token_urlsafe(32)
    with transaction.atomic():
        # Two clicks at once: the second waits here, and closes what the first one made.
        Bruker.objects.select_for_update(no_key=True).get(pk=bruker.pk)
        trekk_kalenderlenke(bruker, naa=naa)
        lenke = Kalenderlenke.objects.create(
            bruker=bruker, sha256=hasj(hemmelighet), opprettet=naa, utloper=naa + KALENDER_VARER
        )
    return lenke, hemmelighet


def trekk_kalenderlenke(bruker: Bruker, *, naa: datetime | None = None) -> bool:
    """Close the person's calendar address. False when there was none."""
    return bool(Kalenderlenke.objects.filter(bruker=bruker, trukket__isnull=True).update(trukket=naa or timezone.now()))


def tom_for_saker(sak_type_id: int, saker: list[UUID]) -> int:
    """The tasks of cases that are emptied keep their days, but no longer say whom they were about."""
    return Oppgave.objects.filter(sak_type=sak_type_id, sak_id__in=saker).update(emne=TOMT, undertekst="")
