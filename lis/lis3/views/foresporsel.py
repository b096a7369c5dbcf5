"""The six-month question: the page where it is sent and answered, and the coordinator's check of them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil, les_valgte
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, knapp, konfliktkontekst, krev_rett

from .. import overganger as o
from ..forms.foresporsel import Svarskjema
from ..models import Foresporseltilstand, Seksmndforesporsel
from ..operations import foresporsel as operasjoner
from ..selectors import foresporsel as utvalg
from ..selectors.faner import faner_for
from ..selectors.historikk import historikk

SVAR = (o.SVAR_JA, o.SVAR_NEI, o.SVAR_ENDRE)
SENDING = (o.GODKJENN, o.SEND)
SAMLET: dict[str, Callable[..., Any]] = {"send": operasjoner.send, "godkjenn": operasjoner.godkjenn}


# --- one question -----------------------------------------------------------------------------------------------------


def _hent(request: Innlogget, pk: UUID) -> Seksmndforesporsel:
    synlige = Seksmndforesporsel.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("innmelding__lege__kommune", "innmelding__lege__bruker"), pk=pk)


@never_cache
@require_safe
def foresporsel(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = _hent(request, pk)
    noter_lesing(sak, request.user)
    return _vis(request, sak)


def _vis(
    request: Innlogget, sak: Seksmndforesporsel, *, skjema: Svarskjema | None = None, feil: Konflikt | None = None
) -> HttpResponse:
    """The page, with the answer as it was typed when it was sent back. A conflict answers 409."""
    kan, kan_med_legen = utvalg.kan(request.user, sak), utvalg.kan(request.user, sak.innmelding)
    if feil and skjema is not None:
        # What was answered was answered about another version: the comment stays, the answer is given anew.
        skjema = Svarskjema(sak=sak, initial={"kommentar": skjema.data.get("kommentar", "")})
    kontekst = {
        "sak": sak,
        "lege": sak.innmelding.lege,
        "onske": sak.innmelding.onsker.select_related("avdeling__enhet").first(),
        "visning": utvalg.visning_for(request.user, sak, timezone.localdate()),
        "kan_svare": o.SVAR_JA.navn in kan,
        "kan_godkjenne": o.GODKJENN.navn in kan and sak.sendes > timezone.localdate(),
        "kan_sende": o.SEND.navn in kan,
        "kan_endre": sak.tilstand == Foresporseltilstand.ENDRING and o.MELD_ENDRING.navn in kan_med_legen,
        "form": skjema or Svarskjema(sak=sak),
        "linjer": historikk(sak),
        **konfliktkontekst(sak, feil),
    }
    return render(request, "lis3/foresporsel/sak.html", kontekst, status=409 if feil else 200)


@require_POST
def svar(request: Innlogget, pk: UUID) -> HttpResponse:
    """The municipality answers; «endring» goes on to where the change is reported."""
    sak = _hent(request, pk)
    skjema = Svarskjema(request.POST, sak=sak)
    krev_rett(request.user, sak, SVAR)
    if not skjema.is_valid():
        return _vis(request, sak, skjema=skjema)
    felter = skjema.cleaned_data
    try:
        operasjoner.svar(
            pk, utfort_av=request.user, versjon=felter["versjon"], svar=felter["svar"], kommentar=felter["kommentar"]
        )
    except (Utdatert, UlovligOvergang) as feil:
        return _vis(request, _hent(request, pk), skjema=skjema, feil=feil)
    except ValidationError as feil:
        legg_til_feil(skjema, feil)
        return _vis(request, sak, skjema=skjema)
    if felter["svar"] == Foresporseltilstand.ENDRING:
        messages.success(request, _("Svaret er sendt til LIS-koordinator. Meld nå inn hva som er nytt."))
        return redirect("lis3:endring", pk=sak.innmelding_id)
    messages.success(request, _("Svaret er sendt til LIS-koordinator."))
    return redirect(sak)


@require_POST
def godkjenn(request: Innlogget, pk: UUID) -> HttpResponse:
    return _send(request, pk, operasjoner.godkjenn, _("Forespørselen er godkjent og sendes av seg selv."))


@require_POST
def send(request: Innlogget, pk: UUID) -> HttpResponse:
    return _send(request, pk, operasjoner.send, _("Forespørselen er sendt til kommunen."))


def _send(request: Innlogget, pk: UUID, operasjon: Callable[..., Any], kvittering: str) -> HttpResponse:
    def igjen(ny: Seksmndforesporsel, skjema: Handlingsskjema, feil: Konflikt | None) -> HttpResponse:
        return _vis(request, ny, feil=Utdatert() if "versjon" in skjema.errors else feil)

    sak = _hent(request, pk)
    return knapp(request, sak, SENDING, operasjon, kvittering, hent=lambda: _hent(request, pk), igjen=igjen)


# --- all of them ------------------------------------------------------------------------------------------------------


def krev_koordinator(bruker: Bruker) -> None:
    """The queue and the check are the coordinator's; to others they do not exist."""
    if not tilgang_for(bruker).har(RolleType.LIS_KOORDINATOR):
        raise Http404


@never_cache
@require_safe
def seksmnd(request: Innlogget) -> HttpResponse:
    krev_koordinator(request.user)
    dag = timezone.localdate()
    sjekken = utvalg.i_sjekken(Seksmndforesporsel.objects.synlig_for(request.user))
    antall = utvalg.antall_i_fanene(sjekken, dag)
    fane = request.GET.get("vis", "")
    if fane not in utvalg.FANER:
        fane = next((f for f in utvalg.HASTER if antall[f]), "venter")
    sporring, nokkel = utvalg.i_fane(sjekken, fane, dag)
    side = Nokkelside(sporring, sortering=nokkel, markor=request.GET.get("side"))
    kontekst = {
        "faner": faner_for(request.user, "seksmnd"),
        "underfaner": [(kode, *utvalg.FANER[kode], antall[kode], kode in utvalg.HASTER) for kode in utvalg.FANER],
        "fane": fane,
        "side": side,
        "rader": list(utvalg.rader(side, dag)),
        "handling": {"maa_sendes": "send", "senere": "godkjenn"}.get(fane, ""),
    }
    return render(request, "lis3/foresporsel/liste.html", kontekst)


@require_POST
def seksmnd_samlet(request: Innlogget) -> HttpResponse:
    """Send or approve those that were chosen, each in its own transaction; what was not done is said by name."""
    krev_koordinator(request.user)
    valgte = les_valgte(request.POST.getlist("sak"))
    handling = request.POST.get("handling", "")
    saker = Seksmndforesporsel.objects.synlig_for(request.user).select_related("innmelding__lege").filter(pk__in=valgte)
    if handling not in SAMLET or not valgte:
        messages.error(request, _("Velg minst én forespørsel i listen først."))
        return redirect("lis3:seksmnd")
    gjort = 0
    for sak in saker:
        try:
            SAMLET[handling](sak.pk, utfort_av=request.user, versjon=valgte[sak.pk])
            gjort += 1
        except (Utdatert, UlovligOvergang):
            messages.error(request, _("%(lege)s: Ikke gjort, for saken er endret.") % {"lege": sak.innmelding.lege})
        except PermissionDenied:
            messages.error(request, _("%(lege)s: Ikke gjort, for saken gjelder deg.") % {"lege": sak.innmelding.lege})
    if gjort and handling == "send":
        tekst = ngettext("%(antall)s forespørsel er sendt.", "%(antall)s forespørsler er sendt.", gjort)
        messages.success(request, tekst % {"antall": gjort})
    elif gjort:
        tekst = ngettext("%(antall)s utsending er godkjent.", "%(antall)s utsendinger er godkjent.", gjort)
        messages.success(request, tekst % {"antall": gjort})
    return redirect(f"{reverse('lis3:seksmnd')}?vis={'senere' if handling == 'godkjenn' else 'venter'}")
