"""Several at once, in real threads; and without Redis."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.typer import UTPEK
from grunnmur.organisasjon.models import RolleType
from grunnmur.varsling.frister import minn_om_frister
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.operations import varsle
from grunnmur.varsling.utboks import send_klare
from helsefellesskap.oppstart.redis import Redis
from tests.varsling import folk
from tests.varsling.drap import Arbeider, vent
from tests.varsling.postmottak import Postmottak

pytestmark = pytest.mark.django_db(transaction=True)

DAG = date(2026, 11, 30)
NAA = datetime(2026, 11, 30, 11, tzinfo=UTC)


def samtidig(antall: int, arbeid: Callable[[], object]) -> list[object]:
    """Run the same work in threads that start at one signal."""
    start, svar, feil = threading.Barrier(antall), [], []

    def kjor() -> None:
        try:
            connection.ensure_connection()
            start.wait(10)
            svar.append(arbeid())
        except BaseException as unntak:
            feil.append(unntak)
        finally:
            connection.close()

    traader = [threading.Thread(target=kjor) for _ in range(antall)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join(60)
    assert feil == []
    return svar


def test_three_senders_at_once_send_each_mail_once(post: Postmottak):
    folk.varsler(40, folk.bruker())
    folk.varsler(3, folk.bruker(), epost=Varsel.Epost.SAMLES, opprettet=datetime(2026, 1, 1, tzinfo=UTC))
    resultater = samtidig(3, send_klare)
    assert sum(r.sendt for r in resultater) == 43
    assert (len(post.brev), post.dobbelt) == (41, [])  # the three collected ones are one mail


def test_three_sweeps_at_once_tell_nobody_twice():
    virksomhet = folk.virksomhet()
    leder = folk.bruker("Leif Leder")
    for _ in range(30):
        enhet = folk.enhet(virksomhet)
        folk.rolle(leder, RolleType.LEDER, enhet)
        folk.rolleoppgave(enhet, enhet, paaminnelser=[DAG], frist=DAG)
    resultater = samtidig(3, lambda: minn_om_frister(naa=NAA))
    assert sum(r.oppgaver for r in resultater) == 30
    assert sum(r.varsler for r in resultater) == Varsel.objects.count() == 30


def test_three_sweeps_at_once_report_a_gap_once_and_close_it_once():
    virksomhet = folk.virksomhet()
    enhet = folk.enhet(virksomhet)
    folk.rolle(folk.bruker("Kari Kontakt"), RolleType.KONTAKT_ADM, virksomhet)
    folk.rolleoppgave(enhet, enhet)
    samtidig(3, lambda: minn_om_frister(naa=NAA))
    assert Oppgave.objects.filter(type=UTPEK).count() == 1
    folk.rolle(folk.bruker("Leif Leder"), RolleType.LEDER, enhet)
    assert sum(r.lukkede_hull for r in samtidig(3, lambda: minn_om_frister(naa=NAA))) == 1


@pytest.fixture
def eget_redis(tmp_path_factory):
    """A Redis that this test may stop, known to this process's Celery for the time being."""
    redis = Redis(Path(tmp_path_factory.mktemp("r")) / "r.sock")
    redis.start()
    foer = current_app.conf.broker_url

    def bruk(url: str) -> None:
        current_app.conf.broker_url = url
        current_app.amqp._producer_pool = None
        current_app._pool = None

    bruk(redis.url.replace("unix://", "redis+socket://"))
    yield redis
    redis.stopp()
    bruk(foer)


def test_without_redis_the_event_stands_and_mail_goes_when_it_is_back(post: Postmottak, eget_redis: Redis):
    enhet, leder = folk.enhet(folk.virksomhet()), folk.bruker("Leif Leder")
    eget_redis.stopp()
    with transaction.atomic():
        h = folk.hendelse(enhet, naa=timezone.now())
        varsle(h, mottakere=[leder], adresse="/", **folk.KJENT)
    assert folk.tilstander() == {"klar": 1}
    eget_redis.start()
    arbeider = Arbeider(post, "celery", REDIS_URL=eget_redis.url)
    try:
        current_app.send_task("varsling.send_klare")  # what beat does within half a minute
        vent(lambda: folk.tilstander() == {"sendt": 1})
    finally:
        arbeider.stopp()
    assert post.mottakere == [leder.epost]


def test_a_notice_wakes_the_worker_after_the_commit(post: Postmottak, eget_redis: Redis):
    enhet, leder = folk.enhet(folk.virksomhet()), folk.bruker("Leif Leder")
    arbeider = Arbeider(post, "celery", REDIS_URL=eget_redis.url)
    try:
        vent(lambda: current_app.control.ping(timeout=1))  # a wake-up nobody takes within half a minute is dropped
        with transaction.atomic():
            h = folk.hendelse(enhet, naa=timezone.now())
            varsle(h, mottakere=[leder], adresse="/", **folk.KJENT)
        vent(lambda: folk.tilstander() == {"sendt": 1})
    finally:
        arbeider.stopp()
    assert post.mottakere == [leder.epost]


def test_a_notice_that_is_rolled_back_was_never_there(post: Postmottak):
    enhet, leder = folk.enhet(folk.virksomhet()), folk.bruker("Leif Leder")
    with pytest.raises(RuntimeError), transaction.atomic():
        h = folk.hendelse(enhet, naa=timezone.now())
        varsle(h, mal=folk.MAL, mottakere=[leder], adresse="/", data={"nr": "1", "navn": "Synne"})
        raise RuntimeError
    assert send_klare().sendt == 0 and Varsel.objects.count() == 0
