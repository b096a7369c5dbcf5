"""Child processes that cannot outlive the process that started them."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def folg_forelder(signalnummer: int = signal.SIGTERM) -> None:
    """Let the kernel send this process the signal when its parent ends, even by kill -9 (Linux)."""
    _libc.prctl(PR_SET_PDEATHSIG, int(signalnummer), 0, 0, 0)


def _for_exec(forelder: int, signalnummer: int) -> Callable[[], None]:
    def kjor() -> None:
        folg_forelder(signalnummer)
        if os.getppid() != forelder:  # the parent ended before the kernel was told
            os.kill(os.getpid(), signal.SIGKILL)

    return kjor


def start(
    argv: Sequence[str],
    *,
    stopp: int = signal.SIGTERM,
    miljo: Mapping[str, str] | None = None,
    bruker: tuple[int, int] | None = None,
    cwd: Path | str | None = None,
    logg: IO[bytes] | int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own, so that Ctrl-C reaches only the launcher, which stops them in order.

    Call it from the main thread: the kernel's signal fires when the *thread* that started the child ends.
    """
    return subprocess.Popen(
        argv,
        env=dict(miljo) if miljo is not None else None,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=logg,
        stderr=subprocess.STDOUT if logg is not None else None,
        start_new_session=True,
        preexec_fn=_for_exec(os.getpid(), stopp),
        user=bruker[0] if bruker else None,
        group=bruker[1] if bruker else None,
        extra_groups=[] if bruker else None,
    )


def stopp(prosess: subprocess.Popen[bytes], signalnummer: int = signal.SIGTERM, frist: float = 10) -> None:
    """Ask the process to stop; after `frist` seconds end its whole group."""
    if prosess.poll() is None:
        prosess.send_signal(signalnummer)
        try:
            prosess.wait(frist)
        except subprocess.TimeoutExpired:
            pass
    try:
        os.killpg(prosess.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    prosess.wait()
