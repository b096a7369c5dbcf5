"""Points: everybody in a table, and one candidate at a time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import legg_til_feil
from lis.lis1.selectors.kommuner import halvaar_navn

from .. import overganger as o
from .. import rules
from ..forms.poeng import Poengskjema
from ..models import Kandidat, Runde
from ..operations import poeng as op
from ..selectors import poeng as selectors
from .runde import hent_runde, vis_runde


def _hent(request: Innlogget, pk: UUID) -> Runde:
    """Points are for those who work with the round; whoever is ruled out is told that they may not."""
    sak = hent_runde(request, pk)
    if not rules.behandler(request.user, sak):
        raise PermissionDenied
    return sak


@never_cache
@require_safe
def poeng(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = _hent(request, pk)
    kriterier = selectors.kriterier_i(sak)
    side = selectors.poengside(sak, request.GET.get("side"))
    kontekst = {
        "sak": sak,
        "halvaar": halvaar_navn(sak.oppstart),
        "kriterier": kriterier,
        "side": side,
        "rader": selectors.poengrader(side, kriterier),
        "kan_gi": sak.tilstand in o.SETT_POENG.fra,
        "egne": sak.kriterier is not None and sak.kriterier.rekkefolge == "egne",
    }
    return render(request, "tildeling/poeng/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kandidat(request: Innlogget, pk: UUID, kandidat: UUID) -> HttpResponse:
    sak = _hent(request, pk)
    rad = _rad(sak, kandidat)
    if sak.tilstand not in o.SETT_POENG.fra:
        return vis_runde(request, sak, UlovligOvergang())
    skjema = Poengskjema(request.POST if request.method == "POST" else None, sak=rad)
    konflikt = False
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            op.sett_poeng(pk, rad.pk, utfort_av=request.user, versjon=d["versjon"], poeng=d["poeng"])
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        except UlovligOvergang as feil:
            return vis_runde(request, _hent(request, pk), feil)
        except Utdatert:
            konflikt, rad = True, _rad(sak, kandidat)
            skjema = skjema.paa_nytt(rad)
        else:
            messages.success(request, _("Poengene til %(navn)s er lagret.") % {"navn": rad.lege.navn})
            return _videre(request, sak, rad)
    kontekst = {"sak": sak, "halvaar": halvaar_navn(sak.oppstart), "kandidat": rad, "form": skjema, "konflikt": konflikt}
    return render(request, "tildeling/poeng/kandidat.html", kontekst, status=409 if konflikt else 200)


def _rad(sak: Runde, kandidat: UUID) -> Kandidat:
    med = sak.kandidater.filter(trukket=None, fast_kommune=None)
    rad = get_object_or_404(med.select_related("lege"), pk=kandidat)
    rad.runde = sak
    return rad


def _videre(request: Innlogget, sak: Runde, rad: Kandidat) -> HttpResponse:
    neste = selectors.neste_uten_poeng(sak, rad) if "neste" in request.POST else None
    if neste:
        return redirect("tildeling:poeng_kandidat", pk=sak.pk, kandidat=neste.pk)
    return redirect("tildeling:poeng", pk=sak.pk)
