"""The case page: what has been applied for, where it is, and the panel of whoever must act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, konfliktkontekst, krev_rett

from .. import overganger as o
from ..forms.behandling import (
    Behandlingsskjema,
    EgenLederskjema,
    Mottaksskjema,
    NyMottakerskjema,
    Vertsdelskjema,
    Vertslederskjema,
    uten,
)
from ..models import Soknad, Tilstand
from ..selectors.sak import Sakside, mottakernavn, sakside

PANELER: tuple[tuple[o.Overgang, str, type[Behandlingsskjema]], ...] = (
    (o.INNVILG_EGEN, "egen_leder", EgenLederskjema),
    (o.SEND_PAA_NYTT, "ny_mottaker", NyMottakerskjema),
    (o.BEKREFT_MOTTATT, "mottak", Mottaksskjema),
    (o.INNVILG_VERT, "vertsleder", Vertslederskjema),
    (o.FYLL_VERTSDEL, "vertsdel", Vertsdelskjema),
)
"""What the one who must act is shown, by what they may do."""


def hent(request: Innlogget, pk: UUID) -> Soknad:
    """The application with its names, or 404 for a stranger."""
    synlige = Soknad.objects.synlig_for(request.user).med_navn()
    return get_object_or_404(synlige.select_related("hospiteringsenhet__virksomhet", "avtale", "kontakt_bruker"), pk=pk)


def hent_med_avtale(request: Innlogget, pk: UUID) -> Soknad:
    """The case with its agreement, or 404: also where there is no agreement to make yet."""
    soknad = hent(request, pk)
    if not soknad.har_avtale:
        raise Http404
    return soknad


@never_cache
@require_safe
def sak(request: Innlogget, pk: UUID) -> HttpResponse:
    soknad = hent(request, pk)
    if soknad.tilstand == Tilstand.UTKAST:
        return redirect("hospitering:utkast", pk=pk)
    noter_lesing(soknad, request.user)
    return vis(request, soknad)


def vis(
    request: Innlogget,
    soknad: Soknad,
    *,
    skjema: Behandlingsskjema | None = None,
    konflikt: Konflikt | None = None,
) -> HttpResponse:
    """The page, with the form as it was typed when it was sent back. A conflict answers 409."""
    side = sakside(soknad, request.user)
    overgang, panel, klasse = _panel(side)
    if skjema is not None and type(skjema) is not klasse:
        krev_rett(request.user, soknad, [panelets_overgang(type(skjema))])
        konflikt = konflikt or UlovligOvergang()
        skjema = None
    if klasse and (skjema is None or konflikt):
        # What was chosen was chosen about another version: the comment stays, the decision is made anew.
        skrevet = uten(dict(skjema.data.items()), ("vedtak", "versjon")) if skjema else {}
        skjema = klasse(sak=soknad, initial=skrevet)
    kontekst: dict[str, Any] = {
        "side": side,
        "hode": side.hode,
        "sak": soknad,
        "panel": f"hospitering/behandling/{panel}.html" if panel else "",
        "form": skjema,
        "paa_vegne_av": side.paa_vegne_av(overgang) if overgang else "",
        "mottaker": mottakernavn(soknad) if panel == "egen_leder" else "",
        **konfliktkontekst(soknad, konflikt),
    }
    return render(request, "hospitering/sak.html", kontekst, status=409 if konflikt else 200)


def _panel(side: Sakside) -> tuple[str, str, type[Behandlingsskjema] | None]:
    for overgang, panel, klasse in PANELER:
        if side.kan(overgang.navn):
            return overgang.navn, panel, klasse
    return "", "", None


def panelets_overgang(klasse: type[Behandlingsskjema]) -> o.Overgang:
    """The verb that a form in the panel asks for."""
    return next(overgang for overgang, _panel, skjema in PANELER if skjema is klasse)
