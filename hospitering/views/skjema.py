"""The applicant's way from the first question to the receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.organisasjon.forms.enhetsvalg import bare_sok
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.selectors import arbeider_utenfor, egne_enheter, enheter_med_telefon
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.utkast import autolagre, lagre

from .. import operations
from ..forms.signering import Avklaring, Signering, versjon_i
from ..forms.soknad import Soknadsskjema
from ..models import Soknad, Tilstand
from ..selectors import utfylling
from ..selectors.resultater import sagt_om
from ..skjema_pdf import filnavn, tomt_skjema


def egen_soknad(request: Innlogget, pk: UUID) -> Soknad:
    """An application of one's own; for everybody else, leaders too, there is no such page."""
    synlige = Soknad.objects.synlig_for(request.user).select_related(
        "soker", "vertsvirksomhet", "egen_enhet__virksomhet", "onsket_enhet__virksomhet", "vertsenhet"
    )
    return get_object_or_404(synlige, pk=pk, soker=request.user)


@require_http_methods(["GET", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    """The question about one patient comes first, and alone (S1-H02)."""
    if not egne_enheter(request.user):
        utenfor = {"utenfor": arbeider_utenfor(request.user)}
        return render(request, "hospitering/skjema/uten_arbeidssted.html", utenfor)
    fra_adressen = {navn: request.GET.get(navn, "") for navn in ("enhet", "invitasjon")}
    skjema = Avklaring(request.POST if request.method == "POST" else None, initial=fra_adressen)
    if request.method == "POST" and skjema.is_valid():
        if skjema.cleaned_data["enkeltpasient"] == "ja":
            return redirect("hospitering:enkeltpasient")
        invitasjon = utfylling.invitasjon_til(request.user, skjema.cleaned_data["invitasjon"])
        felter = utfylling.forhandsutfylt(request.user, onsket=skjema.cleaned_data["enhet"], invitasjon=invitasjon)
        utkast = operations.paabegynn(utfort_av=request.user, felter=felter, invitasjon=invitasjon)
        return redirect("hospitering:utkast", utkast.pk)
    paabegynte = Soknad.objects.synlig_for(request.user).filter(soker=request.user, tilstand=Tilstand.UTKAST)
    kontekst = {"form": skjema, "paabegynte": paabegynte.select_related("onsket_enhet").order_by("-endret")[:5]}
    return render(request, "hospitering/skjema/ny.html", kontekst)


@require_safe
def enkeltpasient(request: Innlogget) -> HttpResponse:
    """Where a question about one patient goes instead: the rule, and whom to call."""
    sok = request.GET.get("q", "").strip()[:80]
    enheter, flere = enheter_med_telefon(sok)
    kontekst = {"sok": sok, "enheter": enheter, "flere": flere}
    return render(request, "hospitering/skjema/enkeltpasient.html", kontekst)


@require_http_methods(["GET", "POST"])
def utkast(request: Innlogget, pk: UUID) -> HttpResponse:
    """Fill in. Every post keeps what can be kept; only «Neste» asks for what is missing."""
    soknad = egen_soknad(request, pk)
    if soknad.tilstand != Tilstand.UTKAST:
        return redirect(soknad)
    if request.method == "GET":
        return _vis_utkast(request, skjema_for(request, soknad))
    skjema = skjema_for(request, soknad, request.POST)
    try:
        skjema.sett_versjon(lagre(skjema, lambda: _lagring(request, skjema)).versjon)
    except Utdatert:
        skjema.sett_versjon(soknad.versjon)
        return _vis_utkast(request, skjema, utdatert=True, status=409)
    if bare_sok(request.POST):
        return _vis_utkast(request, skjema_for(request, soknad, initial=Soknadsskjema.sokt(skjema.data)))
    if "lagre" not in request.POST and skjema.kontroller_utfylt():
        return redirect("hospitering:se_over", pk)
    if skjema.errors:
        return _vis_utkast(request, skjema)
    messages.success(request, _("Utkastet er lagret. Du finner det igjen på Min side."))
    return redirect("hospitering:utkast", pk)


@require_POST
def lagre_utkast(request: Innlogget, pk: UUID) -> JsonResponse:
    """The same, while somebody types. Answers the version that the next save must carry."""
    skjema = skjema_for(request, egen_soknad(request, pk), request.POST)
    return autolagre(skjema, lambda: _lagring(request, skjema))


def skjema_for(request: Innlogget, soknad: Soknad, data: Any = None, **kwargs: Any) -> Soknadsskjema:
    return Soknadsskjema(data, soknad=soknad, enheter=egne_enheter(request.user), **kwargs)


def _lagring(request: Innlogget, skjema: Soknadsskjema) -> Soknad:
    return operations.lagre_utkast(
        skjema.soknad.pk, utfort_av=request.user, versjon=skjema.versjon_lest, felter=skjema.felter()
    )


def _vis_utkast(request: Innlogget, skjema: Soknadsskjema, *, utdatert: bool = False, status: int = 200) -> HttpResponse:
    kontekst = {
        "form": skjema,
        "soknad": skjema.soknad,
        "utdatert": utdatert,
        "lagre_url": reverse("hospitering:lagre_utkast", args=[skjema.soknad.pk]),
        "ord": sagt_om(skjema.soknad.onsket_enhet_id),
        **utfylling.invitasjonen(skjema.soknad),
    }
    return render(request, "hospitering/skjema/utkast.html", kontekst, status=status)


@require_http_methods(["GET", "POST"])
def se_over(request: Innlogget, pk: UUID) -> HttpResponse:
    """Read it all, sign and send (S1-S17, S1-S18). Sending twice sends once, and leads to the receipt."""
    soknad = egen_soknad(request, pk)
    if soknad.tilstand != Tilstand.UTKAST:
        return redirect("hospitering:kvittering", pk)
    skjema = Signering(request.POST if request.method == "POST" else None, initial={"versjon": soknad.versjon})
    if request.method == "GET" or not skjema.is_valid():
        return _vis_kontrollside(request, soknad, skjema)
    try:
        operations.send_inn(pk, utfort_av=request.user, versjon=skjema.cleaned_data["versjon"])
    except Utdatert:
        # What is confirmed is what was read: the page shows the application as it is now, to be read again.
        return _vis_kontrollside(request, soknad, Signering(initial={"versjon": soknad.versjon}), utdatert=True)
    except ValidationError:
        return _vis_kontrollside(request, soknad, skjema)  # the page itself lists what is missing
    except UlovligOvergang:
        pass
    return redirect("hospitering:kvittering", pk)


def _vis_kontrollside(request: Innlogget, soknad: Soknad, skjema: Signering, *, utdatert: bool = False) -> HttpResponse:
    kontekst = {"form": skjema, "utdatert": utdatert, "utkast_url": reverse("hospitering:utkast", args=[soknad.pk])}
    kontekst |= utfylling.kontrollside(soknad)
    return render(request, "hospitering/skjema/se_over.html", kontekst, status=409 if utdatert else 200)


@require_safe
def kvittering(request: Innlogget, pk: UUID) -> HttpResponse:
    """The receipt: the case number, and what happens next."""
    soknad = egen_soknad(request, pk)
    if soknad.tilstand == Tilstand.UTKAST:
        return redirect("hospitering:utkast", pk)
    return render(request, "hospitering/skjema/kvittering.html", {"soknad": soknad, "ledere": utfylling.ledere(soknad)})


@require_safe
def skjema_tomt(request: Innlogget) -> HttpResponse:
    """The blank form, for pen and paper (S1-H08)."""
    dokument = tomt_skjema(
        helsefellesskap=utfylling.helsefellesskapet(),
        bestilt_av=request.user,
        sprak=get_language() or "nb",
        adresse=request.path,
    )
    return dokumentsvar(dokument, filnavn=filnavn(None))


@require_http_methods(["GET", "POST"])
def slett(request: Innlogget, pk: UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    soknad = egen_soknad(request, pk)
    if soknad.tilstand != Tilstand.UTKAST:
        return redirect(soknad)
    if request.method == "GET":
        return render(request, "portal/bekreft.html", _slettetekst(soknad))
    try:
        operations.slett_utkast(pk, utfort_av=request.user, versjon=versjon_i(request.POST))
    except Utdatert as feil:
        messages.error(request, str(feil))
        return redirect("hospitering:slett", pk)
    messages.success(request, _("Utkastet er slettet."))
    return redirect("hospitering:liste")


def _slettetekst(soknad: Soknad) -> dict[str, Any]:
    return {
        "tittel": _("Vil du slette utkastet?"),
        "tekst": _("Det du har skrevet, blir borte. Utkastet er ikke sendt til noen."),
        "ja": _("Ja, slett utkastet"),
        "nei": _("Nei, behold det"),
        "versjon": soknad.versjon,
        "tilbake": reverse("hospitering:utkast", args=[soknad.pk]),
    }
