"""A year of research in figures, as a page, a workbook and a PDF."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.jobb.svar import regnearksvar
from grunnmur.organisasjon.innlogget import Innlogget

from ..aarsoversikt_pdf import filnavn, som_dokument
from ..excel.aarsoversikt import REGNEARK
from ..forms.aarsoversikt import Aarvalg
from ..selectors.aarsoversikt import aarsoversikt, mulige_aar, velg_aar
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for


@never_cache
@require_safe
def oversikt(request: Innlogget) -> HttpResponse:
    krev_forskning(request.user)
    aar = velg_aar(request.GET.get("aar", ""))
    kontekst = {
        "oversikt": aarsoversikt(request.user, aar),
        "form": Aarvalg({"aar": aar}, mulige=mulige_aar(request.user)),
        "faner": faner_for(request.user, "aarsoversikt"),
    }
    return render(request, "forskning/aarsoversikt/oversikt.html", kontekst)


@require_safe
def eksport(request: Innlogget) -> HttpResponseBase:
    krev_forskning(request.user)
    return regnearksvar(REGNEARK, {"aar": str(velg_aar(request.GET.get("aar", "")))}, bruker=request.user)


@never_cache
@require_safe
def pdf(request: Innlogget) -> HttpResponse:
    krev_forskning(request.user)
    aar = velg_aar(request.GET.get("aar", ""))
    sprak = get_language() or "nb"
    funn = som_dokument(aar, bestilt_av=request.user, sprak=sprak, adresse=f"{request.path}?aar={aar}")
    return dokumentsvar(funn, filnavn=filnavn(aar))
