"""Departments: the list, and the page where places, closed periods, objectives and supervisors are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..forms.avdeling import (
    Avdelingsdel,
    AvsluttPlasskjema,
    NyAvdelingsskjema,
    NyPlasskjema,
    Spesialistskjema,
    Stamdataskjema,
    Stengskjema,
)
from ..models import Avdeling
from ..operations import avdeling as op
from ..selectors.avdeling import avdelingsside, med_antall, stelte_avdelinger
from ..selectors.faner import faner_for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def avdelinger(request: Innlogget) -> HttpResponse:
    """Those this person keeps; the coordinator takes new ones in."""
    koordinator = rules.koordinator(request.user) is not None
    stelte = stelte_avdelinger(request.user)
    if not koordinator and not stelte.exists():
        raise Http404
    if request.method == "POST" and not koordinator:
        raise PermissionDenied
    skjema = NyAvdelingsskjema(request.POST or None) if koordinator else None
    if skjema is not None and skjema.is_valid():
        try:
            ny = op.opprett_avdeling(utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("%(avdeling)s er på tavlen. Legg inn plasser.") % {"avdeling": ny})
            return redirect("lis3:avdeling", pk=ny.pk)
    kontekst = {
        "faner": faner_for(request.user, "avdelinger"),
        "avdelinger": med_antall(stelte, timezone.localdate()),
        "form": skjema,
    }
    return render(request, "lis3/avdeling/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def avdeling(request: Innlogget, pk: UUID) -> HttpResponse:
    avdeling = get_object_or_404(stelte_avdelinger(request.user), pk=pk)
    skjemaer: dict[str, Avdelingsdel] = {}
    for klasse in SKJEMAER:
        sendt = request.method == "POST" and request.POST.get("handling") == klasse.KODE
        skjemaer[klasse.KODE] = klasse(request.POST if sendt else None, avdeling=avdeling)
    valgt = skjemaer.get(request.POST.get("handling", ""))
    status = 200
    if valgt is not None and valgt.is_valid():
        try:
            kvittering = SKJEMAER[type(valgt)](avdeling, valgt.cleaned_data, request.user)
        except ValidationError as feil:
            legg_til_feil(valgt, feil)
        except Utdatert:
            avdeling.refresh_from_db()
            cast("Stamdataskjema", valgt).utdatert(avdeling)
            status = 409
        else:
            messages.success(request, kvittering)
            return redirect("lis3:avdeling", pk=pk)
    side = avdelingsside(avdeling, request.user, timezone.localdate())
    kontekst = {"avdeling": avdeling, "side": side, "skjema": skjemaer, "form": valgt}
    return render(request, "lis3/avdeling/avdeling.html", kontekst, status=status)


@require_POST
def aapne_igjen(request: Innlogget, pk: UUID, stenging: UUID) -> HttpResponse:
    """The closed period no longer holds."""
    avdeling = get_object_or_404(stelte_avdelinger(request.user), pk=pk)
    if any(str(stenging) == str(s) for s in avdeling.plasser.values_list("stenginger", flat=True)):
        op.aapne_igjen(stenging, utfort_av=request.user)
        messages.success(request, _("Plassen er ikke lenger stengt i perioden."))
    return redirect("lis3:avdeling", pk=pk)


# --- what each form does ----------------------------------------------------------------------------------------------


def _stamdata(avdeling: Avdeling, data: dict[str, Any], bruker: Bruker) -> str:
    op.lagre_avdeling(avdeling.pk, utfort_av=bruker, **data)
    return _("Opplysningene om avdelingen er lagret.")


def _ny_plass(avdeling: Avdeling, data: dict[str, Any], bruker: Bruker) -> str:
    op.ny_plass(avdeling.pk, utfort_av=bruker, **data)
    return _("Plassene er lagt inn.")


def _avslutt(avdeling: Avdeling, data: dict[str, Any], bruker: Bruker) -> str:
    op.avslutt_plass(data["plass"].pk, utfort_av=bruker, til=data["til"])
    return _("Plassen har fått en siste dag.")


def _steng(avdeling: Avdeling, data: dict[str, Any], bruker: Bruker) -> str:
    op.steng(data.pop("plass").pk, utfort_av=bruker, **data)
    return _("Plassen er stengt i perioden.")


def _spesialist(avdeling: Avdeling, data: dict[str, Any], bruker: Bruker) -> str:
    op.bekreft_spesialist(avdeling.pk, utfort_av=bruker, **data)
    return _("Kontrollen er registrert. %(navn)s kan være veileder.") % {"navn": data["bruker"].navn}


SKJEMAER: dict[type[Avdelingsdel], Callable[[Avdeling, dict[str, Any], Bruker], str]] = {
    Stamdataskjema: _stamdata,
    NyPlasskjema: _ny_plass,
    AvsluttPlasskjema: _avslutt,
    Stengskjema: _steng,
    Spesialistskjema: _spesialist,
}
