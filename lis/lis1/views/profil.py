"""Open pages about municipalities and hospitals: read by anybody, written by the party (S1-L04, L10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from ..forms.profil import Profilskjema, Stedsok, Versjon
from ..models import Profil
from ..operations import profil as operations
from ..selectors import profil as selectors
from ..selectors.faner import faner_for

# --- open to anybody --------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def steder(request: HttpRequest) -> HttpResponse:
    sok = Stedsok(request.GET, regioner=selectors.regioner())
    valg = sok.cleaned_data if sok.is_valid() else {}
    treff = selectors.steder(q=valg.get("q", ""), region=valg.get("region", ""))
    side = Nokkelside(treff, sortering="virksomhet__sortering", markor=request.GET.get("side"))
    kontekst = {
        "side": side,
        "form": sok,
        "filtrert": any(valg.values()),
        "egne": selectors.egne(request.user),
        "faner": faner_for(request.user, "steder"),
        **selectors.lenker(),
    }
    return render(request, "lis1/profil/liste.html", kontekst)


@login_not_required
@require_safe
def sted(request: HttpRequest, pk: UUID) -> HttpResponse:
    profil = get_object_or_404(Profil.objects.synlig_for(request.user).select_related("virksomhet"), pk=pk)
    return _vis(request, profil)


def _vis(request: HttpRequest, profil: Profil, *, konflikt: bool = False, mangler: list[str] | None = None) -> HttpResponse:
    kontekst = {
        "profil": profil,
        "avsnitt": selectors.avsnitt(profil),
        "kan_redigere": selectors.kan_redigere(request.user, profil),
        "konflikt": konflikt,
        "mangler": mangler,
        **selectors.lenker(),
    }
    return render(request, "lis1/profil/sted.html", kontekst, status=409 if konflikt else 200)


@login_not_required
@require_safe
def hvem_bestemmer(request: HttpRequest) -> HttpResponse:
    """Who decides what in LIS1. Nothing here replaces the national portal."""
    kontekst = {
        "avgjorelser": selectors.hvem_bestemmer(),
        "faner": faner_for(request.user, "hvem_bestemmer"),
        **selectors.lenker(),
    }
    return render(request, "lis1/profil/hvem.html", kontekst)


# --- for the party itself ---------------------------------------------------------------------------------------------


def _min(request: Innlogget, pk: UUID) -> Profil:
    profil = selectors.til_redigering(request.user, pk)
    if profil is None:
        raise Http404
    return profil


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rediger(request: Innlogget, pk: UUID) -> HttpResponse:
    """What was typed stays when somebody else saved first; then the answer is 409."""
    profil, konflikt = _min(request, pk), False
    skjema = Profilskjema(request.POST if request.method == "POST" else None, instance=profil)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            ny = operations.lagre_profil(profil.virksomhet, utfort_av=request.user, versjon=d["versjon"], felter=d)
            if "publiser" in request.POST and not ny.publisert:
                # Saved either way: what is missing to publish is no reason to lose what is written.
                operations.publiser_profil(profil.virksomhet, utfort_av=request.user, versjon=ny.versjon)
        except ValidationError as feil:
            ny_profil = _min(request, pk)
            skjema = Profilskjema({**request.POST.dict(), "versjon": str(ny_profil.versjon)}, instance=ny_profil)
            legg_til_feil(skjema, feil)
        except Utdatert:
            konflikt, gjeldende = True, _min(request, pk)
            skjema = Profilskjema(instance=gjeldende, initial={n: v for n, v in d.items() if n != "versjon"})
        else:
            messages.success(request, _kvittering(ny, "publiser" in request.POST))
            return redirect("lis1:sted", pk=pk)
    kontekst = {"form": skjema, "profil": profil, "virksomhet": profil.virksomhet, "konflikt": konflikt}
    return render(request, "lis1/profil/rediger.html", kontekst, status=409 if konflikt else 200)


def _kvittering(profil: Profil, publiser: bool) -> str:
    if publiser:
        return _("Siden er publisert. Alle kan lese den, uten å logge inn.")
    return _("Siden er lagret, og alle ser endringen.") if profil.publisert else _("Utkastet er lagret. Bare dere ser det.")


@require_POST
def publiser(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Siden er publisert. Alle kan lese den, uten å logge inn.")
    return _knapp(request, pk, operations.publiser_profil, kvittering)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    """Take the page down, after a question."""
    profil = _min(request, pk)
    if request.method == "POST":
        return _knapp(request, pk, operations.avpubliser_profil, _("Siden er tatt ned. Teksten er beholdt som utkast."))
    if not profil.publisert:
        return _vis(request, profil, konflikt=True)
    kontekst = {
        "tittel": _("Ta ned siden?"),
        "tekst": _("Kandidater kan ikke lese den lenger. Teksten blir stående som utkast hos dere."),
        "ja": _("Ja, ta ned siden"),
        "tilbake": profil.get_absolute_url(),
        "versjon": profil.versjon,
    }
    return render(request, "portal/bekreft.html", kontekst)


def _knapp(request: Innlogget, pk: UUID, operasjon: Callable[..., Any], kvittering: str) -> HttpResponse:
    profil = _min(request, pk)
    skjema = Versjon(request.POST)
    try:
        if not skjema.is_valid():
            raise Utdatert
        operasjon(profil.virksomhet, utfort_av=request.user, versjon=skjema.cleaned_data["versjon"])
    except (Utdatert, UlovligOvergang):
        return _vis(request, _min(request, pk), konflikt=True)
    except ValidationError as feil:
        return _vis(request, profil, mangler=feil.messages)
    messages.success(request, kvittering)
    return redirect("lis1:sted", pk=pk)
