"""Who sits in a committee on a day: members, their deputies, and the fixed seats that nobody fills."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import Bruker, Organ, Organmedlem, Representasjon, Rolle

Verv = Organmedlem.Verv
DELTAR = (Verv.LEDER, Verv.NESTLEDER, Verv.MEDLEM, Verv.BRUKERREPRESENTANT)
"""Who has a seat: they count, may have a deputy, and take part in decisions."""
_REKKEFOLGE = {verv: nr for nr, verv in enumerate([*DELTAR, Verv.VARA, Verv.OBSERVATOR, Verv.SEKRETAER])}


def verv_i(organ: Organ, dag: date | None = None) -> list[Organmedlem]:
    """Everybody with a capacity in the committee on `dag`: the leader first, deputies and the secretary last."""
    gjeldende = Organmedlem.objects.gjeldende(dag).filter(organ=organ)
    rader = gjeldende.select_related("bruker", "virksomhet", "representasjon", "vara_for__bruker")
    return sorted(rader, key=lambda m: (_REKKEFOLGE[Verv(m.verv)], m.bruker.sortering))


def medlemmer(organ: Organ, dag: date | None = None) -> list[Organmedlem]:
    """Those with a seat on `dag`, without deputies, observers and the secretary."""
    return [m for m in verv_i(organ, dag) if m.verv in DELTAR]


def varaer_for(medlem: Organmedlem, alle: Iterable[Organmedlem]) -> list[Organmedlem]:
    """Who of these may sit in the member's seat: the member's own deputies first, then those of the seat, then of any."""
    varaer = [m for m in alle if m.verv == Verv.VARA]
    egne = [v for v in varaer if v.vara_for_id == medlem.pk]
    plass = medlem.representasjon_id
    plassens = [v for v in varaer if v.vara_for_id is None and plass and v.representasjon_id == plass]
    felles = [v for v in varaer if v.vara_for_id is None and v.representasjon_id is None]
    return [*egne, *plassens, *felles]


def organene_til(bruker: Bruker, dag: date | None = None) -> QuerySet[Organ]:
    """The committees where this person has a capacity on `dag`, as a deputy too."""
    return Organ.objects.filter(pk__in=Organmedlem.objects.gjeldende(dag).filter(bruker=bruker).values("organ"))


@dataclass(frozen=True)
class Plass:
    """One fixed seat on a day, and who fills it. `uten_krav` sit there, but no longer meet what the seat demands."""

    representasjon: Representasjon
    fylt_av: list[Organmedlem] = field(default_factory=list)
    uten_krav: list[Organmedlem] = field(default_factory=list)

    @property
    def mangler(self) -> int:
        """How many more the mandate demands."""
        return max(self.representasjon.antall - len(self.fylt_av), 0)


def plasser(organ: Organ, dag: date | None = None, *, sitter: Iterable[Organmedlem] | None = None) -> list[Plass]:
    """Every fixed seat of the committee on `dag`, in order of name. `sitter` are its members where they are known."""
    dag = dag or timezone.localdate()
    faste = list(Representasjon.objects.gjeldende(dag).filter(organ=organ).order_by("navn"))
    if not faste:
        return []
    paa_plass = [m for m in (medlemmer(organ, dag) if sitter is None else sitter) if m.verv in DELTAR]
    roller = roller_til({m.bruker_id for m in paa_plass}, {r.rolletype for r in faste if r.rolletype}, dag)
    funnet = []
    for fast in faste:
        mine = [m for m in paa_plass if m.representasjon_id == fast.pk]
        fylt = [m for m in mine if fyller(fast, m, roller)]
        funnet.append(Plass(fast, fylt, [m for m in mine if m not in fylt]))
    return funnet


def manglende(organ: Organ, dag: date | None = None) -> list[Plass]:
    """The fixed seats that too few fill on `dag` (S1-L11)."""
    return [plass for plass in plasser(organ, dag) if plass.mangler]


def roller_til(folk: set[UUID], typer: set[str], dag: date) -> set[tuple[UUID, str]]:
    """Which of these people hold which of these roles on `dag`."""
    holdere = Rolle.objects.gjeldende(dag).filter(Q(bruker__in=folk), type__in=typer)
    return set(holdere.values_list("bruker_id", "type"))


def fyller(fast: Representasjon, medlem: Organmedlem, roller: set[tuple[UUID, str]]) -> bool:
    """Whether the member meets what the seat demands."""
    har_rollen = not fast.rolletype or (medlem.bruker_id, fast.rolletype) in roller
    fra_rett_part = not fast.virksomhetstype or (
        medlem.virksomhet is not None and medlem.virksomhet.type == fast.virksomhetstype
    )
    return har_rollen and fra_rett_part
