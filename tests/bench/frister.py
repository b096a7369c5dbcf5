"""The sweep: what it costs must follow what is due, not what exists."""

from __future__ import annotations

import json
import time
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from grunnmur.varsling.frister import fei
from tests.rollebesetning import Cast

from .data import lag_oppgaver
from .maaling import linje, ms

FORFALT = 1000
OMGANGER, GANGER = 2, 7


def _fei() -> float:
    """One sweep of the due tasks, undone; seconds."""
    start = time.perf_counter()
    with transaction.atomic():
        oppgaver, _varsler = fei(timezone.localdate(), timezone.now())
        tid = time.perf_counter() - start
        assert oppgaver == FORFALT, oppgaver
        transaction.set_rollback(True)
    return tid


def _sider() -> int:
    """The pages one sweep touches in the database: the same every time, whatever else the machine does."""
    plan: list[dict[str, Any]] = []

    def forklar(utfor: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().startswith("WITH forfalt"):
            return utfor(sql, params, many, context)
        with connection.cursor() as peker:
            peker.cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            (svar,) = peker.fetchone()
            plan.append((json.loads(svar) if isinstance(svar, str) else svar)[0]["Plan"])
        return utfor(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(forklar):
        fei(timezone.localdate(), timezone.now())
        transaction.set_rollback(True)
    (ett,) = plan
    return int(ett["Shared Hit Blocks"] + ett["Shared Read Blocks"])


def maal_feiing(cast: Cast, antall: int) -> None:
    """A thousand due among few and among many, in turn.

    The two cannot stand side by side in one table, so the machine may be busier while one of them is measured. Noise only
    adds: the quickest sweep of each counts, and beside the time stands how many pages were touched.
    """
    faa = max(FORFALT, antall // 10)
    tider: dict[int, list[float]] = {faa: [], antall: []}
    sider = {}
    for _ in range(OMGANGER):
        for mengde in (faa, antall):
            lag_oppgaver(cast, mengde, FORFALT)
            # What autovacuum has long done where tasks come one by one, and would else do in the midst of this.
            with connection.cursor() as peker:
                peker.execute("VACUUM ANALYZE oppgaver_oppgave, varsling_varsel")
            sider[mengde] = _sider()
            tider[mengde] += [_fei() for _ in range(GANGER)]
    linje(
        f"feiing, {FORFALT} forfalt: {antall} mot {faa} åpne, tid",
        min(tider[antall]) / min(tider[faa]),
        "≤ 1.3",
        f"{ms(min(tider[faa]))} og {ms(min(tider[antall]))}",
    )
    linje(
        f"feiing, {FORFALT} forfalt: {antall} mot {faa} åpne, sider i databasen",
        sider[antall] / sider[faa],
        "≤ 1.3",
        f"{sider[faa]} og {sider[antall]}",
    )
