"""An independent check of an answer: shares no code with what computed it, and proves it by another method.

It reads the two JSON values, draws the lots itself, and decides who can be seated together by counting (Hall): a crowd
fits when, for every set of kinds of places, no more of them depend on that set alone than it has places. Then it asks
of every candidate and every wish above the one met whether there was room, and whether somebody further down the order
sits where the candidate could have sat.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any


class Bruddslag(StrEnum):
    """What an answer must never do."""

    ANDRE = "andre"
    """It is about others than the candidates of the input, or in another order."""
    UKJENT_KOMMUNE = "ukjent_kommune"
    UTENFOR_ONSKENE = "utenfor_onskene"
    """Placed where the candidate did not wish to go."""
    FAST_FLYTTET = "fast_flyttet"
    """A placement that should stand does not."""
    FOR_MANGE = "for_mange"
    """More in a municipality than its open and reserved places hold, or on a reserved place without the right to it."""
    LEDIG = "ledig"
    """A place is empty that the candidate wanted more and may have, if need be by others moving between places there."""
    MISUNNELSE = "misunnelse"
    """Somebody further down the order sits where the candidate wanted more to be and could have sat."""
    OPPLYSNING = "opplysning"
    """A number of a wish, a reason, a figure or a fingerprint is not what follows from the placements."""


@dataclass(frozen=True)
class Brudd:
    """One thing wrong, with the ids it is about; empty where it is about nobody."""

    slag: Bruddslag
    kandidat: str = ""
    kommune: str = ""
    annen: str = ""
    """Who sits there instead, or which piece of information is wrong."""


Slag = frozenset[str]
"""The kinds of places somebody may have: groups, and "" for the open ones."""


class _Fasit:
    """The input as this module reads it."""

    def __init__(self, inndata: dict[str, Any]) -> None:
        self.fro: str = inndata["fro"]
        self.egne: bool = inndata["rekkefolge"]["slag"] == "egne"
        self.poeng: dict[str, Any] = inndata["rekkefolge"]["poeng"]
        self.faste: dict[str, str | None] = inndata["faste"]
        self.onsker: dict[str, list[str]] = {k["id"]: k["onsker"] for k in inndata["kandidater"]}
        self.grupper: dict[str, frozenset[str]] = {k["id"]: frozenset(k["grupper"]) for k in inndata["kandidater"]}
        self.plasser: dict[str, dict[str, int]] = {
            k["id"]: {**k["reservert"], "": k["plasser"] - sum(k["reservert"].values())} for k in inndata["kommuner"]
        }
        self.tak: dict[str, list[tuple[Slag, int]]] = {
            kommune: [
                (frozenset(mengde), sum(plasser[slag] for slag in mengde))
                for n in range(len(plasser) + 1)
                for mengde in combinations(plasser, n)
            ]
            for kommune, plasser in self.plasser.items()
        }
        """Of every set of kinds of places, how many it has."""
        self._nokler: dict[tuple[str, str], tuple[int, str, str]] = {}

    def nokkel(self, kommune: str, kandidat: str) -> tuple[int, str, str]:
        """Sorts candidates as the order does: lower goes first."""
        if (kommune, kandidat) not in self._nokler:
            tekst = self.fro + (kommune if self.egne else "") + kandidat
            poeng = self.poeng[kommune][kandidat] if self.egne else self.poeng[kandidat]
            self._nokler[kommune, kandidat] = (-poeng, hashlib.sha256(tekst.encode()).hexdigest(), kandidat)
        return self._nokler[kommune, kandidat]

    def slag(self, kommune: str, kandidat: str) -> Slag:
        return frozenset(s for s, n in self.plasser[kommune].items() if n and (s == "" or s in self.grupper[kandidat]))

    def rommer(self, kommune: str, antall: Counter[Slag]) -> bool:
        """Whether so many of each right can sit there at once."""
        return all(sum(n for slag, n in antall.items() if slag <= m) <= taket for m, taket in self.tak[kommune])


def kontroller_plassering(inndata: dict[str, Any], plassering: dict[str, str | None]) -> list[Brudd]:
    """What is wrong with who sits where; empty when it is feasible, wastes nothing and passes nobody over."""
    fasit = _Fasit(inndata)
    if plassering.keys() != fasit.onsker.keys():
        return [Brudd(Bruddslag.ANDRE)]
    brudd = []
    for kandidat, kommune in plassering.items():
        if kommune is not None and kommune not in fasit.plasser:
            return [Brudd(Bruddslag.UKJENT_KOMMUNE, kandidat, kommune)]
        if kandidat in fasit.faste:
            if kommune != fasit.faste[kandidat]:
                brudd.append(Brudd(Bruddslag.FAST_FLYTTET, kandidat, kommune or ""))
        elif kommune is not None and kommune not in fasit.onsker[kandidat]:
            brudd.append(Brudd(Bruddslag.UTENFOR_ONSKENE, kandidat, kommune))
    sitter: dict[str, list[str]] = {kommune: [] for kommune in fasit.plasser}
    for kandidat, kommune in plassering.items():
        if kommune is not None:
            sitter[kommune].append(kandidat)
    antall = {kommune: Counter(fasit.slag(kommune, k) for k in der) for kommune, der in sitter.items()}
    brudd += [Brudd(Bruddslag.FOR_MANGE, kommune=k) for k in fasit.plasser if not fasit.rommer(k, antall[k])]
    if brudd:
        return brudd
    for kandidat, har in plassering.items():
        if kandidat not in fasit.faste:
            for kommune in _over(fasit.onsker[kandidat], har):
                brudd += _provet(fasit, kandidat, kommune, sitter[kommune], antall[kommune])
    return brudd


def _over(onsker: list[str], har: str | None) -> Iterable[str]:
    return onsker[: onsker.index(har)] if har in onsker else onsker


def _provet(fasit: _Fasit, kandidat: str, kommune: str, sitter: list[str], antall: Counter[Slag]) -> Iterable[Brudd]:
    """Whether the candidate had a right to sit there."""
    if fasit.rommer(kommune, antall + Counter([fasit.slag(kommune, kandidat)])):
        yield Brudd(Bruddslag.LEDIG, kandidat, kommune)
        return
    for annen in _i_veien(fasit, kandidat, kommune, sitter, antall):
        if annen not in fasit.faste and fasit.nokkel(kommune, annen) > fasit.nokkel(kommune, kandidat):
            yield Brudd(Bruddslag.MISUNNELSE, kandidat, kommune, annen)


def _i_veien(fasit: _Fasit, kandidat: str, kommune: str, sitter: list[str], antall: Counter[Slag]) -> list[str]:
    """Those of whom any one away would let the candidate in."""
    ny = antall + Counter([fasit.slag(kommune, kandidat)])
    retter = {slag for slag in antall if fasit.rommer(kommune, ny - Counter([slag]))}
    return [annen for annen in sitter if fasit.slag(kommune, annen) in retter]


def kontroller(inndata: dict[str, Any], resultat: dict[str, Any]) -> list[Brudd]:
    """What is wrong with a stored answer to a stored input; empty when it is proven right in all it says."""
    rader = resultat["plasseringer"]
    if [rad["kandidat"] for rad in rader] != sorted(kandidat["id"] for kandidat in inndata["kandidater"]):
        return [Brudd(Bruddslag.ANDRE)]
    brudd = kontroller_plassering(inndata, {rad["kandidat"]: rad["kommune"] for rad in rader})
    if brudd:
        return brudd
    fasit = _Fasit(inndata)
    brett = _Brett(fasit, rader)
    besatt = Counter((rad["kommune"], rad["reservert"] or "") for rad in rader if rad["kommune"])
    brudd += [Brudd(Bruddslag.FOR_MANGE, kommune=k) for (k, s), n in besatt.items() if n > fasit.plasser[k].get(s, 0)]
    brudd += [
        Brudd(Bruddslag.FOR_MANGE, rad["kandidat"], rad["kommune"])
        for rad in rader
        if rad["kommune"] and (rad["reservert"] or "") not in fasit.slag(rad["kommune"], rad["kandidat"])
    ]
    brudd += [Brudd(Bruddslag.OPPLYSNING, rad["kandidat"], annen="reservert") for rad in rader if _uten_sted(rad)]
    for rad in rader:
        brudd += [Brudd(Bruddslag.OPPLYSNING, rad["kandidat"], annen=felt) for felt in brett.galt(rad)]
    hode = {
        "versjon": inndata["versjon"],
        "inndata": hashlib.sha256(
            json.dumps(inndata, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        ).hexdigest(),
        "metode": "utsatt" if fasit.egne else "seriell",
        "nokkeltall": _nokkeltall(fasit, rader, besatt),
    }
    return brudd + [Brudd(Bruddslag.OPPLYSNING, annen=felt) for felt in hode if resultat.get(felt) != hode[felt]]


def _uten_sted(rad: dict[str, Any]) -> bool:
    """On a place reserved for a group, and in no municipality."""
    return rad["kommune"] is None and rad["reservert"] is not None


class _Brett:
    """The finished placements, and what may be said about them."""

    def __init__(self, fasit: _Fasit, rader: list[dict[str, Any]]) -> None:
        self.fasit = fasit
        self.sitter: dict[str, list[str]] = {kommune: [] for kommune in fasit.plasser}
        for rad in rader:
            if rad["kommune"]:
                self.sitter[rad["kommune"]].append(rad["kandidat"])
        self.antall = {k: Counter(fasit.slag(k, kandidat) for kandidat in der) for k, der in self.sitter.items()}
        self.besatt = Counter((rad["kommune"], rad["reservert"]) for rad in rader)
        self.rekke: dict[str, dict[str, int]] = {}
        for kommune in fasit.plasser:
            med = [k for k in fasit.onsker if not fasit.egne or kommune in fasit.onsker[k]]
            self.rekke[kommune] = {k: n for n, k in enumerate(sorted(med, key=lambda k: fasit.nokkel(kommune, k)), 1)}
        self._foran: dict[tuple[str, Slag], list[str]] = {}

    def galt(self, rad: dict[str, Any]) -> list[str]:
        """The names of what is wrong in one row."""
        onsker, har, fast = self.fasit.onsker[rad["kandidat"]], rad["kommune"], rad["kandidat"] in self.fasit.faste
        rett = {
            "onske": onsker.index(har) + 1 if har in onsker else None,
            "fast": fast,
            "grunner": [] if fast else [self._grunn(rad["kandidat"], k, n) for n, k in enumerate(_over(onsker, har), 1)],
        }
        return [felt for felt, verdi in rett.items() if rad[felt] != verdi]

    def _grunn(self, kandidat: str, kommune: str, onske: int) -> dict[str, Any]:
        fasit, rett = self.fasit, self.fasit.slag(kommune, kandidat)
        if (kommune, rett) not in self._foran:
            foran = _i_veien(fasit, kandidat, kommune, self.sitter[kommune], self.antall[kommune])
            self._foran[kommune, rett] = foran
        i_veien = self._foran[kommune, rett]
        foran = [annen for annen in i_veien if annen not in fasit.faste]
        siste = max(foran, key=self.rekke[kommune].__getitem__, default=None)
        egen = fasit.nokkel(kommune, kandidat)
        sistes = fasit.nokkel(kommune, siste) if siste else None
        likt = sistes is not None and sistes[0] == egen[0]
        return {
            "onske": onske,
            "kommune": kommune,
            "aarsak": "fullt" if i_veien else "reservert" if sum(fasit.plasser[kommune].values()) else "ingen_plass",
            "nummer": self.rekke[kommune][kandidat],
            "poeng": -egen[0],
            "av": len(foran),
            "siste": siste,
            "siste_nummer": self.rekke[kommune][siste] if siste else None,
            "siste_poeng": -sistes[0] if sistes else None,
            "lodd": egen[1] if likt else None,
            "siste_lodd": sistes[1] if sistes and likt else None,
            "faste": len(i_veien) - len(foran),
            "stengt": [
                {"gruppe": gruppe, "plasser": n, "ledige": n - self.besatt[kommune, gruppe]}
                for gruppe, n in sorted(fasit.plasser[kommune].items())
                if gruppe and gruppe not in rett
            ],
        }


def _nokkeltall(fasit: _Fasit, rader: list[dict[str, Any]], besatt: Counter[tuple[str, str]]) -> dict[str, Any]:
    fikk = [
        fasit.onsker[rad["kandidat"]].index(rad["kommune"]) + 1
        for rad in rader
        if rad["kommune"] in fasit.onsker[rad["kandidat"]]
    ]
    plassert = sum(1 for rad in rader if rad["kommune"] is not None)
    lister = [onsker for onsker in fasit.onsker.values() if onsker]
    return {
        "kandidater": len(rader),
        "med_onsker": len(lister),
        "med_plass": plassert,
        "uten_plass": len(rader) - plassert,
        "utenfor_onskene": plassert - len(fikk),
        "per_onske": [fikk.count(n + 1) for n in range(max(map(len, lister), default=0))],
        "forste_promille": 1000 * fikk.count(1) // len(lister) if lister else 0,
        "verste_onske": max(fikk) if fikk else None,
        "kommuner": [
            {
                "kommune": kommune,
                "plasser": sum(plasser.values()),
                "ledige": sum(plasser.values()) - sum(besatt[kommune, slag] for slag in plasser),
                "ledige_reserverte": {
                    slag: n - besatt[kommune, slag] for slag, n in plasser.items() if slag and n > besatt[kommune, slag]
                },
                "onsket_av": sum(kommune in onsker for onsker in lister),
                "forste_onske_for": sum(onsker[0] == kommune for onsker in lister),
            }
            for kommune, plasser in sorted(fasit.plasser.items())
        ],
    }
