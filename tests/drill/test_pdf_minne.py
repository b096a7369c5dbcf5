"""Memory over many documents: one font configuration per process, so it stays flat."""

import resource
import sys
from pathlib import Path

from grunnmur.dokumenter.pdf import varm_opp
from tests.dokumenter import proveskjema as prove

OPPVARMING, RUNDER = 30, 100
MAKS_VEKST_KB = 12_000
"""A font configuration per document would leak some 400 kB each: 40 MB over these rounds."""


def brukt_kb() -> int:
    """Resident memory now, not its peak."""
    if sys.platform == "linux":
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_minnet_er_flatt_over_hundre_skjemaer() -> None:
    varm_opp()
    for nummer in range(OPPVARMING):
        prove.tegn(prove.utfylt(faggruppe=f"Faggruppe {nummer}"))
    foer = brukt_kb()
    for nummer in range(RUNDER):
        prove.tegn(prove.utfylt(faggruppe=f"Faggruppe {nummer}"))
    vekst = brukt_kb() - foer
    print(f"memory grew {vekst} kB over {RUNDER} documents (limit {MAKS_VEKST_KB} kB)")
    assert vekst < MAKS_VEKST_KB
