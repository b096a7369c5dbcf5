"""The front page, and the pages anybody may read: help, privacy, accessibility."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.models import Helsefellesskap
from grunnmur.saksgang.selectors import bevaringsplan

from .selectors import min_side


@login_not_required
@require_safe
def forside(request: HttpRequest) -> HttpResponse:
    """Min side for whoever is signed in; for anybody else, what the portal is and why."""
    if request.user.is_authenticated:
        return render(request, "oversikt/min_side.html", {"side": min_side(request.user)})
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    formaal = ""
    if helsefellesskap:
        formaal = helsefellesskap.formaal_nn if get_language() == "nn" else helsefellesskap.formaal_nb
    return render(request, "oversikt/forside.html", {"nett": helsefellesskap, "formaal": formaal})


@require_safe
def hjelp(request: HttpRequest) -> HttpResponse:
    """Where to ask, by kind of question."""
    return render(request, "oversikt/hjelp.html", {"nett": Helsefellesskap.objects.gjeldende()})


@login_not_required
@require_safe
def personvern(request: HttpRequest) -> HttpResponse:
    """What this portal stores about people, why, who sees it, and for how long."""
    kontekst = {"nett": Helsefellesskap.objects.gjeldende(), "bevaring": bevaringsplan()}
    return render(request, "oversikt/personvern.html", kontekst)


@login_not_required
@require_safe
def tilgjengelighet(request: HttpRequest) -> HttpResponse:
    """How accessible the portal is, and what that rests on."""
    return render(request, "oversikt/tilgjengelighet.html", {"nett": Helsefellesskap.objects.gjeldende()})
