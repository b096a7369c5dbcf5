"""Needs across all parties, and the joint activities that answer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.oppgaver.avtale import kalendersvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, konfliktkontekst

from .. import overganger as o
from ..aktivitetskalender import kalenderavtale
from ..forms.aktivitet import Aktivitetsfilter, Avlysskjema, Behovsfilter, Endreskjema, Holdskjema, NyAktivitet, Samleskjema
from ..kapasitet import med_plikten
from ..models import Aktivitet
from ..operations import aktivitet as op
from ..operations import paamelding
from ..selectors import aktivitet as utvalg
from ..selectors import behov as behovsutvalg
from ..selectors.adgang import krev_veiledning
from ..selectors.faner import faner_for

FLEST_VALGTE = 100


@never_cache
@require_safe
def behov(request: Innlogget) -> HttpResponse:
    """Open general needs of every party, with suggested groups: for guidance coordinators."""
    if not utvalg.koordinerte(request.user).exists():
        raise Http404
    form = Behovsfilter(request.GET)
    valgt = form.cleaned_data if form.is_valid() else {}
    side = behovsutvalg.behovsside(
        request.user, fagfelt=valgt.get("fagfelt", ""), part=valgt.get("part"), markor=request.GET.get("side")
    )
    kontekst = {"form": form, "side": side, "filtrert": any(valgt.values()), "faner": faner_for(request.user, "behov")}
    return render(request, "veiledning/aktivitet/behov.html", kontekst)


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_veiledning(request.user)
    form = Aktivitetsfilter(request.GET)
    valgt = form.cleaned_data if form.is_valid() else {}
    vis_ = "tidligere" if request.GET.get("vis") == "tidligere" else ""
    saker = utvalg.liste(request.user, vis=vis_, q=valgt.get("q", "").strip(), fagfelt=valgt.get("fagfelt", ""))
    side = Nokkelside(saker, sortering="-start" if vis_ else "start", markor=request.GET.get("side"))
    kontekst = {
        "form": form, "side": side, "rader": utvalg.rader(side.rader, request.user), "vis": vis_,
        "filtrert": any(valgt.values()), "kan_planlegge": utvalg.koordinerte(request.user).exists(),
        "faner": faner_for(request.user, "aktiviteter"),
    }  # fmt: skip
    return render(request, "veiledning/aktivitet/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    """Plan an activity, alone or for the needs that were chosen."""
    parter = utvalg.koordinerte(request.user)
    if not parter.exists():
        raise Http404
    sendt = request.method == "POST"
    valgte = _uuider((request.POST if sendt else request.GET).getlist("behov"))
    saker = behovsutvalg.valgbare(request.user, valgte)
    skjema = NyAktivitet(request.POST if sendt else None, parter=parter, saker=saker)
    if sendt and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            sak = op.planlegg(utfort_av=request.user, virksomhet=d["virksomhet"], felter=d, behov=d.get("behov") or [])
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Aktiviteten er planlagt. De som har spurt, har fått beskjed."))
            return redirect(sak)
    kontekst = {"form": skjema, "falt_fra": len(valgte) - len(saker)}
    return render(request, "veiledning/aktivitet/ny.html", kontekst)


def _uuider(verdier: Iterable[str]) -> list[UUID]:
    """What is mangled in the address is left out."""
    funnet = []
    for verdi in list(verdier)[:FLEST_VALGTE]:
        try:
            funnet.append(UUID(verdi))
        except ValueError:
            continue
    return list(dict.fromkeys(funnet))


def hent(request: Innlogget, pk: UUID) -> Aktivitet:
    """The activity with its names, or 404 for a stranger."""
    synlige = Aktivitet.objects.synlig_for(request.user).select_related("virksomhet", "svarer", "laget_av", "fagomraade")
    return get_object_or_404(synlige, pk=pk)


@never_cache
@require_safe
def aktivitet(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis(request, hent(request, pk))


def vis(request: Innlogget, sak: Aktivitet, feil: Konflikt | None = None) -> HttpResponse:
    """The page of one activity. A conflict answers 409."""
    side = utvalg.aktivitetsside(sak, request.user)
    handlinger = [(kode, h) for kode, h in HANDLINGER.items() if any(side.kan(verb) for verb in h.verb)]
    kontekst = {"sak": sak, "side": side, "handlinger": handlinger, **konfliktkontekst(sak, feil)}
    return render(request, "veiledning/aktivitet/aktivitet.html", kontekst, status=409 if feil else 200)


@require_POST
def svar(request: Innlogget, pk: UUID, kommer: bool) -> HttpResponse:
    """Come, or not. The buttons carry no version: that others signed on meanwhile is no conflict."""
    sak = hent(request, pk)
    try:
        (paamelding.meld_paa if kommer else paamelding.meld_av)(sak.pk, utfort_av=request.user)
    except UlovligOvergang as feil:
        return vis(request, hent(request, pk), feil)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        kvittering = _("Du er påmeldt. Hent kalenderoppføringen under.") if kommer else _("Du er meldt av.")
        messages.success(request, kvittering)
    return redirect(sak)


@never_cache
@require_safe
def kalender(request: Innlogget, pk: UUID) -> HttpResponse:
    """The activity as a calendar file."""
    sak = hent(request, pk)
    return kalendersvar(sak, kalenderavtale(sak).ics())


# --- what a coordinator does with an activity -------------------------------------------------------------------------


def _endre(sak: Aktivitet, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Aktiviteten er endret. De som kommer, har fått beskjed.")


def _samle(sak: Aktivitet, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.samle(sak.pk, utfort_av=bruker, versjon=d["versjon"], behov=d["behov"])
    return _("Spørsmålene får svar i aktiviteten. De som har spurt, har fått beskjed.")


def _hold(sak: Aktivitet, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.hold(sak.pk, utfort_av=bruker, versjon=d["versjon"], var_med=d.get("var_med") or [])
    return _("Aktiviteten er gjennomført. Begge sider kan nå si hva den førte til for dem som var med.")


def _avlys(sak: Aktivitet, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.avlys(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    kvittering = _("Aktiviteten er avlyst. Spørsmålene i den er tilbake på vaktlisten, og svarfristen står.")
    return med_plikten(kvittering, d["kommentar"])


_l = gettext_lazy
HANDLINGER: dict[str, Handling] = {
    "hold": Handling(
        (o.HOLD,), Holdskjema, _hold, _l("Registrer som gjennomført"),
        _l("Spørsmålene fra dem som var med, blir stående som besvart. De andre går tilbake på vaktlisten."),
        _l("Registrer"),
    ),
    "endre": Handling(
        (o.ENDRE,), Endreskjema, _endre, _l("Endre aktiviteten"),
        _l("De som kommer eller er spurt, får beskjed. Flytter du den, må de som har spurt, svare på nytt om de kommer."),
        _l("Lagre endringen"),
    ),
    "samle": Handling(
        (o.SAMLE,), Samleskjema, _samle, _l("Legg til spørsmål"),
        _l("De som har spurt, får beskjed og kan si at de kommer, eller at aktiviteten ikke dekker behovet."),
        _l("Legg til"), mal="veiledning/aktivitet/samle.html",
    ),
    "avlys": Handling(
        (o.AVLYS,), Avlysskjema, _avlys, _l("Avlys aktiviteten"),
        _l("Plikten til å svare består: hvert spørsmål går tilbake på vaktlisten, og svarfristen står."),
        _l("Avlys aktiviteten"), farge="danger",
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb; too late goes back to the activity, which says where it is."""
    return handlingsside(
        request,
        HANDLINGER[kode],
        hent=lambda: hent(request, pk),
        vis=lambda sak, feil: vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.tittel},
    )
