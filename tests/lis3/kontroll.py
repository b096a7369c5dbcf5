"""An independent check of a proposal: shares no code with the solver, and proves it by another method.

The solver counts doctors in kinds of stretches and repairs by branching on overfull months. This reads the frozen JSON
itself, spells out the levels anew, and asks of each doctor whether anything better was possible by sweeping through
the months over the actual places, remembering situations that led nowhere (dynamic programming). On small instances
`brutal` tries every combination there is.
"""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import Any

Alternativ = tuple[tuple[str, int, int], ...]
"""(department, start, months) of each part."""


def nivaaer(lege: dict[str, Any], inndata: dict[str, Any]) -> list[list[Alternativ]]:
    """The levels as the specification says, from the JSON."""
    avdelinger = {a["id"]: a for a in inndata["avdelinger"]}

    def maaneder(onske: dict[str, Any]) -> list[list[int]]:
        lovlige = [m for m in range(inndata["fra"], inndata["til"] + 1) if -onske["foer"] <= m - onske["start"] <= onske["etter"]]
        if inndata["slakk_er_likt"]:
            return [lovlige] if lovlige else []
        avvik = sorted({abs(m - onske["start"]) for m in lovlige})
        return [[m for m in lovlige if abs(m - onske["start"]) == a] for a in avvik]

    def gir(*ider: str) -> bool:
        return set(lege["maal"]) <= {m for id_ in ider if id_ in avdelinger for m in avdelinger[id_]["maal"]}

    svar: list[list[Alternativ]] = []
    if not lege["delt"]:
        for onske in lege["onsker"]:
            if gir(onske["avdeling"]):
                svar += [[((onske["avdeling"], m, inndata["lengde"]),) for m in like] for like in maaneder(onske)]
        return svar
    d = inndata["del_lengde"]
    mulige = [o for o in lege["onsker"] if avdelinger.get(o["avdeling"], {}).get("godkjent")]
    if len({o["avdeling"] for o in mulige}) == 1:
        par = [(o, o) for o in mulige]
    else:
        par = [(a, b) for a, b in combinations(mulige, 2) if a["avdeling"] != b["avdeling"]]
    for a, b in par:
        if gir(a["avdeling"], b["avdeling"]):
            for like in maaneder(a):
                rekker = set(permutations([a["avdeling"], b["avdeling"]]))
                svar.append([((x, m, d), (y, m + d, d)) for m in like for x, y in sorted(rekker)])
    return svar


class Sykehus:
    """The places as they are, one by one."""

    def __init__(self, inndata: dict[str, Any]) -> None:
        self.plasser: dict[str, list[tuple[int, tuple[tuple[int, int], ...]]]] = {
            a["id"]: sorted(((p["id"], tuple(map(tuple, p["ledig"]))) for p in a["plasser"]), key=lambda p: (p[1], p[0]))
            for a in inndata["avdelinger"]
        }

    def aapen(self, avdeling: str, plass: int, start: int, lengde: int) -> bool:
        ledig = next((ledig for id_, ledig in self.plasser.get(avdeling, []) if id_ == plass), ())
        return any(fra <= start and start + lengde - 1 <= til for fra, til in ledig)

    def mulig(self, oensker: list[list[Alternativ]]) -> bool:
        """Whether everybody can have one of their alternatives at the same time."""
        if not all(oensker):
            return False
        return _Feiing(self, oensker).gaa()


class _Feiing:
    """One sweep through the months. Situations from which no end was found are remembered."""

    def __init__(self, sykehus: Sykehus, oensker: list[list[Alternativ]]) -> None:
        self.sykehus, self.oensker = sykehus, oensker
        berort = {del_[0] for alternativer in oensker for a in alternativer for del_ in a}
        self.avdelinger = sorted(berort)
        self.nr = {id_: n for n, id_ in enumerate(self.avdelinger)}
        self.ledig = [[ledig for _id, ledig in sykehus.plasser.get(id_, [])] for id_ in self.avdelinger]
        self.siste = [max(a[0][1] for a in alternativer) for alternativer in oensker]
        self.blindveier: set[Any] = set()

    def gaa(self) -> bool:
        tomt = tuple(tuple(0 for _ in plasser) for plasser in self.ledig)
        return self._maaned(frozenset(range(len(self.oensker))), tomt, ())

    def _maaned(self, venter: frozenset[int], opptatt: Any, plikt: Any) -> bool:
        """The next month in which anything may start."""
        starter = [a[0][1] for lege in venter for a in self.oensker[lege]]
        naa = min((m for m in (*starter, *(p[1] for p in plikt)) if m > self._sist(opptatt)), default=None)
        return True if naa is None and not venter and not plikt else self._i(naa, venter, opptatt, plikt)

    @staticmethod
    def _sist(_opptatt: Any) -> int:
        return -1

    def _i(self, naa: int, venter: frozenset[int], opptatt: Any, plikt: Any) -> bool:
        opptatt = tuple(self._orden(n, [max(til, naa) for til in plasser]) for n, plasser in enumerate(opptatt))
        nokkel = (naa, venter, opptatt, plikt)
        if nokkel in self.blindveier:
            return False
        for del_ in plikt:
            if del_[1] == naa:
                rest = tuple(p for p in plikt if p is not del_)
                if any(self._fra(naa, venter, ny, rest) for ny in self._plasser(del_, opptatt)):
                    return True
                self.blindveier.add(nokkel)
                return False
        if self._fra(naa, venter, opptatt, plikt, velg=True):
            return True
        self.blindveier.add(nokkel)
        return False

    def _fra(self, naa: int, venter: frozenset[int], opptatt: Any, plikt: Any, *, velg: bool = False) -> bool:
        """Stay in the month: obligations first, then each doctor who may start now, or nobody more."""
        if not velg:
            return self._i(naa, venter, opptatt, plikt)
        return self._valg(naa, sorted(d for d in venter if any(a[0][1] == naa for a in self.oensker[d])), venter, opptatt, plikt)

    def _valg(self, naa: int, kandidater: list[int], venter: frozenset[int], opptatt: Any, plikt: Any) -> bool:
        if not kandidater:
            return self._videre(naa, venter, opptatt, plikt)
        nokkel = ("v", naa, len(kandidater), kandidater[0], venter, opptatt, plikt)
        if nokkel in self.blindveier:
            return False
        lege, resten = kandidater[0], kandidater[1:]
        for alternativ in self.oensker[lege]:
            if alternativ[0][1] != naa:
                continue
            for ny in self._plasser(alternativ[0], opptatt):
                if self._valg(naa, resten, venter - {lege}, ny, tuple(sorted((*plikt, *alternativ[1:])))):
                    return True
        if self.siste[lege] > naa and self._valg(naa, resten, venter, opptatt, plikt):
            return True
        self.blindveier.add(nokkel)
        return False

    def _videre(self, naa: int, venter: frozenset[int], opptatt: Any, plikt: Any) -> bool:
        starter = [a[0][1] for lege in venter for a in self.oensker[lege]]
        neste = min((m for m in (*starter, *(p[1] for p in plikt)) if m > naa), default=None)
        if neste is None:
            return not venter and not plikt
        return self._i(neste, venter, opptatt, plikt)

    def _plasser(self, del_: tuple[str, int, int], opptatt: Any) -> list[Any]:
        """The hospital after this part has been seated, in every way that makes a difference."""
        avdeling, start, lengde = del_
        n = self.nr[avdeling]
        svar, provd = [], set()
        for p, (ledig, til) in enumerate(zip(self.ledig[n], opptatt[n], strict=True)):
            if til > start or (ledig, til) in provd:
                continue
            provd.add((ledig, til))
            if any(fra <= start and start + lengde - 1 <= slutt for fra, slutt in ledig):
                ny = self._orden(n, [start + lengde if q == p else annen for q, annen in enumerate(opptatt[n])])
                svar.append((*opptatt[:n], ny, *opptatt[n + 1 :]))
        return svar

    def _orden(self, n: int, opptatt: list[int]) -> tuple[int, ...]:
        """Places that are free alike are told apart only by when they are free again."""
        return tuple(til for _ledig, til in sorted(zip(self.ledig[n], opptatt, strict=True)))


def kontroller(inndata: dict[str, Any], resultat: dict[str, Any]) -> list[str]:
    """What is wrong with a result, as sentences; empty when it is proven feasible and optimal by seniority."""
    feil = gjennomforbart(inndata, resultat)
    if feil:
        return feil
    sykehus = Sykehus(inndata)
    holdt: list[list[Alternativ]] = []
    for lege, rad in zip(inndata["leger"], resultat["plasseringer"], strict=True):
        lista, nivaa = nivaaer(lege, inndata), rad["nivaa"]
        bedre = [a for alternativer in lista[:nivaa] for a in alternativer]
        # Anything better at all is one question: one of the better alternatives, with everybody above kept.
        if bedre and sykehus.mulig([*_sammenheng(holdt, bedre), bedre]):
            feil.append(f"{lege['id']} could do better than level {nivaa} with everybody above unharmed")
        if nivaa is not None:
            holdt.append(lista[nivaa])
    return feil


def _sammenheng(holdt: list[list[Alternativ]], bedre: list[Alternativ]) -> list[list[Alternativ]]:
    """Those whose departments are tied to these, through others if need be: nobody else matters."""
    avdelinger = {del_[0] for a in bedre for del_ in a}
    sett = [{del_[0] for a in alternativer for del_ in a} for alternativer in holdt]
    vokst = True
    while vokst:
        foer = len(avdelinger)
        for s in sett:
            if s & avdelinger:
                avdelinger |= s
        vokst = len(avdelinger) > foer
    return [alternativer for alternativer, s in zip(holdt, sett, strict=True) if s & avdelinger]


def gjennomforbart(inndata: dict[str, Any], resultat: dict[str, Any]) -> list[str]:
    """Places, closures, lengths, objectives, and that each level is what it says it is."""
    sykehus, feil, sitter = Sykehus(inndata), [], set()
    if [rad["lege"] for rad in resultat["plasseringer"]] != [lege["id"] for lege in inndata["leger"]]:
        return ["not the doctors of the input, in their order"]
    for lege, rad in zip(inndata["leger"], resultat["plasseringer"], strict=True):
        if rad["nivaa"] is None:
            if rad["deler"]:
                feil.append(f"{lege['id']} has parts without a level")
            continue
        fikk = tuple((d["avdeling"], d["start"], d["lengde"]) for d in rad["deler"])
        if fikk not in nivaaer(lege, inndata)[rad["nivaa"]]:
            feil.append(f"{lege['id']} got {fikk}, which is not level {rad['nivaa']}")
        for d in rad["deler"]:
            if not sykehus.aapen(d["avdeling"], d["plass"], d["start"], d["lengde"]):
                feil.append(f"{lege['id']}: place {d['plass']} is not open then")
            for m in range(d["start"], d["start"] + d["lengde"]):
                if (d["plass"], m) in sitter:
                    feil.append(f"{lege['id']}: place {d['plass']} is taken in month {m}")
                sitter.add((d["plass"], m))
    return feil


def brutal(inndata: dict[str, Any]) -> list[int | None]:
    """The best levels by seniority, from every combination of doctor, alternative and place."""
    sykehus = Sykehus(inndata)
    muligheter: list[list[tuple[int, frozenset[tuple[int, int]]]]] = []
    for lege in inndata["leger"]:
        egne = []
        for nr, alternativer in enumerate(nivaaer(lege, inndata)):
            for a in alternativer:
                plassvalg = [[p for p, _l in sykehus.plasser.get(d[0], []) if sykehus.aapen(d[0], p, d[1], d[2])] for d in a]
                for valg in product(*plassvalg):
                    egne.append((nr, frozenset((p, d[1] + m) for p, d in zip(valg, a, strict=True) for m in range(d[2]))))
        muligheter.append([*egne, (10**6, frozenset())])
    beste = min(
        tuple(nr for nr, _c in valg)
        for valg in product(*muligheter)
        if sum(len(c) for _n, c in valg) == len(frozenset().union(*(c for _n, c in valg)))
    )
    return [None if nr == 10**6 else nr for nr in beste]
