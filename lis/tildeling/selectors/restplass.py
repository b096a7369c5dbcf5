"""Places left over: the list, and one of them as somebody sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, Virksomhet
from grunnmur.portal.visning import Visning
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.selectors import Historikklinje

from .. import overganger as o
from ..models import Restplass, Restplasstilstand

RP = Restplasstilstand
VISNINGER = {
    RP.LEDIG: Visning.LEDIG,
    RP.UTLYST: Visning.UTLYST,
    RP.AVTALE: Visning.AVTALE_ANNET_HF,
    RP.BESATT: Visning.BESATT,
    RP.LUKKET: Visning.LUKKET,
}


def foretaket(rest: Restplass) -> Virksomhet:
    """The hospital trust of the network."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    return helsefellesskap.helseforetak if helsefellesskap else rest.ansvarlig


def parter(rest: Restplass) -> list[Virksomhet]:
    """The two that may see to it: the trust, and the municipality."""
    return [foretaket(rest), rest.plass.kommune]


def liste(bruker: Bruker, *, alle: bool) -> QuerySet[Restplass]:
    """What this person sees, for a page by key: those without a solution, or all. The nearest deadline first."""
    rader = Restplass.objects.synlig_for(bruker).select_related("plass__kommune", "ansvarlig", "besatt_med__lege")
    rader = rader.annotate(rekkefolge=Concat(Cast("frist", CharField()), Value(" "), "saksnummer"))
    return rader if alle else rader.aapne()


@dataclass(frozen=True)
class Restplassrad:
    """One row of the list."""

    rest: Restplass
    visning: Visning
    over_frist: bool
    """The deadline has passed, and nobody has found a solution."""


def rad(rest: Restplass) -> Restplassrad:
    return Restplassrad(rest, VISNINGER[RP(rest.tilstand)], _over_frist(rest))


def _over_frist(rest: Restplass) -> bool:
    return rest.tilstand in (RP.LEDIG, RP.UTLYST, RP.AVTALE) and rest.frist < timezone.localdate()


@dataclass(frozen=True)
class Restplasside:
    """One place left over as one person sees it today."""

    rest: Restplass
    visning: Visning
    over_frist: bool
    kan: frozenset[str]
    frist: date | None
    """The day this person owes a solution; None where it is somebody else's."""
    historikk: list[Historikklinje]


def restplasside(rest: Restplass, bruker: Bruker) -> Restplasside:
    """Everything the page shows."""
    oppgave = Oppgave.objects.venter_paa(bruker).for_sak(rest).order_by("frist").first()
    return Restplasside(
        rest=rest,
        visning=VISNINGER[RP(rest.tilstand)],
        over_frist=_over_frist(rest),
        kan=frozenset(overgang.navn for overgang in o.RESTPLASS.mulige(bruker, rest)),
        frist=oppgave.frist if oppgave else None,
        historikk=saksgang.historikk(rest),
    )
