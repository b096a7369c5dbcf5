"""A doctor registered to be enrolled, or reported ready (S1-I23)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.forms import legg_til_feil

from ..forms.lege import EgenKlarskjema, Klarskjema, Legeskjema
from ..models import Innmelding, Innmeldingstilstand
from ..operations import innmelding as op
from ..selectors import leger


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    """The municipality, or the coordinator, registers a doctor; the draft opens next."""
    kommuner = leger.kan_melde_inn_for(request.user)
    if not kommuner.exists():
        raise Http404

    def gjor(data: dict[str, Any]) -> Innmelding:
        sak = op.registrer_lege(utfort_av=request.user, **data)
        if sak.tilstand == Innmeldingstilstand.UTKAST:
            messages.success(request, _("Legen er registrert. Fyll ut det som mangler, og meld inn."))
        else:
            messages.info(request, _("Legen er allerede meldt inn. Her er saken."))
        return sak

    tekster = {
        "tittel": _("Meld inn lege til sykehustjeneste"),
        "ingress": _("Registrer legen først. Deretter oppgir du utdanningsplan, veileder og ønsker, og melder inn."),
        "knapp": _("Registrer legen"),
    }
    return _skjema(request, Legeskjema(_data(request), kommuner=kommuner), gjor, tekster)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def klar(request: Innlogget) -> HttpResponse:
    """Somebody is ready for hospital service: told by the ALIS office, the municipality or the doctor."""
    kommuner = leger.kan_melde_klar_for(request.user)
    if not kommuner.exists():
        return _meld_seg_selv(request)
    tekster = {
        "tittel": _("Meld lege klar for sykehustjeneste"),
        "ingress": _(
            "LIS-koordinator og kommunen får beskjed. Er legen registrert fra før, legges meldingen i den samme saken."
        ),
        "knapp": _("Meld klar"),
    }

    def gjor(data: dict[str, Any]) -> Innmelding:
        sak = op.meld_lege_klar(utfort_av=request.user, **data)
        messages.success(request, _("%(lege)s er meldt klar for sykehustjeneste.") % {"lege": sak.lege})
        return sak

    return _skjema(request, Klarskjema(_data(request), kommuner=kommuner), gjor, tekster)


def _meld_seg_selv(request: Innlogget) -> HttpResponse:
    kommuner = leger.egne_kommuner(request.user)
    if not kommuner.exists():
        raise Http404
    egen = leger.egen_aapen(request.user)
    if egen is not None:
        return redirect(egen)
    tekster = {
        "tittel": _("Meld deg klar for sykehustjeneste"),
        "ingress": _(
            "LIS-koordinator og kommunen får beskjed. Kommunen melder deg inn med ønsker om tid, avdeling og sted."
        ),
        "knapp": _("Meld meg klar"),
    }

    def gjor(data: dict[str, Any]) -> Innmelding:
        person = leger.egen_person(request.user)
        sak = op.meld_lege_klar(utfort_av=request.user, **person, **data)
        messages.success(request, _("Du er meldt klar for sykehustjeneste."))
        return sak

    return _skjema(request, EgenKlarskjema(_data(request), kommuner=kommuner), gjor, tekster)


def _data(request: Innlogget) -> Any:
    return request.POST if request.method == "POST" else None


def _skjema(
    request: Innlogget, skjema: Any, gjor: Callable[[dict[str, Any]], Innmelding], tekster: dict[str, Any]
) -> HttpResponse:
    """One form; what the operation refuses stands at its fields, and success goes to the case."""
    if request.method == "POST" and skjema.is_valid():
        try:
            return redirect(gjor(skjema.cleaned_data))
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        except UlovligOvergang as feil:
            skjema.add_error(None, str(feil))
    return render(request, "lis3/innmelding/registrer.html", {"form": skjema, **tekster})
