"""Hospitering in figures: what waits where, how long each step takes, what came of it, and who goes where.

Everything counts what one person may see, so that no figure tells of a case that is hidden from them. All of it is
worked out in the database; how many queries there are does not follow how many cases there are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    Q,
    QuerySet,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.organisasjon.selectors.utsnitt import Utsnitt
from grunnmur.portal.persentil import Persentil
from grunnmur.saksgang.models import Utfall

from ..models import MED_AVTALE, Soknad, Tilstand
from . import resultater
from .oversiktutsnitt import Tidsrom, vilkaar
from .oversiktventer import dager

T = Tilstand

STEGENE: tuple[tuple[str, Promise, Promise, str, str], ...] = (
    ("egen", _("Leder i egen enhet"), _("fra sendt til innvilget"), "innsendt_tid", "sendt_tid"),
    ("mottak", _("Mottak"), _("fra innvilget av egen leder til mottatt"), "sendt_tid", "mottatt_tid"),
    ("vert", _("Vertsenheten"), _("fra mottatt til tilbakemelding"), "mottatt_tid", "tilbakemelding_tid"),
    ("avtale", _("Avtalen"), _("fra tilbakemelding til avtalen er inngått"), "tilbakemelding_tid", "avtale__inngaatt_tid"),
    ("klar", _("Klargjøringen"), _("fra avtalen er inngått til alt er klart"), "avtale__inngaatt_tid", "avtale__klar_tid"),
    ("evaluering", _("Evalueringen"), _("fra gjennomført til fullført"), "avtale__gjennomfort_tid", "avtale__fullfort_tid"),
)
"""Code, who or what, from when to when, and the times it lies between."""
VENTER_EGEN = Q(tilstand=T.INNSENDT) | Q(tilstand=T.MANGLER_SVAR, spurt_i=T.INNSENDT)
VENTER_VERT = Q(tilstand__in=[T.OVERSENDT, T.RETURNERT, T.MOTTATT]) | Q(tilstand=T.MANGLER_SVAR, spurt_i=T.MOTTATT)
TRUKKET_EGEN = Q(tilstand=T.TRUKKET, sendt_tid__isnull=True)
INNVILGET_VERT = Q(tilstand__in=[T.INNVILGET_VERT, *MED_AVTALE, T.AVLYST]) | Q(
    tilstand=T.TRUKKET, tilbakemelding_utfall=Utfall.INNVILGET
)


@dataclass(frozen=True)
class Stegtid:
    """How many days one step took, in those of the cases that are through it."""

    kode: str
    navn: str
    forklaring: str
    antall: int
    median: float | None
    lengst: float | None


@dataclass(frozen=True)
class Svar:
    """What one of the two who decide has answered, as it stands today."""

    innvilget: int
    avslag: int
    venter: int
    trukket: int

    @property
    def alle(self) -> int:
        return self.innvilget + self.avslag + self.venter + self.trukket


@dataclass(frozen=True)
class Retning:
    """How many applied from one party to another, and how many of them both leaders have granted."""

    fra: str
    til: str
    antall: int
    innvilget: int


@dataclass(frozen=True)
class Faggruppetall:
    faggruppe: str
    antall: int
    innvilget: int


@dataclass(frozen=True)
class Enhetsresultat:
    enhet: str
    resultat: resultater.Resultat


@dataclass(frozen=True)
class Oversikt:
    sendt: int
    egen: Svar
    vert: Svar
    gjennomfort: int
    avlyst: int
    steg: list[Stegtid]
    retninger: list[Retning]
    faggrupper: list[Faggruppetall]
    nettet: list[resultater.Aarsresultat]
    enhetene: list[Enhetsresultat]


def synlige_saker(bruker: Bruker, utsnitt: Utsnitt, enheter: list[UUID]) -> QuerySet[Soknad]:
    """The cases of the part that this person may see, drafts never."""
    sendte = Soknad.objects.synlig_for(bruker).exclude(tilstand=T.UTKAST)
    return sendte.filter(vilkaar(utsnitt, enheter)).order_by()


def oversikt(saker: QuerySet[Soknad], tidsrom: Tidsrom, utsnitt: Utsnitt, enheter: list[UUID]) -> Oversikt:
    """The applications that were sent in the period, and how they have fared since. Two queries, and three of results."""
    start, slutt = tidsrom.grenser
    sendt = saker.filter(innsendt_tid__gte=start, innsendt_tid__lt=slutt)
    tall = sendt.aggregate(**_tellinger(), **_stegtider())
    retninger, faggrupper = _hvem(sendt)
    return Oversikt(
        sendt=tall["sendt"],
        egen=_egen(tall),
        vert=Svar(tall["vert_ja"], tall["vert_nei"], tall["vert_venter"], tall["vert_trukket"]),
        gjennomfort=tall["gjennomfort"],
        avlyst=tall["avlyst"],
        steg=[
            Stegtid(kode, str(navn), str(fra_til), tall[f"n_{kode}"], _dager_eller_ingen(tall[f"m_{kode}"]),
                    _dager_eller_ingen(tall[f"l_{kode}"]))
            for kode, navn, fra_til, _fra, _til in STEGENE
        ],
        retninger=retninger,
        faggrupper=faggrupper,
        nettet=[a for a in resultater.for_nettet() if a.aar in tidsrom.aarene] if utsnitt.er_alt else [],
        enhetene=_enhetene(enheter),
    )  # fmt: skip


def _tellinger() -> dict[str, Count]:
    hos_verten = ~VENTER_EGEN & ~TRUKKET_EGEN & ~Q(tilstand=T.AVSLAATT_EGEN)
    avgjort = INNVILGET_VERT | VENTER_VERT | Q(tilstand=T.AVSLAATT_VERT)
    return {
        "sendt": Count("pk"),
        "egen_nei": Count("pk", filter=Q(tilstand=T.AVSLAATT_EGEN)),
        "egen_venter": Count("pk", filter=VENTER_EGEN),
        "egen_trukket": Count("pk", filter=TRUKKET_EGEN),
        "vert_ja": Count("pk", filter=INNVILGET_VERT),
        "vert_nei": Count("pk", filter=Q(tilstand=T.AVSLAATT_VERT)),
        "vert_venter": Count("pk", filter=VENTER_VERT),
        "vert_trukket": Count("pk", filter=hos_verten & ~avgjort),
        "gjennomfort": Count("pk", filter=Q(tilstand__in=[T.GJENNOMFORT, T.EVALUERT])),
        "avlyst": Count("pk", filter=Q(tilstand=T.AVLYST)),
    }


def _egen(tall: dict[str, Any]) -> Svar:
    ikke = tall["egen_nei"] + tall["egen_venter"] + tall["egen_trukket"]
    return Svar(tall["sendt"] - ikke, tall["egen_nei"], tall["egen_venter"], tall["egen_trukket"])


def _stegtider() -> dict[str, Any]:
    ut: dict[str, Any] = {}
    for kode, _navn, _forklaring, fra, til in STEGENE:
        tid = ExpressionWrapper(F(til) - F(fra), output_field=DurationField())
        # A case that was sent anew has an end from before: not yet through the step.
        ferdig = Q(**{f"{til}__gte": F(fra)})
        ut[f"n_{kode}"] = Count("pk", filter=ferdig)
        ut[f"m_{kode}"] = Persentil(tid, andel=0.5, output_field=DurationField(), filter=ferdig)
        ut[f"l_{kode}"] = Max(tid, filter=ferdig)
    return ut


def _hvem(sendt: QuerySet[Soknad]) -> tuple[list[Retning], list[Faggruppetall]]:
    """From where to where, and of which professional group. One query."""
    grupper = (
        sendt.values_list(
            "egen_enhet__virksomhet__sortering", "egen_enhet__virksomhet__navn", "egen_enhet__virksomhet__type",
            "vertsvirksomhet__sortering", "vertsvirksomhet__navn", "vertsvirksomhet__type", "faggruppe",
        )
        .annotate(antall=Count("pk"), innvilget=Count("pk", filter=INNVILGET_VERT))
    )  # fmt: skip
    veier: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    fag: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for *vei, faggruppe, antall, innvilget in grupper:
        for telling in (veier[tuple(vei)], fag[faggruppe]):
            telling[0] += antall
            telling[1] += innvilget
    retninger = [
        Retning(_navn(fra, fratype), _navn(til, tiltype), *telling)
        for (_s, fra, fratype, _t, til, tiltype), telling in sorted(veier.items())
    ]
    rekke = sorted(fag.items(), key=lambda par: (-par[1][0], par[0]))
    return retninger, [Faggruppetall(kode, *telling) for kode, telling in rekke]


def _navn(navn: str, type_: str) -> str:
    return Virksomhet(navn=navn, type=type_).fullt_navn


def _enhetene(enheter: list[UUID]) -> list[Enhetsresultat]:
    """What hospitants say of each of the units, where they are enough; one unit at a time, as on its own page."""
    svar = resultater.for_enheter(enheter) if enheter else {}
    if not svar:
        return []
    return [Enhetsresultat(e.visningsnavn, svar[e.pk]) for e in Enhet.objects.filter(pk__in=svar).order_by("sortering")]


def _dager_eller_ingen(tid: timedelta | None) -> float | None:
    return None if tid is None else dager(tid)
