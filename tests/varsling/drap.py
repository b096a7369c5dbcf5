"""Kill the real Celery worker with SIGKILL while it sends, and count what became of every mail."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from celery import current_app
from django.db import connection

from grunnmur.varsling.models import Varsel
from tests.varsling.postmottak import Postmottak

ROT = Path(__file__).parents[2]


def miljo(post: Postmottak, **mer: str) -> dict[str, str]:
    """The environment of a child that works on this test's database, Redis and mail server."""
    base, _skille, sporring = os.environ["DATABASE_URL"].partition("?")
    navn = connection.settings_dict["NAME"]
    return os.environ | {
        "DATABASE_URL": f"{base.rpartition('/')[0]}/{navn}?{sporring}",
        "EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
        "DJANGO_SETTINGS_MODULE": "helsefellesskap.settings.test",
        "VARSLING_LEIE": "1",
        **mer,
    }


class Arbeider:
    """A Celery worker of its own process, listening to a queue of its own."""

    def __init__(self, post: Postmottak, ko: str, **mer: str) -> None:
        self.prosess = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "helsefellesskap", "worker", "--pool=solo", "-Q", ko),
                *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=ERROR"),
            ],
            cwd=ROT,
            env=miljo(post, **mer),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def drep(self) -> None:
        self.prosess.send_signal(signal.SIGKILL)
        self.prosess.wait()

    def stopp(self) -> None:
        self.prosess.terminate()
        try:
            self.prosess.wait(15)
        except subprocess.TimeoutExpired:
            self.drep()


@dataclass
class Regnskap:
    """What became of every mail."""

    drap: int
    tapt: int
    dobbelt: int
    usikre: int
    usikre_som_kom_fram: int


def vent(sant, frist: float = 120) -> None:
    slutt = time.monotonic() + frist
    while not sant():
        assert time.monotonic() < slutt, "it took too long"
        time.sleep(0.02)


def drep_underveis(post: Postmottak, *, drap: int, gjenopplivet: bool = False, fro: int = 1) -> Regnskap:
    """Kill the worker `drap` times while it sends, then let it finish.

    Every third kill falls in the window where the relay has the mail and the worker does not know; the others
    at a random moment. `gjenopplivet` is the usual policy instead of ours: what a dead sender held is put back.
    """
    tilfeldig = random.Random(fro)
    ko = f"prove-{os.getpid()}-{fro}-{gjenopplivet}"
    naa_drepes = threading.Event()
    i_vinduet = threading.Event()
    drept = threading.Event()
    post.lagre_foer = True

    def ved_data(brev: EmailMessage) -> None:
        # In a thread of the mail server: the mail is kept, the answer not yet given.
        if naa_drepes.is_set():
            i_vinduet.set()
            drept.wait(10)
        else:
            time.sleep(0.01)

    post.ved_data = ved_data
    # After each kill somebody is still waiting; a resumed worker must have something to do.
    for nr in range(drap):
        for hendelse in (naa_drepes, i_vinduet, drept):
            hendelse.clear()
        foer = len(post.brev)
        arbeider = Arbeider(post, ko)
        try:
            current_app.send_task("varsling.send_klare", queue=ko)
            vent(lambda foer=foer: len(post.brev) > foer)
            if nr % 3 == 0:
                naa_drepes.set()
                assert i_vinduet.wait(20)
            else:
                time.sleep(tilfeldig.random() * 0.05)
        finally:
            arbeider.drep()
            drept.set()
        if gjenopplivet:
            time.sleep(0.3)
            Varsel.objects.filter(epost=Varsel.Epost.SENDER).update(epost=Varsel.Epost.KLAR)
    naa_drepes.clear()
    time.sleep(1.2)  # the lease of what the last one held
    arbeider = Arbeider(post, ko)
    try:
        for _ in range(3):
            current_app.send_task("varsling.send_klare", queue=ko)
        ferdig = [Varsel.Epost.SENDT, Varsel.Epost.USIKKER]
        vent(lambda: not Varsel.objects.exclude(epost__in=ferdig).exists(), 120)
    finally:
        arbeider.stopp()
        with current_app.connection_for_write() as forbindelse:
            forbindelse.default_channel.queue_purge(ko)
    return _gjor_opp(post, drap)


def _gjor_opp(post: Postmottak, drap: int) -> Regnskap:
    kom_fram = {str(brev["Message-ID"]).strip("<>").partition("@")[0] for brev in post.brev}
    sendt = {pk.hex for pk in Varsel.objects.filter(epost=Varsel.Epost.SENDT).values_list("pk", flat=True)}
    usikre = {pk.hex for pk in Varsel.objects.filter(epost=Varsel.Epost.USIKKER).values_list("pk", flat=True)}
    return Regnskap(
        drap=drap,
        tapt=len(sendt - kom_fram),
        dobbelt=len(post.dobbelt),
        usikre=len(usikre),
        usikre_som_kom_fram=len(usikre & kom_fram),
    )
