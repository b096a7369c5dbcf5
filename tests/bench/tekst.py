"""What reads free text: groups of needs, and pleas of no capacity in the worst of texts."""

from __future__ import annotations

from itertools import combinations
from random import Random
from uuid import UUID

from veiledning.kapasitet import viser_til_kapasitet
from veiledning.selectors.gruppering import Tekst, grupper

from .maaling import linje, ms, side_om_side

VANLIG = "Pasienten bør ta prøver før samtalen, og vi kan hjelpe dere med å lese dem. " * 53
VERSTE = ["ikke " * 800, "vi har " * 570, "a" * 4000, "mangler " * 500, " " * 4000, "stor " * 800]
"""Texts as long as a form takes, made of what the patterns begin with."""


def behov(antall: int) -> list[Tekst]:
    """Needs that share most of their words with many others."""
    tilfeldig = Random(1)
    ord_ = [f"{a}{b}{c}" for a in ["smert", "diab", "kols", "ernær", "hjert"] for b in "aeio" for c in "rstlnkm"]
    return [
        Tekst(
            UUID(int=nr),
            tilfeldig.choice("abc"),
            frozenset(tilfeldig.sample(ord_, 3)),
            frozenset(tilfeldig.sample(ord_, 14)),
        )
        for nr in range(antall)
    ]


def alle_par(tekster: list[Tekst]) -> int:
    """What the groups have to look at, and nothing else: the words each two needs of a field share."""
    return sum(len(a.ord & b.ord) for a, b in combinations(tekster, 2) if a.fagfelt == b.fagfelt)


def maal_tekst() -> None:
    """Ratios of CPU time: the groups against the bare pairs, the worst text against an ordinary one of its length."""
    tekster = behov(500)
    tid = side_om_side({"grupper": lambda: grupper(tekster), "par": lambda: alle_par(tekster)}, runder=5, oppvarming=1)
    linje(
        "gruppering av 500 behov, mot å se på hvert par",
        tid["grupper"].cpu / tid["par"].cpu,
        "≤ 40",
        f"grupper {ms(tid['grupper'].cpu)}, par {ms(tid['par'].cpu)}",
    )
    tid = side_om_side(
        {"vanlig": lambda: viser_til_kapasitet(VANLIG)}
        | {tekst[:8]: lambda tekst=tekst: viser_til_kapasitet(tekst) for tekst in VERSTE},
        runder=9,
    )
    vanlig = tid.pop("vanlig").cpu
    verst, brukt = max(tid.items(), key=lambda t: t[1].cpu)
    linje(
        "kapasitetsord i den verste teksten, mot en vanlig",
        brukt.cpu / vanlig,
        "≤ 5",
        f"verst er «{verst}…», {ms(brukt.cpu)}",
    )


if __name__ == "__main__":
    maal_tekst()
