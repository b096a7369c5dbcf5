"""Who reads what a host unit says of itself, who writes it, and who sets how many hospitants it takes."""

from __future__ import annotations

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType
from grunnmur.organisasjon.rules import er_systemadministrator, kan_forvalte
from grunnmur.organisasjon.selectors import tilgang_for, underliggende


def er_i_nettverket(bruker: Bruker) -> bool:
    """Holds a role at a party that takes part today: those who may apply, take somebody in, or follow how it goes."""
    return er_systemadministrator(bruker) or bool(tilgang_for(bruker).parter)


def steller_enheten(bruker: Bruker, enhet: Enhet) -> bool:
    """Whoever leads the unit or one above it, a stand-in too, and the party's administrative contact."""
    tilgang = tilgang_for(bruker)
    if enhet.virksomhet_id in tilgang.virksomheter(RolleType.LEDER) or kan_forvalte(bruker, enhet.virksomhet_id):
        return True
    ledet = tilgang.enheter(RolleType.LEDER)
    return bool(ledet) and enhet.pk in underliggende(ledet)
