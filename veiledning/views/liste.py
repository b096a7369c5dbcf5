"""The list of questions, its filters and its workbook."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grunnmur.jobb.svar import regnearksvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang import views as saksgang

from ..excel import REGNEARK
from ..filters.sporsmaal import FELTER, FLERE, i_listen, sporring_av
from ..selectors import liste as utvalg
from ..selectors.adgang import krev_veiledning
from ..selectors.faner import faner_for

LISTEN = saksgang.Filterliste(
    kode="veiledning",
    mal="veiledning/liste_filter.html",
    liste="veiledning:liste",
    lagre="veiledning:lagre_filter",
    slett="veiledning:slett_filter",
    felter=FELTER,
    flere=FLERE,
    sporring_av=sporring_av,
    sekunder=600,
)


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_veiledning(request.user)
    oppgaver = utvalg.mine_oppgaver(request.user)
    fane, filter_, sorter, nokkel = i_listen(request.user, request.GET, oppgaver)
    side = Nokkelside(utvalg.som_verdier(filter_.qs, nokkel), sortering=nokkel, markor=request.GET.get("side"))
    kontekst = {
        "faner": faner_for(request.user, "liste"),
        "side": side,
        "rader": list(utvalg.rader(side, oppgaver)),
        "fane": fane,
        "bare_egne": utvalg.bare_egne(request.user),
        "har_enhet": utvalg.har_enhet(request.user),
        "antall_venter": len(oppgaver),
        "sorter": sorter,
        "form": filter_.form,
        "filterskjema": LISTEN.skjema(request, filter_.form, fane=fane),
        **LISTEN.kontekst(request),
    }
    return render(request, "veiledning/liste.html", kontekst)


@require_safe
def eksport(request: Innlogget) -> HttpResponseBase:
    """What the filter shows, as Excel; the same people see the same questions."""
    krev_veiledning(request.user)
    return regnearksvar(REGNEARK, {"sporring": sporring_av(request.GET)}, bruker=request.user)


@require_POST
def lagre_filter(request: Innlogget) -> HttpResponse:
    krev_veiledning(request.user)
    return saksgang.lagre_filter(request, LISTEN)


@require_POST
def slett_filter(request: Innlogget, pk: UUID) -> HttpResponse:
    krev_veiledning(request.user)
    return saksgang.slett_filter(request, pk, LISTEN)
