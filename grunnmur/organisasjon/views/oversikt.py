from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from grunnmur.portal.sider import Nokkelside

from ..innlogget import Innlogget
from ..selectors import egne_roller, forvaltede_virksomheter, oversikt_for, registrerte_enheter, roller_i


@require_safe
def start(request: Innlogget) -> HttpResponse:
    """To the one party I keep, to a choice when there are several, or to my own stand-ins."""
    virksomheter = list(forvaltede_virksomheter(request.user))
    if len(virksomheter) == 1:
        return redirect("organisasjon:oversikt", virksomheter[0].id)
    if virksomheter:
        return render(request, "organisasjon/virksomheter.html", {"virksomheter": virksomheter})
    if egne_roller(request.user):
        return redirect("organisasjon:stedfortredere")
    raise Http404


@require_safe
def oversikt(request: Innlogget, pk: UUID) -> HttpResponse:
    """The party at a glance, what is missing first."""
    virksomhet = get_object_or_404(forvaltede_virksomheter(request.user), pk=pk)
    return render(request, "organisasjon/oversikt.html", {"oversikt": oversikt_for(virksomhet), "virksomhet": virksomhet})


@require_safe
def roller(request: Innlogget, pk: UUID) -> HttpResponse:
    """Every role in force or to come at one party."""
    virksomhet = get_object_or_404(forvaltede_virksomheter(request.user), pk=pk)
    sok = request.GET.get("q", "")[:100].strip()
    side = Nokkelside(roller_i(virksomhet, sok=sok), sortering="bruker__sortering", markor=request.GET.get("side"))
    return render(request, "organisasjon/roller.html", {"side": side, "virksomhet": virksomhet, "sok": sok})


@require_safe
def enheter(request: Innlogget) -> HttpResponse:
    """The register of units, for everybody who is signed in (S0-R05)."""
    sok = request.GET.get("q", "")[:100].strip()
    side = Nokkelside(registrerte_enheter(sok), sortering="sortering", markor=request.GET.get("side"))
    return render(request, "organisasjon/enheter.html", {"side": side, "sok": sok})
