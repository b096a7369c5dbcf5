"""The whole LIS1 proposal, from values to fingerprints, against the bare algorithm that only says who sits where."""

from __future__ import annotations

import hashlib
from heapq import heappush, heappushpop
from random import Random

from lis.tildeling.fordeling import Egne, Felles, Inndata, fordel, kontroller
from tests.tildeling.forekomster import tilfeldig

from .maaling import linje, ms, side_om_side

STORRELSER = ((60, 40, 60), (2000, 350, 12))
"""Candidates, municipalities, rounds of measuring."""


def maal_lis1() -> None:
    """Freeze, hash, solve, explain and hash again; without reserves, which the bare algorithm does not know."""
    for kandidater, kommuner, runder in STORRELSER:
        for egne in (False, True):
            inndata = tilfeldig(
                Random(kandidater), kandidater=kandidater, kommuner=kommuner, egne=egne, reservert=False, onsker=5
            )
            inndata = bare_onskede(inndata)
            resultat = fordel(inndata)
            assert bart(inndata) == {p.kandidat: p.kommune for p in resultat.plasseringer if p.kommune}
            assert kontroller(inndata.som_json(), resultat.som_json()) == []
            tid = side_om_side({"hele": lambda i=inndata: hele(i), "bart": lambda i=inndata: bart(i)}, runder=runder)
            linje(
                f"LIS1-forslag, {kandidater} kandidater, {'egne rekkefølger' if egne else 'felles rekkefølge'}",
                tid["hele"].cpu / tid["bart"].cpu,
                "≤ 12" if egne else "≤ 30",
                f"hele {ms(tid['hele'].cpu)}, bare algoritmen {ms(tid['bart'].cpu)}",
                f"{resultat.nokkeltall.med_plass} får plass, {sum(len(p.grunner) for p in resultat.plasseringer)} grunner",
            )


def bare_onskede(inndata: Inndata) -> Inndata:
    """Points only where somebody wishes to go, as a municipality gives them."""
    if isinstance(inndata.rekkefolge, Felles):
        return inndata
    poeng: dict[str, dict[str, int]] = {}
    for kandidat in inndata.kandidater:
        for sted in kandidat.onsker:
            poeng.setdefault(sted, {})[kandidat.id] = inndata.rekkefolge.poeng[sted][kandidat.id]
    return Inndata(inndata.fro, Egne(poeng), inndata.kandidater, inndata.kommuner)


def hele(inndata: Inndata) -> tuple[str, str]:
    frosset = Inndata(inndata.fro, inndata.rekkefolge, inndata.kandidater, inndata.kommuner)
    return frosset.avtrykk, fordel(frosset).avtrykk


def bart(inndata: Inndata) -> dict[str, str]:
    """Lots, order and placements, and nothing else."""

    def lodd(tekst: str) -> str:
        return hashlib.sha256(tekst.encode()).hexdigest()

    fro, plasser = inndata.fro, {k.id: k.plasser for k in inndata.kommuner}
    fikk: dict[str, str] = {}
    if isinstance(inndata.rekkefolge, Felles):
        poeng = inndata.rekkefolge.poeng
        for kandidat in sorted(inndata.kandidater, key=lambda k: (-poeng[k.id], lodd(fro + k.id))):
            for sted in kandidat.onsker:
                if plasser[sted]:
                    plasser[sted] -= 1
                    fikk[kandidat.id] = sted
                    break
        return fikk
    nokler = {
        (sted, id_): (poeng, -int(lodd(fro + sted + id_), 16), id_)
        for sted, rader in inndata.rekkefolge.poeng.items()
        for id_, poeng in rader.items()
    }
    sitter: dict[str, list[tuple[int, int, str]]] = {sted: [] for sted in plasser}
    igjen = {k.id: iter(k.onsker) for k in inndata.kandidater}
    for forst in igjen:
        hvem: str | None = forst
        while hvem is not None and (sted := next(igjen[hvem], None)) is not None:
            if len(sitter[sted]) < plasser[sted]:
                heappush(sitter[sted], nokler[sted, hvem])
                hvem = None
            elif plasser[sted]:
                hvem = heappushpop(sitter[sted], nokler[sted, hvem])[2]
    return {id_: sted for sted, der in sitter.items() for _poeng, _lodd, id_ in der}


if __name__ == "__main__":
    maal_lis1()
