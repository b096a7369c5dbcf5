"""Committees as people see them: those one belongs to, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, Representasjon
from grunnmur.organisasjon.selectors.organ import DELTAR, Plass, organene_til, plasser, varaer_for, verv_i
from grunnmur.portal.visning import Visning

from .. import rules
from ..models import Mote, Motetilstand

T = Motetilstand
VISNING = {
    T.PLANLAGT: Visning.PLANLAGT,
    T.SAKSLISTE_SENDT: Visning.SENDT,
    T.HOLDT: Visning.UNDER_BEHANDLING,
    T.PROTOKOLLERT: Visning.VENTER_PAA_SVAR,
    T.GODKJENT: Visning.FULLFORT,
    T.AVLYST: Visning.AVLYST,
}
FLEST_MOTER = 30


def visning(mote: Mote, *, venter_paa_meg: bool = False) -> Visning:
    """The state as this reader sees it."""
    return Visning.VENTER_PAA_DEG if venter_paa_meg else VISNING[T(mote.tilstand)]


def organer_for(bruker: Bruker) -> QuerySet[Organ]:
    """The committees this person may look at: all for those who keep them, else those where they have a capacity."""
    if rules.steller_utvalg(bruker):
        return Organ.objects.all()
    return organene_til(bruker) if bruker.is_active else Organ.objects.none()


def har_utvalg(bruker: Bruker) -> bool:
    return bool(rules.steller_utvalg(bruker)) or organene_til(bruker).exists()


@dataclass(frozen=True)
class Organrad:
    """One line of the list: the committee, one's own capacity there, and the next meeting."""

    organ: Organ
    mitt_verv: str
    antall: int
    neste: Mote | None


def liste(bruker: Bruker) -> list[Organrad]:
    """The committees, those one belongs to first. Three queries however many."""
    dag = timezone.localdate()
    organer = list(organer_for(bruker).order_by("navn"))
    sitter: dict[UUID, list[Organmedlem]] = {}
    for medlem in Organmedlem.objects.gjeldende(dag).filter(organ__in=[o.pk for o in organer]):
        sitter.setdefault(medlem.organ_id, []).append(medlem)
    neste: dict[UUID, Mote] = {}
    for mote in Mote.objects.kommende(dag).filter(organ__in=[o.pk for o in organer]).order_by("-slutt"):
        neste[mote.organ_id] = mote
    rader = []
    for organ in organer:
        folk = sitter.get(organ.pk, [])
        mitt = next((str(m.get_verv_display()) for m in folk if m.bruker_id == bruker.pk), "")
        rader.append(Organrad(organ, mitt, len([m for m in folk if m.verv in DELTAR]), neste.get(organ.pk)))
    return sorted(rader, key=lambda rad: (rad.organ.nedlagt is not None, not rad.mitt_verv))


@dataclass(frozen=True)
class Medlemslinje:
    """A member, and who stands in for this member."""

    medlem: Organmedlem
    varaer: list[Organmedlem]


@dataclass(frozen=True)
class Moterad:
    mote: Mote
    visning: Visning


@dataclass(frozen=True)
class Organside:
    """One committee on one day. `steller` keeps its members, `er_sekretaer` its meetings."""

    organ: Organ
    steller: bool
    er_sekretaer: bool
    medlemmer: list[Medlemslinje]
    felles_varaer: list[Organmedlem]
    andre: list[Organmedlem]
    kommende_verv: list[Organmedlem]
    plasser: list[Plass]
    kommende: list[Moterad]
    tidligere: list[Moterad]

    @property
    def mangler(self) -> list[Plass]:
        return [plass for plass in self.plasser if plass.mangler]


def organside(organ: Organ, bruker: Bruker) -> Organside:
    dag = timezone.localdate()
    alle = verv_i(organ, dag)
    deltar = [m for m in alle if m.verv in DELTAR]
    felles = [m for m in alle if m.verv == "vara" and m.vara_for_id is None and m.representasjon_id is None]
    senere = Organmedlem.objects.filter(organ=organ, gyldig_fra__gt=dag).select_related("bruker", "virksomhet")
    moter = list(Mote.objects.filter(organ=organ).order_by("-slutt")[:FLEST_MOTER])
    for mote in moter:
        mote.organ = organ
    kommer = [m for m in moter if m.tilstand in (T.PLANLAGT, T.SAKSLISTE_SENDT) and timezone.localdate(m.slutt) >= dag]
    steller = bool(rules.steller_utvalg(bruker))
    return Organside(
        organ=organ,
        steller=steller,
        er_sekretaer=steller or any(m.verv == "sekretaer" and m.bruker_id == bruker.pk for m in alle),
        medlemmer=[Medlemslinje(m, [v for v in varaer_for(m, alle) if v not in felles]) for m in deltar],
        felles_varaer=felles,
        andre=[m for m in alle if m.verv in ("sekretaer", "observator")],
        kommende_verv=list(senere.order_by("gyldig_fra")),
        plasser=plasser(organ, dag, sitter=deltar),
        kommende=[Moterad(m, visning(m)) for m in reversed(kommer)],
        tidligere=[Moterad(m, visning(m)) for m in moter if m not in kommer],
    )


def verv_som_stelles(bruker: Bruker) -> QuerySet[Organmedlem]:
    """Capacities this person may end."""
    alle = Organmedlem.objects.select_related("organ", "bruker")
    return alle if rules.steller_utvalg(bruker) else alle.none()


def plasser_som_stelles(bruker: Bruker) -> QuerySet[Representasjon]:
    """Fixed seats this person may end."""
    alle = Representasjon.objects.select_related("organ")
    return alle if rules.steller_utvalg(bruker) else alle.none()


def varabare(organ: Organ) -> QuerySet[Organmedlem]:
    """Members that a deputy can be for: those with a seat now or later."""
    gjelder = Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=timezone.localdate())
    return (
        Organmedlem.objects.filter(gjelder, organ=organ, verv__in=DELTAR)
        .select_related("bruker")
        .order_by("bruker__sortering")
    )
