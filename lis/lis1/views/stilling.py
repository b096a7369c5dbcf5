"""Positions: the shared list, its workbook and saved filters, registration in bulk, and many advertised at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.filters import Listevalg
from grunnmur.saksgang.forms import legg_til_feil, les_valgte

from .. import rules
from ..excel import REGNEARK
from ..filters.stilling import FLERE, Stillingsfilter, i_listen
from ..forms.stilling import NyeStillinger
from ..models import Kull, Stilling
from ..operations import stilling as operasjoner
from ..selectors import stilling as utvalg
from ..selectors.adgang import krev_koordinator, krev_leser
from ..selectors.faner import faner_for
from ..selectors.regler import regelkontekst

LISTEN = Liste(
    kode="lis1.stillinger",
    adresse="lis1:stillinger",
    mal="lis1/stilling/liste.html",
    filtermal="lis1/stilling/filter.html",
    filter=Stillingsfilter,
    flere=FLERE,
    velg=i_listen,
    ark=REGNEARK,
    krev=krev_leser,
)


@LISTEN.side
def stillinger(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
    er_koordinator = rules.koordinator(request.user) is not None
    linjer = list(utvalg.rader(side))
    return {
        "faner": faner_for(request.user, "stillinger"),
        "rader": linjer,
        "er_koordinator": er_koordinator,
        "kan_velges": er_koordinator and any(linje.kan_utlyses for linje in linjer),
        **regelkontekst(),
    }


# --- registered in bulk -----------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    krev_koordinator(request.user)
    kontekst = regelkontekst()
    kull = Kull.objects.synlig_for(request.user).order_by("start")
    forst = kull.filter(start__gt=timezone.localdate()).first()
    skjema = NyeStillinger(
        request.POST if request.method == "POST" else None,
        kull=kull,
        regler=kontekst["regler"],
        initial={"kull": request.GET.get("kull") or forst},
    )
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            nye = operasjoner.registrer_stillinger(
                utfort_av=request.user, kull=d["kull"], antall=d["antall"], felter=skjema.felter
            )
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            tekst = ngettext("%(antall)s stilling er registrert.", "%(antall)s stillinger er registrert.", len(nye))
            messages.success(request, tekst % {"antall": len(nye)})
            return redirect(d["kull"])
    return render(request, "lis1/stilling/ny.html", {"form": skjema, **kontekst})


# --- many advertised at once ------------------------------------------------------------------------------------------


@require_POST
def utlys_valgte(request: Innlogget) -> HttpResponse:
    """Those that were chosen, each in its own transaction; what was not done is said by number."""
    krev_koordinator(request.user)
    valgte = les_valgte(request.POST.getlist("sak"))
    if not valgte:
        messages.error(request, _("Velg minst én stilling i listen først."))
    gjort = 0
    for stilling in Stilling.objects.synlig_for(request.user).filter(pk__in=valgte).order_by("saksnummer"):
        try:
            operasjoner.lys_ut(stilling.pk, utfort_av=request.user, versjon=valgte[stilling.pk])
            gjort += 1
        except (Utdatert, UlovligOvergang):
            messages.error(request, _("%(nummer)s: Ikke gjort, for stillingen er endret.") % {"nummer": stilling.saksnummer})
        except PermissionDenied:
            messages.error(request, _("%(nummer)s: Ikke gjort, for saken gjelder deg.") % {"nummer": stilling.saksnummer})
    if gjort:
        tekst = ngettext("%(antall)s stilling er merket som utlyst.", "%(antall)s stillinger er merket som utlyst.", gjort)
        messages.success(request, tekst % {"antall": gjort})
    tilbake = request.POST.get("tilbake", "")
    if url_has_allowed_host_and_scheme(tilbake, allowed_hosts=None):
        return redirect(tilbake)
    return redirect("lis1:stillinger")
