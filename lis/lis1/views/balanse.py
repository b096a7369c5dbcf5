"""The balance as picture and table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget

from ..selectors.adgang import krev_leser
from ..selectors.balanse import framover, mangel
from ..selectors.faner import faner_for
from ..selectors.regler import regelkontekst


@never_cache
@require_safe
def balanse(request: Innlogget) -> HttpResponse:
    krev_leser(request.user)
    halvaar = framover()
    kontekst = {
        "faner": faner_for(request.user, "balanse"),
        "halvaar": halvaar,
        "mangel": mangel(halvaar),
        "noe": any(h.behov or h.godkjente or h.foreslaatte for h in halvaar),
        "med_kommuner": [h for h in halvaar if h.kommuner],
        **regelkontekst(),
    }
    return render(request, "lis1/balanse.html", kontekst)
