"""The list of applications, its filters, its workbook, and granting several at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from grunnmur.jobb.liste import Liste, for_alle
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import MAKS_VALGTE, les_valgte

from .. import operations
from ..excel import REGNEARK
from ..filters import FLERE, Soknadsfilter, Soknadsvalg, i_listen
from ..forms.behandling import Tariffskjema
from ..models import Soknad
from ..selectors import liste as utvalg
from ..selectors.faner import faner_for

LISTEN = Liste(
    kode="hospitering",
    adresse="hospitering:liste",
    mal="hospitering/liste.html",
    filtermal="hospitering/liste_filter.html",
    filter=Soknadsfilter,
    flere=FLERE,
    velg=i_listen,
    ark=REGNEARK,
    krev=for_alle,
    faner=True,
    sekunder=600,
)


@LISTEN.side
def liste(request: Innlogget, valg: Soknadsvalg, side: Nokkelside) -> dict[str, Any]:
    rader = list(utvalg.rader(side, valg.oppgaver))
    return {
        "rader": rader,
        "faner": faner_for(request.user, valg.fane, antall_venter=len(valg.oppgaver)),
        "tar_imot": utvalg.tar_imot(request.user),
        "kan_velge": any(rad.kan_velges for rad in rader),
    }


# --- several at once -------------------------------------------------------------------------------------------------


@never_cache
@require_POST
def samlet(request: Innlogget) -> HttpResponse:
    """Show what was chosen and ask for the tariff confirmation once; then grant each one by itself."""
    valgte = les_valgte(request.POST.getlist("sak"))
    saker = list(Soknad.objects.synlig_for(request.user).med_navn().filter(pk__in=valgte).order_by("innsendt_tid"))
    if not saker:
        messages.error(request, _("Velg minst én søknad i listen først."))
        return redirect(f"{reverse('hospitering:liste')}?vis=venter")
    skjema = Tariffskjema(request.POST if "bekreft" in request.POST else None)
    if skjema.is_bound and skjema.is_valid():
        resultat = [_innvilg(request, soknad, valgte[soknad.pk]) for soknad in saker]
        return render(request, "hospitering/liste_resultat.html", {"resultat": resultat})
    kontekst = {"saker": [(s, valgte[s.pk]) for s in saker], "form": skjema, "maks": MAKS_VALGTE}
    return render(request, "hospitering/liste_samlet.html", kontekst)


def _innvilg(request: Innlogget, soknad: Soknad, versjon: int) -> dict[str, Any]:
    """One case in its own transaction: what happened, as a sentence."""
    try:
        operations.innvilg_egen(soknad.pk, utfort_av=request.user, versjon=versjon, tariff_bekreftet=True)
    except PermissionDenied:
        return {"sak": soknad, "ok": False, "tekst": _("Ikke gjort: Du kan ikke avgjøre denne søknaden.")}
    except (UlovligOvergang, Utdatert) as feil:
        return {"sak": soknad, "ok": False, "tekst": _("Ikke gjort: %(feil)s") % {"feil": feil}}
    except ValidationError as feil:
        return {"sak": soknad, "ok": False, "tekst": " ".join(feil.messages)}
    return {"sak": soknad, "ok": True, "tekst": _("Innvilget og sendt til mottakeren.")}
