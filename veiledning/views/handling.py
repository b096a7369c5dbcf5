"""The page of one verb on a question."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.views import handlingsside

from .sporsmaal import hent, vis
from .verb import HANDLINGER


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb; too late goes back to the question, which says where it is."""
    return handlingsside(
        request,
        HANDLINGER[kode],
        hent=lambda: hent(request, pk),
        vis=lambda sak, feil: vis(request, sak, feil=feil),
        kontekst=lambda sak: {"sak_navn": sak.navn},
    )
