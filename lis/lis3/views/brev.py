"""The letters and the handover report as PDF: the file, or the page to wait on while it is made."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.models import Sak

from ..brev_pdf import brev_som_dokument, filnavn
from ..models import Avdeling, Seksmndforesporsel, Tjeneste
from ..overlevering_pdf import bestill_overlevering
from ..selectors import brev as selectors
from ..selectors.overlevering import kan_overlevere


@never_cache
@require_safe
def tilbud(request: Innlogget, pk: UUID) -> HttpResponse:
    """The offer, from the day it was made."""
    sak = _tjeneste(request, pk)
    if not selectors.har_tilbud(sak):
        raise Http404
    return _svar(request, sak, "tilbud", lambda: selectors.tilbudsbrev(sak))


@never_cache
@require_safe
def bekreftelse(request: Innlogget, pk: UUID) -> HttpResponse:
    """What has been agreed, from the municipality's confirmation on."""
    sak = _tjeneste(request, pk)
    if not selectors.har_bekreftelse(sak):
        raise Http404
    return _svar(request, sak, "bekreftelse", lambda: selectors.bekreftelsesbrev(sak))


@never_cache
@require_safe
def foresporsel(request: Innlogget, pk: UUID) -> HttpResponse:
    """The six-month question, once it is sent."""
    synlige = Seksmndforesporsel.objects.synlig_for(request.user).select_related("innmelding__lege__kommune")
    sak = get_object_or_404(synlige, pk=pk, sendt_tid__isnull=False)
    return _svar(request, sak, "foresporsel", lambda: selectors.foresporselsbrev(sak))


@never_cache
@require_safe
def overlevering(request: Innlogget, pk: UUID) -> HttpResponse:
    """Who is at the department and who comes: for its leaders and the coordinator."""
    avdelinger = Avdeling.objects.synlig_for(request.user).select_related("enhet__virksomhet", "spesialitet")
    avdeling = get_object_or_404(avdelinger, pk=pk)
    if not kan_overlevere(request.user, avdeling):
        raise Http404
    jobb = bestill_overlevering(avdeling, bestilt_av=request.user, sprak=get_language() or "nb")
    return redirect("jobb:vis", pk=jobb.pk)


def _tjeneste(request: Innlogget, pk: UUID) -> Tjeneste:
    synlige = Tjeneste.objects.synlig_for(request.user).select_related("innmelding__lege__kommune", "veileder")
    return get_object_or_404(synlige, pk=pk)


def _svar(request: Innlogget, sak: Sak, variant: str, skriv: selectors.Skriv) -> HttpResponse:
    funn = brev_som_dokument(
        sak, variant, skriv, bestilt_av=request.user, sprak=get_language() or "nb", adresse=request.path
    )
    return dokumentsvar(funn, filnavn=filnavn(sak, variant))
