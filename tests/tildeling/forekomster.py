"""Random instances of who wants which municipality. The same seed gives the same instance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, permutations
from random import Random

from lis.tildeling.fordeling import Egne, Felles, Inndata, Kandidat, Kommune

FRO = "5eed" * 16
GRUPPER = ("distrikt", "nordnorsk")


def tilfeldig(
    r: Random,
    *,
    kandidater: int,
    kommuner: int,
    egne: bool,
    reservert: bool = True,
    faste: bool = False,
    uten_likhet: bool = False,
    trangt: int = 1,
    onsker: int = 8,
) -> Inndata:
    """With everything in it: no places, nothing but reserved ones, several groups, no wishes, equal points.

    `trangt` is about how many candidates there are for each place.
    """
    steder = tuple(
        _kommune(r, f"m{n:02}", max(1, 2 * kandidater // (kommuner * trangt)), reservert) for n in range(kommuner)
    )
    ider = [sted.id for sted in steder]
    folk = tuple(
        Kandidat(
            f"k{n:04}",
            tuple(r.sample(ider, r.randint(0 if r.random() < 0.1 else 1, min(onsker, kommuner)))),
            frozenset(gruppe for gruppe in GRUPPER if r.random() < 0.35),
        )
        for n in range(kandidater)
    )
    lister = [_poeng(r, folk, uten_likhet) for _ in range(kommuner if egne else 1)]
    regel = Egne(dict(zip(ider, lister, strict=True))) if egne else Felles(lister[0])
    inndata = Inndata("".join(r.choices("0123456789abcdef", k=64)), regel, folk, steder)
    return med_noen_faste(r, inndata) if faste else inndata


def _kommune(r: Random, id_: str, mest: int, reservert: bool) -> Kommune:
    plasser = r.randint(0, mest)
    igjen, forbehold = plasser, {}
    for gruppe in GRUPPER:
        if reservert and igjen and r.random() < 0.5:
            forbehold[gruppe] = r.randint(1, igjen)
            igjen -= forbehold[gruppe]
    return Kommune(id_, plasser, forbehold)


def _poeng(r: Random, folk: tuple[Kandidat, ...], uten_likhet: bool) -> dict[str, int]:
    if uten_likhet:
        return dict(zip((k.id for k in folk), r.sample(range(-len(folk), 2 * len(folk)), len(folk)), strict=True))
    mest = r.choice([0, 1, 3, 1000])
    return {k.id: r.randint(0, mest) for k in folk}


def med_noen_faste(r: Random, inndata: Inndata) -> Inndata:
    """Some placed beforehand on places they may have, wished for or not, and some with no place."""
    valgt: dict[str, str | None] = {}
    igjen = {k.id: k.apne for k in inndata.kommuner}
    for kandidat in r.sample(inndata.kandidater, len(inndata.kandidater) // 4):
        sted = r.choice([None, *igjen])
        if sted is None or igjen[sted] > 0:
            valgt[kandidat.id] = sted
            if sted is not None:
                igjen[sted] -= 1
    return inndata.med_faste(valgt)


def mot_strommen(r: Random, *, reservert: bool, faste: bool = False) -> Inndata:
    """Municipalities put first those who put them last: then there is more than one stable placement to choose among."""
    inndata = tilfeldig(r, kandidater=r.randint(3, 4), kommuner=3, egne=True, onsker=3)
    steder = tuple(Kommune(id_, r.choice([1, 2]), {}) for id_ in inndata.kommune)
    if reservert:
        steder = tuple(replace(sted, reservert={r.choice(GRUPPER): 1} if sted.plasser > 1 else {}) for sted in steder)
    folk = tuple(replace(k, onsker=tuple(r.sample([s.id for s in steder], 3))) for k in inndata.kandidater)
    poeng = {s.id: {k.id: 2 * k.onsker.index(s.id) + r.randint(0, 2) for k in folk} for s in steder}
    borte: dict[str, str | None] = (
        {folk[0].id: r.choice(["m00", None]) if not steder[0].reservert else None} if faste else {}
    )
    return Inndata(inndata.fro, Egne(poeng), folk, steder, borte)


def med_poeng_overalt(r: Random, inndata: Inndata) -> Inndata:
    """Own orders that rank everybody everywhere, so that every list of wishes can be handed in."""
    egne = inndata.rekkefolge.poeng
    alle = {sted: {k.id: r.randint(0, 3) for k in inndata.kandidater} | dict(egne.get(sted, {})) for sted in inndata.kommune}
    return replace(inndata, rekkefolge=Egne(alle))


def alle_lister(kommuner: list[str]) -> list[tuple[str, ...]]:
    """Every list of wishes there is: any of the municipalities, in any order."""
    return [liste for n in range(len(kommuner) + 1) for liste in permutations(kommuner, n)]


def alle_meldinger(inndata: Inndata, kandidat: Kandidat) -> Iterator[Inndata]:
    """Every other thing a candidate could have said: any list of wishes, and any of the own groups kept back."""
    grupper = sorted(kandidat.grupper)
    for sagt in chain.from_iterable(combinations(grupper, n) for n in range(len(grupper) + 1)):
        for liste in alle_lister(sorted(inndata.kommune)):
            andre = tuple(k for k in inndata.kandidater if k.id != kandidat.id)
            yield replace(inndata, kandidater=(*andre, Kandidat(kandidat.id, liste, frozenset(sagt))))
