"""Workers at the same time, workers that die, and a broker that is gone: with real threads, processes and Redis."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from celery import current_app
from django.db import connection, connections
from django.utils import timezone

from grunnmur.jobb import operations
from grunnmur.jobb.models import Jobb, Tilstand
from grunnmur.jobb.tasks import kjor_klare
from grunnmur.organisasjon.models import Bruker
from tests.jobb.slag import bestilling

pytestmark = pytest.mark.django_db(transaction=True)


def test_to_arbeidere_tar_aldri_samme_jobb(synne: Bruker) -> None:
    for nummer in range(30):
        bestilling(synne, tekst=str(nummer))
    start = Barrier(2)

    def arbeid() -> list[str]:
        try:
            start.wait()
            tatt = []
            while jobb := operations.ta_neste():
                tatt.append(str(jobb.pk))
            return tatt
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as traader:
        ene, andre = [kjoring.result() for kjoring in [traader.submit(arbeid), traader.submit(arbeid)]]
    assert len(ene) + len(andre) == 30
    assert set(ene) & set(andre) == set()


def test_samtidige_bestillinger_gir_en_jobb(synne: Bruker) -> None:
    start = Barrier(2)

    def bestill_samtidig() -> str:
        try:
            start.wait()
            return str(bestilling(synne).pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as traader:
        jobber = {kjoring.result() for kjoring in [traader.submit(bestill_samtidig) for _ in range(2)]}
    assert len(jobber) == 1
    assert Jobb.objects.count() == 1


def test_drept_arbeider_mister_ikke_jobben(synne: Bruker) -> None:
    """A process takes the job and is killed while it works; the next one does it."""
    jobb = bestilling(synne, "ekko")
    prosess = subprocess.Popen([sys.executable, "-c", _TA_OG_HENG], env=_miljo())
    try:
        for _ in range(600):
            jobb.refresh_from_db()
            if jobb.tilstand == Tilstand.KJORER:
                break
            time.sleep(0.1)
        assert jobb.tilstand == Tilstand.KJORER
    finally:
        os.kill(prosess.pid, signal.SIGKILL)
        prosess.wait()
    assert kjor_klare() == 0, "the lease has not run out"
    Jobb.objects.filter(pk=jobb.pk).update(laast_til=timezone.now() - timedelta(seconds=1))
    assert kjor_klare() == 1
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.forsok) == (Tilstand.FERDIG, 2)


def test_uten_redis_staar_jobben_og_klokka_tar_den(synne: Bruker) -> None:
    """A process whose Redis is gone orders at once; beat's next round, not the wake-up, does the work."""
    miljo = {**_miljo(), "REDIS_URL": "unix:///nonexistent/redis.sock"}
    ut = subprocess.run([sys.executable, "-c", _BESTILL], env=miljo, capture_output=True, text=True, timeout=60)
    assert ut.returncode == 0, ut.stderr
    assert "nådde ikke fram" in ut.stderr
    assert float(ut.stdout) < 5
    jobb = Jobb.objects.get()
    assert kjor_klare() == 1
    jobb.refresh_from_db()
    assert jobb.tilstand == Tilstand.FERDIG


def test_med_redis_blir_arbeideren_vekket(synne: Bruker) -> None:
    with current_app.connection_for_read() as forbindelse:
        ko = forbindelse.SimpleQueue("celery")
        ko.clear()
        bestilling(synne)
        assert ko.get(block=True, timeout=5).headers["task"] == "jobb.kjor_klare"


_TA_OG_HENG = """
import django; django.setup()
import time
from grunnmur.jobb import operations, typer
typer.registrer_jobbtype("prove.ekko", lambda jobb, framdrift: time.sleep(600))
jobb = operations.ta_neste()
operations.utfor(jobb)
"""


_BESTILL = """
import django; django.setup()
import time
from grunnmur.jobb import operations, typer
from grunnmur.organisasjon.models import Bruker
typer.registrer_jobbtype("prove.ekko", None)
synne = Bruker.objects.get(epost="synne@prove.example")
start = time.monotonic()
operations.bestill("prove.ekko", {"tekst": "hei"}, bestilt_av=synne, tittel="En prøve")
print(time.monotonic() - start)
"""


def _miljo() -> dict[str, str]:
    """The environment of a process that works in the tests' own database."""
    fra, navn = os.environ["DATABASE_URL"], connection.settings_dict["NAME"]
    adresse, _skille, sporring = fra.partition("?")
    url = f"{adresse.rsplit('/', 1)[0]}/{navn}" + (f"?{sporring}" if sporring else "")
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "helsefellesskap.settings.test"}
