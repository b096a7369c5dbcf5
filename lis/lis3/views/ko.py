"""The queue: the coordinator's list, its workbook, saved filters, and the order among equals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.jobb.svar import regnearksvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang import views as saksgang
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from ..excel import REGNEARK
from ..filters.ko import FELTER, FLERE, i_koen, sporring_av
from ..forms.ko import Rekkefolgeskjema
from ..models import Innmelding
from ..operations import ko as operasjoner
from ..selectors import ko as utvalg
from ..selectors.faner import faner_for
from ..selectors.ko_avvik import dagens
from .foresporsel import krev_koordinator

KOEN = saksgang.Filterliste(
    kode="lis3.ko",
    mal="lis3/ko/filter.html",
    liste="lis3:ko",
    lagre="lis3:lagre_visning",
    slett="lis3:slett_visning",
    felter=FELTER,
    flere=FLERE,
    sporring_av=sporring_av,
)


@never_cache
@require_safe
def ko(request: Innlogget) -> HttpResponse:
    krev_koordinator(request.user)
    dag, innstilling = timezone.localdate(), utvalg.reglene()
    valg = i_koen(request.user, request.GET)
    side = Nokkelside(utvalg.som_verdier(valg.filter.qs), sortering=valg.nokkel, markor=request.GET.get("side"))
    verdier = list(side)
    ledige = utvalg.ledige_for(verdier, innstilling.lengde_maaneder)
    meldinger = dagens(utvalg.i_koen(Innmelding.objects.synlig_for(request.user)), dag)
    kontekst = {
        "faner": faner_for(request.user, "ko"),
        "forst": meldinger[:1],
        "ellers": meldinger[1:],
        "side": side,
        "rader": list(utvalg.rader(verdier, dag, innstilling=innstilling, ledige=ledige)),
        "sorter": valg.sorter,
        "form": valg.filter.form,
        "filterskjema": KOEN.skjema(request, valg.filter.form),
        **KOEN.kontekst(request),
        "regel": innstilling.get_ansiennitetsregel_display(),
    }
    return render(request, "lis3/ko/ko.html", kontekst)


@require_safe
def eksport(request: Innlogget) -> HttpResponseBase:
    """What the filter shows, as Excel."""
    krev_koordinator(request.user)
    return regnearksvar(REGNEARK, {"sporring": sporring_av(request.GET)}, bruker=request.user)


# --- saved filters ----------------------------------------------------------------------------------------------------


@require_POST
def lagre_visning(request: Innlogget) -> HttpResponse:
    krev_koordinator(request.user)
    return saksgang.lagre_filter(request, KOEN)


@require_POST
def slett_visning(request: Innlogget, pk: UUID) -> HttpResponse:
    krev_koordinator(request.user)
    return saksgang.slett_filter(request, pk, KOEN)


# --- equal seniority --------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lik_ansiennitet(request: Innlogget, pk: UUID) -> HttpResponse:
    """Everybody who shares the seniority of this doctor, and the order among them."""
    krev_koordinator(request.user)
    saker = _gruppen(request, pk)
    if request.method != "POST":
        forslag = {Rekkefolgeskjema.navn(s): str(nr) for nr, s in enumerate(saker, 1) if not s.koplass.uavgjort}
        return _vis_lik(request, saker, Rekkefolgeskjema(saker=saker, initial=forslag))
    skjema = Rekkefolgeskjema(request.POST, saker=saker)
    if not skjema.is_valid():
        return _vis_lik(request, saker, skjema)
    try:
        operasjoner.avgjor_rang(skjema.rekkefolge(), utfort_av=request.user, begrunnelse=skjema.cleaned_data["begrunnelse"])
    except (Utdatert, UlovligOvergang) as feil:
        saker = _gruppen(request, pk)
        begrunnelse = {"begrunnelse": skjema.cleaned_data["begrunnelse"]}
        return _vis_lik(request, saker, Rekkefolgeskjema(saker=saker, initial=begrunnelse), feil)
    except ValidationError as feil:
        legg_til_feil(skjema, feil)
        return _vis_lik(request, saker, skjema)
    messages.success(request, _("Rekkefølgen er avgjort. Legene og kommunene får beskjed."))
    return redirect("lis3:ko")


def _gruppen(request: Innlogget, pk: UUID) -> list[Innmelding]:
    saker = utvalg.med_lik_ansiennitet(Innmelding.objects.synlig_for(request.user), pk)
    if len(saker) < 2:
        raise Http404
    return saker


def _vis_lik(
    request: Innlogget, saker: list[Innmelding], skjema: Rekkefolgeskjema, feil: saksgang.Konflikt | None = None
) -> HttpResponse:
    dag = timezone.localdate()
    ansiennitet = utvalg.ansiennitet_av(saker[0].koplass, saker[0].lege.spesialisering.start, dag)
    kontekst: dict[str, Any] = {"saker": saker, "form": skjema, "ansiennitet": ansiennitet, "konflikt": bool(feil)}
    return render(request, "lis3/ko/lik.html", kontekst, status=409 if feil else 200)
