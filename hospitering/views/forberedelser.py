"""What a unit wants done before a hospitant comes: kept by whoever keeps the unit's profile."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.forms import legg_til_feil

from ..forms.klargjoring import Punktskjema
from ..operations import forberedelsespunkt as op
from ..selectors.klargjoring import enhetens_punkter
from .enhet import egen_enhet


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forberedelser(request: Innlogget, pk: UUID) -> HttpResponse:
    enhet = egen_enhet(request, pk)
    skjema = Punktskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            op.legg_til_punkt(enhet.pk, utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Punktet er lagt til. Det gjelder avtaler som inngås fra nå av."))
            return redirect("hospitering:forberedelser", pk)
    kontekst = {"enhet": enhet, "punkter": enhetens_punkter(enhet), "form": skjema}
    return render(request, "hospitering/forberedelser.html", kontekst)


@require_POST
def fjern(request: Innlogget, pk: UUID, punkt: UUID) -> HttpResponse:
    enhet = egen_enhet(request, pk)
    if op.fjern_punkt(enhet.pk, punkt, utfort_av=request.user):
        messages.success(request, _("Punktet er fjernet. Avtaler som alt er inngått, har det fortsatt."))
    return redirect("hospitering:forberedelser", pk)


@require_POST
def opp(request: Innlogget, pk: UUID, punkt: UUID) -> HttpResponse:
    enhet = egen_enhet(request, pk)
    op.flytt_opp_punkt(enhet.pk, punkt, utfort_av=request.user)
    return redirect("hospitering:forberedelser", pk)
