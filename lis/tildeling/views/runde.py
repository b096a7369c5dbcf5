"""Rounds: the list, one round, and what those who prepare it do with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, konfliktkontekst

from ..models import Runde
from ..selectors.forslag import forslagspanel
from ..selectors.runde import rundeside
from ..selectors.vedtak import vedtakspanel


def hent_runde(request: Innlogget, pk: UUID) -> Runde:
    synlige = Runde.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("organ", "kriterier", "arbeidsutvalg"), pk=pk)


@never_cache
@require_safe
def runde(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_runde(request, pk)
    noter_lesing(sak, request.user)
    return vis_runde(request, sak)


def vis_runde(
    request: Innlogget, sak: Runde, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    """The page. A conflict answers 409; a refusal of a button stands on top."""
    kontekst: dict[str, Any] = {
        "sak": sak,
        "side": rundeside(sak, request.user, request.GET.get("side")),
        "forslag": forslagspanel(request.user, sak),
        "vedtak": vedtakspanel(request.user, sak),
        "knapp": Handlingsskjema(sak=sak),
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "tildeling/runde/runde.html", kontekst, status=409 if feil else 200)


def _kommer(request: Innlogget, pk: UUID | None = None) -> HttpResponse:
    raise Http404


runder = ny = endre = hent = aapne = lukk = avlys = _kommer
