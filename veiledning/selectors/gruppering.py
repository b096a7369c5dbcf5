"""Which needs are about the same: shared words, weighed by how rare they are. Pure; the words come from the database.

Weighted Jaccard: what two needs share, divided by all they say. A word in the subject weighs double; a word that most
needs have weighs next to nothing; the beginning of a long word counts a little too, since Norwegian writes words together
(«diabetesfot», «diabetes»). Groups are joined by the average likeness of their members, the most alike first, so one need
that resembles two groups does not melt them into one. The same needs always give the same groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import log
from uuid import UUID

TERSKEL = 0.06
"""Tuned on tests/veiledning/behovssamling.py, where its precision and recall are asserted."""
FORSTAVELSE = 5
"""Letters that two long words must begin alike with to be half the same word."""
HALV = 0.5
I_EMNET = 2.0
SIER_ALLE = """
treng trengs ønsk vil veiledning veiled råd opplæring lær hjelp vis vit kan kunn skal må bør lur usikr får ta
tar gi gir gjør ny nye fler pasient bruk bruker beboer person personal kommun hjemmetjenest sykepleier
sykehjem sykehjemm hjemm rutin prosedyr oppfølging følg behandling spørsmål rikt dag start finn tid god kurs
felles hos gjeld valg ung eldr nyankomn
"""
STOPPORD = frozenset(SIER_ALLE.split())
"""What any need says. They tell nothing about what it is about."""


@dataclass(frozen=True)
class Tekst:
    """One need: the words of subject and need as the search knows them (stemmed)."""

    nokkel: UUID
    fagfelt: str
    emneord: frozenset[str]
    ord: frozenset[str]


@dataclass(frozen=True)
class Gruppe:
    """Needs that are alike, in the order they were given, and the words that more than half of them share."""

    nokler: tuple[UUID, ...]
    felles: tuple[str, ...]


def trekk(tekst: Tekst) -> dict[str, float]:
    """What is compared: each word with its weight, and the beginning of long words (written with a final *)."""
    vekter: dict[str, float] = {}
    for ord_ in tekst.ord | tekst.emneord:
        if ord_ in STOPPORD or len(ord_) < 2 or ord_.isdigit():
            continue
        vekt = I_EMNET if ord_ in tekst.emneord else 1.0
        vekter[ord_] = vekt
        if len(ord_) >= FORSTAVELSE:
            forstavelse = ord_[:FORSTAVELSE] + "*"
            vekter[forstavelse] = max(vekter.get(forstavelse, 0.0), vekt * HALV)
    return vekter


def sjeldenhet(alle: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The rarer a word among these needs, the more it says."""
    alle = list(alle)
    antall = Counter(ord_ for ett in alle for ord_ in ett)
    return {ord_: log(1 + len(alle) / n) for ord_, n in antall.items()}


def likhet(a: Mapping[str, float], b: Mapping[str, float], idf: Mapping[str, float]) -> float:
    """0 for nothing in common, 1 for the same words."""
    felles = sum(min(a[ord_], b[ord_]) * idf[ord_] for ord_ in a.keys() & b.keys())
    alt = sum(max(a.get(ord_, 0.0), b.get(ord_, 0.0)) * idf[ord_] for ord_ in a.keys() | b.keys())
    return felles / alt if alt else 0.0


def grupper(tekster: Sequence[Tekst], terskel: float = TERSKEL) -> list[Gruppe]:
    """Groups of two and more within the same field, the largest first, else in the order given."""
    trekkene = [trekk(t) for t in tekster]
    idf = sjeldenhet(trekkene)
    like = _like_par(tekster, trekkene, idf)
    klynger = _slaa_sammen(len(tekster), like, terskel)
    funnet = [
        Gruppe(tuple(tekster[i].nokkel for i in klynge), _felles([trekkene[i] for i in klynge], idf))
        for klynge in klynger
        if len(klynge) > 1
    ]
    return sorted(funnet, key=lambda g: -len(g.nokler))


def _like_par(
    tekster: Sequence[Tekst], trekkene: list[dict[str, float]], idf: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """How alike every two needs of a field are that share a word."""
    har: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for nr, (tekst, ett) in enumerate(zip(tekster, trekkene, strict=True)):
        for ord_, vekt in ett.items():
            har.setdefault((tekst.fagfelt, ord_), []).append((nr, vekt * idf[ord_]))
    # All that two say is what each says less what they share: one pass over the words, none over the pairs' unions.
    sum_ = [sum(vekt * idf[ord_] for ord_, vekt in ett.items()) for ett in trekkene]
    felles: defaultdict[tuple[int, int], float] = defaultdict(float)
    for rader in har.values():
        for (a, vekt_a), (b, vekt_b) in combinations(rader, 2):
            felles[a, b] += vekt_a if vekt_a < vekt_b else vekt_b
    return {(a, b): delt / (sum_[a] + sum_[b] - delt) for (a, b), delt in felles.items()}


def _slaa_sammen(antall: int, like: dict[tuple[int, int], float], terskel: float) -> list[list[int]]:
    """Join the two groups that are most alike on average, until none are alike enough."""
    klynger: dict[int, list[int]] = {nr: [nr] for nr in range(antall)}
    hoyde = dict(like)
    naboer: dict[int, set[int]] = {nr: set() for nr in range(antall)}
    for a, b in hoyde:
        naboer[a].add(b)
        naboer[b].add(a)
    # A pair whose likeness has changed since it was put in is passed by when it comes out.
    best_forst = [(-verdi, a, b) for (a, b), verdi in hoyde.items() if verdi >= terskel]
    heapify(best_forst)
    while best_forst:
        minus, a, b = heappop(best_forst)
        if hoyde.get((a, b)) != -minus:
            continue
        stor, liten = len(klynger[a]), len(klynger[b])
        for c in (naboer[a] | naboer[b]) - {a, b}:
            til_a, til_b = (hoyde.pop((min(c, x), max(c, x)), 0.0) for x in (a, b))
            verdi = hoyde[min(c, a), max(c, a)] = (til_a * stor + til_b * liten) / (stor + liten)
            naboer[c].discard(b)
            naboer[c].add(a)
            if verdi >= terskel:
                heappush(best_forst, (-verdi, min(c, a), max(c, a)))
        del hoyde[a, b]
        naboer[a] = (naboer[a] | naboer.pop(b)) - {a, b}
        klynger[a] += klynger.pop(b)
    return [sorted(klynge) for _nr, klynge in sorted(klynger.items())]


def _felles(medlemmer: list[dict[str, float]], idf: Mapping[str, float]) -> tuple[str, ...]:
    """The words that explain the group: had by more than half, those that say most first."""
    antall = Counter(ord_ for ett in medlemmer for ord_ in ett if not ord_.endswith("*"))
    delt = [ord_ for ord_, n in antall.items() if n * 2 > len(medlemmer) and n > 1]
    if not delt:  # only beginnings of words in common
        forstavelser = Counter(ord_ for ett in medlemmer for ord_ in ett if ord_.endswith("*"))
        delt = [ord_ for ord_, n in forstavelser.items() if n > 1]
    return tuple(sorted(delt, key=lambda ord_: (-antall[ord_] * idf[ord_], ord_))[:5])
