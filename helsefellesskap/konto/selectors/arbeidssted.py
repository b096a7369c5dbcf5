"""Where people say they work, and who answers."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from grunnmur.organisasjon.models import (
    Arbeidsstedsmelding,
    Bruker,
    Deltakelse,
    Enhet,
    Rolle,
    RolleType,
    Virksomhet,
)
from grunnmur.organisasjon.selectors import tilgang_for
from helsefellesskap.konto.rules import kan_besvare


@dataclass(frozen=True)
class Sett:
    """A message as one person sees it."""

    melding: Arbeidsstedsmelding
    kan_besvare: bool
    er_min: bool


def deltakende_virksomheter() -> QuerySet[Virksomhet]:
    """Parties of today's cooperation: those one can be let in at."""
    return Virksomhet.objects.filter(pk__in=Deltakelse.objects.gjeldende().values("virksomhet"))


def enheter_i(virksomhet: Virksomhet) -> QuerySet[Enhet]:
    return Enhet.objects.aktive().filter(virksomhet=virksomhet)


def egne_ansettelser(bruker: Bruker) -> QuerySet[Rolle]:
    """Today's own employments."""
    return (
        Rolle.objects.gjeldende()
        .filter(bruker=bruker, type=RolleType.ANSATT)
        .select_related("enhet", "enhet__virksomhet", "virksomhet")
    )


def har_arbeidssted(bruker: Bruker) -> bool:
    """Whether the person has anything to do here: a role, a duty as stand-in, or the whole system."""
    return bruker.is_staff or bool(tilgang_for(bruker, timezone.localdate()).fullmakter)


def egne_meldinger(bruker: Bruker) -> QuerySet[Arbeidsstedsmelding]:
    return Arbeidsstedsmelding.objects.filter(bruker=bruker).select_related("virksomhet").order_by("-opprettet")[:5]


def melding_for(bruker: Bruker, melding_id: UUID) -> Sett | None:
    """The message, for the person it is about and for those who may answer it; nobody else knows it exists."""
    melding = (
        Arbeidsstedsmelding.objects.filter(pk=melding_id)
        .select_related("bruker", "virksomhet", "enhet", "besvart_av")
        .first()
    )
    if melding is None:
        return None
    er_min, svarer = melding.bruker_id == bruker.pk, kan_besvare(bruker, melding)
    if not (er_min or svarer):
        return None
    return Sett(melding, svarer and melding.tilstand == Arbeidsstedsmelding.Tilstand.VENTER, er_min)
