"""A time limit inside one process, for pools where Celery cannot enforce its own."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


class Tidsavbrudd(BaseException):
    """The time is up. No `Exception`, so that the work itself cannot swallow it."""


@contextmanager
def tidsgrense(sekunder: float) -> Iterator[None]:
    """Raise `Tidsavbrudd` in the block after so many seconds. Signals reach main threads only; elsewhere no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ute(signum: int, ramme: object) -> NoReturn:
        raise Tidsavbrudd

    forrige = signal.signal(signal.SIGALRM, ute)
    signal.setitimer(signal.ITIMER_REAL, sekunder)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, forrige)
