"""The frozen input: plain values that go to and from JSON without loss. Months are whole numbers from year zero."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

VERSJON = 1
"""Raise it when the same input would give another answer, so that an old proposal is never compared with a new rule."""


class UavgjortRekkefolge(Exception):
    """Doctors share a rank, and nobody has decided who goes first."""

    def __init__(self, koder: list[str]) -> None:
        super().__init__(", ".join(koder))
        self.koder = koder


@dataclass(frozen=True)
class Plass:
    """One place, free in these stretches of months, both ends included."""

    id: int
    nummer: int
    ledig: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Avdeling:
    id: str
    maal: frozenset[str]
    godkjent: bool
    """May give a three-month part."""
    plasser: tuple[Plass, ...]


@dataclass(frozen=True)
class Onske:
    """A wished start month at a department, with how many months earlier or later will do."""

    start: int
    foer: int
    etter: int
    avdeling: str


@dataclass(frozen=True)
class Lege:
    """One doctor in the queue. `maal` are the objectives still to be reached in hospital."""

    id: str
    rang: int | None
    """None: outside the ranks, after everybody who has one, in the order given."""
    delt: bool
    maal: frozenset[str]
    onsker: tuple[Onske, ...]


@dataclass(frozen=True)
class Inndata:
    """Doctors in the order of precedence, departments, the months a service may start in, and lengths."""

    fra: int
    til: int
    lengde: int
    del_lengde: int
    slakk_er_likt: bool
    """Whether every start within the slack is as good as the wished month, or the nearest is best."""
    avdelinger: tuple[Avdeling, ...]
    leger: tuple[Lege, ...]

    @cached_property
    def avdeling(self) -> dict[str, Avdeling]:
        """Departments by id."""
        return {avdeling.id: avdeling for avdeling in self.avdelinger}


def les(rad: dict[str, Any]) -> Inndata:
    """Read frozen input. Raises `UavgjortRekkefolge` when two neighbours share a rank."""
    if rad["versjon"] != VERSJON:
        raise ValueError(f"input of version {rad['versjon']}, this is {VERSJON}")
    leger = tuple(
        Lege(
            id=lege["id"],
            rang=lege["rang"],
            delt=lege["delt"],
            maal=frozenset(lege["maal"]),
            onsker=tuple(Onske(o["start"], o["foer"], o["etter"], o["avdeling"]) for o in lege["onsker"]),
        )
        for lege in rad["leger"]
    )
    if like := uavgjorte(leger):
        raise UavgjortRekkefolge(like)
    return Inndata(
        fra=rad["fra"],
        til=rad["til"],
        lengde=rad["lengde"],
        del_lengde=rad["del_lengde"],
        slakk_er_likt=rad["slakk_er_likt"],
        avdelinger=tuple(
            Avdeling(
                id=avdeling["id"],
                maal=frozenset(avdeling["maal"]),
                godkjent=avdeling["godkjent"],
                plasser=tuple(
                    Plass(plass["id"], plass["nummer"], tuple((fra, til) for fra, til in plass["ledig"]))
                    for plass in avdeling["plasser"]
                ),
            )
            for avdeling in rad["avdelinger"]
        ),
        leger=leger,
    )


def uavgjorte(leger: tuple[Lege, ...]) -> list[str]:
    """The ids of doctors who share a rank with another."""
    antall: dict[int, int] = {}
    for lege in leger:
        if lege.rang is not None:
            antall[lege.rang] = antall.get(lege.rang, 0) + 1
    return [lege.id for lege in leger if lege.rang is not None and antall[lege.rang] > 1]
