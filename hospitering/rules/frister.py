"""Who decides what the network reminds of."""

from __future__ import annotations

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.rules import er_systemadministrator
from grunnmur.organisasjon.selectors import tilgang_for


def setter_frister(bruker: Bruker) -> bool:
    """The secretariat, on behalf of the network."""
    return tilgang_for(bruker).har(RolleType.SEKRETARIAT) or er_systemadministrator(bruker)
