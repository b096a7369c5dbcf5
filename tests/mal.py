"""The migrated database, kept between runs: migrating takes longer than most test files.

The first run after a change migrates and keeps a dump in pytest's cache; later ones read it into a template database that
each worker's is copied from. Django still migrates that copy, and finds nothing to do. Only for the server that the run
itself started: a server that `DATABASE_URL` points to is left as it is.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from helsefellesskap.oppstart.postgres import Postgres, programmer

ROT = Path(__file__).parents[1]
MAL = "hf_mal"
TIL_BRUK = "HF_TEST_MAL"
"""The environment of a run's workers: the name of the template to copy."""
TIL_DUMP = "HF_TEST_DUMP"
"""Or, where there is none yet: the file to keep the migrated database in."""


def les_inn(server: Postgres, mappe: Path) -> None:
    """Make the template from the dump of these migrations, or say that one is wanted."""
    dump = mappe / f"{nokkel()}.sql"
    os.environ[TIL_DUMP] = str(dump)
    if not dump.exists():
        return
    server.lag_database(MAL)
    try:
        _program("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", dump, server.url(MAL))
    except subprocess.CalledProcessError:  # another run removed it meanwhile: migrate as if there were none
        _program("psql", "-q", "-c", f"DROP DATABASE {MAL}", server.url("postgres"))
        return
    os.environ[TIL_BRUK] = MAL


def skriv_ut(database: str) -> None:
    """Keep this freshly migrated database for the next run, with those of the last few branches."""
    dump = Path(os.environ[TIL_DUMP])
    if dump.stem != nokkel():  # somebody edited a migration while this run was migrating
        return
    halv = dump.with_suffix(f".{os.getpid()}")
    adresse, _skille, sporring = os.environ["DATABASE_URL"].partition("?")
    _program("pg_dump", "-f", halv, f"{adresse.rpartition('/')[0]}/{database}?{sporring}")
    halv.replace(dump)
    for gammel in sorted(dump.parent.glob("*.sql"), key=lambda fil: fil.stat().st_mtime)[:-3]:
        gammel.unlink(missing_ok=True)


def nokkel() -> str:
    """What decides how a migrated database looks: our migrations and what they import, the packages, Python."""
    sjekksum = hashlib.sha256(sys.version.encode())
    for pakke in sorted(f"{d.name}=={d.version}" for d in distributions()):
        sjekksum.update(pakke.encode())
    migrasjoner = [*ROT.glob("*/migrations/*.py"), *ROT.glob("*/*/migrations/*.py")]
    for fil in sorted({*migrasjoner, *_importert(migrasjoner)}):
        sjekksum.update(str(fil.relative_to(ROT)).encode() + fil.read_bytes())
    return sjekksum.hexdigest()[:24]


def _importert(filer: list[Path]) -> set[Path]:
    """The project's own modules that these files import by name."""
    navn = {treff for fil in filer for treff in re.findall(r"^\s*(?:from|import) ([\w.]+)", fil.read_text(), re.MULTILINE)}
    steder = (ROT / modul.replace(".", "/") for modul in navn)
    return {fil for sted in steder for fil in (sted.with_suffix(".py"), sted / "__init__.py") if fil.exists()}


def _program(navn: str, *argv: str | Path) -> None:
    subprocess.run([programmer() / navn, *argv], check=True, capture_output=True)
