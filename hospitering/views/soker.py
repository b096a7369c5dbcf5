"""What the applicant does with an application that is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.forms.enhetsvalg import bare_sok
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.selectors import siste_endring
from grunnmur.saksgang.views import Konflikt, konfliktkontekst

from .. import operations
from ..forms.signering import Tekstsvar, versjon_i
from ..forms.soknad import Soknadsskjema
from ..models import Soknad
from ..selectors import utfylling
from ..selectors.sak import mulige_for
from .skjema import egen_soknad, skjema_for

# --- change ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    """Edit a sent application; what it changes and revokes is shown before it is signed."""
    soknad = egen_soknad(request, pk)
    if not mulige_for(request.user, soknad) & utfylling.ENDRINGER:
        return _kan_ikke(request, soknad)
    if request.method == "GET":
        return _vis_endring(request, skjema_for(request, soknad))
    skjema = skjema_for(request, soknad, request.POST)
    if bare_sok(request.POST):
        return _vis_endring(request, skjema_for(request, soknad, initial=Soknadsskjema.sokt(request.POST)))
    skjema.full_clean()
    if skjema.versjon_lest != soknad.versjon:
        return _vis_endring(request, skjema, Utdatert())
    if "rett" in request.POST or not skjema.kontroller_utfylt(for_endring=soknad):
        return _vis_endring(request, skjema)
    if "signer" not in request.POST:
        return _vis_forskjell(request, skjema)
    return _signer_endring(request, skjema)


def _vis_endring(request: Innlogget, skjema: Soknadsskjema, feil: Konflikt | None = None) -> HttpResponse:
    if feil:
        skjema.sett_versjon(skjema.soknad.versjon)  # told what has happened, the person may go on from there
    kontekst = {"form": skjema, "sak": skjema.soknad, **konfliktkontekst(skjema.soknad, feil)}
    return render(request, "hospitering/skjema/endre.html", kontekst, status=409 if feil else 200)


def _vis_forskjell(request: Innlogget, skjema: Soknadsskjema) -> HttpResponse:
    kontekst = {"form": skjema, "sak": skjema.soknad, "skjult": skjema.skrevet()}
    kontekst |= utfylling.forskjell(skjema.soknad, skjema.utfylt())
    return render(request, "hospitering/skjema/endre_se_over.html", kontekst)


def _signer_endring(request: Innlogget, skjema: Soknadsskjema) -> HttpResponse:
    soknad = skjema.soknad
    try:
        operations.endre(soknad.pk, utfort_av=request.user, versjon=skjema.versjon_lest, felter=skjema.felter())
    except ValidationError as feil:
        skjema.ta_imot(feil)
        return _vis_endring(request, skjema)
    except (Utdatert, UlovligOvergang) as feil:
        return _vis_endring(request, skjema, feil)
    messages.success(request, _("Endringen er signert og lagret. De som behandler søknaden, får beskjed."))
    return redirect(soknad)


# --- answer, ask again ------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def svar(request: Innlogget, pk: UUID) -> HttpResponse:
    """Answer the question that the case waits for; it stands above the field."""
    soknad = egen_soknad(request, pk)
    tekster = {
        "tittel": _("Svar på spørsmålet"),
        "knapp": _("Send svaret"),
        "felt": {"etikett": _("Svaret ditt"), "mangler": _("Skriv svaret før du sender.")},
        "kvittering": _("Svaret er sendt. Behandlingen fortsetter."),
    }

    def gjor(versjon: int, tekst: str) -> Any:
        return operations.svar(pk, utfort_av=request.user, versjon=versjon, svar=tekst)

    return _tekstside(request, soknad, utfylling.SVAR, gjor, tekster)


@require_http_methods(["GET", "POST"])
def ny_vurdering(request: Innlogget, pk: UUID) -> HttpResponse:
    """Ask whoever did not grant it to look again. A request, not an appeal."""
    soknad = egen_soknad(request, pk)
    tekster = {
        "tittel": _("Be om ny vurdering"),
        "knapp": _("Be om ny vurdering"),
        "felt": {
            "etikett": _("Hvorfor ber du om ny vurdering?"),
            "mangler": _("Skriv hvorfor du ber om ny vurdering."),
            "hjelp": _("Skriv det som er nytt, eller det du mener ikke er tatt med."),
        },
        "kvittering": _("Vi har sendt ønsket om ny vurdering. Du får beskjed når den er gjort."),
    }

    def gjor(versjon: int, tekst: str) -> Any:
        return operations.be_om_ny_vurdering(pk, utfort_av=request.user, versjon=versjon, begrunnelse=tekst)

    return _tekstside(request, soknad, utfylling.NY_VURDERING, gjor, tekster)


def _tekstside(
    request: Innlogget, soknad: Soknad, verb: frozenset[str], gjor: Callable[[int, str], Any], tekster: dict[str, Any]
) -> HttpResponse:
    """One text, sent once. After a conflict the text stands, with the case as it is now."""
    if not mulige_for(request.user, soknad) & verb:
        return _kan_ikke(request, soknad)
    konflikt: Konflikt | None = None
    skjema = Tekstsvar(
        request.POST if request.method == "POST" else None, initial={"versjon": soknad.versjon}, **tekster["felt"]
    )
    if request.method == "POST" and skjema.is_valid():
        skrevet = skjema.cleaned_data
        try:
            gjor(skrevet["versjon"], skrevet["kommentar"])
            messages.success(request, tekster["kvittering"])
            return redirect(soknad)
        except (Utdatert, UlovligOvergang) as feil:
            konflikt = feil
            skjema = Tekstsvar(initial=skrevet | {"versjon": soknad.versjon}, **tekster["felt"])
    kontekst = {"form": skjema, "sak": soknad, "bakgrunn": utfylling.sist_sagt(soknad), **tekster}
    kontekst |= konfliktkontekst(soknad, konflikt)
    return render(request, "hospitering/skjema/tekst.html", kontekst, status=409 if konflikt else 200)


# --- withdraw, copy ---------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    """Withdraw, after asking. What the host has replied to is withdrawn on a page that asks why."""
    soknad = egen_soknad(request, pk)
    if soknad.har_avtale:
        return redirect("hospitering:trekk_avtalen", soknad.pk)
    if not mulige_for(request.user, soknad) & utfylling.TREKK:
        return _kan_ikke(request, soknad)
    if request.method == "POST":
        return _trekk(request, soknad)
    kontekst = {
        "tittel": _("Vil du trekke søknaden %(nummer)s?") % {"nummer": soknad.saksnummer},
        "tekst": _(
            "De som behandler søknaden, får beskjed. Du kan ikke åpne den igjen, men du kan lage en ny med samme innhold."
        ),
        "ja": _("Ja, trekk søknaden"),
        "nei": _("Nei, behold den"),
        "versjon": soknad.versjon,
        "tilbake": soknad.get_absolute_url(),
    }
    return render(request, "portal/bekreft.html", kontekst)


def _trekk(request: Innlogget, soknad: Soknad) -> HttpResponse:
    try:
        operations.trekk(soknad.pk, utfort_av=request.user, versjon=versjon_i(request.POST))
    except (Utdatert, UlovligOvergang):
        siste = {"siste": siste_endring(soknad)}
        messages.error(request, _("Saken er endret siden du åpnet den: %(siste)s. Les den før du trekker.") % siste)
        return redirect("hospitering:trekk", soknad.pk)
    messages.success(request, _("Søknaden er trukket."))
    return redirect(soknad)


@require_POST
def kopier(request: Innlogget, pk: UUID) -> HttpResponse:
    """A new draft with the same content."""
    kopi = operations.kopier(egen_soknad(request, pk).pk, utfort_av=request.user)
    messages.success(request, _("Vi har laget et nytt utkast med samme innhold. Velg ny periode, og se over resten."))
    return redirect(reverse("hospitering:utkast", args=[kopi.pk]))


def _kan_ikke(request: Innlogget, soknad: Soknad) -> HttpResponse:
    """Too late, or too early: back to the case, which shows where it is."""
    messages.warning(request, _("Dette kan ikke gjøres med søknaden slik den er nå."))
    return redirect(soknad)
