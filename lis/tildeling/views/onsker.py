"""A candidate says what they wish; somebody without an account has it written in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import legg_til_feil
from lis.lis1.selectors.kommuner import halvaar_navn

from .. import overganger as o
from ..forms.onsker import Onskeskjema, OnskeskjemaForAndre
from ..models import Kandidat, Runde, Rundetilstand
from ..operations import onsker as op
from ..selectors.runde import min_kandidat
from .kandidat import hent_kandidat
from .runde import hent_runde, vis_runde


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def onsker(request: Innlogget, pk: UUID) -> HttpResponse:
    """One's own wishes: to be given or changed until the deadline, and to be read ever after."""
    sak = hent_runde(request, pk)
    kandidat = _meg(request, sak)
    if not o.ONSK.tillatt(request.user, sak):
        raise PermissionDenied
    if not _aapen(sak):
        return _vis(request, sak, kandidat, None)
    if request.method != "POST":
        return _vis(request, sak, kandidat, Onskeskjema(sak=kandidat))
    if "flytt" in request.POST:
        return _vis(request, sak, kandidat, _omordnet(request, kandidat, Onskeskjema))

    def lever(versjon: int, kommuner: list[UUID]) -> None:
        op.lever(pk, utfort_av=request.user, versjon=versjon, kommuner=kommuner)
        messages.success(request, _("Ønskene dine er levert. Du kan endre dem til fristen er ute."))

    skjema = Onskeskjema(request.POST, sak=kandidat)
    feil = _lever(skjema, lever)
    if feil is None and skjema.is_valid():
        return redirect("tildeling:onsker", pk=pk)
    if feil:
        kandidat = _meg(request, sak)
        skjema = skjema.paa_nytt(kandidat)
    return _vis(request, hent_runde(request, pk), kandidat, skjema, konflikt=feil is not None)


def _meg(request: Innlogget, sak: Runde) -> Kandidat:
    kandidat = min_kandidat(request.user, sak)
    if kandidat is None or kandidat.trukket is not None:
        raise Http404
    kandidat.runde = sak
    return kandidat


def _aapen(sak: Runde) -> bool:
    return sak.tilstand == Rundetilstand.AAPEN and sak.frist > timezone.now()


def _omordnet(request: Innlogget, kandidat: Kandidat, skjema: type[Onskeskjema]) -> Onskeskjema:
    """The page once more in another order; nothing is saved."""
    nummer = skjema(sak=kandidat).omordnet(request.POST["flytt"], request.POST)
    return skjema(sak=kandidat, initial=nummer)


def _lever(skjema: Onskeskjema, lever: Callable[[int, list[UUID]], None]) -> Utdatert | UlovligOvergang | None:
    """Do it. What the operation refuses stands on the form, and who was faster is returned."""
    if not skjema.is_valid():
        return None
    try:
        lever(skjema.cleaned_data["versjon"], skjema.cleaned_data["kommuner"])
    except ValidationError as feil:
        legg_til_feil(skjema, feil)
    except (Utdatert, UlovligOvergang) as feil:
        return feil
    return None


def _vis(
    request: Innlogget, sak: Runde, kandidat: Kandidat, skjema: Onskeskjema | None, *, konflikt: bool = False
) -> HttpResponse:
    aapen = _aapen(sak)
    kontekst: dict[str, Any] = {
        "sak": sak,
        "halvaar": halvaar_navn(sak.oppstart),
        "kandidat": kandidat,
        "form": skjema if aapen else None,
        "endret": "flytt" in request.POST,
        "konflikt": konflikt,
        "egne": list(kandidat.onsker.select_related("kommune")),
        "steder": {s.kommune.pk for s in skjema.steder} if skjema else set(),
    }
    return render(request, "tildeling/onsker/onsker.html", kontekst, status=409 if konflikt else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def onsk_for(request: Innlogget, pk: UUID, kandidat: UUID) -> HttpResponse:
    """Write in what a candidate without an account has sent."""
    rad = hent_kandidat(request, pk, kandidat, o.ONSK_FOR)
    sak = hent_runde(request, pk)
    rad.runde = sak
    if rad.lege.bruker_id or rad.fast_kommune_id or rad.trukket:
        raise PermissionDenied
    if not _aapen(sak):
        return vis_runde(request, sak, UlovligOvergang())
    skjema, feil = OnskeskjemaForAndre(sak=rad), None
    if request.method == "POST" and "flytt" in request.POST:
        skjema = OnskeskjemaForAndre(sak=rad, initial=skjema.omordnet(request.POST["flytt"], request.POST))
    elif request.method == "POST":

        def lever(versjon: int, kommuner: list[UUID]) -> None:
            op.onsk_for(pk, kandidat, utfort_av=request.user, versjon=versjon, kommuner=kommuner)
            messages.success(request, _("Ønskene til %(navn)s er skrevet inn.") % {"navn": rad.lege.navn})

        skjema = OnskeskjemaForAndre(request.POST, sak=rad)
        feil = _lever(skjema, lever)
        if feil is None and skjema.is_valid():
            return redirect(sak)
        if feil:
            rad = hent_kandidat(request, pk, kandidat, o.ONSK_FOR)
            rad.runde = sak
            skjema = skjema.paa_nytt(rad)
    kontekst = {"sak": sak, "halvaar": halvaar_navn(sak.oppstart), "kandidat": rad, "form": skjema, "konflikt": bool(feil)}
    return render(request, "tildeling/onsker/for_andre.html", kontekst, status=409 if feil else 200)
