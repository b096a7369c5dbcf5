"""A meeting: its page, its calendar file and documents, and every verb on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.oppgaver.avtale import kalendersvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from ..kalender import kalenderavtale
from ..models import Mote, Motetilstand
from ..operations import forfall, protokoll
from ..operations import mote as op
from ..protokoll_pdf import PROTOKOLL, SAKSLISTE, filnavn, som_dokument
from ..selectors.mote import moteside
from .verb import HANDLINGER, SAKSHANDLINGER


def navn_paa(kode: str) -> str:
    """The name of the address of a verb."""
    return f"mote_{kode.replace('-', '_')}"


def hent(request: Innlogget, pk: UUID) -> Mote:
    """The meeting with its names, or 404 for a stranger."""
    synlige = Mote.objects.synlig_for(request.user).select_related("organ__helsefellesskap__helseforetak", "moteleder")
    return get_object_or_404(synlige, pk=pk)


@never_cache
@require_safe
def mote(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis(request, hent(request, pk))


def vis(request: Innlogget, sak: Mote, feil: Konflikt | None = None, skjema: Any = None) -> HttpResponse:
    """The page of one meeting. A conflict answers 409; what a button refused stands on top."""
    side = moteside(sak, request.user)
    handlinger = [
        (kode, h, reverse(f"utvalg:{navn_paa(kode)}", args=[sak.pk]))
        for kode, h in HANDLINGER.items()
        if any(side.kan(verb) for verb in h.verb) and _passer(kode, sak) and (kode != "oppmote" or side.har_begynt)
    ]
    kontekst = {"sak": sak, "side": side, "handlinger": handlinger, "feilskjema": skjema, **konfliktkontekst(sak, feil)}
    return render(request, "utvalg/mote.html", kontekst, status=409 if feil else 200)


BARE_I_MOTE = {"endre", "oppmote", "rett-oppmote"}
BARE_SKRIFTLIG = {"endre-frist", "lukk", "svar"}


def _passer(kode: str, sak: Mote) -> bool:
    """Whether a meeting of this form has such a page."""
    return kode not in (BARE_I_MOTE if sak.er_skriftlig else BARE_SKRIFTLIG)


@never_cache
@require_safe
def ics(request: Innlogget, pk: UUID) -> HttpResponse:
    """The meeting as a calendar file."""
    sak = hent(request, pk)
    if sak.er_skriftlig:
        raise Http404
    return kalendersvar(sak, kalenderavtale(sak).ics())


@never_cache
@require_safe
def dokument(request: Innlogget, pk: UUID, variant: str) -> HttpResponse:
    """The agenda once it is sent, the minutes once they are approved."""
    sak = hent(request, pk)
    ferdig = {
        SAKSLISTE: sak.tilstand not in (Motetilstand.PLANLAGT, Motetilstand.AVLYST),
        PROTOKOLL: sak.tilstand == Motetilstand.GODKJENT,
    }
    if not ferdig[variant]:
        raise Http404
    funn = som_dokument(sak, variant, bestilt_av=request.user, sprak=get_language() or "nb", adresse=request.path)
    return dokumentsvar(funn, filnavn=filnavn(sak, variant))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb on the meeting; too late goes back to it, which says where it is."""

    def finn() -> Mote:
        sak = hent(request, pk)
        if not _passer(kode, sak):
            raise Http404
        return sak

    return _side(request, HANDLINGER[kode], finn)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sakshandling(request: Innlogget, pk: UUID, nummer: int, kode: str) -> HttpResponse:
    """The form of one verb on one item."""

    def finn() -> Any:
        sak: Any = hent(request, pk)
        sak.valgt = sak.saker.aktive().filter(nummer=nummer).first()
        if sak.valgt is None:
            raise Http404
        return sak

    return _side(request, SAKSHANDLINGER[kode], finn)


def _side(request: Innlogget, valgt: Handling, finn: Any) -> HttpResponse:
    return handlingsside(
        request,
        valgt,
        hent=finn,
        vis=lambda sak, feil: vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.navn},
    )


@require_POST
def send_saksliste(request: Innlogget, pk: UUID) -> HttpResponse:
    return _knapp(request, pk, (o.SEND_SAKSLISTE,), op.send_saksliste, _("Sakslisten er sendt."))


@require_POST
def til_godkjenning(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Protokollen er sendt til godkjenning.")
    return _knapp(request, pk, (o.TIL_GODKJENNING,), protokoll.til_godkjenning, kvittering)


@require_POST
def godkjenn(request: Innlogget, pk: UUID) -> HttpResponse:
    verb = (o.GODKJENN, o.GODKJENN_DEL)
    return _knapp(request, pk, verb, protokoll.godkjenn, _("Du har godkjent protokollen."))


@require_POST
def meld_forfall(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Forfallet er meldt. Sekretæren har fått beskjed, og en vara er innkalt hvis noen er ledig.")
    return _knapp(request, pk, (o.MELD_FORFALL,), forfall.meld_forfall, kvittering)


@require_POST
def trekk_forfall(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Forfallet er trukket. Sekretæren og varaen har fått beskjed.")
    return _knapp(request, pk, (o.TREKK_FORFALL,), forfall.trekk_forfall, kvittering)


def _knapp(request: Innlogget, pk: UUID, verb: Any, operasjon: Any, kvittering: str) -> HttpResponse:
    return knapp(
        request, hent(request, pk), verb, operasjon, kvittering,
        hent=lambda: hent(request, pk), igjen=lambda sak, skjema, feil: vis(request, sak, feil, skjema),
    )  # fmt: skip
