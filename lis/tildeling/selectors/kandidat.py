"""The candidates of a round as those who work with it see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from grunnmur.organisasjon.models import Helsefellesskap, Virksomhet, Virksomhetstype
from grunnmur.portal.sider import Nokkelside

from ..models import Kandidat, Runde


@dataclass(frozen=True, slots=True)
class Kandidatrad:
    """One candidate. `onsker` are names, best first, and empty for those who may not read them."""

    id: UUID
    versjon: int
    navn: str
    stilling: str
    stilling_url: str
    hf: str
    unntak: bool
    unntak_begrunnelse: str
    fast: str
    levert: datetime | None
    trukket: bool
    har_konto: bool
    onsker: tuple[str, ...]
    grupper: tuple[str, ...]


def kandidater_i(runde: Runde) -> QuerySet[Kandidat]:
    alle = runde.kandidater.select_related("lege", "stilling", "hf", "fast_kommune")
    return alle.annotate(rekkefolge=F("lege__sortering"))


def kandidatside(runde: Runde, markor: str | None, *, med_onsker: bool) -> Nokkelside:
    """The candidates by name. The wishes come only when they are asked for."""
    rader = kandidater_i(runde).prefetch_related("grupper__gruppe")
    if med_onsker:
        rader = rader.prefetch_related("onsker__kommune")
    return Nokkelside(rader, sortering="rekkefolge", markor=markor)


def rader_for(kandidater: Iterable[Kandidat], *, med_onsker: bool, med_grupper: bool) -> list[Kandidatrad]:
    nett = Helsefellesskap.objects.gjeldende()
    eget = nett.helseforetak_id if nett else None
    return [
        Kandidatrad(
            id=k.pk,
            versjon=k.versjon,
            navn=k.lege.navn,
            stilling=(k.stilling.saksnummer or "") if k.stilling else "",
            stilling_url=k.stilling.get_absolute_url() if k.stilling else "",
            hf=k.hf.navn,
            unntak=k.hf_id != eget,
            unntak_begrunnelse=k.unntak_begrunnelse if med_grupper else "",
            fast=k.fast_kommune.navn if k.fast_kommune else "",
            levert=k.onsker_levert,
            trukket=k.trukket is not None,
            har_konto=k.lege.bruker_id is not None,
            onsker=tuple(onske.kommune.navn for onske in k.onsker.all()) if med_onsker else (),
            grupper=tuple(g.gruppe.navn for g in k.grupper.all()) if med_grupper else (),
        )
        for k in kandidater
    ]


def andre_foretak() -> QuerySet[Virksomhet]:
    """The trusts that a doctor can come from beside the network's own."""
    nett = Helsefellesskap.objects.gjeldende()
    foretak = Virksomhet.objects.filter(type=Virksomhetstype.HELSEFORETAK).order_by("sortering")
    return foretak.exclude(pk=nett.helseforetak_id) if nett else foretak
