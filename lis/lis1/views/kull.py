"""Cohorts: the list, one cohort, and its dates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..forms.kull import Kullskjema
from ..models import Stilling
from ..operations import kull as operasjoner
from ..selectors import kull as utvalg
from ..selectors.adgang import egen_plass, er_leser, er_lis1, krev_koordinator, krev_leser, sitter_i_utvalget
from ..selectors.balanse import framover, mangel
from ..selectors.faner import faner_for
from ..selectors.regler import regelkontekst
from ..selectors.stilling import i_listen, rader


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    """The cohorts. A doctor who has a position is led to it, one without to what is open to all."""
    if not er_leser(request.user):
        return _for_andre(request)
    alle = request.GET.get("vis") == "alle"
    kullrader = utvalg.kullrader(request.user, timezone.localdate(), alle=alle)
    kontekst = {
        "faner": faner_for(request.user, "kull_liste"),
        "rader": kullrader,
        "alle": alle,
        "mangel": mangel(framover()),
        "er_koordinator": rules.koordinator(request.user) is not None,
        **regelkontekst(),
    }
    return render(request, "lis1/kull/liste.html", kontekst)


def _for_andre(request: Innlogget) -> HttpResponse:
    egen = Stilling.objects.synlig_for(request.user).first() or egen_plass(request.user)
    if egen:
        return redirect(egen)
    if sitter_i_utvalget(request.user):
        return redirect("tildeling:runder")
    if not er_lis1(request.user):
        raise Http404
    return redirect("lis1:steder")


@never_cache
@require_safe
def kull(request: Innlogget, pk: UUID) -> HttpResponse:
    krev_leser(request.user)
    rad = _hent(request, pk)
    stillinger = i_listen(Stilling.objects.synlig_for(request.user)).filter(kull=rad.kull).order_by("saksnummer")
    er_koordinator = rules.koordinator(request.user) is not None
    linjer = list(rader(stillinger))
    kontekst = {
        "rad": rad,
        "rader": linjer,
        "er_koordinator": er_koordinator,
        "kan_velges": er_koordinator and any(linje.kan_utlyses for linje in linjer),
        **regelkontekst(),
    }
    return render(request, "lis1/kull/kull.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    """What was typed stays when somebody else changed the cohort first; then the answer is 409."""
    krev_koordinator(request.user)
    rad, konflikt = _hent(request, pk), False
    skjema = Kullskjema(request.POST if request.method == "POST" else None, kull=rad.kull)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            operasjoner.endre_kull(pk, utfort_av=request.user, versjon=d["versjon"], felter=d)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        except Utdatert:
            konflikt, rad = True, _hent(request, pk)
            skjema = Kullskjema(kull=rad.kull, initial={navn: d[navn] for navn in utvalg.DATOER})
        else:
            messages.success(request, _("Kullet er lagret."))
            return redirect(rad.kull)
    kontekst: dict[str, Any] = {"rad": rad, "form": skjema, "konflikt": konflikt}
    return render(request, "lis1/kull/endre.html", kontekst, status=409 if konflikt else 200)


def _hent(request: Innlogget, pk: UUID) -> utvalg.Kullrad:
    rad = utvalg.kullrad(request.user, pk)
    if rad is None:
        raise Http404
    return rad
