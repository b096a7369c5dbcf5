"""What is said in the dialogue of a project, and who is interested in it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.views import krev_rett

from .. import overganger as o
from ..forms.partner import Innleggsskjema, Interesseskjema
from ..operations import dialog as dialogop
from ..operations import interesse as operasjoner
from ..selectors import interesse as utvalg
from .partner import vis
from .prosjekt import hent_prosjekt


@never_cache
@require_POST
def skriv(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_prosjekt(request, pk)
    krev_rett(request.user, sak, [o.SKRIV_INNLEGG])
    skjema = Innleggsskjema(request.POST, prosjekt=sak)
    if not skjema.is_valid():
        return vis(request, sak, skjema=skjema)
    svar_til = skjema.cleaned_data["svar_til"]
    try:
        innlegg = dialogop.skriv(
            pk, utfort_av=request.user, tekst=skjema.cleaned_data["tekst"], svar_til=svar_til.pk if svar_til else None
        )
    except UlovligOvergang as feil:
        return vis(request, hent_prosjekt(request, pk), feil, skjema)
    messages.success(request, _("Innlegget er sendt. De andre i dialogen har fått beskjed."))
    return redirect(f"{reverse('forskning:partnere', args=[pk])}#innlegg-{innlegg.pk}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interesse(request: Innlogget, pk: UUID) -> HttpResponse:
    """Say that a party of one's own is interested; which, where one belongs to several."""
    sak = hent_prosjekt(request, pk)
    krev_rett(request.user, sak, [o.MELD_INTERESSE])
    skjema = Interesseskjema(
        request.POST if request.method == "POST" else None, virksomheter=utvalg.egne_virksomheter(request.user)
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            operasjoner.meld(utfort_av=request.user, virksomhet=skjema.cleaned_data["virksomhet"], prosjekt=pk)
        except UlovligOvergang as feil:
            return vis(request, hent_prosjekt(request, pk), feil)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Prosjektlederen har fått beskjed om at dere er interessert."))
            return redirect("forskning:partnere", pk=pk)
    kontekst = {
        "sak": sak,
        "form": skjema,
        "tilbake": reverse("forskning:partnere", args=[pk]),
        "ingress": _("Prosjektlederen får beskjed og kan invitere dere. Interessen forplikter ikke virksomheten."),
    }
    return render(request, "forskning/interesse/meld.html", kontekst)


@require_POST
def trekk_interesse(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_prosjekt(request, pk)
    if min_ := utvalg.for_prosjekt(request.user, sak).min:
        try:
            operasjoner.trekk(min_.pk, utfort_av=request.user)
        except UlovligOvergang as feil:
            return vis(request, hent_prosjekt(request, pk), feil)
        messages.success(request, _("Interessen er trukket."))
    return redirect("forskning:partnere", pk=pk)
