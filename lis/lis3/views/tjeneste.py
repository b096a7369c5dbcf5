"""One service: the page, and the form of each verb on a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.selectors import innsyn_i
from grunnmur.saksgang.views import Konflikt, handlingsside, konfliktkontekst

from ..forms.tjenesteliste import Tjenestefilter
from ..models import Tjeneste
from ..selectors.adgang import krev_noe_i_lis3
from ..selectors.faner import faner_for
from ..selectors.tjeneste import Tjenesteside, tjenesteside
from ..selectors.tjenesteliste import GRUPPER, rader, tjenester_i
from .tjenestehandlinger import HANDLINGER, Tjenestehandling


def hent(request: Innlogget, pk: UUID) -> Tjeneste:
    """The service with its names, or 404 for a stranger."""
    synlige = Tjeneste.objects.synlig_for(request.user)
    return get_object_or_404(
        synlige.select_related("innmelding__lege__kommune", "innmelding__lege__bruker", "veileder"), pk=pk
    )


@never_cache
@require_safe
def tjenester(request: Innlogget) -> HttpResponse:
    """Who is where now, who is coming, who has ended. A named supervisor has no other page in LIS3."""
    if not Tjeneste.objects.synlig_for(request.user).exists():
        krev_noe_i_lis3(request.user)
    skjema = Tjenestefilter(request.GET or None, bruker=request.user)
    valg = skjema.valg()
    side = Nokkelside(tjenester_i(request.user, **valg), sortering=GRUPPER[valg["vis"]], markor=request.GET.get("side"))
    kontekst = {
        "faner": faner_for(request.user, "tjenester"),
        "form": skjema,
        "vis": valg["vis"],
        "side": side,
        "rader": rader(side.rader),
        "filtrert": skjema.filtrert,
    }
    return render(request, "lis3/tjeneste/liste.html", kontekst)


@never_cache
@require_safe
def tjeneste(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent(request, pk)
    noter_lesing(sak, request.user)
    return vis(request, sak)


def vis(request: Innlogget, sak: Tjeneste, *, konflikt: Konflikt | None = None) -> HttpResponse:
    """The page, with the form of what waits for this person. A conflict answers 409."""
    side = tjenesteside(sak, request.user)
    panel = next((h for h in HANDLINGER.values() if h.i_panel and side.kan(*h.navn)), None)
    kontekst: dict[str, Any] = {
        "side": side,
        "sak": sak,
        "handling": panel,
        "form": panel.skjema(sak=sak) if panel else None,
        "paa_vegne_av": side.paa_vegne_av(*panel.navn) if panel else "",
        "andre": _lenker(side, panel),
        "linjer": side.linjer,
        "innsyn": innsyn_i(sak) if side.er_legen else None,
        **konfliktkontekst(sak, konflikt),
    }
    return render(request, "lis3/tjeneste/sak.html", kontekst, status=409 if konflikt else 200)


def _lenker(side: Tjenesteside, panel: Tjenestehandling | None) -> list[Tjenestehandling]:
    return [h for h in HANDLINGER.values() if h is not panel and side.kan(*h.navn)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb; too late goes back to the service, which says where it is."""
    valgt = HANDLINGER.get(kode)
    if valgt is None:
        raise Http404

    def kontekst(sak: Tjeneste) -> dict[str, Any]:
        side = tjenesteside(sak, request.user)
        vegne_av = side.paa_vegne_av(*valgt.navn)
        return {"side": side, "sak_navn": sak.innmelding.lege.navn, "paa_vegne_av": vegne_av}

    return handlingsside(
        request,
        valgt,
        hent=lambda: hent(request, pk),
        vis=lambda sak, feil: vis(request, sak, konflikt=feil),
        kontekst=kontekst,
    )
