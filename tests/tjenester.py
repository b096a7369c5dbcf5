"""The tests' own PostgreSQL and Redis: one of each per run, in a folder that goes away with it."""

import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

from helsefellesskap.oppstart.postgres import Postgres
from helsefellesskap.oppstart.redis import Redis

PREFIKS = "hf-test-"
NETTOPP = 10
"""Seconds in which a run may have made its lock without holding it yet."""


class Tjenester:
    """Start what the environment does not already point to, and write the addresses there."""

    def __init__(self) -> None:
        self.mappe: Path | None = None
        self.startet: list[Postgres | Redis] = []
        self.postgres: Postgres | None = None

    def start(self) -> None:
        """Start. Workers of one run inherit the addresses, so only the first process starts anything."""
        rydd_etter_drepte()
        self.mappe = Path(tempfile.mkdtemp(prefix=PREFIKS))
        self.mappe.chmod(0o711)
        self.laas = open(self.mappe / "laas", "w")  # noqa: SIM115  (held until the run ends)
        fcntl.flock(self.laas, fcntl.LOCK_EX)
        if not os.environ.get("DATABASE_URL"):
            self.postgres = Postgres(self.mappe / "data", self.mappe / "s", flyktig=True)
            self.startet.append(self.postgres)
            self.postgres.start()
            os.environ["DATABASE_URL"] = self.postgres.url("postgres")
        if not os.environ.get("REDIS_URL"):
            redis = Redis(self.mappe / "redis.sock")
            self.startet.append(redis)
            redis.start()
            os.environ["REDIS_URL"] = redis.url

    def stopp(self) -> None:
        """Stop what was started and remove the folder."""
        for tjeneste in reversed(self.startet):
            tjeneste.stopp()
        if self.mappe:
            shutil.rmtree(self.mappe, ignore_errors=True)
            self.laas.close()


def rydd_etter_drepte() -> None:
    """Remove folders of runs that were killed: nobody holds their lock any more."""
    for mappe in Path(tempfile.gettempdir()).glob(f"{PREFIKS}*"):
        try:
            if time.time() - (mappe / "laas").stat().st_mtime < NETTOPP:
                continue
            with open(mappe / "laas") as laas:
                fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(mappe, ignore_errors=True)
        except OSError:
            continue
