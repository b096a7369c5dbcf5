"""Open invitations: the list, one invitation, and what is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from ..forms.invitasjon import Invitasjonsskjema, Invitasjonssok, NyInvitasjon
from ..models import AapenInvitasjon
from ..operations import invitasjon as operasjoner
from ..rules.invitasjon import leder_enheten
from ..selectors import invitasjoner as utvalg
from ..selectors.faner import faner_for
from .enhet import hent_enhet, krev_nettverket


@never_cache
@require_safe
def invitasjoner(request: Innlogget) -> HttpResponse:
    krev_nettverket(request)
    fane = request.GET.get("vis", "")
    fane = fane if fane in utvalg.FANER else "aapne"
    sok = Invitasjonssok(request.GET)
    valg = sok.valg()
    treff = utvalg.finn(request.user, fane, **valg)
    side = Nokkelside(treff, sortering=utvalg.FANER[fane], markor=request.GET.get("side"))
    kontekst = {
        "side": side,
        "rader": utvalg.rader(side),
        "form": sok,
        "fane": fane,
        "filtrert": bool(valg),
        "har_utkast": utvalg.har_utkast(request.user),
        "faner": faner_for(request.user, "invitasjoner"),
    }
    return render(request, "hospitering/invitasjon/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget, pk: UUID) -> HttpResponse:
    """A new invitation to a unit that this person leads: opened at once, or kept as a draft."""
    enhet = hent_enhet(request, pk)
    if not leder_enheten(request.user, AapenInvitasjon(enhet=enhet)):
        raise PermissionDenied
    skjema = NyInvitasjon(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            sak = operasjoner.lag(pk, utfort_av=request.user, felter=skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            if "aapne" in request.POST:
                operasjoner.aapne(sak.pk, utfort_av=request.user, versjon=sak.versjon)
            aapnet = _("Invitasjonen er åpen. Lederne i helsefellesskapet har fått beskjed.")
            messages.success(request, aapnet if "aapne" in request.POST else _("Utkastet er lagret. Bare dere ser det."))
            return redirect(sak)
    return render(request, "hospitering/invitasjon/ny.html", {"form": skjema, "enhet": enhet})


# --- one invitation ---------------------------------------------------------------------------------------------------


def hent_invitasjon(request: Innlogget, pk: UUID) -> AapenInvitasjon:
    synlige = AapenInvitasjon.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("enhet__virksomhet", "laget_av"), pk=pk)


@never_cache
@require_safe
def invitasjon(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis_invitasjon(request, hent_invitasjon(request, pk))


def vis_invitasjon(request: Innlogget, sak: AapenInvitasjon, feil: Konflikt | None = None, form: Any = None) -> HttpResponse:
    kontekst: dict[str, Any] = {
        "sak": sak,
        "vist": utvalg.invitasjonsside(sak, request.user),
        "knapp": Handlingsskjema(sak=sak),
        "form": form,
        "faner": faner_for(request.user, "invitasjoner"),
        **konfliktkontekst(sak, feil),
    }
    return render(request, "hospitering/invitasjon/invitasjon.html", kontekst, status=409 if feil else 200)


def _endre(sak: AapenInvitasjon, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny_utgave = operasjoner.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Invitasjonen er endret.") if ny_utgave.versjon != d["versjon"] else _("Ingenting er endret.")


ENDRE = Handling(
    (o.ENDRE_INVITASJON,), Invitasjonsskjema, _endre, gettext_lazy("Rediger invitasjonen"),
    gettext_lazy("Endrer du tidsrom, frist eller plasser, får de som har søkt, beskjed."), gettext_lazy("Lagre"),
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rediger(request: Innlogget, pk: UUID) -> HttpResponse:
    return handlingsside(
        request,
        ENDRE,
        hent=lambda: hent_invitasjon(request, pk),
        vis=lambda sak, feil: vis_invitasjon(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.tittel},
    )


@require_POST
def aapne(request: Innlogget, pk: UUID) -> HttpResponse:
    return knapp(
        request,
        hent_invitasjon(request, pk),
        [o.AAPNE_INVITASJON],
        operasjoner.aapne,
        _("Invitasjonen er åpen. Lederne i helsefellesskapet har fått beskjed."),
        hent=lambda: hent_invitasjon(request, pk),
        igjen=lambda sak, skjema, feil: vis_invitasjon(request, sak, feil, skjema),
    )


def _bekreft(request: Innlogget, pk: UUID, verb: Any, operasjon: Any, kvittering: str, spor: dict[str, str]) -> HttpResponse:
    return bekreftside(
        request,
        verb,
        operasjon,
        kvittering,
        hent=lambda: hent_invitasjon(request, pk),
        igjen=lambda sak, _skjema, feil: vis_invitasjon(request, sak, feil),
        spor=lambda _sak: spor,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lukk(request: Innlogget, pk: UUID) -> HttpResponse:
    spor = {
        "tittel": _("Lukke invitasjonen?"),
        "tekst": _("Ingen flere kan søke. Søknader som er sendt, behandles som før. Du kan ikke åpne den igjen."),
        "ja": _("Ja, lukk invitasjonen"),
    }
    return _bekreft(request, pk, o.LUKK_INVITASJON, operasjoner.lukk, _("Invitasjonen er lukket."), spor)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    spor = {
        "tittel": _("Trekke invitasjonen?"),
        "tekst": _("De som har søkt, får beskjed. Søknadene deres blir stående, og du avgjør dem som andre søknader."),
        "ja": _("Ja, trekk invitasjonen"),
    }
    return _bekreft(request, pk, o.TREKK_INVITASJON, operasjoner.trekk, _("Invitasjonen er trukket."), spor)
