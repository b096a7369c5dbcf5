"""Forums and clusters: who is in them, when they meet, and what is arranged."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from grunnmur.arrangement.models import Arrangement
from grunnmur.arrangement.selectors.liste import kommende
from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, Tema, Virksomhet
from grunnmur.organisasjon.selectors.organ import DELTAR, verv_i
from grunnmur.utvalg import rules as utvalgsregler
from grunnmur.utvalg.models import Mote, Motetilstand

from .. import rules
from ..models import ER_FORUM, Forumdeltaker

VISES = (*ER_FORUM, Organ.Type.STYRINGSGRUPPE, Organ.Type.PROSJEKTGRUPPE)
FOU_TEMAER = ("fou", "utviklingskompetanse")
"""Joint days of research, and courses in running projects (S0-F04, S1-F05)."""
FLEST = 5


def fora() -> QuerySet[Organ]:
    return Organ.objects.filter(type__in=VISES, nedlagt__isnull=True).order_by("navn")


@dataclass(frozen=True)
class Forumrad:
    organ: Organ
    antall_parter: int
    antall_folk: int
    neste: Mote | None


@dataclass(frozen=True)
class Foraside:
    rader: list[Forumrad]
    arrangementer: list[Arrangement]
    kan_opprette: bool


def foraside(bruker: Bruker) -> Foraside:
    """Every forum with its next meeting, and what is arranged on research. As many queries whatever the number."""
    dag = timezone.localdate()
    organer = list(fora())
    ider = [organ.pk for organ in organer]
    neste = {m.organ_id: m for m in Mote.objects.kommende(dag).filter(organ__in=ider).order_by("-slutt")}
    parter: dict[UUID, int] = {}
    for pk in Forumdeltaker.objects.gjeldende(dag).filter(organ__in=ider).values_list("organ", flat=True):
        parter[pk] = parter.get(pk, 0) + 1
    folk: dict[UUID, int] = {}
    sitter = Organmedlem.objects.gjeldende(dag).filter(organ__in=ider, verv__in=DELTAR)
    for pk in sitter.values_list("organ", flat=True):
        folk[pk] = folk.get(pk, 0) + 1
    temaer = Tema.objects.filter(kode__in=FOU_TEMAER)
    return Foraside(
        rader=[Forumrad(organ, parter.get(organ.pk, 0), folk.get(organ.pk, 0), neste.get(organ.pk)) for organ in organer],
        arrangementer=list(kommende(bruker, temaer=list(temaer))[:FLEST]),
        kan_opprette=utvalgsregler.steller_utvalg(bruker) is not None,
    )


@dataclass(frozen=True)
class Forumside:
    """One forum: mandate, the parties of every kind, the people, and its meetings."""

    organ: Organ
    er_forum: bool
    parter: list[Forumdeltaker]
    folk: list[Organmedlem]
    kommende: list[Mote]
    protokoller: list[Mote]
    leser_motene: bool
    """May open meetings and minutes; others see when they are."""
    steller: bool


def forumside(organ: Organ, bruker: Bruker) -> Forumside:
    dag = timezone.localdate()
    moter = Mote.objects.filter(organ=organ)
    parter = Forumdeltaker.objects.gjeldende(dag).filter(organ=organ).select_related("virksomhet")
    return Forumside(
        organ=organ,
        er_forum=organ.type in ER_FORUM,
        parter=list(parter),
        folk=[m for m in verv_i(organ, dag) if m.verv in DELTAR],
        kommende=list(Mote.objects.kommende(dag).filter(organ=organ).order_by("start")[:FLEST]),
        protokoller=list(moter.filter(tilstand=Motetilstand.GODKJENT).order_by("-slutt")[:FLEST]),
        leser_motene=Mote.objects.synlig_for(bruker).filter(organ=organ).exists(),
        steller=rules.steller_fora(bruker) is not None,
    )


def deltakere(organ: Organ) -> QuerySet[Forumdeltaker]:
    """The parties that are or have been in the forum."""
    return Forumdeltaker.objects.filter(organ=organ).select_related("virksomhet")


def mulige_parter(organ: Organ) -> QuerySet[Virksomhet]:
    """Parties that are not in the forum yet."""
    med = Forumdeltaker.objects.filter(organ=organ, gyldig_til__isnull=True)
    return Virksomhet.objects.exclude(pk__in=med.values("virksomhet")).order_by("sortering")
