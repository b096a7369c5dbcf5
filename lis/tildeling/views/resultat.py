"""What a candidate got, and why (S1-L12)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.operations import noter_lesing

from ..selectors.resultat import resultatside
from .runde import hent_runde


@never_cache
@require_safe
def resultat(request: Innlogget, pk: UUID) -> HttpResponse:
    """For the candidate alone, once it is published; to everybody else it does not exist."""
    sak = hent_runde(request, pk)
    kandidat = get_object_or_404(sak.kandidater.select_related("lege"), lege__bruker=request.user, trukket=None)
    side = resultatside(sak, kandidat)
    if side is None:
        raise Http404
    noter_lesing(sak, request.user)
    return render(request, "tildeling/vedtak/resultat.html", {"sak": sak, "side": side})
