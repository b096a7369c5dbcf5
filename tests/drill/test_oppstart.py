"""`make demo` starts everything, and however it is stopped, nothing is left behind."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROT = Path(__file__).resolve().parents[2]
FORSTE_START, NESTE_START = 120, 10


def ledig_port() -> int:
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        return prove.getsockname()[1]


def prosesser(data: Path) -> dict[int, str]:
    """Return every living process that knows this demo's data folder: from its arguments or its environment."""
    funn = {}
    for mappe in Path("/proc").glob("[0-9]*"):
        try:
            argumenter = (mappe / "cmdline").read_bytes()
            if str(data).encode() in argumenter + (mappe / "environ").read_bytes() and argumenter:
                funn[int(mappe.name)] = argumenter.replace(b"\0", b" ").decode()[:80]
        except OSError:
            continue
    return funn


class Oppstart:
    """One run of `make demo` over the data folder."""

    def __init__(self, data: Path, mal: str = "demo") -> None:
        self.data, self.port = data, ledig_port()
        utelat = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "MAKELEVEL"}
        miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in utelat}
        self.start = time.monotonic()
        self.logg = open(data.parent / "make.log", "w+")  # noqa: SIM115  (make writes to it)
        self.make = subprocess.Popen(
            ["make", mal],
            cwd=ROT,
            env=miljo | {"PORT": str(self.port), "DEMO_DATA": str(data)},
            stdout=self.logg,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def vent(self, frist: float) -> float:
        """Wait until the launcher says that the portal is up; return the seconds it took."""
        while time.monotonic() - self.start < frist:
            self.logg.seek(0)
            if "Ctrl-C stops it." in (tekst := self.logg.read()):
                return time.monotonic() - self.start
            assert self.make.poll() is None, tekst
            time.sleep(0.1)
        raise AssertionError(f"not up within {frist} s: {tekst}")

    def starter(self) -> int:
        """Return the process id of the launcher below make."""
        return next(pid for pid, navn in prosesser(self.data).items() if "oppstart.demo" in navn)

    def svarer(self) -> bool:
        with urllib.request.urlopen(f"http://localhost:{self.port}/helse/klar/", timeout=5) as svar:
            return svar.status == 200


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Not in pytest's own folder: any other run on the machine closes that to all but its owner, and as root PostgreSQL is
    somebody else, who could not get back in to the data of the first start."""
    hjem = Path(tempfile.mkdtemp(prefix="hf-drill-"))
    hjem.chmod(0o711)
    yield hjem / "data"
    for pid in prosesser(hjem / "data"):
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(hjem, ignore_errors=True)


STOPP: dict[str, Callable[[Oppstart], None]] = {
    "Ctrl-C in the terminal": lambda o: os.killpg(o.make.pid, signal.SIGINT),
    "TERM to make": lambda o: os.kill(o.make.pid, signal.SIGTERM),
    "KILL of make": lambda o: os.kill(o.make.pid, signal.SIGKILL),
    "KILL of the launcher": lambda o: os.kill(o.starter(), signal.SIGKILL),
}


@pytest.mark.parametrize("maate", STOPP)
def test_nothing_is_left_behind(data: Path, maate: str):
    forste = not data.exists()
    demo = Oppstart(data)
    sekunder = demo.vent(FORSTE_START if forste else NESTE_START)
    print(f"{maate}: up after {sekunder:.1f} s ({'first' if forste else 'next'} start)")
    assert demo.svarer()
    assert len(prosesser(data)) > 5
    STOPP[maate](demo)
    demo.make.wait(20)
    frist = time.monotonic() + 20
    while (levende := prosesser(data)) and time.monotonic() < frist:
        time.sleep(0.2)
    assert levende == {}
    assert not (data / "postgres" / "postmaster.pid").exists()


def test_a_second_demo_over_the_same_data_is_refused(data: Path):
    demo = Oppstart(data)
    demo.vent(FORSTE_START)
    try:
        annen = Oppstart(data)
        assert annen.make.wait(30) == 2
        annen.logg.seek(0)
        assert "The demo already runs from this folder: stop it first." in annen.logg.read()
        assert demo.svarer()
    finally:
        demo.make.terminate()
        demo.make.wait(20)
