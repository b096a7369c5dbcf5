"""A party says that it would like to work towards a call with others."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.forms import legg_til_feil

from ..forms.partner import Interesseskjema
from ..models import Utlysningstilstand
from ..operations import interesse as operasjoner
from ..selectors import interesse as utvalg
from .utlysning import hent_utlysning, vis_utlysning


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meld(request: Innlogget, pk: UUID) -> HttpResponse:
    """Which of one's own parties it is."""
    sak = hent_utlysning(request, pk)
    virksomheter = utvalg.egne_virksomheter(request.user)
    if not virksomheter:
        raise PermissionDenied
    if sak.tilstand != Utlysningstilstand.AAPEN:
        return vis_utlysning(request, sak, UlovligOvergang())
    skjema = Interesseskjema(request.POST if request.method == "POST" else None, virksomheter=virksomheter)
    if request.method == "POST" and skjema.is_valid():
        try:
            operasjoner.meld(utfort_av=request.user, virksomhet=skjema.cleaned_data["virksomhet"], utlysning=pk)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Interessen er meldt. Andre som er interessert, har fått beskjed."))
            return redirect(sak)
    kontekst = {
        "sak": sak,
        "form": skjema,
        "tilbake": sak.get_absolute_url(),
        "ingress": _(
            "Alle i helsefellesskapet ser at dere vil søke sammen med andre. Interessen forplikter ikke virksomheten."
        ),
    }
    return render(request, "forskning/interesse/meld.html", kontekst)


@require_POST
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_utlysning(request, pk)
    if min_ := utvalg.for_utlysning(request.user, sak).min:
        try:
            operasjoner.trekk(min_.pk, utfort_av=request.user)
        except UlovligOvergang as feil:
            return vis_utlysning(request, hent_utlysning(request, pk), feil)
        messages.success(request, _("Interessen er trukket."))
    return redirect(sak)
