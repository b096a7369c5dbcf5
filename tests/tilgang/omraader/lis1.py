"""A cohort with a position of the trust, a place in Gjøvik and the open page of Gjøvik, state by state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grunnmur.saksgang.models import Lagretfilter
from lis.lis1.models import Kommuneplass, Kull, Stilling
from lis.lis1.operations import plass, stilling
from lis.lis1.selectors.kommuner import halvaar_fram
from tests.lis1 import plasser, profiler, stillinger
from tests.lis1.folk import Lis1Cast, bygg_paa
from tests.rollebesetning import Cast
from tests.tilgang import omraader
from tests.tilgang.omraader import Ting

TILSTANDER = ("planlagt", "utlyst", "besatt", "trukket")
"""Of the position; the place is proposed, approved, refused and withdrawn beside it."""
FREMMEDE = ("utenfor", *(rolle for rolle in omraader.ROLLER if rolle not in ("anonym", "utenfor")), "utenkontakt")
ROLLER = (
    "anonym", "fremmed", "koordinator", "kommunekontakt", "kommuneoverlege", "hamarkontakt", "statsforvalter", "rhf",
    "lis1lege",
)  # fmt: skip


def lag(cast: Cast, tilstand: str) -> Ting:
    lis = bygg_paa(cast)
    start = halvaar_fram()[0]
    kull = lis.kull(start.year + 1)
    filter_ = Lagretfilter.objects.create(bruker=lis.koordinator, liste="lis1.stillinger", navn="Alle", sporring="q=alle")
    en_stilling, en_plass = STILLINGER[tilstand](lis, kull), PLASSER[tilstand](lis)
    if tilstand == TILSTANDER[0]:
        profiler.publisert(lis)
    sak, sted = {"pk": en_stilling.pk}, {"pk": lis.gjovik.pk}
    argumenter: dict[str, dict[str, Any]] = {
        "lis1:kull": {"pk": kull.pk},
        "lis1:kull_endre": {"pk": kull.pk},
        "lis1:stillinger_slett": {"pk": filter_.pk},
    }
    argumenter |= {f"lis1:stilling{n}": sak for n in ("", "_endre", "_utlys", "_ansett", "_losne", "_trekk")}
    plassverb = ("", "_endre", "_godkjenn", "_ikke_godkjenn", "_paa_nytt", "_trekk")
    argumenter |= {f"lis1:plass{n}": {"pk": en_plass.pk} for n in plassverb}
    argumenter |= {f"lis1:sted{n}": sted for n in ("", "_rediger", "_publiser", "_trekk")}
    return Ting(argumenter, (en_stilling, en_plass))


# --- the position -----------------------------------------------------------------------------------------------------


def planlagt(lis: Lis1Cast, kull: Kull) -> Stilling:
    return stillinger.planlagt(lis, kull, **stillinger.navngitt(lis))


def utlyst(lis: Lis1Cast, kull: Kull) -> Stilling:
    return stillinger.utlyst(lis, kull, **stillinger.navngitt(lis))


def besatt(lis: Lis1Cast, kull: Kull) -> Stilling:
    return stillinger.besatt(lis, kull=kull, **stillinger.navngitt(lis))


def trukket(lis: Lis1Cast, kull: Kull) -> Stilling:
    sak = utlyst(lis, kull)
    return stilling.trekk(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)


STILLINGER = {f.__name__: f for f in (planlagt, utlyst, besatt, trukket)}


# --- the place beside it ----------------------------------------------------------------------------------------------


def trukket_plass(lis: Lis1Cast) -> Kommuneplass:
    return plasser.gjor(plass.trekk_plass, plasser.godkjent(lis), lis.kommunekontakt)


PLASSER: dict[str, Callable[[Lis1Cast], Kommuneplass]] = {
    "planlagt": lambda lis: plasser.foreslaatt(lis)[0],
    "utlyst": plasser.godkjent,
    "besatt": plasser.avslaatt,
    "trukket": trukket_plass,
}
