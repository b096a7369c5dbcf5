"""Proposals in the states a test needs, made by the verbs."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from grunnmur.saksgang.operations import flytt
from lis.lege.models import Lege
from lis.tildeling import overganger as o
from lis.tildeling.models import Forslag, Kandidat, Runde
from lis.tildeling.operations import forslag as op

from .folk import TildelingsCast
from .tilstander import ny, til_behandling, vedtatt

NAVN = {"lis1lege": "Lise Første", "kandidat2": "Knut Andre", "kandidat3": "Kari Tredje", "kandidat4": "Kjell Fjerde"}


def runde_med_onsker(lis: TildelingsCast, onsker: dict[str, list[Any]], **andre: Any) -> Runde:
    """Closed for wishes, with these, best first; the candidates have names of their own."""
    runde = til_behandling(lis, *onsker, onsker={kode: steder for kode, steder in onsker.items() if steder}, **andre)
    for kode in onsker:
        Lege.objects.filter(pk=lis.lege(kode).pk).update(navn=NAVN[kode], sortering=NAVN[kode].lower())
    return runde


def bestill(lis: TildelingsCast, runde: Runde, **andre: Any) -> Forslag:
    return op.bestill(runde.pk, **({"utfort_av": lis.koordinator, "navn": "Første"} | andre))


def beregnet(lis: TildelingsCast, runde: Runde, **andre: Any) -> Forslag:
    return op.beregn(bestill(lis, runde, **andre).pk)


def kandidat(lis: TildelingsCast, runde: Runde, kode: str) -> Kandidat:
    return runde.kandidater.get(lege=lis.lege(kode))


def endret(lis: TildelingsCast, forslag: Forslag, kode: str, kommune: Any, **andre: Any) -> Forslag:
    """The next proposal, where this doctor is placed there, computed."""
    felter = {
        "utfort_av": lis.koordinator, "versjon": forslag.versjon, "grunn": "avtale",
        "kandidat": kandidat(lis, forslag.runde, kode).pk, "kommune": kommune, "begrunnelse": "Avtalt før utlysningen.",
    } | andre  # fmt: skip
    return op.beregn(op.endre(forslag.pk, **felter).pk)


def steder(lis: TildelingsCast, forslag: Forslag) -> dict[str, str]:
    """Doctor → municipality, or nothing."""
    navn = {str(lis.gjovik.pk): "gjovik", str(lis.hamar.pk): "hamar"}
    kode = {v: k for k, v in NAVN.items()}
    hvem = {str(k.pk): kode[k.lege.navn] for k in forslag.runde.kandidater.select_related("lege")}
    return {
        hvem[rad["kandidat"]]: navn[rad["kommune"]] if rad["kommune"] else "" for rad in forslag.resultat["plasseringer"]
    }


def publisert(lis: TildelingsCast, runde: Runde, forslag: Forslag, *koder: str) -> Runde:
    """Decided by these people, and public; the places are given out by others than this."""
    sak = vedtatt(lis, runde, ny(forslag), *koder)
    flytt(sak, o.PUBLISER, utfort_av=lis.koordinator, felter={"publisert": timezone.now()})
    return ny(sak)
