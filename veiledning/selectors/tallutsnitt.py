"""Whose numbers somebody may see."""

from __future__ import annotations

from django.db.models import Q

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.organisasjon.selectors.utsnitt import Utsnitt, delene, hele

R = RolleType
SVARER = (R.VEILEDNINGSANSVARLIG, R.LEDER, R.AVTALESPESIALIST)


def vilkaar(utsnitt: Utsnitt) -> Q:
    """Which questions: to or from the part."""
    if utsnitt.enhet:
        enheter = utsnitt.enheter()
        return Q(til_enhet__in=enheter) | Q(fra_enhet__in=enheter)
    if utsnitt.virksomhet:
        return Q(til_virksomhet=utsnitt.virksomhet) | Q(fra_virksomhet=utsnitt.virksomhet)
    return Q()


def utsnitt_for(bruker: Bruker) -> list[Utsnitt]:
    """What this person may choose among, the widest of their own first; empty for who has no numbers to see.

    The secretariat sees every party, a coordinator the own party and the totals, who leads or answers the own unit.
    """
    tilgang = tilgang_for(bruker)
    deler = delene(bruker, part=(*SVARER, R.VEILEDNINGSKOORDINATOR), enhet=SVARER)
    if tilgang.har(R.SEKRETARIAT):
        return [hele(), *deler]
    return [*deler, hele()] if tilgang.har(R.VEILEDNINGSKOORDINATOR) else deler
