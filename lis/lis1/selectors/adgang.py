"""Who finds anything in LIS1."""

from __future__ import annotations

from django.http import Http404

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import tilgang_for

from ..models.stilling import SER_STILLINGER


def er_leser(bruker: Bruker) -> bool:
    """Those who cooperate on hiring: coordinator, municipalities, County Governor, RHF (S1-L04, L05)."""
    return tilgang_for(bruker).har(*SER_STILLINGER)


def krev_leser(bruker: Bruker) -> None:
    """To everybody else the pages do not exist."""
    if not er_leser(bruker):
        raise Http404
