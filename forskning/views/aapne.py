"""Open pages about research: read by anybody, and the feed of what is new (S1-F06, S4-C12, S4-D10, S4-D12)."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from grunnmur.portal.sider import Nokkelside

from ..forms.aapne import Prosjektsok, Resultatsok
from ..models import Prosjekt
from ..selectors import aapne as selectors
from ..selectors.framdrift import resultatlinjer
from .feed import Forskningsfeed


class Fane(NamedTuple):
    adresse: str
    navn: str
    ikon: str
    her: str


def _faner(her: str) -> list[Fane]:
    alle = [("aapne", _("Prosjekter"), "table"), ("aapne_resultater", _("Resultater"), "file")]
    return [Fane(reverse(f"forskning:{n}"), tekst, ikon, "page" if n == her else "") for n, tekst, ikon in alle]


@login_not_required
@require_safe
def aapne(request: HttpRequest) -> HttpResponse:
    sok = Prosjektsok(request.GET, temaer=selectors.temaer())
    valg = sok.cleaned_data if sok.is_valid() else {}
    treff = selectors.prosjekter(q=valg.get("q", ""), tema=valg.get("tema", ""))
    side = Nokkelside(treff, sortering="-publisert", markor=request.GET.get("side"))
    kontekst = {"side": side, "form": sok, "filtrert": any(valg.values()), "faner": _faner("aapne")}
    return render(request, "forskning/aapne/liste.html", kontekst)


@login_not_required
@require_safe
def resultater(request: HttpRequest) -> HttpResponse:
    sok = Resultatsok(request.GET, temaer=selectors.temaer())
    valg = sok.cleaned_data if sok.is_valid() else {}
    treff = selectors.resultater(art=valg.get("art", ""), tema=valg.get("tema", ""))
    side = Nokkelside(treff, sortering="-dato", markor=request.GET.get("side"))
    kontekst: dict[str, Any] = {
        "side": side,
        "form": sok,
        "filtrert": any(valg.values()),
        "faner": _faner("aapne_resultater"),
    }
    return render(request, "forskning/aapne/resultater.html", {**kontekst, "rader": list(resultatlinjer(None, side))})


@login_not_required
@require_safe
def aapent_prosjekt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """404 for everything else, whether it is hidden, restricted or never was."""
    prosjekt = get_object_or_404(Prosjekt.objects.offentlige().select_related("eier"), pk=pk)
    return render(request, "forskning/aapne/prosjekt.html", {"side": selectors.aapent(prosjekt, request.user)})


@login_not_required
@require_safe
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    svar = Forskningsfeed()(request)
    # What is taken off the open pages makes nothing newer: a reader that asks by date would keep it. The ETag tells.
    del svar["Last-Modified"]
    svar["Cache-Control"] = "no-cache"
    return svar
