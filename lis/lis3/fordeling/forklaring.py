"""Why a doctor did not get something better: facts, from which a sentence is made where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .inndata import Inndata, Lege, Onske
from .nivaaer import Nivaa
from .plasser import Plasskart


class Aarsak(StrEnum):
    """Why a wish was not met, or not at the wished month."""

    FULLT = "fullt"
    """Doctors with longer seniority keep their level, and then there is no room."""
    INGEN_PLASS = "ingen_plass"
    """Closed, taken before, or no such place: not even an empty list would help."""
    MAAL = "maal"
    """The departments cannot give every objective that the doctor lacks."""
    UTENFOR = "utenfor"
    """No start within the slack of the wish lies in the period that is shared out."""
    IKKE_GODKJENT = "ikke_godkjent"
    """The department may not give three-month parts."""
    IKKE_BEVIST = "ikke_bevist"
    """The search gave up; somebody must look."""


@dataclass(frozen=True)
class Grunn:
    """One wish that could have been better met, and why it was not."""

    onske: int
    aarsak: Aarsak
    avdeling: str
    start: int
    av: tuple[str, ...] = ()
    """Those with longer seniority who sit there in the wished months, in order."""

    def som_json(self) -> dict[str, Any]:
        return {
            "onske": self.onske,
            "aarsak": self.aarsak.value,
            "avdeling": self.avdeling,
            "start": self.start,
            "av": list(self.av),
        }


Foran = dict[tuple[str, int], list[tuple[int, str]]]
"""Who of those with longer seniority sits at a department in a month: number in the order, and id."""


def grunner(
    lege: Lege,
    inndata: Inndata,
    *,
    lista: list[Nivaa],
    fikk: int | None,
    kart: Plasskart,
    ubevist: set[int],
    foran: Foran,
) -> tuple[Grunn, ...]:
    """A reason for every wish above the one met, and for the one met when its month is not the wished one."""
    naadd = lista[fikk] if fikk is not None else None
    svar = []
    for nummer, onske in enumerate(lege.onsker, start=1):
        if naadd and (nummer > naadd.onske or (nummer == naadd.onske and naadd.avvik == 0)):
            break
        bedre = [nr for nr, nivaa in enumerate(lista[:fikk]) if nummer in (nivaa.onske, nivaa.annet)]
        if bedre or not (naadd and nummer == naadd.onske):
            svar.append(_grunn(nummer, onske, lege, inndata, lista, bedre, kart, ubevist, foran))
    return tuple(svar)


def _grunn(
    nummer: int,
    onske: Onske,
    lege: Lege,
    inndata: Inndata,
    lista: list[Nivaa],
    bedre: list[int],
    kart: Plasskart,
    ubevist: set[int],
    foran: Foran,
) -> Grunn:
    def svar(aarsak: Aarsak, av: tuple[str, ...] = ()) -> Grunn:
        return Grunn(nummer, aarsak, onske.avdeling, onske.start, av)

    if not bedre:
        avdeling = inndata.avdeling.get(onske.avdeling)
        if avdeling is None:
            return svar(Aarsak.INGEN_PLASS)
        if lege.delt and not avdeling.godkjent:
            return svar(Aarsak.IKKE_GODKJENT)
        if not any(inndata.fra <= m <= inndata.til for m in range(onske.start - onske.foer, onske.start + onske.etter + 1)):
            return svar(Aarsak.UTENFOR)
        return svar(Aarsak.MAAL)
    if ubevist & set(bedre):
        return svar(Aarsak.IKKE_BEVIST)
    mulige = [a for nr in bedre for a in lista[nr].alternativer if kart.valg(a)]
    if not mulige:
        return svar(Aarsak.INGEN_PLASS)
    maaneder = {(del_.avdeling, m) for alternativ in mulige for del_ in alternativ for m in del_.maaneder}
    sitter = {nr: id_ for maaned in maaneder for nr, id_ in foran.get(maaned, ())}
    return svar(Aarsak.FULLT, tuple(sitter[nr] for nr in sorted(sitter)))
