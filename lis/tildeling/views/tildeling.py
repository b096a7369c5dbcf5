"""The shared list of candidates with a place (S1-L05), with its workbook and saved filters."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grunnmur.jobb.svar import regnearksvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang import views as saksgang
from lis.lis1.selectors.adgang import krev_leser
from lis.lis1.selectors.faner import faner_for
from lis.lis1.selectors.kommuner import halvaar_navn

from ..excel import REGNEARK
from ..filters.tildeling import FELTER, FLERE, i_listen, sporring_av
from ..selectors import tildelingsliste as utvalg

LISTEN = saksgang.Filterliste(
    kode="tildeling.tildelinger",
    mal="tildeling/tildeling/filter.html",
    liste="tildeling:tildelinger",
    lagre="tildeling:tildelinger_lagre_visning",
    slett="tildeling:tildelinger_slett_visning",
    felter=FELTER,
    flere=FLERE,
    sporring_av=sporring_av,
)


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_leser(request.user)
    valg = i_listen(request.user, request.GET)
    treff = valg.filter.qs
    side = Nokkelside(treff, sortering=valg.nokkel, markor=request.GET.get("side"))
    halvaar = _halvaar(valg.filter.form.cleaned_data.get("halvaar", "") if valg.filter.form.is_valid() else "")
    kontekst = {
        "faner": faner_for(request.user, "tildeling:tildelinger"),
        "side": side,
        "rader": list(utvalg.rader(side)),
        "sorter": valg.sorter,
        "filterskjema": LISTEN.skjema(request, valg.filter.form),
        "andel": utvalg.andel(treff),
        "halvaar": halvaar_navn(halvaar) if halvaar else "",
        "uten": utvalg.uten_plass(halvaar) if halvaar else [],
        **LISTEN.kontekst(request),
    }
    return render(request, "tildeling/tildeling/liste.html", kontekst)


def _halvaar(valgt: str) -> date | None:
    return date.fromisoformat(valgt) if valgt else None


@require_safe
def eksport(request: Innlogget) -> HttpResponseBase:
    """What the filter shows, as Excel."""
    krev_leser(request.user)
    return regnearksvar(REGNEARK, {"sporring": sporring_av(request.GET)}, bruker=request.user)


@require_POST
def lagre_visning(request: Innlogget) -> HttpResponse:
    krev_leser(request.user)
    return saksgang.lagre_filter(request, LISTEN)


@require_POST
def slett_visning(request: Innlogget, pk: UUID) -> HttpResponse:
    krev_leser(request.user)
    return saksgang.slett_filter(request, pk, LISTEN)
