"""Vacancies: the list, one vacancy, and what department and doctor do with it. Those reported ready."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Konflikt, konfliktkontekst, krev_rett, utfor

from .. import overganger as o
from ..forms.vikariat import Besettskjema, HarSoktskjema, NyttVikariat, Vikariatfilter, Vikariatskjema
from ..models import Besatt, Vikariat, Vikariattilstand
from ..operations import vikariat as operations
from ..selectors import forrang
from ..selectors import vikariat as selectors
from ..selectors.adgang import krev_noe_i_lis3
from ..selectors.faner import faner_for


@never_cache
@require_safe
def klarmeldte(request: Innlogget) -> HttpResponse:
    """Those reported ready with precedence, for the departments that this person leads or coordinates (S1-I24)."""
    grupper = forrang.klarmeldte(request.user)
    if not grupper:
        raise Http404
    kontekst = {
        "grupper": grupper,
        "tomme": [g for g in grupper if not g.leger],
        "faner": faner_for(request.user, "klarmeldte"),
    }
    return render(request, "lis3/vikariat/klarmeldte.html", kontekst)


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_noe_i_lis3(request.user)
    fag, sted = selectors.fagvalg(), selectors.stedvalg()
    filter_ = Vikariatfilter(request.GET, fag=fag, sted=sted)
    valg = filter_.cleaned_data if filter_.is_valid() else {}
    vis = "alle" if request.GET.get("vis") == "alle" else "ledige"
    saker = selectors.liste(request.user, vis=vis, fag=valg.get("fag", ""), sted=valg.get("sted", ""))
    side = Nokkelside(
        saker, sortering="soknadsfrist" if vis == "ledige" else "-soknadsfrist", markor=request.GET.get("side")
    )
    kontekst = {
        "side": side,
        "rader": selectors.rader(side.rader, request.user),
        "vis": vis,
        "form": filter_,
        "filtrert": any(valg.values()),
        "kan_publisere": selectors.egne_avdelinger(request.user).exists(),
        "ser_klarmeldte": forrang.egne_avdelinger(request.user).exists(),
        "faner": faner_for(request.user, "vikariater"),
    }
    return render(request, "lis3/vikariat/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    avdelinger = selectors.egne_avdelinger(request.user)
    if not avdelinger.exists():
        raise Http404
    skjema = NyttVikariat(request.POST if request.method == "POST" else None, avdelinger=avdelinger)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        sak = operations.opprett_vikariat(utfort_av=request.user, avdeling=d["avdeling"], felter=d)
        if "publiser" not in request.POST:
            messages.success(request, _("Utkastet er lagret. Ingen andre ser det før du publiserer."))
            return redirect(sak)
        operations.lys_ut(sak.pk, utfort_av=request.user, versjon=sak.versjon)
        messages.success(request, _publisert())
        return redirect(sak)
    return render(request, "lis3/vikariat/skjema.html", {"form": skjema})


def _publisert() -> str:
    return _(
        "Vikariatet er publisert. Leger med forrang til fag og sted har fått beskjed. "
        "Blir noe endret, trekker du vikariatet og publiserer det på nytt."
    )


def hent(request: Innlogget, pk: UUID) -> Vikariat:
    synlige = Vikariat.objects.synlig_for(request.user).select_related(
        "avdeling__enhet__virksomhet", "avdeling__spesialitet", "besatt_lege"
    )
    return get_object_or_404(synlige, pk=pk)


@never_cache
@require_safe
def vikariat(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis(request, hent(request, pk))


def vis(
    request: Innlogget, sak: Vikariat, skjema: Handlingsskjema | None = None, konflikt: Konflikt | None = None
) -> HttpResponse:
    """The page, with the form as it was typed when it was sent back. A conflict answers 409."""
    side = selectors.vikariatside(sak, request.user)
    kontekst: dict[str, Any] = {"side": side, "sak": sak, **konfliktkontekst(sak, konflikt)}
    kontekst |= {"knapp": Handlingsskjema(sak=sak), "form": skjema}
    if side.kan_registrere:
        kontekst["sokt"] = skjema if isinstance(skjema, HarSoktskjema) else HarSoktskjema(sak=sak)
    if side.kan_besette:
        kontekst["besett"] = skjema if isinstance(skjema, Besettskjema) else Besettskjema(sak=sak)
    return render(request, "lis3/vikariat/vikariat.html", kontekst, status=409 if konflikt else 200)


@require_POST
def publiser(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        operations.lys_ut(pk, utfort_av=request.user, versjon=d["versjon"])
        return _publisert()

    return _i_saken(request, pk, Handlingsskjema, [o.LYS_UT], gjor)


@require_POST
def sokt(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        soknad = operations.har_sokt(pk, utfort_av=request.user, versjon=d["versjon"], sokt=d["sokt"])
        if soknad.forrang:
            return _("Registrert. Avdelingen ser at du har forrang foran eksterne søkere.")
        return _("Registrert. Avdelingen ser at du har søkt.")

    return _i_saken(request, pk, HarSoktskjema, [o.HAR_SOKT_VIK], gjor)


@require_POST
def besett(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        operations.besett(
            pk,
            utfort_av=request.user,
            versjon=d["versjon"],
            besatt_med=d["besatt_med"],
            lege=d.get("lege") if d["besatt_med"] == Besatt.LEGE else None,
            avvik_begrunnelse=d.get("avvik_begrunnelse", ""),
        )
        return _("Utfallet er registrert. De som har søkt, har fått beskjed.")

    return _i_saken(request, pk, Besettskjema, [o.BESETT], gjor)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        operations.trekk_vikariat(pk, utfort_av=request.user, versjon=d["versjon"])
        return _("Vikariatet er trukket. De som har søkt, har fått beskjed.")

    if request.method == "POST":
        return _i_saken(request, pk, Handlingsskjema, [o.TREKK_VIK], gjor)
    sak = hent(request, pk)
    if not selectors.vikariatside(sak, request.user).kan(o.TREKK_VIK.navn):
        return _for_sent(request, sak, o.TREKK_VIK)
    tekst = _("Vikariatet blir stående som trukket, og de som har registrert søknad, får beskjed.")
    return _bekreft(request, sak, _("Trekk vikariatet?"), tekst, _("Ja, trekk vikariatet"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent(request, pk)
    if not selectors.vikariatside(sak, request.user).kan_publisere:
        return _for_sent(request, sak, o.LYS_UT)
    skjema = Handlingsskjema(request.POST or None, sak=sak)
    if request.method == "POST" and skjema.is_valid():
        try:
            operations.slett_vikariatutkast(pk, utfort_av=request.user, versjon=skjema.cleaned_data["versjon"])
        except (Utdatert, UlovligOvergang) as feil:
            return vis(request, hent(request, pk), konflikt=feil)
        messages.success(request, _("Utkastet er slettet."))
        return redirect("lis3:vikariater")
    return _bekreft(request, sak, _("Slett utkastet?"), _("Ingen andre har sett det."), _("Ja, slett"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rediger(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        sak = operations.lagre_vikariat(pk, utfort_av=request.user, versjon=d["versjon"], felter=d)
        if "publiser" not in request.POST:
            return _("Utkastet er lagret. Ingen andre ser det før du publiserer.")
        operations.lys_ut(pk, utfort_av=request.user, versjon=sak.versjon)
        return _publisert()

    def igjen(sak: Vikariat, skjema: Vikariatskjema, feil: Konflikt | None) -> HttpResponse:
        if sak.tilstand != Vikariattilstand.UTKAST:
            return vis(request, sak, konflikt=feil)
        kontekst = {"form": skjema, "sak": sak, **konfliktkontekst(sak, feil)}
        return render(request, "lis3/vikariat/skjema.html", kontekst, status=409 if feil else 200)

    sak = hent(request, pk)
    if not selectors.vikariatside(sak, request.user).kan_publisere:
        return _for_sent(request, sak, o.LYS_UT)
    if request.method != "POST":
        return igjen(sak, Vikariatskjema(sak=sak), None)
    skjema = Vikariatskjema(request.POST, sak=sak)
    return utfor(request, sak, skjema, [o.LYS_UT], gjor, hent=lambda: hent(request, pk), igjen=igjen)


def _i_saken(request: Innlogget, pk: UUID, klasse: type[Handlingsskjema], verb: list[o.Overgang], gjor: Any) -> HttpResponse:
    sak = hent(request, pk)
    skjema = klasse(request.POST, sak=sak)
    return utfor(request, sak, skjema, verb, gjor, hent=partial(hent, request, pk), igjen=partial(vis, request))


def _for_sent(request: Innlogget, sak: Vikariat, verb: o.Overgang) -> HttpResponse:
    """The case page, which says that it is too late; refused to who never could."""
    krev_rett(request.user, sak, [verb])
    return vis(request, sak, konflikt=UlovligOvergang())


def _bekreft(request: Innlogget, sak: Vikariat, tittel: str, tekst: str, ja: str) -> HttpResponse:
    kontekst = {"tittel": tittel, "tekst": tekst, "ja": ja, "tilbake": sak.get_absolute_url(), "versjon": sak.versjon}
    return render(request, "portal/bekreft.html", kontekst)
