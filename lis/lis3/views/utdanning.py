"""Municipalities as training organisations: the public plans, and the own one to keep (S1-I01, S1-I02)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from ..forms.utdanning import Arenaskjema, Planskjema, Versjonsskjema
from ..operations import utdanning as op
from ..selectors.utdanning import Utdanning, planer, utdanning


def _hent(request: Innlogget, pk: UUID, *, egen: bool = True) -> Utdanning:
    """The municipality, or 404; for a page that changes it, only the own."""
    funnet = utdanning(request.user, pk)
    if funnet is None or (egen and not funnet.kan_endre):
        raise Http404
    return funnet


@require_safe
def liste(request: Innlogget) -> HttpResponse:
    return render(request, "lis3/utdanning/liste.html", {"planer": planer(request.user)})


@require_safe
def vis(request: Innlogget, pk: UUID) -> HttpResponse:
    return render(request, "lis3/utdanning/vis.html", {"utdanning": _hent(request, pk, egen=False)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    funnet = _hent(request, pk)

    def gjor(data: dict[str, Any]) -> str:
        op.lagre_plan(funnet.virksomhet, utfort_av=request.user, **data)
        return _("Utdanningsplanen er lagret.")

    def skjema(data: Any, **valg: Any) -> Planskjema:
        return Planskjema(data, utdanning=_hent(request, pk).plan, **valg)

    return _skjemaside(request, funnet, skjema, gjor, _("Utdanningsplanen"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny_arena(request: Innlogget, pk: UUID) -> HttpResponse:
    return _arena(request, pk, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre_arena(request: Innlogget, pk: UUID, arena: UUID) -> HttpResponse:
    return _arena(request, pk, arena)


def _arena(request: Innlogget, pk: UUID, arena: UUID | None) -> HttpResponse:
    funnet = _hent(request, pk)
    rad = next((a for a in funnet.arenaer if a.pk == arena), None)
    if arena and rad is None:
        raise Http404

    def gjor(data: dict[str, Any]) -> str:
        op.lagre_arena(funnet.virksomhet, utfort_av=request.user, arena=arena, **data)
        return _("Læringsarenaen er lagret.")

    def skjema(data: Any, **valg: Any) -> Arenaskjema:
        return Arenaskjema(data, utdanning=_hent(request, pk).plan, arena=rad, **valg)

    return _skjemaside(request, funnet, skjema, gjor, _("Endre læringsarena") if rad else _("Ny læringsarena"))


@require_POST
def fjern_arena(request: Innlogget, pk: UUID, arena: UUID) -> HttpResponse:
    funnet = _hent(request, pk)
    skjema = Versjonsskjema(request.POST)
    try:
        if not skjema.is_valid():
            raise Utdatert
        op.fjern_arena(funnet.virksomhet, arena, utfort_av=request.user, versjon=skjema.cleaned_data["versjon"])
    except Utdatert:
        messages.error(request, _("Planen er endret siden du åpnet siden. Se over den, og prøv igjen."))
    else:
        messages.success(request, _("Læringsarenaen er fjernet."))
    return redirect("lis3:utdanning_vis", pk)


def _skjemaside(
    request: Innlogget,
    funnet: Utdanning,
    lag: Callable[..., Any],
    gjor: Callable[[dict[str, Any]], str],
    tittel: str,
) -> HttpResponse:
    """One form. A page from before somebody else's change keeps what was typed, and saves it on the next press."""
    skjema = lag(request.POST if request.method == "POST" else None)
    utdatert = False
    if request.method == "POST" and skjema.is_valid():
        try:
            messages.success(request, gjor(skjema.cleaned_data))
            return redirect("lis3:utdanning_vis", funnet.virksomhet.pk)
        except Utdatert:
            skrevet = {navn: verdi for navn, verdi in skjema.cleaned_data.items() if navn != "versjon"}
            skjema, utdatert = lag(None, initial=skrevet), True
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
    kontekst = {"form": skjema, "utdanning": funnet, "tittel": tittel, "utdatert": utdatert}
    return render(request, "lis3/utdanning/skjema.html", kontekst, status=409 if utdatert else 200)
