"""The asker's way from the first question to the receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.forms.enhetsvalg import bare_sok
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.selectors import arbeider_utenfor
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.utkast import autolagre, lagre

from ..forms.sporsmaal import ORGANISATORISK, Behovsskjema, Sporsmaalsskjema, Startskjema, Tilbakeringsskjema
from ..models import Foresporsel, Hjemmel, Innstilling, Tilstand
from ..operations import foresporsel as op
from ..operations.utkast import paabegynn
from ..selectors import skjema as utvalg


def eget(request: Innlogget, pk: UUID) -> Foresporsel:
    """A question of one's own; for everybody else, those who answer too, there is no such page."""
    return get_object_or_404(Foresporsel.objects.synlig_for(request.user).med_navn(), pk=pk, melder=request.user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    """What is it about? One patient, others, or what the duty does not cover."""
    if not (enheter := utvalg.egne(request.user)):
        utenfor = {"utenfor": arbeider_utenfor(request.user)}
        return render(request, "veiledning/skjema/uten_arbeidssted.html", utenfor)
    foreslaatt = {navn: request.GET.get(navn, "") for navn in Startskjema.base_fields}
    skjema = Startskjema(request.POST if request.method == "POST" else None, enheter=enheter, initial=foreslaatt)
    if request.method == "POST" and skjema.is_valid():
        return _begynn(request, skjema)
    paabegynte = Foresporsel.objects.synlig_for(request.user).med_navn()
    kontekst = {
        "form": skjema,
        "regler": Innstilling.objects.gjeldende(),
        "paabegynte": paabegynte.filter(melder=request.user, tilstand=Tilstand.UTKAST).order_by("-endret")[:5],
    }
    return render(request, "veiledning/skjema/ny.html", kontekst)


def _begynn(request: Innlogget, skjema: Startskjema) -> HttpResponse:
    omfang = skjema.cleaned_data["omfang"]
    if omfang == ORGANISATORISK:
        return redirect("veiledning:organisatorisk")
    felter = utvalg.forhandsutfylt(
        request.user,
        skjema.fra,
        omfang=omfang,
        til=skjema.cleaned_data["til"],
        overskrift=skjema.cleaned_data["overskrift"],
    )
    return redirect("veiledning:utkast", paabegynn(utfort_av=request.user, fra_enhet=skjema.fra, felter=felter).pk)


@require_safe
def organisatorisk(request: Innlogget) -> HttpResponse:
    """The duty does not cover it, and nothing is stored: where to go instead (S1-V10)."""
    return render(request, "veiledning/skjema/organisatorisk.html", {"regler": Innstilling.objects.gjeldende()})


@require_safe
def felles_forstaaelse(request: Innlogget) -> HttpResponse:
    """What guidance is, and what it is not: the network's own words (S0-K02)."""
    kontekst = {"regler": Innstilling.objects.gjeldende(), "hjemler": list(Hjemmel)}
    return render(request, "veiledning/felles_forstaaelse.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def utkast(request: Innlogget, pk: UUID) -> HttpResponse:
    """Fill in. Every post keeps what can be kept; only «Neste» asks for what is missing."""
    sak = eget(request, pk)
    if sak.tilstand != Tilstand.UTKAST:
        return redirect(sak)
    if request.method != "POST":
        return _vis_utkast(request, skjema_for(sak))
    skjema = skjema_for(sak, request.POST)
    try:
        lagret = lagre(skjema, lambda: _lagring(request, skjema))
    except Utdatert:
        skjema.sett_versjon(sak.versjon)
        return _vis_utkast(request, skjema, utdatert=True, status=409)
    skjema.sett_versjon(lagret.versjon)
    if bare_sok(request.POST):
        return _vis_utkast(request, skjema_for(sak, initial=skjema.sokt()))
    if "lagre" not in request.POST and skjema.kontroller_utfylt(eget(request, pk)):
        return redirect("veiledning:se_over", pk)
    if skjema.errors:
        return _vis_utkast(request, skjema)
    messages.success(request, _("Utkastet er lagret. Du finner det igjen under Veiledning."))
    return redirect("veiledning:utkast", pk)


@require_POST
def lagre_utkast(request: Innlogget, pk: UUID) -> JsonResponse:
    skjema = skjema_for(eget(request, pk), request.POST)
    return autolagre(skjema, lambda: _lagring(request, skjema))


def skjema_for(sak: Foresporsel, data: Any = None, **kwargs: Any) -> Sporsmaalsskjema:
    return (Tilbakeringsskjema if sak.om_enkeltpasient else Behovsskjema)(data, sak=sak, **kwargs)


def _lagring(request: Innlogget, skjema: Sporsmaalsskjema) -> Foresporsel:
    return op.lagre_utkast(skjema.sak.pk, utfort_av=request.user, versjon=skjema.versjon_lest, felter=skjema.felter())


def _vis_utkast(request: Innlogget, skjema: Sporsmaalsskjema, *, utdatert: bool = False, status: int = 200) -> HttpResponse:
    sak = skjema.sak
    kontekst = {
        "form": skjema,
        "sak": sak,
        "utdatert": utdatert,
        "hjemmel": utvalg.plikten(sak.fra_virksomhet),
        "lagre_url": reverse("veiledning:lagre_utkast", args=[sak.pk]),
        "lignende_url": reverse("veiledning:lignende_utkast", args=[sak.pk]),
        **utvalg.mens_det_skrives(request.user, sak),
        "oppdater": utvalg.OPPDATER_SEKUNDER,  # just opened: somebody is about to write
    }
    mal = "tilbakering" if sak.om_enkeltpasient else "utkast"
    return render(request, f"veiledning/skjema/{mal}.html", kontekst, status=status)


@never_cache
@require_safe
def lignende(request: Innlogget, pk: UUID) -> HttpResponse:
    """What is already answered or planned, by the draft as it is saved: a part of its page, fetched while it is written."""
    sak = eget(request, pk)
    if sak.tilstand != Tilstand.UTKAST:
        raise Http404  # nobody writes in it any more
    kontekst = {"lignende_url": request.path, **utvalg.mens_det_skrives(request.user, sak)}
    return render(request, "veiledning/skjema/lignende.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def se_over(request: Innlogget, pk: UUID) -> HttpResponse:
    """Read it all, and send. Sending twice sends once, and leads to the receipt."""
    sak = eget(request, pk)
    if sak.tilstand != Tilstand.UTKAST:
        return redirect("veiledning:kvittering", pk)
    skjema = Handlingsskjema(request.POST if request.method == "POST" else None, sak=sak)
    if request.method != "POST" or not skjema.is_valid():
        return _vis_kontrollside(request, sak, skjema)
    try:
        op.meld(pk, utfort_av=request.user, versjon=skjema.cleaned_data["versjon"])
    except Utdatert:
        # What is sent is what was read: the page shows the question as it is now, to be read again.
        return _vis_kontrollside(request, sak, Handlingsskjema(sak=sak), utdatert=True)
    except ValidationError:
        return _vis_kontrollside(request, sak, skjema)  # the page itself lists what is missing
    except UlovligOvergang:
        pass
    return redirect("veiledning:kvittering", pk)


def _vis_kontrollside(
    request: Innlogget, sak: Foresporsel, skjema: Handlingsskjema, *, utdatert: bool = False
) -> HttpResponse:
    kontekst = {
        "form": skjema,
        "sak": sak,
        "utdatert": utdatert,
        "utkast_url": reverse("veiledning:utkast", args=[sak.pk]),
        **utvalg.kontrollside(sak),
        **utvalg.mens_det_skrives(request.user, sak),
    }
    return render(request, "veiledning/skjema/se_over.html", kontekst, status=409 if utdatert else 200)


@never_cache
@require_safe
def kvittering(request: Innlogget, pk: UUID) -> HttpResponse:
    """The receipt: the case number, who has it now, by when, and what happens next (S1-V04)."""
    sak = eget(request, pk)
    if sak.tilstand == Tilstand.UTKAST:
        return redirect("veiledning:utkast", pk)
    kontekst = {"sak": sak, "vakt": utvalg.hvem_har_vakt(sak), "naar_ring": utvalg.naar_ring(sak)}
    return render(request, "veiledning/skjema/kvittering.html", kontekst)


@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: Innlogget, pk: UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    sak = eget(request, pk)
    if sak.tilstand != Tilstand.UTKAST:
        return redirect(sak)
    skjema = Handlingsskjema(request.POST if request.method == "POST" else None, sak=sak)
    if request.method != "POST" or not skjema.is_valid():
        return render(request, "portal/bekreft.html", _slettetekst(sak))
    try:
        op.slett_utkast(pk, utfort_av=request.user, versjon=skjema.cleaned_data["versjon"])
    except Utdatert as feil:
        messages.error(request, str(feil))
        return redirect("veiledning:slett", pk)
    messages.success(request, _("Utkastet er slettet."))
    return redirect("veiledning:liste")


def _slettetekst(sak: Foresporsel) -> dict[str, Any]:
    return {
        "tittel": _("Vil du slette utkastet?"),
        "tekst": _("Det du har fylt ut, blir borte. Utkastet er ikke sendt til noen."),
        "ja": _("Ja, slett utkastet"),
        "nei": _("Nei, behold det"),
        "versjon": sak.versjon,
        "tilbake": reverse("veiledning:utkast", args=[sak.pk]),
    }
