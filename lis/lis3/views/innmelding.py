"""The landing list, the case page of an enrolment, and its receipt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, knapp, konfliktkontekst, utfor

from .. import overganger as o
from ..forms.innmelding import Delingsskjema
from ..models import Innmelding
from ..operations import innmelding as op
from ..selectors import leger
from ..selectors.adgang import krev_noe_i_lis3
from ..selectors.faner import faner_for
from ..selectors.innmelding import innmeldingsside


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    """Everybody with something in LIS3 has one way in; a stranger gets 404."""
    krev_noe_i_lis3(request.user)
    landing = leger.landing(request.user)
    if landing != "lis3:liste":
        return redirect(landing)
    avsluttet, sok = request.GET.get("vis") == "avsluttet", request.GET.get("sok", "").strip()[:100]
    venter = set(Oppgave.objects.venter_paa(request.user).values_list("sak_id", flat=True))
    sporring = leger.utvalg(request.user, avsluttet=avsluttet, sok=sok)
    side = Nokkelside(sporring, sortering="lege__sortering", markor=request.GET.get("side"))
    ser_rang = not tilgang_for(request.user).har(RolleType.ALIS_KONTOR)
    kontekst = {
        "side": side,
        "rader": list(leger.rader(side, venter, timezone.localdate(), ser_rang=ser_rang)),
        "ser_rang": ser_rang,
        "avsluttet": avsluttet,
        "sok": sok,
        "faner": faner_for(request.user, "liste"),
        **_begynn(request),
    }
    return render(request, "lis3/innmelding/liste.html", kontekst)


def _begynn(request: Innlogget) -> dict[str, Any]:
    """What the person may begin: enrol, report somebody ready, report themselves ready."""
    egen = leger.egen_aapen(request.user)
    return {
        "kan_melde_inn": leger.kan_melde_inn_for(request.user).exists(),
        "kan_melde_klar": leger.kan_melde_klar_for(request.user).exists(),
        "kan_melde_seg_klar": egen is None and leger.egne_kommuner(request.user).exists(),
    }


def hent(request: Innlogget, pk: UUID) -> Innmelding:
    """The enrolment with doctor and municipality, or 404 for a stranger."""
    synlige = Innmelding.objects.synlig_for(request.user).select_related("lege__kommune", "lege__bruker")
    return get_object_or_404(synlige, pk=pk)


@never_cache
@require_safe
def sak(request: Innlogget, pk: UUID) -> HttpResponse:
    innmelding = hent(request, pk)
    noter_lesing(innmelding, request.user)
    return vis(request, innmelding)


def vis(
    request: Innlogget, innmelding: Innmelding, skjema: Handlingsskjema | None = None, feil: Konflikt | None = None
) -> HttpResponse:
    """The page, with the form as it was typed when it was sent back. A conflict answers 409."""
    side = innmeldingsside(innmelding, request.user)
    deling = skjema if isinstance(skjema, Delingsskjema) else None
    if deling is None and side.kan(o.VURDER_DELING.navn):
        deling = Delingsskjema(sak=innmelding)
    kontekst = {
        "side": side,
        "sak": innmelding,
        "lege": innmelding.lege,
        "form": skjema,
        "deling": deling,
        "mangler": [(kode, op.mangler_i_ord(kode)) for kode in side.mangler],
        **konfliktkontekst(innmelding, feil),
    }
    return render(request, "lis3/innmelding/sak.html", kontekst, status=409 if feil else 200)


@require_POST
def meld_inn(request: Innlogget, pk: UUID) -> HttpResponse:
    """Enrol from the case page; what is missing is said there."""

    def gjor(data: dict[str, Any]) -> str:
        sak = op.meld_inn(pk, utfort_av=request.user, versjon=data["versjon"])
        return _("%(lege)s er meldt inn til sykehustjeneste. Saksnummeret er %(nr)s.") % {
            "lege": sak.lege,
            "nr": sak.saksnummer,
        }

    innmelding = hent(request, pk)
    skjema = Handlingsskjema(request.POST, sak=innmelding)
    svar = utfor(
        request, innmelding, skjema, [o.MELD_INN], gjor, hent=partial(hent, request, pk), igjen=partial(vis, request)
    )
    return redirect("lis3:kvittering", pk) if svar.status_code == 302 else svar


@require_POST
def meld_klar(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Legen er meldt klar for sykehustjeneste. LIS-koordinator og kommunen har fått beskjed.")
    return _knapp(request, pk, o.MELD_KLAR, op.meld_klar, kvittering)


@require_POST
def gjenoppta(request: Innlogget, pk: UUID) -> HttpResponse:
    return _knapp(request, pk, o.GJENOPPTA, op.gjenoppta, _("Innmeldingen er tilbake i køen med samme ansiennitet."))


@require_POST
def vurder_deling(request: Innlogget, pk: UUID) -> HttpResponse:
    """The hospital's assessment of two parts; the answer is the button that was pressed."""
    innmelding = hent(request, pk)
    skjema = Delingsskjema(request.POST, sak=innmelding)

    def gjor(data: dict[str, Any]) -> str:
        felter = {"versjon": data["versjon"], "begrunnelse": data["begrunnelse"]}
        op.vurder_deling(pk, utfort_av=request.user, godkjent=skjema.godkjent, **felter)
        return _("Vurderingen er lagret, og kommunen har fått beskjed.")

    return utfor(
        request, innmelding, skjema, [o.VURDER_DELING], gjor, hent=partial(hent, request, pk), igjen=partial(vis, request)
    )


def _knapp(request: Innlogget, pk: UUID, verb: o.Overgang, operasjon: Callable[..., Any], kvittering: str) -> HttpResponse:
    sak = hent(request, pk)
    return knapp(request, sak, [verb], operasjon, kvittering, hent=partial(hent, request, pk), igjen=partial(vis, request))


@never_cache
@require_safe
def kvittering(request: Innlogget, pk: UUID) -> HttpResponse:
    """What happens next, after enrolling."""
    innmelding = hent(request, pk)
    if innmelding.innmeldt_tid is None:
        return redirect(innmelding)
    side = innmeldingsside(innmelding, request.user)
    kontekst = {"sak": innmelding, "side": side, "liste": reverse("lis3:liste")}
    return render(request, "lis3/innmelding/kvittering.html", kontekst)
