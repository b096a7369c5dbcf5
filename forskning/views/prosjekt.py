"""One project."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, konfliktkontekst

from ..models import Prosjekt
from ..selectors.prosjektside import hode


def hent_prosjekt(request: Innlogget, pk: UUID) -> Prosjekt:
    """With what its head shows; a stranger gets 404."""
    synlige = Prosjekt.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("eier", "leder", "utlysning", "behovseier"), pk=pk)


@never_cache
@require_safe
def prosjekt(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_prosjekt(request, pk)
    noter_lesing(sak, request.user)
    return vis_prosjekt(request, sak)


def vis_prosjekt(request: Innlogget, sak: Prosjekt, feil: Konflikt | None = None) -> HttpResponse:
    kontekst: dict[str, Any] = {"sak": sak, "hode": hode(request.user, sak), **konfliktkontekst(sak, feil)}
    return render(request, "forskning/prosjekt/prosjekt.html", kontekst, status=409 if feil else 200)
