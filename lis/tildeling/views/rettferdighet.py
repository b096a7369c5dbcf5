"""Fairness over rounds, as picture and tables."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from lis.lis1.selectors.faner import faner_for

from ..selectors.rettferdighet import krev_leser_av_runder
from ..selectors.rettferdighet import rettferdighet as over_tid


@never_cache
@require_safe
def rettferdighet(request: Innlogget) -> HttpResponse:
    krev_leser_av_runder(request.user)
    kontekst = {"faner": faner_for(request.user, "tildeling:runder"), "side": over_tid(request.user)}
    return render(request, "tildeling/forslag/rettferdighet.html", kontekst)
