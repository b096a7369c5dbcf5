"""Down the ranks, one doctor at a time, and the canonical answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from .forklaring import Foran, Grunn, grunner
from .inndata import Inndata
from .nivaaer import Del, Nivaa, nivaaer
from .plasser import Plasskart, Valg
from .sok import MAKS_GRENER, Sok
from .trengsel import Trengsel


@dataclass(frozen=True)
class Plassering:
    """What one doctor got: the level (None is no place), the parts, the place of each, and what stood in the way.

    `avvik` is months after the wished start, negative before.
    """

    lege: str
    nivaa: int | None
    av_nivaaer: int
    onske: int | None
    annet: int | None
    avvik: int
    deler: tuple[Del, ...]
    plasser: tuple[int, ...]
    grunner: tuple[Grunn, ...]
    bevist: bool
    """Whether every better level is proven impossible."""

    def som_json(self) -> dict[str, Any]:
        return {
            "lege": self.lege,
            "nivaa": self.nivaa,
            "av_nivaaer": self.av_nivaaer,
            "onske": self.onske,
            "annet": self.annet,
            "avvik": self.avvik,
            "deler": [
                {"avdeling": d.avdeling, "plass": plass, "start": d.start, "lengde": d.lengde}
                for d, plass in zip(self.deler, self.plasser, strict=True)
            ],
            "grunner": [grunn.som_json() for grunn in self.grunner],
            "bevist": self.bevist,
        }


@dataclass(frozen=True)
class Resultat:
    """The whole answer, in the order of the input."""

    plasseringer: tuple[Plassering, ...]
    grener: int
    """How many branches the search needed: the same every time."""

    @property
    def bevist(self) -> bool:
        return all(p.bevist for p in self.plasseringer)

    def som_json(self) -> dict[str, Any]:
        return {
            "plasseringer": [p.som_json() for p in self.plasseringer],
            "bevist": self.bevist,
            "grener": self.grener,
        }


def fordel(
    inndata: Inndata, *, framdrift: Callable[[int, int], None] | None = None, maks_grener: int = MAKS_GRENER
) -> Resultat:
    """The exact answer by seniority. Pure: the same input gives the same answer, whoever asks and whenever.

    `framdrift` is called with how many doctors are done, of how many.
    """
    kart = Plasskart(inndata)
    sok, trengsel = Sok(kart.kapasitet, maks_grener=maks_grener), Trengsel(kart)
    lister: list[list[Nivaa]] = []
    fikk: list[int | None] = []
    ubevist: list[set[int]] = []
    for antall, lege in enumerate(inndata.leger, start=1):
        lista, naadd, tvil = nivaaer(lege, inndata), None, set()
        for nr, nivaa in enumerate(lista):
            domene = tuple(valg for alternativ in nivaa.alternativer for valg in kart.valg(alternativ))
            svar = sok.prov(domene, umulig=partial(trengsel.er_umulig, nivaa.alternativer))
            if svar:
                naadd = nr
                trengsel.legg_til(nivaa.alternativer)
                break
            if svar is None:
                tvil.add(nr)
        lister.append(lista)
        fikk.append(naadd)
        ubevist.append(tvil)
        if framdrift:
            framdrift(antall, len(inndata.leger))
    return Resultat(tuple(_plasseringer(inndata, kart, sok.valgt, lister, fikk, ubevist)), sok.grener)


def _plasseringer(
    inndata: Inndata,
    kart: Plasskart,
    valgt: list[Valg],
    lister: list[list[Nivaa]],
    fikk: list[int | None],
    ubevist: list[set[int]],
) -> list[Plassering]:
    """Put together who got what, and why not more."""
    igjen = iter(valgt)
    valgene = [next(igjen) if nr is not None else None for nr in fikk]
    plasser = kart.sett(valgene)
    foran: Foran = {}
    svar = []
    for nr, lege in enumerate(inndata.leger):
        valg, naadd, lista = valgene[nr], fikk[nr], lister[nr]
        nivaa = lista[naadd] if naadd is not None else None
        svar.append(
            Plassering(
                lege=lege.id,
                nivaa=naadd,
                av_nivaaer=len(lista),
                onske=nivaa.onske if nivaa else None,
                annet=nivaa.annet if nivaa else None,
                avvik=valg.alternativ[0].start - lege.onsker[nivaa.onske - 1].start if valg and nivaa else 0,
                deler=valg.alternativ if valg else (),
                plasser=plasser[nr],
                grunner=grunner(lege, inndata, lista=lista, fikk=naadd, kart=kart, ubevist=ubevist[nr], foran=foran),
                bevist=not ubevist[nr],
            )
        )
        if valg:
            for del_ in valg.alternativ:
                for maaned in del_.maaneder:
                    foran.setdefault((del_.avdeling, maaned), []).append((nr, lege.id))
    return svar
