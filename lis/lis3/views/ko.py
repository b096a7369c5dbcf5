"""The queue: the coordinator's list, its workbook, saved filters, and the order among equals."""

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
from django.views.decorators.http import require_http_methods

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.filters import Listevalg
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.views import Konflikt

from ..excel import REGNEARK
from ..filters.ko import FLERE, Kofilter, i_koen
from ..forms.ko import Rekkefolgeskjema
from ..models import Innmelding
from ..operations import ko as operasjoner
from ..selectors import ko as utvalg
from ..selectors.faner import faner_for
from ..selectors.ko_avvik import dagens
from .foresporsel import krev_koordinator

KOEN = Liste(
    kode="lis3.ko",
    adresse="lis3:ko",
    mal="lis3/ko/ko.html",
    filtermal="lis3/ko/filter.html",
    filter=Kofilter,
    flere=FLERE,
    velg=i_koen,
    ark=REGNEARK,
    krev=krev_koordinator,
)


@KOEN.side
def ko(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
    dag, innstilling = timezone.localdate(), utvalg.reglene()
    ledige = utvalg.ledige_for(side.rader, innstilling.lengde_maaneder)
    meldinger = dagens(utvalg.i_koen(Innmelding.objects.synlig_for(request.user)), dag)
    return {
        "faner": faner_for(request.user, "ko"),
        "forst": meldinger[:1],
        "ellers": meldinger[1:],
        "rader": list(utvalg.rader(side.rader, dag, innstilling=innstilling, ledige=ledige)),
        "regel": innstilling.get_ansiennitetsregel_display(),
    }


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
    request: Innlogget, saker: list[Innmelding], skjema: Rekkefolgeskjema, feil: Konflikt | None = None
) -> HttpResponse:
    dag = timezone.localdate()
    ansiennitet = utvalg.ansiennitet_av(saker[0].koplass, saker[0].lege.spesialisering.start, dag)
    kontekst: dict[str, Any] = {"saker": saker, "form": skjema, "ansiennitet": ansiennitet, "konflikt": bool(feil)}
    return render(request, "lis3/ko/lik.html", kontekst, status=409 if feil else 200)
