"""The sweep: what it costs must follow what is due, not what exists."""

from __future__ import annotations

import statistics
import time

from django.db import transaction
from django.utils import timezone

from grunnmur.varsling.frister import fei
from tests.rollebesetning import Cast

from .data import lag_oppgaver
from .maaling import linje, ms

FORFALT = 1000


def _fei() -> float:
    """One sweep of the due tasks, undone; seconds."""
    start = time.perf_counter()
    with transaction.atomic():
        oppgaver, _varsler = fei(timezone.localdate(), timezone.now())
        tid = time.perf_counter() - start
        assert oppgaver == FORFALT, oppgaver
        transaction.set_rollback(True)
    return tid


def maal_feiing(cast: Cast, antall: int) -> None:
    """A thousand due among few and among many."""
    faa = max(FORFALT, antall // 10)
    tider = {}
    for mengde in (faa, antall):
        lag_oppgaver(cast, mengde, FORFALT)
        _fei()
        tider[mengde] = statistics.median(_fei() for _ in range(5))
    linje(
        f"feiing, {FORFALT} forfalt: {antall} mot {faa} åpne",
        tider[antall] / tider[faa],
        "≤ 1.3",
        f"{ms(tider[faa])} og {ms(tider[antall])}",
    )
