"""Asking the addresses of the portal as the people of the table, and what differs from what it says."""

from __future__ import annotations

from collections.abc import Iterable

from tests.tilgang.adresser import Sted, lag_sak, svar
from tests.tilgang.omraader import OMRAADER, Rad

TILSTANDER = [(navn, tilstand) for navn, omraade in OMRAADER.items() for tilstand in omraade.tilstander[1:]]
"""Every state but the first of its area."""


def avvik_i_tilstand(omraade: str, tilstand: str, rader: set[Rad] | None = None) -> dict[str, list[str]]:
    """Per role, what these rows (None: every address of the cases) answer otherwise than the section of the state says."""
    sted = lag_sak(omraade, tilstand)
    loven = OMRAADER[omraade].ventet(tilstand)
    sider = sted.sakens(omraade)
    spurt = {(navn, metode) for navn in sider for metode in ("GET", "POST") if not bare_405(loven[navn, metode])}
    assert set(OMRAADER[omraade].rader[tilstand]) <= spurt, "a row of a state that nothing asks"
    valgte = en_av_hver(omraade, tilstand, spurt & rader) if rader is not None else dict.fromkeys(roller_i(omraade), spurt)
    funn = {}
    for rolle, radene in valgte.items():
        skal = {
            (navn, metode): loven[navn, metode][rolle]
            for navn, metode in sorted(radene)
            # A stranger, to whom the case does not exist, asks for its page, and to change it.
            if metode == "POST" or navn == sider[navn] or loven[sider[navn], "GET"][rolle] != 404
        }
        if feil := avvik(spor(sted, rolle, skal), skal):
            funn[rolle] = feil
    return funn


def roller_i(omraade: str) -> list[str]:
    """Those who ask in each state: one for each column. Nobody signed in is sent away before any case is looked up."""
    forste_fremmede, kolonner = OMRAADER[omraade].fremmede[0], OMRAADER[omraade].kolonner
    return [forste_fremmede if kolonne == "fremmed" else kolonne for kolonne in kolonner if kolonne != "anonym"]


def en_av_hver(omraade: str, tilstand: str, rader: set[Rad]) -> dict[str, set[Rad]]:
    """Role → the lines it asks: of those whom a line answers alike one asks, another in the next line and the next state.

    `make drill` lets everybody ask everything.
    """
    loven, nummer = OMRAADER[omraade].ventet(tilstand), OMRAADER[omraade].tilstander.index(tilstand)
    valgte: dict[str, set[Rad]] = {}
    for radnummer, rad in enumerate(sorted(rader)):
        like: dict[int, list[str]] = {}
        for rolle in roller_i(omraade):
            like.setdefault(loven[rad][rolle], []).append(rolle)
        for roller in like.values():
            valgte.setdefault(roller[(nummer + radnummer) % len(roller)], set()).add(rad)
    return valgte


def spor(sted: Sted, rolle: str, rader: Iterable[Rad]) -> dict[Rad, int]:
    klient = sted.klient(rolle)
    return {(navn, metode): svar(klient, metode, sted.adresse(navn)) for navn, metode in rader}


def bare_405(statuser: dict[str, int]) -> bool:
    """The method is refused whoever asks: that is said before the view looks at anything."""
    return {status for rolle, status in statuser.items() if rolle != "anonym"} == {405}


def avvik(fikk: dict[Rad, int], skal: dict[Rad, int]) -> list[str]:
    return [f"{navn} {metode}: {fikk[navn, metode]}, not {status}" for (navn, metode), status in skal.items()
            if fikk[navn, metode] != status]  # fmt: skip
