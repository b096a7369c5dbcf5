"""Every write to the queue: order, take, finish, give back, clear away."""

from __future__ import annotations

import functools
import hashlib
import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from celery import current_app
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from grunnmur.jobb.klokke import Tidsavbrudd, tidsgrense
from grunnmur.jobb.models import AAPNE, OPPBEVING, Jobb, Tilstand
from grunnmur.jobb.typer import Jobbfeil, jobbtype, kjente

if TYPE_CHECKING:
    from grunnmur.organisasjon.models import Bruker
    from grunnmur.saksgang.models import Sak

logger = logging.getLogger(__name__)

MAKS_FORSOK = 3
PAUSE = timedelta(seconds=10)
MAKS_RESULTAT = 50 * 1024 * 1024


class MistetLeie(Exception):
    """Another worker has taken the job over; whatever this one makes is thrown away."""


def kanonisk(verdi: Any) -> bytes:
    """One spelling of a JSON value: keys in order, no spaces, UTF-8. Raises `TypeError` on anything else."""
    return json.dumps(verdi, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


@transaction.atomic
def bestill(
    type: str,
    inndata: dict[str, Any],
    *,
    bestilt_av: Bruker,
    tittel: str,
    sak: Sak | None = None,
    adresse: str = "",
    naa: datetime | None = None,
) -> Jobb:
    """Order work and wake a worker after commit. The same order while one is open gives the open one.

    `adresse` is a page of the portal where the result is fetched when the job does not keep it itself.
    """
    jobbtype(type)
    sak_type = ContentType.objects.get_for_model(sak) if sak else None
    sak_id = sak.pk if sak else None
    avtrykk = hashlib.sha256(kanonisk({"inndata": inndata, "sak": str(sak_id or ""), "adresse": adresse})).hexdigest()
    naa = naa or timezone.now()
    vekk("jobb.kjor_klare")
    while True:
        ny = Jobb(
            type=type, tittel=tittel, sak_type=sak_type, sak_id=sak_id, bestilt_av=bestilt_av, inndata=inndata,
            inndata_sha256=avtrykk, adresse=adresse, tidligst=naa, opprettet=naa,
        )  # fmt: skip
        Jobb.objects.bulk_create([ny], ignore_conflicts=True)
        aapen = Jobb.objects.filter(type=type, inndata_sha256=avtrykk, bestilt_av=bestilt_av, tilstand__in=AAPNE).first()
        # None: the open job that stood in the way ended just now, so there is room for a new one.
        if aapen:
            return aapen


def vekk(oppgave: str) -> None:
    """Ask a worker to do this task once this transaction commits; asked many times, it is woken once.

    A wake-up that is lost loses nothing: beat asks for the same task every half minute.
    """
    vekking = _vekking(oppgave)
    # One that was asked for inside a savepoint goes away with it, so only one that lives as long as ours is enough.
    levende = set(connection.savepoint_ids)
    if not any(bestilt[1] is vekking and bestilt[0] <= levende for bestilt in connection.run_on_commit):
        transaction.on_commit(vekking, robust=True)


@functools.cache
def _vekking(oppgave: str) -> Callable[[], None]:
    """The same wake-up every time, so that one that is asked for already can be recognised."""

    def send() -> None:
        try:
            current_app.send_task(oppgave, retry=False, expires=30)
        except (OperationalError, OSError) as feil:
            logger.warning("Vekkingen nådde ikke fram (%s): %s venter på klokka", type(feil).__name__, oppgave)

    return send


@transaction.atomic
def ta_neste(*, naa: datetime | None = None) -> Jobb | None:
    """Take the oldest ready job, or none. Workers that ask at the same time never get the same one."""
    naa = naa or timezone.now()
    klare = Jobb.objects.klare(naa).filter(type__in=kjente())
    jobb = klare.select_for_update(skip_locked=True, of=("self",)).first()
    if jobb is None:
        return None
    jobb.tilstand, jobb.startet, jobb.framdrift = Tilstand.KJORER, naa, 0
    jobb.forsok += 1
    jobb.laast_til = naa + jobbtype(jobb.type).leie
    jobb.save(update_fields=["tilstand", "startet", "framdrift", "forsok", "laast_til"])
    return jobb


def utfor(jobb: Jobb) -> None:
    """Do a job this worker has taken, in the language of the one who ordered it, and write down how it went."""
    kode = jobb.type
    try:
        with tidsgrense(jobbtype(kode).tidsgrense), translation.override(jobb.bestilt_av.malform):
            resultat = jobbtype(kode).funksjon(jobb, lambda prosent: meld_framdrift(jobb, prosent))
            if len(resultat.innhold or b"") > MAKS_RESULTAT:
                raise Jobbfeil(_("Resultatet ble for stort. Avgrens utvalget og bestill på nytt."))
    except Jobbfeil as feil:
        _avslutt(jobb, tilstand=Tilstand.FEILET, feil=str(feil)[:400])
    except MistetLeie:
        logger.warning("Jobb %s ble overtatt av en annen arbeider", jobb.pk)
    except Tidsavbrudd:
        if not connection.in_atomic_block:
            connection.close()  # it may have been cut off in the middle of a query
        logger.warning("Jobb %s (%s) brukte for lang tid", jobb.pk, kode)
        _igjen_eller_gi_opp(jobb)
    except Exception:
        logger.exception("Jobb %s (%s) feilet", jobb.pk, kode)
        _igjen_eller_gi_opp(jobb)
    else:
        _avslutt(
            jobb, tilstand=Tilstand.FERDIG, framdrift=100,
            radnokler=b"".join(rad.bytes for rad in resultat.rader) or None,
            resultat=resultat.innhold, resultat_mime=resultat.mime, resultat_filnavn=resultat.filnavn,
        )  # fmt: skip


def meld_framdrift(jobb: Jobb, prosent: int, *, naa: datetime | None = None) -> None:
    """Write down how far a job has come and renew the worker's lease. Raises `MistetLeie`."""
    _skriv(jobb, framdrift=max(0, min(99, prosent)), laast_til=(naa or timezone.now()) + jobbtype(jobb.type).leie)


def frigi_forlatte(*, naa: datetime | None = None) -> int:
    """Put jobs whose worker died back in the queue; those that have taken three workers with them have failed."""
    naa = naa or timezone.now()
    forlatte = Jobb.objects.forlatte(naa)
    antall = forlatte.filter(forsok__lt=MAKS_FORSOK).update(
        tilstand=Tilstand.KLAR, laast_til=None, framdrift=0, tidligst=naa
    )
    forlatte.update(tilstand=Tilstand.FEILET, laast_til=None, ferdig=naa, inndata={})
    return antall


def rydd(*, naa: datetime | None = None) -> int:
    """Remove jobs that ended long ago, results with them."""
    antall, _per_modell = Jobb.objects.utlopte((naa or timezone.now()) - OPPBEVING).delete()
    return antall


def _igjen_eller_gi_opp(jobb: Jobb) -> None:
    if jobb.forsok < MAKS_FORSOK:
        tidligst = timezone.now() + PAUSE * jobb.forsok
        _skriv(jobb, tilstand=Tilstand.KLAR, laast_til=None, framdrift=0, tidligst=tidligst)
        return
    _avslutt(jobb, tilstand=Tilstand.FEILET)


def _avslutt(jobb: Jobb, **felter: Any) -> None:
    """End a job. What it was made from is personal data and not needed any more; the hash of it stays."""
    try:
        _skriv(jobb, laast_til=None, ferdig=timezone.now(), inndata={}, **felter)
    except MistetLeie:
        logger.warning("Jobb %s ble overtatt av en annen arbeider", jobb.pk)


def _skriv(jobb: Jobb, **felter: Any) -> None:
    """Write only as long as this worker holds the job: the attempt number is the key to the lock."""
    traff = Jobb.objects.filter(pk=jobb.pk, tilstand=Tilstand.KJORER, forsok=jobb.forsok).update(**felter)
    if traff != 1:
        raise MistetLeie
