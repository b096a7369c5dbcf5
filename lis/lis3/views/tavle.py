"""The capacity board, and placing a doctor from the queue in what is free on it."""

from __future__ import annotations

from datetime import date
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
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..forms.plassering import Plasseringsskjema, les_maaned
from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..operations import tjeneste as op
from ..selectors import tavle as tavlen
from ..selectors.faner import faner_for
from ..selectors.ledighet import Plassledighet
from ..selectors.plassering import Kandidat, Treff, forbigaatte, kandidater, ledige_for, som_passer
from ..selectors.samsvar import samsvar

FRAMOVER = 24
"""Months ahead that a place is looked at when somebody is to be placed in it."""


@never_cache
@require_safe
def tavle(request: Innlogget) -> HttpResponse:
    leger = kandidater() if "lege" in request.GET and rules.koordinator(request.user) else []
    valgt = next((k for k in leger if str(k.innmelding.pk) == request.GET["lege"]), None)
    fra = les_maaned(request.GET.get("fra")) or (_onsket_maaned(valgt) if valgt else denne_maaneden())
    tavle = tavlen.tavle(request.user, fra)
    if tavle is None:
        raise Http404
    treff = _plasser_for(valgt) if valgt else []
    kontekst = {
        "faner": faner_for(request.user, "tavle"),
        "tavle": tavle,
        "valgt": valgt,
        "treff": treff,
        "er_koordinator": rules.koordinator(request.user) is not None,
    }
    return render(request, "lis3/tavle/tavle.html", kontekst)


def denne_maaneden() -> date:
    return maaned_start(maaned_nr(timezone.localdate()))


def _onsket_maaned(kandidat: Kandidat) -> date:
    forste = min((o.start for o in kandidat.onsker), default=denne_maaneden())
    return max(denne_maaneden(), maaned_start(maaned_nr(forste) - 2))


def _plasser_for(kandidat: Kandidat) -> list[tuple[Plassledighet, Treff]]:
    """The places that can meet one of the doctor's wishes, the best wish first."""
    ledige = ledige_for([kandidat], denne_maaneden(), FRAMOVER)
    treff = [(p, t) for p in ledige.values() for t in som_passer([kandidat], p)]
    return sorted(treff, key=lambda par: (par[1].onske.prioritet, par[0].plass.nummer))


def _krev_koordinator(request: Innlogget) -> None:
    if rules.koordinator(request.user) is None:
        raise Http404


@never_cache
@require_safe
def plasser(request: Innlogget, pk: int) -> HttpResponse:
    """Who may have this place: those who fit, in the order of the queue, then everybody else."""
    _krev_koordinator(request)
    leger = kandidater()
    ledige = ledige_for(leger, denne_maaneden(), FRAMOVER)
    her = ledige.get(pk)
    if her is None:
        raise Http404
    passer = som_passer(leger, her)
    med = {t.kandidat.innmelding.pk for t in passer}
    kontekst = {
        "plass": her.plass,
        "fra": les_maaned(request.GET.get("fra")),
        "passer": passer,
        "andre": [k for k in leger if k.innmelding.pk not in med],
    }
    return render(request, "lis3/tavle/plass.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plasser_lege(request: Innlogget, pk: int, innmelding: UUID) -> HttpResponse:
    """Set the place aside for this doctor. Passing over somebody who stands before needs a reason."""
    _krev_koordinator(request)
    leger = kandidater()
    kandidat = next((k for k in leger if k.innmelding.pk == innmelding), None)
    ledige = ledige_for(leger, denne_maaneden(), FRAMOVER)
    if kandidat is None or pk not in ledige:
        messages.warning(request, _("Legen har fått plass, eller plassen finnes ikke lenger."))
        return redirect("lis3:tavle")
    plass = ledige[pk].plass
    valg: dict[str, Any] = {"plass": plass, "kandidat": kandidat, "ledige": ledige}
    forslag = kandidat.starter(ledige[pk])
    start = request.GET.get("start") or (f"{maaned_start(forslag[0][1]):%Y-%m}" if forslag else "")
    skjema = Plasseringsskjema(request.POST or None, initial={"start": start}, **valg)
    # What is shown as passed over follows the month that is chosen; the operation gets what holds when it is sent.
    fra = skjema.valgt_start
    forbi = _forbi(leger, kandidat, ledige, skjema, fra) if fra else []
    if skjema.is_valid():
        try:
            sak = op.planlegg(
                utfort_av=request.user,
                innmelding=kandidat.innmelding,
                deler=[op.Dellinje(*del_) for del_ in skjema.deler()],
                forbigaatt=[t.kandidat.innmelding.saksnummer or "" for t in forbi],
                begrunnelse=skjema.cleaned_data["begrunnelse"] if forbi else "",
            )
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Plassen er satt av. Send tilbudet når du er klar."))
            return redirect(sak)
    merker = samsvar(kandidat.onsker, [plass.avdeling], fra) if fra else None
    kontekst = {"plass": plass, "kandidat": kandidat, "form": skjema, "forbigaatt": forbi, "samsvar": merker}
    return render(request, "lis3/tavle/plasser.html", kontekst)


def _forbi(
    leger: list[Kandidat],
    kandidat: Kandidat,
    ledige: dict[int, Plassledighet],
    skjema: Plasseringsskjema,
    fra: date,
) -> list[Treff]:
    til = maaned_slutt(maaned_nr(fra) + kandidat.lengde - 1)
    return forbigaatte(leger, kandidat, skjema.plass, fra, til, ledige)
