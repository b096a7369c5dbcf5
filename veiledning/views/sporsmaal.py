"""The page of one question."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, konfliktkontekst

from ..models import Foresporsel, Tilstand
from ..selectors.aktivitet import samordnet
from ..selectors.bank import panel
from ..selectors.sak import sakside
from ..selectors.utfall import utfall_av
from .knapper import knapper_for


def hent(request: Innlogget, pk: UUID) -> Foresporsel:
    """The question with its names, or 404 for a stranger."""
    synlige = Foresporsel.objects.synlig_for(request.user).med_navn()
    return get_object_or_404(synlige.select_related("samordnet_til", "avgrensning__av", "avgrensning__vurdert_av"), pk=pk)


@never_cache
@require_safe
def sak(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent(request, pk)
    if sak.tilstand == Tilstand.UTKAST:
        return redirect("veiledning:utkast", pk=pk)
    noter_lesing(sak, request.user)
    return vis(request, sak)


def vis(request: Innlogget, sak: Foresporsel, feil: Konflikt | None = None) -> HttpResponse:
    """The page of one question. A conflict answers 409."""
    side = sakside(sak, request.user)
    kontekst = {
        "sak": sak,
        "side": side,
        "knapper": knapper_for(side),
        "samordnet": samordnet(sak, request.user),
        "utfall": utfall_av(sak, request.user),
        "banksvar": panel(sak, request.user),
        **konfliktkontekst(sak, feil),
    }
    return render(request, "veiledning/sak.html", kontekst, status=409 if feil else 200)
