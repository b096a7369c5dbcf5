"""Practice in a municipality for hospital doctors: the list, one case, and what is done with it (S1-L02)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, knapp, konfliktkontekst, krev_rett, utfor

from .. import overganger as o
from .. import rules
from ..forms.kommunepraksis import Avsluttskjema, IkkeMuligskjema, Kommunevalg, NyPraksis, Tilbudsskjema
from ..models import Kommunepraksis
from ..operations import kommunepraksis as operations
from ..selectors import kommunepraksis as selectors
from ..selectors.adgang import krev_noe_i_lis3
from ..selectors.faner import faner_for

PANELER: tuple[tuple[o.Overgang, str, type[Handlingsskjema]], ...] = (
    (o.SPOR_KOMMUNE, "spor", Kommunevalg),
    (o.TILBY_PRAKSIS, "tilby", Tilbudsskjema),
    (o.BEKREFT_PRAKSIS, "bekreft", Handlingsskjema),
    (o.START_PRAKSIS, "start", Handlingsskjema),
    (o.FULLFOR_PRAKSIS, "fullfor", Handlingsskjema),
)
"""What the one who must act is shown, by what they may do."""


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_noe_i_lis3(request.user)
    side = Nokkelside(selectors.liste(request.user), sortering="-fra", markor=request.GET.get("side"))
    venter = selectors.venter_paa(request.user)
    kontekst = {
        "side": side,
        "rader": [selectors.rad(sak, venter=sak.pk in venter) for sak in side],
        "er_koordinator": rules.koordinator(request.user) is not None,
        "faner": faner_for(request.user, "kommunepraksiser"),
    }
    return render(request, "lis3/kommunepraksis/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    if not rules.koordinator(request.user):
        raise Http404
    skjema = NyPraksis(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            sak = operations.registrer_praksis(
                utfort_av=request.user,
                lege=skjema.lege,
                avdeling=d["avdeling"],
                kommune=d["kommune"],
                fra=d["fra"],
                til=d["til"],
                behov=d["behov"],
                laeringsmaal=list(d["laeringsmaal"]),
            )
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            if "send" in request.POST:
                operations.spor_kommune(sak.pk, utfort_av=request.user, versjon=sak.versjon)
                messages.success(
                    request, _("Forespørselen er sendt til %(kommune)s.") % {"kommune": d["kommune"].fullt_navn}
                )
            else:
                messages.success(request, _("Utkastet er lagret. Ingen er spurt ennå."))
            return redirect(sak)
    return render(request, "lis3/kommunepraksis/skjema.html", {"form": skjema})


def hent(request: Innlogget, pk: UUID) -> Kommunepraksis:
    synlige = Kommunepraksis.objects.synlig_for(request.user).select_related(
        "lege__spesialisering", "avdeling", "kommune", "enhet", "veileder"
    )
    return get_object_or_404(synlige, pk=pk)


@never_cache
@require_safe
def kommunepraksis(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent(request, pk)
    noter_lesing(sak, request.user)
    return vis(request, sak)


def vis(
    request: Innlogget, sak: Kommunepraksis, skjema: Handlingsskjema | None = None, konflikt: Konflikt | None = None
) -> HttpResponse:
    """The page, with the form as it was typed when it was sent back. A conflict answers 409."""
    side = selectors.praksisside(sak, request.user)
    panel, klasse = next(((panel, klasse) for verb, panel, klasse in PANELER if side.kan(verb.navn)), ("", None))
    kontekst: dict[str, Any] = {"side": side, "sak": sak, "panel": panel, "feilskjema": skjema}
    if klasse:
        kontekst["form"] = skjema if type(skjema) is klasse else klasse(sak=sak)
    if side.kan(o.IKKE_MULIG.navn):
        kontekst["ikke_mulig"] = skjema if isinstance(skjema, IkkeMuligskjema) else IkkeMuligskjema(sak=sak)
    if side.kan(o.AVSLUTT_PRAKSIS.navn):
        kontekst["avslutt"] = skjema if isinstance(skjema, Avsluttskjema) else Avsluttskjema(sak=sak)
    kontekst["kan_trekke"] = side.kan(o.TREKK_PRAKSIS.navn)
    kontekst["kan_slette"] = panel == "spor" and not sak.saksnummer
    return render(
        request,
        "lis3/kommunepraksis/sak.html",
        kontekst | konfliktkontekst(sak, konflikt),
        status=409 if konflikt else 200,
    )


@require_POST
def spor(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        sak = operations.spor_kommune(pk, utfort_av=request.user, versjon=d["versjon"], kommune=d["kommune"])
        return _("Forespørselen er sendt til %(kommune)s.") % {"kommune": sak.kommune.fullt_navn}

    return _i_saken(request, pk, Kommunevalg, o.SPOR_KOMMUNE, gjor)


@require_POST
def tilby(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        operations.tilby_praksis(
            pk,
            utfort_av=request.user,
            versjon=d["versjon"],
            enhet=d["enhet"],
            veileder=d["veileder"],
            kommentar=d["kommentar"],
        )
        return _("Tilbudet er sendt. LIS-koordinator bekrefter.")

    return _i_saken(request, pk, Tilbudsskjema, o.TILBY_PRAKSIS, gjor)


@require_POST
def ikke_mulig(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        operations.svar_ikke_mulig(pk, utfort_av=request.user, versjon=d["versjon"], kommentar=d["grunn"])
        return _("Svaret er sendt. LIS-koordinator kan spørre en annen kommune.")

    return _i_saken(request, pk, IkkeMuligskjema, o.IKKE_MULIG, gjor)


@require_POST
def bekreft(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Praksisen er bekreftet. Legen, kommunen og veilederen har fått beskjed.")
    return _knapp(request, pk, o.BEKREFT_PRAKSIS, operations.bekreft_praksis, kvittering)


@require_POST
def start(request: Innlogget, pk: UUID) -> HttpResponse:
    return _knapp(request, pk, o.START_PRAKSIS, operations.start_praksis, _("Oppstarten er registrert."))


@require_POST
def fullfor(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Praksisen er registrert som gjennomført.")
    return _knapp(request, pk, o.FULLFOR_PRAKSIS, operations.fullfor_praksis, kvittering)


@require_POST
def avslutt(request: Innlogget, pk: UUID) -> HttpResponse:
    def gjor(d: dict[str, Any]) -> str:
        operations.avslutt_praksis(pk, utfort_av=request.user, versjon=d["versjon"], siste_dag=d["siste_dag"])
        return _("Praksisen er avsluttet før tiden.")

    return _i_saken(request, pk, Avsluttskjema, o.AVSLUTT_PRAKSIS, gjor)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    if request.method == "POST":
        kvittering = _("Forespørselen er trukket. Legen og kommunen har fått beskjed.")
        return _knapp(request, pk, o.TREKK_PRAKSIS, operations.trekk_praksis, kvittering)
    tekst = _("Legen og kommunen får beskjed. Saken blir stående som trukket.")
    return _bekreft(request, pk, o.TREKK_PRAKSIS, _("Trekk forespørselen?"), tekst, _("Ja, trekk forespørselen"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: Innlogget, pk: UUID) -> HttpResponse:
    """A draft that nobody has been asked about."""
    sak = hent(request, pk)
    krev_rett(request.user, sak, [o.SPOR_KOMMUNE])
    if sak.saksnummer:
        return vis(request, sak, konflikt=UlovligOvergang())
    if request.method != "POST":
        return _bekreft(request, pk, o.SPOR_KOMMUNE, _("Slett utkastet?"), _("Ingen er spurt ennå."), _("Ja, slett"))
    skjema = Handlingsskjema(request.POST, sak=sak)
    if not skjema.is_valid():
        return vis(request, sak, skjema)
    try:
        operations.slett_praksisutkast(pk, utfort_av=request.user, versjon=skjema.cleaned_data["versjon"])
    except (Utdatert, UlovligOvergang) as feil:
        return vis(request, hent(request, pk), konflikt=feil)
    messages.success(request, _("Utkastet er slettet."))
    return redirect("lis3:kommunepraksiser")


def _i_saken(
    request: Innlogget,
    pk: UUID,
    klasse: type[Handlingsskjema],
    verb: o.Overgang,
    gjor: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    sak = hent(request, pk)
    skjema = klasse(request.POST, sak=sak)
    return utfor(request, sak, skjema, [verb], gjor, hent=partial(hent, request, pk), igjen=partial(vis, request))


def _knapp(request: Innlogget, pk: UUID, verb: o.Overgang, operasjon: Callable[..., Any], kvittering: str) -> HttpResponse:
    sak = hent(request, pk)
    return knapp(request, sak, [verb], operasjon, kvittering, hent=partial(hent, request, pk), igjen=partial(vis, request))


def _bekreft(request: Innlogget, pk: UUID, verb: o.Overgang, tittel: str, tekst: str, ja: str) -> HttpResponse:
    sak = hent(request, pk)
    if not selectors.praksisside(sak, request.user).kan(verb.navn):
        krev_rett(request.user, sak, [verb])
        return vis(request, sak, konflikt=UlovligOvergang())
    kontekst = {"tittel": tittel, "tekst": tekst, "ja": ja, "tilbake": sak.get_absolute_url(), "versjon": sak.versjon}
    return render(request, "portal/bekreft.html", kontekst)
