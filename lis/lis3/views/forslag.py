"""Proposals: the list, a new one, what it says, another place for one doctor, using it, and two side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.jobb.selectors import jobben_bak
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil, les_valgte
from grunnmur.saksgang.views import Konflikt, knapp, konfliktkontekst, krev_rett

from .. import overganger as o
from ..forms.forslag import Bestillingsskjema, Endringsskjema, Plassvalg, Sammenligning, som_initial
from ..frister import maaned_nr
from ..models import Forslag, Forslagstilstand
from ..operations import forslag as op
from ..operations import tjeneste as tjenester
from ..selectors import forslag as utvalg
from ..selectors import forslag_valg as valgbart
from ..selectors import forslag_visning as visning
from ..selectors.faner import faner_for
from ..selectors.forslag_inndata import er_hypotetisk
from ..selectors.historikk import historikk
from .foresporsel import krev_koordinator

OPPDATER = 2


def _hent(request: Innlogget, pk: UUID) -> Forslag:
    synlige = Forslag.objects.synlig_for(request.user).select_related("bestilt_av")
    return get_object_or_404(synlige.prefetch_related("overstyringer"), pk=pk)


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_koordinator(request.user)
    synlige = Forslag.objects.synlig_for(request.user).select_related("bestilt_av").defer("inndata", "resultat")
    side = Nokkelside(synlige, sortering="-opprettet", markor=request.GET.get("side"))
    kontekst = {
        "faner": faner_for(request.user, "forslagsliste"),
        "side": side,
        "rader": [(sak, visning.VISNINGER[Forslagstilstand(sak.tilstand)]) for sak in side],
        "sammenligning": _sammenligning(request, None),
    }
    return render(request, "lis3/forslag/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    krev_koordinator(request.user)
    avdelinger, leger = valgbart.mulige_avdelinger(), valgbart.mulige_leger(request.user)
    valg: dict[str, Any] = {"dag": timezone.localdate(), "avdelinger": avdelinger, "leger": leger}
    if request.method != "POST":
        return _vis_ny(request, Bestillingsskjema(initial=_som(request), **valg))
    skjema = Bestillingsskjema(request.POST, **valg)
    if skjema.is_valid():
        d = skjema.cleaned_data
        try:
            sak = op.bestill(utfort_av=request.user, navn=d["navn"], fra=d["fra"], til=d["til"], valg=skjema.valg())
            return redirect(sak)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
    return _vis_ny(request, skjema)


def _vis_ny(request: Innlogget, skjema: Bestillingsskjema) -> HttpResponse:
    return render(request, "lis3/forslag/ny.html", {"form": skjema})


def _som(request: Innlogget) -> dict[str, Any]:
    """`?som=`: start from the choices of another proposal."""
    try:
        sak = Forslag.objects.synlig_for(request.user).filter(pk=UUID(request.GET.get("som", ""))).first()
    except ValueError:
        return {}
    return som_initial(sak.inndata, sak.navn) if sak else {}


@never_cache
@require_safe
def forslag(request: Innlogget, pk: UUID) -> HttpResponse:
    return _vis(request, _hent(request, pk))


def _vis(
    request: Innlogget, sak: Forslag, *, konflikt: Konflikt | None = None, feil: list[str] | None = None
) -> HttpResponse:
    """The proposal as it stands. A conflict answers 409."""
    kan = {overgang.navn for overgang in o.FORSLAG.mulige(request.user, sak)}
    kontekst: dict[str, Any] = {
        "sak": sak,
        "visning": visning.VISNINGER[Forslagstilstand(sak.tilstand)],
        "hypotetisk": er_hypotetisk(sak.inndata["valg"]),
        "linjer": historikk(sak),
        "feil": feil or [],
        **konfliktkontekst(sak, konflikt),
    }
    if sak.tilstand == Forslagstilstand.BESTILT:
        kontekst |= {"jobb": jobben_bak(sak.jobb_id), "oppdater": OPPDATER}
    if sak.resultat:
        tabell = visning.tabell(sak)
        kontekst |= {
            "tabell": tabell,
            "utelatte": visning.utelatte(sak),
            "utdatert": sak.tilstand == Forslagstilstand.BEREGNET and utvalg.er_utdatert(sak),
            "til_tilbud": visning.venter_paa_tilbud(tabell.rader),
        }
    kontekst |= {"kan_endre": "overstyr" in kan, "kan_brukes": "ta_i_bruk" in kan, "kan_forkastes": "forkast" in kan}
    return render(request, "lis3/forslag/forslag.html", kontekst, status=409 if konflikt else 200)


# --- one button, one operation ----------------------------------------------------------------------------------------


@require_POST
def ta_i_bruk(request: Innlogget, pk: UUID) -> HttpResponse:
    return _gjor(
        request, pk, o.TA_I_BRUK, op.ta_i_bruk, _("Plassene er satt av. Ingenting er tilbudt før du sender tilbudene.")
    )


@require_POST
def forkast(request: Innlogget, pk: UUID) -> HttpResponse:
    return _gjor(request, pk, o.FORKAST, op.forkast, _("Forslaget er forkastet."))


@require_POST
def beregn(request: Innlogget, pk: UUID) -> HttpResponse:
    return _gjor(request, pk, o.BESTILL_FORSLAG, op.bestill_paa_nytt, _("Forslaget beregnes på nytt."))


def _gjor(
    request: Innlogget, pk: UUID, overgang: o.Overgang, operasjon: Callable[..., Any], kvittering: str
) -> HttpResponse:
    def igjen(ny: Forslag, skjema: Handlingsskjema, konflikt: Konflikt | None) -> HttpResponse:
        if "versjon" in skjema.errors:
            konflikt = Utdatert()
        feil = [] if konflikt else [str(melding) for melding in skjema.non_field_errors()]
        return _vis(request, ny, konflikt=konflikt, feil=feil)

    sak = _hent(request, pk)
    return knapp(request, sak, [overgang], operasjon, kvittering, hent=lambda: _hent(request, pk), igjen=igjen)


@require_POST
def send_tilbud(request: Innlogget, pk: UUID) -> HttpResponse:
    """Send the chosen offers, each in its own transaction; what was not sent is said by name."""
    sak = _hent(request, pk)
    krev_rett(request.user, sak, [o.TA_I_BRUK])
    valgte = les_valgte(request.POST.getlist("tjeneste"))
    rader = [r for r in visning.venter_paa_tilbud(visning.tabell(sak).rader) if r.tjeneste and r.tjeneste.pk in valgte]
    if not rader:
        messages.error(request, _("Velg minst ett tilbud først."))
    nei = [tekst for rad in rader if (tekst := _send(request, sak, rad, valgte))]
    if sendt := len(rader) - len(nei):
        messages.success(request, ngettext("%(n)d tilbud er sendt.", "%(n)d tilbud er sendt.", sendt) % {"n": sendt})
    for tekst in nei:
        messages.error(request, tekst)
    return redirect(sak)


def _send(request: Innlogget, sak: Forslag, rad: visning.Rad, valgte: dict[UUID, int]) -> str:
    """Why the offer was not sent; empty when it was."""
    if rad.tjeneste is None:
        return ""
    aarsak = visning.aarsak_for_legen(sak, rad.innmelding)
    try:
        versjon = valgte[rad.tjeneste.pk]
        tjenester.tilby(rad.tjeneste.pk, utfort_av=request.user, versjon=versjon, avvik_aarsak=aarsak)
    except PermissionDenied:
        return _("%(lege)s: Du kan ikke sende dette tilbudet.") % {"lege": rad.lege}
    except (UlovligOvergang, Utdatert) as feil:
        return f"{rad.lege}: {feil}"
    except ValidationError as feil:
        return f"{rad.lege}: {' '.join(feil.messages)}"
    return ""


# --- another place for one doctor -------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID, innmelding: UUID) -> HttpResponse:
    """Choose, see whom it touches, confirm with a reason."""
    sak = _hent(request, pk)
    krev_rett(request.user, sak, [o.OVERSTYR])
    lege = next((lege for lege in sak.inndata["leger"] if lege["id"] == str(innmelding)), None)
    if lege is None or not sak.resultat:
        raise Http404
    felles: dict[str, Any] = {"plasser": valgbart.valgbare_plasser(sak), "delt": lege["delt"]}
    valg = Plassvalg(request.GET or None, fra=sak.inndata["fra"], til=sak.inndata["til"], **felles)
    virkning = None
    if valg.is_bound and valg.is_valid():
        start = valg.valgt_start()
        virkning = utvalg.berorte(sak, innmelding, valg.plasser(), maaned_nr(start) if start else None)
    skjema = Endringsskjema(request.POST if request.method == "POST" else None, initial={"versjon": sak.versjon})
    konflikt: Konflikt | None = None
    if request.method == "POST" and virkning and not virkning.feil and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            op.overstyr(
                pk, utfort_av=request.user, versjon=d["versjon"], innmelding=innmelding, plasser=valg.plasser(),
                start=valg.valgt_start(), begrunnelse=d["begrunnelse"], mister_plass=skjema.mister_plass(),
            )  # fmt: skip
        except (Utdatert, UlovligOvergang) as feil:
            sak = _hent(request, pk)
            konflikt = feil
            skjema = Endringsskjema(initial={"versjon": sak.versjon, "begrunnelse": d["begrunnelse"]})
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Plasseringen er endret."))
            return redirect(sak)
    valgt = (valg.plasser(), valg.valgt_start()) if virkning else ([], None)
    kontekst = {
        "sak": sak,
        "valg": valg,
        "form": skjema,
        "virkning": virkning,
        "side": valgbart.endringsside(sak, innmelding, virkning, *valgt),
        **konfliktkontekst(sak, konflikt),
    }
    return render(request, "lis3/forslag/endre.html", kontekst, status=409 if konflikt else 200)


# --- side by side -----------------------------------------------------------------------------------------------------


def _sammenligning(request: Innlogget, data: Any) -> Sammenligning:
    synlige = Forslag.objects.synlig_for(request.user).exclude(resultat={})
    valg = [(str(pk), f"{nr} {navn}") for pk, nr, navn in synlige.values_list("pk", "saksnummer", "navn")[:50]]
    forst = {"a": valg[1][0], "b": valg[0][0]} if len(valg) > 1 else {}
    return Sammenligning(data, forslag=valg, initial=forst)


@never_cache
@require_safe
def sammenlign(request: Innlogget) -> HttpResponse:
    krev_koordinator(request.user)
    skjema = _sammenligning(request, request.GET or None)
    kontekst: dict[str, Any] = {"form": skjema}
    if skjema.is_bound and skjema.is_valid() and skjema.cleaned_data["a"] and skjema.cleaned_data["b"]:
        a, b = (_hent(request, UUID(skjema.cleaned_data[navn])) for navn in ("a", "b"))
        rader = visning.sammenlign(a, b)
        antall = {utslag: sum(rad.utslag == utslag for rad in rader) for utslag in ("bedre", "verre", "likt", "annet")}
        kontekst |= {"a": a, "b": b, "rader": rader, "antall": antall}
    return render(request, "lis3/forslag/sammenlign.html", kontekst)
