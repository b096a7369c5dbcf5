"""What there is to choose among when a proposal is made or changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from grunnmur.organisasjon.models import Bruker, Virksomhet
from lis.lis1.selectors.kommuner import mulige_kommuner

from ..models import Endring, Forslag, Runde
from .forslag import resultat_av
from .navn import Navn


@dataclass(frozen=True)
class Bestillingsvalg:
    """Choices of the form for a new proposal."""

    kommuner: list[tuple[str, str]]
    bygger_paa: list[tuple[str, str]]
    """Proposals with changes that can be taken along."""
    reserverer: bool
    nummer: int
    """Which proposal of the round this will be."""


def bestillingsvalg(bruker: Bruker, runde: Runde) -> Bestillingsvalg:
    synlige = Forslag.objects.synlig_for(bruker).filter(runde=runde)
    endret = synlige.filter(Exists(Endring.objects.filter(forslag=OuterRef("pk"))), hypotetisk=False)
    rader = endret.order_by("-opprettet").values_list("pk", "navn", "saksnummer")[:20]
    return Bestillingsvalg(
        kommuner=[(str(pk), navn) for pk, navn in mulige_kommuner().values_list("pk", "navn")],
        bygger_paa=[(str(pk), f"{navn} ({nr})") for pk, navn, nr in rader],
        reserverer=runde.reservasjoner.exists(),
        nummer=synlige.count() + 1,
    )


def mulige_steder(sak: Forslag) -> list[tuple[str, str]]:
    """Municipalities of the proposal that have places, as choices."""
    inndata = resultat_av(sak).inndata
    med_plass = [k.id for k in inndata.kommuner if k.plasser]
    return list(Navn([], med_plass).kommuner.items())


def valgt_sted(pk: UUID | None) -> Virksomhet | None:
    return Virksomhet.objects.filter(pk=pk).first() if pk else None


def ekstra_navn(ekstra: dict[UUID, int]) -> list[tuple[str, int]]:
    """Imagined places by the name of their municipality."""
    navn = Navn([], map(str, ekstra))
    return [(navn.kommune(str(pk)), antall) for pk, antall in ekstra.items()]
