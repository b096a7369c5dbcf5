"""Interests in a round: what was declared, what the committee decided, and ties that show by themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Rolle, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors.organ import DELTAR, Verv, verv_i
from lis.lis1.models.kommuneplass import FOR_KOMMUNEN

from .. import overganger as o
from ..models import Habilitet, Onske, Runde
from .plasser import ledige_plasser


@dataclass(frozen=True)
class Habilitetsrad:
    """One interest as a reader of the committee sees it."""

    rad: Habilitet
    gjelder: str
    kan_avgjores: bool

    @property
    def navn(self) -> str:
        return self.rad.bruker.navn


def habilitetsrader(bruker: Bruker, runde: Runde) -> list[Habilitetsrad]:
    """The undecided first. Nobody decides about themselves, and whoever is ruled out about nobody."""
    kan = runde.tilstand in o.AVGJOR_HABILITET.fra and bool(o.AVGJOR_HABILITET.tillatt(bruker, runde))
    rader = runde.habilitet.select_related("bruker", "kandidat__lege", "avgjort_av")
    return [
        Habilitetsrad(rad, rad.kandidat.lege.navn if rad.kandidat else _("Hele runden"), kan and rad.bruker_id != bruker.pk)
        for rad in sorted(rader, key=lambda rad: (rad.utfall != "", rad.meldt))
    ]


@dataclass(frozen=True)
class Binding:
    """Somebody in the committee comes from a municipality that has places in the round. A tie, not a ruling."""

    navn: str
    kommune: str
    plasser: int
    onsket_av: int | None
    """How many wish for it; None to whoever may not know."""


def bindinger(runde: Runde, *, med_onsker: bool) -> list[Binding]:
    """Members and deputies of today by name, each with the own municipality if it has places or is wished for."""
    plasser: Counter[UUID] = Counter(
        dict(ledige_plasser(runde.oppstart).order_by().values_list("kommune").annotate(Count("pk")))
    )
    levert = Onske.objects.filter(kandidat__runde=runde, kandidat__trukket=None, kandidat__onsker_levert__isnull=False)
    onsker: Counter[UUID] = Counter(
        dict(levert.order_by().values_list("kommune").annotate(Count("pk"))) if med_onsker else {}
    )
    sitter = [m for m in verv_i(runde.organ) if m.verv in (*DELTAR, Verv.VARA)]
    steder: dict[UUID, dict[UUID, Virksomhet]] = {m.bruker_id: {} for m in sitter}
    for m in sitter:
        if m.virksomhet and m.virksomhet.type == Virksomhetstype.KOMMUNE:
            steder[m.bruker_id][m.virksomhet.pk] = m.virksomhet
    roller = Rolle.objects.gjeldende(timezone.localdate()).filter(bruker__in=steder, type__in=FOR_KOMMUNEN)
    for rolle in roller.select_related("virksomhet"):
        if rolle.virksomhet:
            steder[rolle.bruker_id][rolle.virksomhet.pk] = rolle.virksomhet
    return [
        Binding(m.bruker.navn, sted.fullt_navn, plasser[pk], onsker[pk] if med_onsker else None)
        for m in sitter
        for pk, sted in steder[m.bruker_id].items()
        if plasser[pk] or onsker[pk]
    ]
