"""The services of the tests end with the tests, whatever ends them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from helsefellesskap.oppstart.postgres import Postgres
from tests.tjenester import rydd_etter_drepte

ROT = Path(__file__).resolve().parents[2]
START = (
    "import time; from tests.tjenester import Tjenester as T; t = T(); t.start(); print(t.mappe, flush=True); time.sleep(60)"
)


def som_kjenner(mappe: Path) -> list[str]:
    """Return the arguments of every living process that names the folder."""
    funn = []
    for fil in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            argumenter = fil.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if str(mappe) in argumenter:
            funn.append(argumenter)
    return funn


def test_a_killed_run_leaves_no_process_and_the_next_run_clears_its_folder():
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in {"DATABASE_URL", "REDIS_URL"}}
    with subprocess.Popen([sys.executable, "-c", START], cwd=ROT, env=miljo, stdout=subprocess.PIPE, text=True) as kjoring:
        assert kjoring.stdout is not None
        mappe = Path(kjoring.stdout.readline().strip())
        assert len(som_kjenner(mappe)) == 2
        os.utime(mappe / "laas", (0, 0))  # old enough to be judged by its lock
        rydd_etter_drepte()
        assert mappe.exists(), "a living run keeps its folder"
        kjoring.send_signal(signal.SIGKILL)
    frist = time.monotonic() + 10
    while som_kjenner(mappe) and time.monotonic() < frist:
        time.sleep(0.1)
    assert som_kjenner(mappe) == []
    rydd_etter_drepte()
    assert not mappe.exists()


@pytest.fixture
def mappe():
    with tempfile.TemporaryDirectory(prefix="hf-pg-") as navn:
        Path(navn).chmod(0o711)
        yield Path(navn)


def test_a_killed_server_starts_again_over_its_data(mappe: Path):
    server = Postgres(mappe / "data", mappe / "s")
    server.start()
    try:
        server.lag_database("prove")
        with psycopg.connect(server.url("prove"), autocommit=True) as kobling:
            kobling.execute("CREATE TABLE rad AS SELECT 1 AS n")
        assert server.server is not None
        os.kill(server.server.pid, signal.SIGKILL)
        server.server.wait()
        server.start()
        server.lag_database("prove")
        with psycopg.connect(server.url("prove")) as kobling:
            assert kobling.execute("SELECT n FROM rad").fetchone() == (1,)
    finally:
        server.stopp()
    assert (mappe / "data").stat().st_mode & 0o777 == 0o700


def test_below_a_closed_folder_the_server_starts_too(mappe: Path):
    # As root, nobody cannot reach it there: the server then runs in a user namespace.
    mappe.chmod(0o700)
    server = Postgres(mappe / "data", mappe / "s")
    server.start()
    server.stopp()
    assert server.foran == (["unshare", "--user", "--map-user=1000"] if os.geteuid() == 0 else [])
