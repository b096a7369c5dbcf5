"""Calls: the list, one call with what fits it, and what is done with it."""

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
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.filters import Listevalg
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, konfliktkontekst

from .. import overganger as o
from .. import rules
from ..excel.utlysning import REGNEARK
from ..filters.utlysning import Utlysningsfilter, i_listen
from ..forms.utlysning import Forlengskjema, NyUtlysning, Utlysningsskjema
from ..models import Utlysning
from ..operations import utlysning as operasjoner
from ..selectors import interesse
from ..selectors import utlysning as utvalg
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for
from ..selectors.prosjektside import kort_tittel

LISTEN = Liste(
    kode="forskning.utlysninger",
    adresse="forskning:utlysninger",
    mal="forskning/utlysning/liste.html",
    filtermal="forskning/utlysning/filter.html",
    filter=Utlysningsfilter,
    velg=i_listen,
    ark=REGNEARK,
    krev=krev_forskning,
    faner=True,
)


def krev_skriver(bruker: Bruker) -> None:
    """Those who read the list are told that they may not; to everybody else the page does not exist."""
    krev_forskning(bruker)
    if not rules.skriver_utlysninger(bruker):
        raise PermissionDenied


@LISTEN.side
def utlysninger(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
    return {
        "faner": faner_for(request.user, "utlysninger"),
        "rader": utvalg.rader(request.user, side),
        "kan_skrive": bool(rules.skriver_utlysninger(request.user)),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    krev_skriver(request.user)
    skjema = NyUtlysning(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            ny_utlysning = operasjoner.skriv(utfort_av=request.user, felter=skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Utlysningen er lagt inn. De som følger med, har fått beskjed."))
            return redirect(ny_utlysning)
    return render(request, "forskning/utlysning/ny.html", {"form": skjema, "faner": faner_for(request.user, "utlysninger")})


# --- one call ---------------------------------------------------------------------------------------------------------


def hent_utlysning(request: Innlogget, pk: UUID) -> Utlysning:
    synlige = Utlysning.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("laget_av").prefetch_related("temaer"), pk=pk)


@never_cache
@require_safe
def utlysning(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis_utlysning(request, hent_utlysning(request, pk))


def vis_utlysning(request: Innlogget, sak: Utlysning, feil: Konflikt | None = None) -> HttpResponse:
    kontekst: dict[str, Any] = {
        "sak": sak,
        "side": utvalg.utlysningsside(sak, request.user),
        "interesse": interesse.for_utlysning(request.user, sak),
        "faner": faner_for(request.user, "utlysninger"),
        **konfliktkontekst(sak, feil),
    }
    return render(request, "forskning/utlysning/utlysning.html", kontekst, status=409 if feil else 200)


def _endre(sak: Utlysning, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny_utgave = operasjoner.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Utlysningen er endret.") if ny_utgave.versjon != d["versjon"] else _("Ingenting er endret.")


def _forleng(sak: Utlysning, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.forleng(sak.pk, utfort_av=bruker, versjon=d["versjon"], frist=d["frist"])
    return _("Utlysningen er åpen igjen med ny frist.")


ENDRE = Handling(
    (o.ENDRE_UTLYSNING,), Utlysningsskjema, _endre, gettext_lazy("Endre utlysningen"),
    gettext_lazy("Endrer du fristen, får de som arbeider mot utlysningen, beskjed."), gettext_lazy("Lagre"),
)  # fmt: skip
FORLENG = Handling(
    (o.FORLENG_UTLYSNING,), Forlengskjema, _forleng, gettext_lazy("Fristen er utsatt"),
    gettext_lazy("Skriv den nye fristen. De som arbeider mot utlysningen, får beskjed."), gettext_lazy("Åpne igjen"),
)  # fmt: skip


def _side(request: Innlogget, pk: UUID, handling: Handling) -> HttpResponse:
    return handlingsside(
        request,
        handling,
        hent=lambda: hent_utlysning(request, pk),
        vis=lambda sak, feil: vis_utlysning(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": kort_tittel(sak)},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, ENDRE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forleng(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, FORLENG)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    return bekreftside(
        request,
        o.TREKK_UTLYSNING,
        operasjoner.trekk,
        _("Utlysningen er tatt bort."),
        hent=lambda: hent_utlysning(request, pk),
        igjen=lambda sak, _skjema, feil: vis_utlysning(request, sak, feil),
        spor=lambda sak: {
            "tittel": _("Ta bort utlysningen?"),
            "tekst": _("Utlysningen forsvinner fra listen og kan ikke tas opp igjen. De som arbeider mot den, får beskjed."),
            "ja": _("Ja, ta bort utlysningen"),
        },
    )
