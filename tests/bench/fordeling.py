"""The proposal for 200 and 1 000 doctors against the time asked for, each result proven by the independent checker."""

from __future__ import annotations

import statistics
import time
from random import Random

from lis.lis3.fordeling import fordel, les
from tests.lis3.forekomster import sykehusomraade
from tests.lis3.kontroll import kontroller

from .maaling import linje

GRENSER = ((200, 1.0), (1000, 4.0))
FOREKOMSTER = 3


def maal_fordeling() -> None:
    """From frozen JSON to canonical JSON, several instances; the slowest counts."""
    for leger, grense in GRENSER:
        tider, cpu, grener, plass, kontroll = [], [], 0, [], 0.0
        for nr in range(FOREKOMSTER):
            inndata = sykehusomraade(Random(nr), leger=leger)
            start, start_cpu = time.perf_counter(), time.process_time()
            resultat = fordel(les(inndata)).som_json()
            tider.append(time.perf_counter() - start)
            cpu.append(time.process_time() - start_cpu)
            start = time.perf_counter()
            feil = kontroller(inndata, resultat)
            kontroll += time.perf_counter() - start
            assert resultat["bevist"] and not feil, feil
            grener = max(grener, resultat["grener"])
            plass.append(sum(p["nivaa"] is not None for p in resultat["plasseringer"]))
        linje(
            f"forslag, {leger} leger: tid mot {grense:g} s",
            max(tider) / grense,
            "≤ 1.0, alt bevist",
            f"median {statistics.median(tider):.2f} s, tregest {max(tider):.2f} s, CPU {max(cpu):.2f} s",
            f"{statistics.median(plass):.0f} får plass, høyst {grener} grener, kontrollert på {kontroll:.0f} s",
        )


if __name__ == "__main__":
    maal_fordeling()
