"""Time things beside each other, and say what came out as ratios."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Tid:
    """Medians of one contestant: wall-clock seconds, and CPU seconds of this process."""

    vegg: float
    cpu: float


def side_om_side(kandidater: dict[str, Callable[[], object]], *, runder: int, oppvarming: int = 3) -> dict[str, Tid]:
    """Run all candidates in turn, round after round, so that noise of the machine hits them alike."""
    maalt: dict[str, list[tuple[float, float]]] = {navn: [] for navn in kandidater}
    for runde in range(runder + oppvarming):
        for navn, kjor in kandidater.items():
            vegg, cpu = time.perf_counter(), time.process_time()
            kjor()
            if runde >= oppvarming:
                maalt[navn].append((time.perf_counter() - vegg, time.process_time() - cpu))
    return {
        navn: Tid(statistics.median(v for v, _c in rader), statistics.median(c for _v, c in rader))
        for navn, rader in maalt.items()
    }


class Opptak:
    """The statements that something sends, with their parameters, to be sent again bare."""

    def __init__(self) -> None:
        self.setninger: list[tuple[str, Any]] = []

    def __call__(self, utfor: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.setninger.append((sql, tuple(params) if isinstance(params, list) else params))
        return utfor(sql, params, many, context)

    def av(self, kjor: Callable[[], object]) -> Opptak:
        with connection.execute_wrapper(self):
            kjor()
        return self


def send_bart(setninger: Sequence[tuple[str, Any]]) -> None:
    """The same statements on the same connection, with nothing around them: the limit."""
    with connection.cursor() as omslag:
        peker = omslag.cursor
        for sql, params in setninger:
            peker.execute(sql, params)
            if peker.description is not None:
                peker.fetchall()


def linje(navn: str, forhold: float, krav: str, *detaljer: str) -> None:
    print(f"{navn:<58} {forhold:>7.2f}   {krav:<28} {'; '.join(detaljer)}", flush=True)


def ms(sekunder: float) -> str:
    return f"{sekunder * 1000:.2f} ms"
