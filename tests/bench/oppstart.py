"""A stopwatch on `make demo`: from the command to the sign-in page answering, a first start and two more.

`.venv/bin/python -m tests.bench.oppstart`, over data of its own that go away. Where the machine has other things to do, the
CPU time beside the clock is what holds still.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROT = Path(__file__).resolve().parents[2]


def _cpu() -> float:
    brukt = resource.getrusage(resource.RUSAGE_CHILDREN)
    return brukt.ru_utime + brukt.ru_stime


def ta_tiden(data: Path) -> tuple[float, float]:
    """Seconds by the clock until the sign-in page has answered, and CPU seconds of everything that ran."""
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        port = prove.getsockname()[1]
    utelat = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in utelat}
    cpu, start = _cpu(), time.monotonic()
    make = subprocess.Popen(
        ["make", "demo"],
        cwd=ROT,
        env=miljo | {"PORT": str(port), "DEMO_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://localhost:{port}/logg-inn/", timeout=30).close()
                break
            except OSError:
                assert make.poll() is None, "make demo ended by itself"
                time.sleep(0.02)
        tid = time.monotonic() - start
    finally:
        os.killpg(make.pid, signal.SIGINT)
        make.wait(30)
    return tid, _cpu() - cpu


def main() -> None:
    """Print three starts."""
    hjem = Path(tempfile.mkdtemp(prefix="hf-start-"))
    hjem.chmod(0o711)  # as root PostgreSQL is somebody else, and must get in
    try:
        for navn in ("first start", "second start", "third start"):
            tid, cpu = ta_tiden(hjem / "data")
            print(f"{navn}: {tid:.1f} s to the sign-in page, {cpu:.1f} s CPU", flush=True)
    finally:
        shutil.rmtree(hjem, ignore_errors=True)


if __name__ == "__main__":
    main()
