"""The dialogue of a project as threads, newest first, with what the reader has not seen (S1-F03)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Lesing

from .. import rules
from ..models import Innlegg, Prosjekt

FLEST_TRAADER = 20


@dataclass(frozen=True)
class Linje:
    """Something said; `ny` when somebody else said it after the reader was here last."""

    innlegg: Innlegg
    ny: bool


@dataclass(frozen=True)
class Traad:
    """Something said and the answers to it, oldest first."""

    forst: Linje
    svar: list[Linje]

    @property
    def siste(self) -> datetime:
        return max(linje.innlegg.tidspunkt for linje in (self.forst, *self.svar))

    @property
    def har_nytt(self) -> bool:
        return self.forst.ny or any(linje.ny for linje in self.svar)


@dataclass(frozen=True)
class Dialog:
    """The threads that are shown, and how many there are."""

    traader: list[Traad]
    antall: int
    antall_nye: int

    @property
    def flere(self) -> bool:
        return self.antall > len(self.traader)


def dialog(bruker: Bruker, prosjekt: Prosjekt, *, alle: bool = False) -> Dialog | None:
    """The threads with the newest activity first; None to whoever is not in the dialogue.

    Call it before this reading is noted.
    """
    if not rules.deltar_i_dialogen(bruker, prosjekt):
        return None
    lest = sist_lest(bruker, prosjekt)
    svar: dict[UUID, list[Linje]] = defaultdict(list)
    forste: list[Linje] = []
    for innlegg in prosjekt.innlegg.select_related("av", "virksomhet").order_by("tidspunkt"):
        linje = Linje(innlegg, ny=_er_ny(innlegg, bruker, lest))
        if innlegg.svar_til_id:
            svar[innlegg.svar_til_id].append(linje)
        else:
            forste.append(linje)
    traader = sorted((Traad(f, svar[f.innlegg.pk]) for f in forste), key=lambda t: t.siste, reverse=True)
    nye = sum(linje.ny for t in traader for linje in (t.forst, *t.svar))
    return Dialog(traader if alle else traader[:FLEST_TRAADER], len(traader), nye)


def _er_ny(innlegg: Innlegg, bruker: Bruker, lest: datetime | None) -> bool:
    return innlegg.av_id != bruker.pk and (lest is None or innlegg.tidspunkt > lest)


def sist_lest(bruker: Bruker, prosjekt: Prosjekt) -> datetime | None:
    """When this person had the project open last."""
    return Lesing.objects.for_sak(prosjekt).filter(bruker=bruker).aggregate(siste=Max("siste"))["siste"]
