"""An independent check of a proposal: shares no code with the solver, and proves it by another method.

The solver counts doctors in kinds of stretches and repairs by branching on overfull months. This reads the frozen JSON
itself, spells out the levels anew, and asks of each doctor and each better alternative whether there was room for it:
it decides the divided services one by one, after which departments stand alone, and sweeps through the months of each
department over its actual places, remembering situations that led nowhere (dynamic programming). On small instances
`brutal` tries every combination there is.
"""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import Any

Alternativ = tuple[tuple[str, int, int], ...]
"""(department, start, months) of each part."""

INGEN = 1_000_000
"""The level below all others: no place."""


def nivaaer(lege: dict[str, Any], inndata: dict[str, Any]) -> list[list[Alternativ]]:
    """The levels as the specification says, from the JSON."""
    avdelinger = {a["id"]: a for a in inndata["avdelinger"]}

    def maaneder(onske: dict[str, Any]) -> list[list[int]]:
        lovlige = [
            m for m in range(inndata["fra"], inndata["til"] + 1) if -onske["foer"] <= m - onske["start"] <= onske["etter"]
        ]
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


Jobb = tuple[tuple[int, ...], int]
"""The months a service may start in, and how many months it takes."""


class Sykehus:
    """The places as they are, one by one, and whether a crowd fits into one department."""

    def __init__(self, inndata: dict[str, Any]) -> None:
        self.plasser: dict[str, list[tuple[int, tuple[tuple[int, int], ...]]]] = {
            a["id"]: sorted(((p["id"], tuple(map(tuple, p["ledig"]))) for p in a["plasser"]), key=lambda p: (p[1], p[0]))
            for a in inndata["avdelinger"]
        }
        self._svar: dict[tuple[str, tuple[Jobb, ...]], bool] = {}

    def aapen(self, avdeling: str, plass: int, start: int, lengde: int) -> bool:
        ledig = next((ledig for id_, ledig in self.plasser.get(avdeling, []) if id_ == plass), ())
        return any(fra <= start and start + lengde - 1 <= til for fra, til in ledig)

    def rommer(self, avdeling: str, jobber: list[Jobb]) -> bool:
        nokkel = (avdeling, tuple(sorted(jobber)))
        if nokkel not in self._svar:
            ledig = tuple(ledig for _id, ledig in self.plasser.get(avdeling, []))
            self._svar[nokkel] = _Feiing(ledig, nokkel[1]).gaa()
        return self._svar[nokkel]


class _Feiing:
    """A sweep through the months of one department. Situations from which no end was found are remembered.

    A situation is the month, when each place is free again, and how many of each kind of service still wait; services
    with the same months to choose among are of one kind.
    """

    def __init__(self, ledig: tuple[tuple[tuple[int, int], ...], ...], jobber: tuple[Jobb, ...]) -> None:
        self.ledig = ledig
        self.slag = sorted(set(jobber))
        self.antall = tuple(jobber.count(slag) for slag in self.slag)
        self.maaneder = sorted({m for starter, _lengde in self.slag for m in starter})
        self.blindveier: set[Any] = set()

    def gaa(self) -> bool:
        return self._fra(0, 0, self.antall, tuple(0 for _ in self.ledig))

    def _fra(self, m: int, s: int, venter: tuple[int, ...], opptatt: tuple[int, ...]) -> bool:
        """From month number `m`, where the kinds before `s` have been decided."""
        if m == len(self.maaneder):
            return not any(venter)
        naa = self.maaneder[m]
        if s == len(self.slag):
            return self._fra(m + 1, 0, venter, tuple(max(til, naa) for til in opptatt))
        starter, lengde = self.slag[s]
        if not venter[s] or naa not in starter:
            return self._fra(m, s + 1, venter, opptatt)
        nokkel = (m, s, venter, opptatt)
        if nokkel in self.blindveier:
            return False
        rest = (*venter[:s], venter[s] - 1, *venter[s + 1 :])
        if any(self._fra(m, s, rest, ny) for ny in self._plasser(naa, lengde, opptatt)):
            return True
        if naa != starter[-1] and self._fra(m, s + 1, venter, opptatt):
            return True
        self.blindveier.add(nokkel)
        return False

    def _plasser(self, start: int, lengde: int, opptatt: tuple[int, ...]) -> list[tuple[int, ...]]:
        """When each place is free again after this one has been seated, in every way that makes a difference."""
        svar, provd = [], set()
        for p, (ledig, til) in enumerate(zip(self.ledig, opptatt, strict=True)):
            if til > start or (ledig, max(til, start)) in provd:
                continue
            provd.add((ledig, max(til, start)))
            if any(fra <= start and start + lengde - 1 <= slutt for fra, slutt in ledig):
                ny = [start + lengde if q == p else annen for q, annen in enumerate(opptatt)]
                svar.append(tuple(til for _l, til in sorted(zip(self.ledig, ny, strict=True))))
        return svar


class Holdt:
    """Everybody with longer seniority, each with the alternatives of the level they keep."""

    def __init__(self, sykehus: Sykehus) -> None:
        self.sykehus = sykehus
        self.hele: dict[str, list[Jobb]] = {}
        self.delte: list[list[Alternativ]] = []

    def legg_til(self, alternativer: list[Alternativ]) -> None:
        if len(alternativer[0]) == 1:
            (avdeling,) = {a[0][0] for a in alternativer}
            self.hele.setdefault(avdeling, []).append((tuple(sorted(a[0][1] for a in alternativer)), alternativer[0][0][2]))
        else:
            self.delte.append(alternativer)

    def har_plass_til(self, alternativ: Alternativ) -> bool:
        """Whether one more can have exactly this while everybody keeps their level."""
        faste: dict[str, list[Jobb]] = {}
        berort = {del_[0] for del_ in alternativ}
        igjen, resten = [], list(self.delte)
        while nye := [d for d in resten if any(del_[0] in berort for a in d for del_ in a)]:
            igjen += nye
            resten = [d for d in resten if d not in nye]
            berort |= {del_[0] for d in nye for a in d for del_ in a}
        return self._gaar(faste, alternativ) and self._velg(_med(faste, alternativ), igjen)

    def _gaar(self, faste: dict[str, list[Jobb]], alternativ: Alternativ) -> bool:
        med = _med(faste, alternativ)
        return all(
            self.sykehus.rommer(avdeling, self.hele.get(avdeling, []) + med[avdeling])
            for avdeling in {del_[0] for del_ in alternativ}
        )

    def _velg(self, faste: dict[str, list[Jobb]], igjen: list[list[Alternativ]]) -> bool:
        """Decide the divided services one by one, the one with fewest ways first; then departments stand alone."""
        if not igjen:
            return True
        muligheter = [[a for a in alternativer if self._gaar(faste, a)] for alternativer in igjen]
        nr = min(range(len(igjen)), key=lambda n: len(muligheter[n]))
        resten = igjen[:nr] + igjen[nr + 1 :]
        return any(self._velg(_med(faste, a), resten) for a in muligheter[nr])


def _med(faste: dict[str, list[Jobb]], alternativ: Alternativ) -> dict[str, list[Jobb]]:
    svar = dict(faste)
    for avdeling, start, lengde in alternativ:
        svar[avdeling] = [*svar.get(avdeling, []), ((start,), lengde)]
    return svar


def kontroller(inndata: dict[str, Any], resultat: dict[str, Any]) -> list[str]:
    """What is wrong with a result, as sentences; empty when it is proven feasible and optimal by seniority."""
    feil = gjennomforbart(inndata, resultat)
    if feil:
        return feil
    holdt = Holdt(Sykehus(inndata))
    for lege, rad in zip(inndata["leger"], resultat["plasseringer"], strict=True):
        lista, nivaa = nivaaer(lege, inndata), rad["nivaa"]
        bedre = {a for alternativer in lista[:nivaa] for a in alternativer}
        if any(holdt.har_plass_til(a) for a in sorted(bedre)):
            feil.append(f"{lege['id']} could do better than level {nivaa} with everybody above unharmed")
        if nivaa is not None:
            holdt.legg_til(lista[nivaa])
    return feil


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
        muligheter.append([*egne, (INGEN, frozenset())])

    def beste(n: int, tatt: frozenset[tuple[int, int]]) -> tuple[int, ...]:
        if n == len(muligheter):
            return ()
        return min((nr, *beste(n + 1, tatt | celler)) for nr, celler in muligheter[n] if not celler & tatt)

    return [None if nr == INGEN else nr for nr in beste(0, frozenset())]
