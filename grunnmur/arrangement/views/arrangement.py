"""Events: the list, a new one, the page of one, and every verb on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.jobb.svar import regnearksvar
from grunnmur.oppgaver.avtale import kalendersvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from .. import rules
from ..excel import REGNEARK
from ..forms.arrangement import Arrangementsfilter, NyttArrangement, fra_arrangement
from ..kalender import kalenderavtale
from ..models import Arrangement
from ..operations import arrangement as op
from ..operations import deltaker
from ..selectors import liste as utvalg
from ..selectors.side import Arrangementsside, arbeidsplass, arrangementsside, deltakerliste
from .verb import HANDLINGER, i_skjemaet

GET_OG_POST = ["GET", "HEAD", "POST"]


def navn_paa(kode: str) -> str:
    """The name of the address of a verb."""
    return kode.replace("-", "_")


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    if not utvalg.har_arrangementer(request.user):
        raise Http404
    form = Arrangementsfilter(request.GET, aarene=utvalg.aarene(request.user))
    d = form.cleaned_data if form.is_valid() else {}
    vis_ = "tidligere" if request.GET.get("vis") == "tidligere" else ""
    valg = utvalg.Valg(
        vis=vis_, q=d.get("q", "").strip(), type=d.get("type", ""), tema=d.get("tema"), form=d.get("form", ""),
        aar=d.get("aar"),
    )  # fmt: skip
    sortering = "-start" if vis_ and not valg.aar else "start"
    side = Nokkelside(utvalg.liste(request.user, valg), sortering=sortering, markor=request.GET.get("side"))
    kontekst = {
        "form": form, "side": side, "rader": utvalg.rader(side.rader, request.user), "vis": vis_, "aar": valg.aar,
        "filtrert": any(d.values()), "kan_lage": utvalg.kan_lage(request.user),
    }  # fmt: skip
    return render(request, "arrangement/liste.html", kontekst)


@never_cache
@require_http_methods(GET_OG_POST)
def ny(request: Innlogget) -> HttpResponse:
    """Plan an event, from nothing or as one that was (`?som=<uuid>`)."""
    parter = rules.lager_for(request.user)
    if not parter.exists():
        raise Http404
    forbilde = _forbilde(request)
    initial = fra_arrangement(forbilde, med_tid=False) if forbilde else None
    skjema = NyttArrangement(request.POST if request.method == "POST" else None, parter=parter, initial=initial)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            sak = op.planlegg(utfort_av=request.user, arrangor=d["arrangor"], felter=d)
        except ValidationError as feil:
            legg_til_feil(skjema, i_skjemaet(feil))
        else:
            messages.success(request, _("Arrangementet er planlagt. Be med medarrangører og inviter, og kunngjør det."))
            return redirect(sak)
    return render(request, "arrangement/ny.html", {"form": skjema, "forbilde": forbilde})


def _forbilde(request: Innlogget) -> Arrangement | None:
    """The event to repeat, when this person may see it."""
    try:
        pk = UUID(request.GET.get("som", ""))
    except ValueError:
        return None
    return Arrangement.objects.synlig_for(request.user).filter(pk=pk).first()


def hent(request: Innlogget, pk: UUID) -> Arrangement:
    """The event with its names, or 404 for a stranger."""
    return get_object_or_404(Arrangement.objects.synlig_for(request.user).select_related("arrangor", "laget_av"), pk=pk)


@never_cache
@require_safe
def arrangement(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis(request, hent(request, pk))


def vis(request: Innlogget, sak: Arrangement, feil: Konflikt | None = None, skjema: Any = None) -> HttpResponse:
    """The page of one event. A conflict answers 409; what a button refused stands on top."""
    hindring = op.hindring(sak, timezone.now()) if sak.tilstand == "planlagt" else ""
    side = arrangementsside(sak, request.user, hindring=hindring)
    handlinger = [
        (kode, h, reverse(f"arrangement:{navn_paa(kode)}", args=[sak.pk]))
        for kode, h in HANDLINGER.items()
        if any(side.kan(verb) for verb in h.verb) and _passer(kode, side)
    ]
    kontekst = {"sak": sak, "side": side, "handlinger": handlinger, "feilskjema": skjema, **konfliktkontekst(sak, feil)}
    return render(request, "arrangement/arrangement.html", kontekst, status=409 if feil else 200)


def _passer(kode: str, side: Arrangementsside) -> bool:
    """Whether there is anything to do on the page of a verb that the state allows."""
    if kode in ("svar-medarrangor", "inviter", "medarrangor", "trekk-medarrangor", "registrer-svar") and side.har_begynt:
        return False
    vilkaar = {
        "svar-medarrangor": not side.maa_svare_for,  # its own panel asks then
        "hold": side.har_begynt,
        "registrer-svar": any(linje.utenfor for linje in side.medarrangorer),
        "trekk-medarrangor": any(linje.rad.tilstand == "invitert" for linje in side.medarrangorer),
        "fjern-gjest": side.sak.deltakere.gjester().exists(),
    }
    return vilkaar.get(kode, True)


@require_POST
def kunngjor(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Arrangementet er kunngjort. De som er invitert, har fått beskjed.")
    return knapp(
        request, hent(request, pk), (o.KUNNGJOR,), op.kunngjor, kvittering,
        hent=lambda: hent(request, pk), igjen=lambda sak, skjema, feil: vis(request, sak, feil, skjema),
    )  # fmt: skip


@require_POST
def svar(request: Innlogget, pk: UUID, kommer: bool) -> HttpResponse:
    """Come, or not. The buttons carry no version: that others signed on meanwhile is no conflict."""
    sak = hent(request, pk)
    try:
        rad = (deltaker.meld_paa if kommer else deltaker.meld_av)(sak.pk, utfort_av=request.user)
    except UlovligOvergang as feil:
        return vis(request, hent(request, pk), feil)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        kvitteringer = {
            "ja": _("Du er påmeldt. Arrangementet ligger i kalenderen din i portalen."),
            "venteliste": _("Du står på ventelisten, og får beskjed hvis en plass blir ledig."),
        }
        messages.success(request, kvitteringer.get(rad.svar, _("Du er meldt av.")))
    return redirect(sak)


@never_cache
@require_safe
def kalender(request: Innlogget, pk: UUID) -> HttpResponse:
    """The event as a calendar file."""
    sak = hent(request, pk)
    return kalendersvar(sak, kalenderavtale(sak).ics())


def hent_egen(request: Innlogget, pk: UUID) -> Arrangement:
    """The event for those who arrange it; to others the list of participants does not exist."""
    sak = hent(request, pk)
    if not rules.arrangerer(request.user, sak):
        raise Http404
    return sak


@never_cache
@require_safe
def deltakere(request: Innlogget, pk: UUID) -> HttpResponse:
    """Everybody who is invited or has answered, for those who arrange."""
    sak = hent_egen(request, pk)
    rader = [(rad, arbeidsplass(rad)) for rad in deltakerliste(sak, request.user)]
    gjester = sak.deltakere.gjester().exists()
    return render(request, "arrangement/deltakere.html", {"sak": sak, "rader": rader, "har_gjester": gjester})


@never_cache
@require_safe
def regneark(request: Innlogget, pk: UUID) -> HttpResponseBase:
    sak = hent_egen(request, pk)
    return regnearksvar(REGNEARK, {"arrangement": str(sak.pk)}, bruker=request.user)


@never_cache
@require_http_methods(GET_OG_POST)
def handling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb; too late goes back to the event, which says where it is."""

    def finn() -> Any:
        sak: Any = hent(request, pk)
        sak.svarer_for = rules.svarer_for(request.user, sak)
        return sak

    valgt: Handling = HANDLINGER[kode]
    return handlingsside(
        request,
        valgt,
        hent=finn,
        vis=lambda sak, feil: vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.tittel},
    )
