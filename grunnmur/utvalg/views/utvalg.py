"""Committees: those one belongs to, the page of one, and what the secretariat does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Organ
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..forms.mote import NySkriftlig, NyttMote
from ..forms.utvalg import Medlemsskjema, Organskjema, Plasskjema, Sluttskjema
from ..operations import mote as moteop
from ..operations import utvalg as op
from ..selectors import utvalg as selectors

GET_OG_POST = ["GET", "HEAD", "POST"]

Gjor = Callable[[dict[str, Any]], str | tuple[str, str]]
"""Runs an operation; returns the receipt, and where to go when that is not back."""


def hent_organ(request: Innlogget, pk: UUID) -> Organ:
    """The committee, or 404 for a stranger."""
    return get_object_or_404(selectors.organer_for(request.user).select_related("overordnet", "helsefellesskap"), pk=pk)


def hent_og_stell(request: Innlogget, pk: UUID) -> Organ:
    """The committee for those who keep it; its members are refused."""
    organ = hent_organ(request, pk)
    if not rules.steller_utvalg(request.user):
        raise PermissionDenied
    return organ


def skjemaside(request: Innlogget, skjema: Any, gjor: Gjor, *, tilbake: str, **kontekst: Any) -> HttpResponse:
    """One form, one operation, and back or on. Somebody who was slower than another gets 409."""
    status = 200
    if request.method == "POST" and skjema.is_valid():
        try:
            kvittering = gjor(skjema.cleaned_data)
        except Utdatert:
            status = 409
            skjema.noen_var_foer()
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            tekst, videre = (kvittering, tilbake) if isinstance(kvittering, str) else kvittering
            messages.success(request, tekst)
            return redirect(videre)
    return render(request, "utvalg/skjema.html", {"form": skjema, "tilbake": tilbake, **kontekst}, status=status)


def _data(request: Innlogget) -> Any:
    return request.POST if request.method == "POST" else None


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    rader = selectors.liste(request.user)
    steller = bool(rules.steller_utvalg(request.user))
    if not rader and not steller:
        raise Http404
    return render(
        request, "utvalg/liste.html", {"rader": rader, "steller": steller, "har_verv": any(rad.mitt_verv for rad in rader)}
    )


@never_cache
@require_safe
def organ(request: Innlogget, pk: UUID) -> HttpResponse:
    side = selectors.organside(hent_organ(request, pk), request.user)
    return render(request, "utvalg/organ.html", {"organ": side.organ, "side": side})


@never_cache
@require_http_methods(GET_OG_POST)
def nytt(request: Innlogget) -> HttpResponse:
    if not rules.steller_utvalg(request.user):
        raise Http404

    def gjor(data: dict[str, Any]) -> tuple[str, str]:
        nytt = op.opprett(utfort_av=request.user, felter=data)
        kvittering = _("%(navn)s er opprettet. Sett opp faste plasser, og oppnevn medlemmer.") % {"navn": nytt.navn}
        return kvittering, reverse("utvalg:organ", args=[nytt.pk])

    return skjemaside(
        request, Organskjema(_data(request)), gjor, tilbake=reverse("utvalg:liste"), tittel=_("Nytt utvalg"),
        knapp=_("Opprett utvalget"), over_navn=_("Utvalg"),
    )  # fmt: skip


def _organskjema(
    request: Innlogget, organ: Organ, skjema: Any, gjor: Gjor, tittel: str, knapp: str, **mer: Any
) -> HttpResponse:
    return skjemaside(
        request, skjema, gjor, tilbake=reverse("utvalg:organ", args=[organ.pk]), tittel=tittel, knapp=knapp,
        over_navn=organ.navn, **mer,
    )  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    organ = hent_og_stell(request, pk)

    def gjor(data: dict[str, Any]) -> str:
        op.endre(organ.pk, utfort_av=request.user, versjon=data.pop("versjon"), felter=data)
        return _("Endringen er lagret.")

    skjema = Organskjema(_data(request), organ=organ)
    return _organskjema(request, organ, skjema, gjor, _("Endre utvalget"), _("Lagre endringen"))


@never_cache
@require_http_methods(GET_OG_POST)
def ny_plass(request: Innlogget, pk: UUID) -> HttpResponse:
    organ = hent_og_stell(request, pk)

    def gjor(data: dict[str, Any]) -> str:
        op.fest_plass(organ.pk, utfort_av=request.user, **data)
        return _("Plassen er satt opp.")

    return _organskjema(
        request, organ, Plasskjema(_data(request)), gjor, _("Ny fast plass"), _("Sett opp plassen"),
        ingress=_("Portalen viser det når for få fyller plassen."),
    )  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def avslutt_plass(request: Innlogget, pk: UUID) -> HttpResponse:
    plass = selectors.plasser_som_stelles(request.user).filter(pk=pk).first()
    if plass is None:
        raise Http404

    def gjor(data: dict[str, Any]) -> str:
        op.avslutt_plass(plass.pk, utfort_av=request.user, **data)
        return _("Plassen «%(navn)s» er avsluttet.") % {"navn": plass.navn}

    tittel = _("Avslutt plassen «%(navn)s»") % {"navn": plass.navn}
    return _organskjema(request, plass.organ, Sluttskjema(_data(request)), gjor, tittel, _("Avslutt plassen"))


@never_cache
@require_http_methods(GET_OG_POST)
def nytt_medlem(request: Innlogget, pk: UUID) -> HttpResponse:
    organ = hent_og_stell(request, pk)

    def gjor(data: dict[str, Any]) -> str:
        felter = {navn: data[navn] for navn in ("bruker", "verv", "virksomhet", "plass", "vara_for", "fra", "til")}
        medlem = op.oppnevn(organ.pk, utfort_av=request.user, **felter)
        return _("%(navn)s er oppnevnt.") % {"navn": medlem.bruker.navn}

    skjema = Medlemsskjema(_data(request), organ=organ)
    return _organskjema(request, organ, skjema, gjor, _("Oppnevn til utvalget"), _("Oppnevn"))


@never_cache
@require_http_methods(GET_OG_POST)
def avslutt_verv(request: Innlogget, pk: UUID) -> HttpResponse:
    medlem = selectors.verv_som_stelles(request.user).filter(pk=pk).first()
    if medlem is None:
        raise Http404

    def gjor(data: dict[str, Any]) -> str:
        op.avslutt_verv(medlem.pk, utfort_av=request.user, **data)
        return _("Vervet til %(navn)s er avsluttet.") % {"navn": medlem.bruker.navn}

    tittel = _("Avslutt vervet til %(navn)s") % {"navn": medlem.bruker.navn}
    return _organskjema(request, medlem.organ, Sluttskjema(_data(request)), gjor, tittel, _("Avslutt vervet"))


@never_cache
@require_http_methods(GET_OG_POST)
def nytt_mote(request: Innlogget, pk: UUID, skriftlig: bool) -> HttpResponse:
    """Plan a meeting, or a written procedure."""
    organ = hent_organ(request, pk)
    if not (rules.steller_utvalg(request.user) or rules.er_organets_sekretaer(request.user, organ)):
        raise PermissionDenied
    skjema = NySkriftlig(_data(request)) if skriftlig else NyttMote(_data(request), initial={"form": "fysisk"})

    def gjor(data: dict[str, Any]) -> tuple[str, str]:
        mote = moteop.planlegg(organ.pk, utfort_av=request.user, felter=data)
        kvittering = _("%(nr)s er planlagt. Sett opp saker, og send sakslisten.") % {"nr": mote.saksnummer}
        return kvittering, mote.get_absolute_url()

    tittel = _("Ny skriftlig behandling") if skriftlig else _("Nytt møte")
    return _organskjema(
        request, organ, skjema, gjor, tittel, _("Planlegg behandlingen") if skriftlig else _("Planlegg møtet")
    )
