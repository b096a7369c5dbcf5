"""Municipal places: the list, one place as somebody sees it, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje

from .. import overganger as o
from .. import rules
from ..models import Kommuneplass, Kommuneplasstilstand, Profil
from ..models.kommuneplass import FOR_KOMMUNEN, SER_PLASSER
from .adgang import er_leser
from .historikk import historikk
from .kommuner import halvaar_navn, mulige_kommuner

P = Kommuneplasstilstand

VISNINGER = {
    P.FORESLAATT: Visning.HOS_STATSFORVALTEREN,
    P.GODKJENT: Visning.GODKJENT,
    P.IKKE_GODKJENT: Visning.IKKE_GODKJENT,
    P.TRUKKET: Visning.TRUKKET,
}


def har_noe_med_plassene(bruker: Bruker) -> bool:
    """Whether the list exists for this person: coordinator, County Governor, RHF, and municipalities that take part."""
    return tilgang_for(bruker).har(*SER_PLASSER) or egne_kommuner(bruker).exists()


def egne_kommuner(bruker: Bruker) -> QuerySet[Virksomhet]:
    """The municipalities for which this person may propose places today."""
    return mulige_kommuner().filter(pk__in=tilgang_for(bruker).virksomheter(*FOR_KOMMUNEN))


def mulige_enheter(kommuner: Iterable[UUID]) -> QuerySet[Enhet]:
    return Enhet.objects.aktive().filter(virksomhet__in=kommuner).order_by("sortering")


def liste(bruker: Bruker, *, alle: bool) -> QuerySet[Kommuneplass]:
    """What this person sees, for a page by key: what is to come and not withdrawn, or everything.

    `rekkefolge` is the key: half-year by half-year, each by municipality.
    """
    plasser = Kommuneplass.objects.synlig_for(bruker).select_related("kommune", "enhet")
    plasser = plasser.annotate(
        rekkefolge=Concat(Cast("oppstart", CharField()), Value(" "), "kommune__sortering", Value(" "), "saksnummer")
    )
    if alle:
        return plasser
    return plasser.filter(oppstart__gt=timezone.localdate()).exclude(tilstand=P.TRUKKET)


def halvaar_i_listen(bruker: Bruker) -> list[tuple[str, str]]:
    """The half-years for which this person sees places, as choices of the filter."""
    starter = Kommuneplass.objects.synlig_for(bruker).order_by("oppstart").values_list("oppstart", flat=True).distinct()
    return [(start.isoformat(), halvaar_navn(start)) for start in starter]


def venter_paa(bruker: Bruker) -> set[UUID]:
    """Ids of the places that wait for this person."""
    return set(Oppgave.objects.venter_paa(bruker).values_list("sak_id", flat=True))


@dataclass(frozen=True)
class Plassrad:
    """One row of the list."""

    id: UUID
    versjon: int
    url: str
    kommune: str
    saksnummer: str
    halvaar: str
    oppstart: date
    enhet: str
    visning: Visning
    kan_godkjennes: bool


def rad(plass: Kommuneplass, *, venter: bool) -> Plassrad:
    return Plassrad(
        id=plass.pk,
        versjon=plass.versjon,
        url=plass.get_absolute_url(),
        kommune=plass.kommune.fullt_navn,
        saksnummer=plass.saksnummer or "",
        halvaar=halvaar_navn(plass.oppstart),
        oppstart=plass.oppstart,
        enhet=str(plass.enhet or ""),
        visning=Visning.VENTER_PAA_DEG if venter else VISNINGER[P(plass.tilstand)],
        kan_godkjennes=venter,
    )


@dataclass(frozen=True)
class Plasside:
    """One place as one person sees it today."""

    plass: Kommuneplass
    halvaar: str
    visning: Visning
    kan: frozenset[str]
    ser_saken: bool
    """Whether the note, the answer and the history are shown: to the municipality, coordinator, County Governor and RHF."""
    historikk: list[Historikklinje]
    frist: date | None
    har_profil: bool
    """Whether the municipality has a page about itself that this person can read."""
    tildeling: Any
    """Who has been given the place (an app above this one), for those who share the list of candidates, or None."""


def plasside(plass: Kommuneplass, bruker: Bruker) -> Plasside:
    """Everything the page shows. Another municipality reads where and when, and nothing that was said about it."""
    oppgave = Oppgave.objects.venter_paa(bruker).for_sak(plass).order_by("frist").first()
    tilgang = tilgang_for(bruker)
    ser_saken = tilgang.har(*SER_PLASSER) or plass.kommune_id in tilgang.virksomheter(*FOR_KOMMUNEN)
    return Plasside(
        plass=plass,
        halvaar=halvaar_navn(plass.oppstart),
        visning=Visning.VENTER_PAA_DEG if oppgave else VISNINGER[P(plass.tilstand)],
        kan=frozenset(overgang.navn for overgang in o.KOMMUNEPLASS.mulige(bruker, plass)) - _for_sent(plass),
        ser_saken=ser_saken,
        historikk=historikk(plass) if ser_saken else [],
        frist=oppgave.frist if oppgave else None,
        har_profil=Profil.objects.synlig_for(bruker).filter(pk=plass.kommune_id).exists(),
        tildeling=plass.tildelinger.exclude(tilstand="frafalt").select_related("lege").first() if er_leser(bruker) else None,
    )


def _for_sent(plass: Kommuneplass) -> set[str]:
    """An approved place is in use from the day its half-year begins, and from the day a doctor is given it."""
    if plass.tilstand != P.GODKJENT:
        return set()
    i_bruk = plass.oppstart <= timezone.localdate() or plass.tildelinger.exclude(tilstand="frafalt").exists()
    return {o.TREKK_PLASS.navn} if i_bruk else set()


def kan_godkjenne(bruker: Bruker) -> bool:
    return rules.statsforvalter(bruker) is not None


def antall_som_venter(bruker: Bruker) -> int:
    """How many proposals wait for an answer, for whoever may give it."""
    return Kommuneplass.objects.synlig_for(bruker).filter(tilstand=P.FORESLAATT).count() if kan_godkjenne(bruker) else 0
