"""Random instances of who wants which place, as frozen input. The same seed gives the same instance."""

from __future__ import annotations

from random import Random
from typing import Any

MAAL = ["ALM-055", "ALM-085"]


def tilfeldig(r: Random, *, leger: int, avdelinger: int, maaneder: int, plasser: int = 2) -> dict[str, Any]:
    """A small or middling instance with everything in it: closures, divided services, missing goals, equal slack."""
    fra = 24_300
    steder = []
    nr = 0
    for n in range(avdelinger):
        egne = []
        for p in range(r.randint(1, plasser)):
            nr += 1
            egne.append({"id": nr, "nummer": p + 1, "ledig": _ledig(r, fra, fra + maaneder + 6)})
        steder.append(
            {
                "id": f"A{n}",
                "maal": MAAL if r.random() < 0.8 else r.sample(MAAL, r.randint(0, 2)),
                "godkjent": r.random() < 0.8,
                "plasser": egne,
            }
        )
    return {
        "versjon": 1, "fra": fra, "til": fra + maaneder, "lengde": 6, "del_lengde": 3,
        "slakk_er_likt": r.random() < 0.3, "avdelinger": steder,
        "leger": [_lege(r, n, steder, fra, maaneder) for n in range(leger)],
    }  # fmt: skip


def _ledig(r: Random, fra: int, til: int) -> list[list[int]]:
    """Open all through, or with one or two holes."""
    strekk, start = [], fra
    for _ in range(r.choice([0, 0, 0, 1, 2])):
        hull = r.randint(start, til)
        if hull > start:
            strekk.append([start, hull - 1])
        start = hull + r.randint(1, 6)
        if start > til:
            return strekk
    return [*strekk, [start, til]]


def _lege(r: Random, n: int, steder: list[dict[str, Any]], fra: int, maaneder: int) -> dict[str, Any]:
    onsker = [
        {
            "start": fra + r.randint(-1, maaneder + 1),
            "foer": r.choice([0, 0, 1, 2]),
            "etter": r.choice([0, 1, 2, 3]),
            "avdeling": r.choice(steder)["id"] if r.random() < 0.98 else "nedlagt",
        }
        for _ in range(r.randint(1, 3))
    ]
    maal = MAAL if r.random() < 0.7 else r.sample(MAAL, r.randint(0, 2))
    return {"id": f"L{n}", "rang": n + 1, "delt": r.random() < 0.25, "maal": maal, "onsker": onsker}


def sykehusomraade(r: Random, *, leger: int, slakk_er_likt: bool = False) -> dict[str, Any]:
    """A realistic hospital trust: a department for every eight doctors, wishes that crowd on spring and autumn.

    Two to five wishes, slack of some months, one in ten divided, some places closed or taken for a while; there is
    room for about nine of ten over two years.
    """
    fra, maaneder = 24_325, 24
    steder, nr = [], 0
    for n in range(max(3, leger // 8)):
        egne = []
        for p in range(r.choice([1, 2, 2, 3])):
            nr += 1
            egne.append({"id": nr, "nummer": p + 1, "ledig": _ledig(r, fra, fra + maaneder + 5)})
        steder.append(
            {"id": f"A{n:03}", "maal": MAAL if r.random() < 0.9 else MAAL[:1], "godkjent": r.random() < 0.7, "plasser": egne}
        )
    rader = []
    for n in range(leger):
        start = fra + r.choice([2, 8, 14, 20, 2, 8, 14, 20, r.randint(0, maaneder - 1)])
        avdelinger = r.sample(steder, min(len(steder), r.randint(2, 5)))
        onsker = [
            {
                "start": start + r.choice([0, 0, 0, 6, -1]),
                "foer": r.choice([0, 1, 2, 3]),
                "etter": r.choice([0, 2, 3, 6]),
                "avdeling": a["id"],
            }
            for a in avdelinger
        ]
        rader.append(
            {
                "id": f"L{n:04}",
                "rang": n + 1,
                "delt": r.random() < 0.1,
                "maal": r.choice([MAAL, MAAL, MAAL[1:], []]),
                "onsker": onsker,
            }
        )
    return {
        "versjon": 1, "fra": fra, "til": fra + maaneder - 1, "lengde": 6, "del_lengde": 3,
        "slakk_er_likt": slakk_er_likt, "avdelinger": steder, "leger": rader,
    }  # fmt: skip
