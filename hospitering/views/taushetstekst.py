"""The declarations of confidentiality, kept by each party's administrative contact (S1-H14)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Virksomhet
from grunnmur.organisasjon.selectors import forvaltede_virksomheter
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from ..forms.klargjoring import Taushetstekstskjema
from ..operations.taushetstekst import ny_taushetstekst
from ..rules.klargjoring import kan_skrive_taushetstekst
from ..selectors.taushetstekst import gjeldende_tekst, tekster_for, versjoner


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    """The parties whose texts I keep; the only one at once."""
    linjer = tekster_for(request.user)
    if not linjer:
        raise Http404
    if len(linjer) == 1 and linjer[0].virksomhet:
        return redirect("hospitering:taushetstekst", linjer[0].virksomhet.pk)
    return render(request, "hospitering/taushetstekster/liste.html", {"linjer": linjer})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tekst(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, get_object_or_404(forvaltede_virksomheter(request.user), pk=pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def felles(request: Innlogget) -> HttpResponse:
    if not kan_skrive_taushetstekst(request.user, None):
        raise Http404
    return _side(request, None)


def _side(request: Innlogget, virksomhet: Virksomhet | None) -> HttpResponse:
    """Every version, and the next one to be written from the last. What was typed stays when another came first."""
    alle = versjoner(virksomhet)
    gjelder = gjeldende_tekst(virksomhet.pk if virksomhet else None, timezone.localdate())
    forrige = alle[0] if alle else gjelder
    start = {
        "forrige": alle[0].versjon if alle else 0,
        "tekst_nb": forrige.tekst_nb if forrige else "",
        "tekst_nn": forrige.tekst_nn if forrige else "",
        "gjelder_fra": timezone.localdate(),
    }
    skjema, konflikt = Taushetstekstskjema(request.POST if request.method == "POST" else None, initial=start), False
    if request.method == "POST" and skjema.is_valid():
        try:
            ny_taushetstekst(virksomhet, utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        except Utdatert:
            konflikt = True
            skjema = Taushetstekstskjema(initial={**skjema.cleaned_data, "forrige": start["forrige"]})
        else:
            messages.success(request, _("Den nye teksten er lagret. Det som alt er underskrevet, står som det var."))
            return redirect(request.path)
    kontekst = {"virksomhet": virksomhet, "versjoner": alle, "gjelder": gjelder, "form": skjema, "konflikt": konflikt}
    return render(request, "hospitering/taushetstekster/tekst.html", kontekst, status=409 if konflikt else 200)
