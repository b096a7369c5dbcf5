"""The rules in force: read by everybody in LIS3, changed by the coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..forms.regler import Regelskjema
from ..operations.regler import endre_regler
from ..selectors import regler as selectors
from ..selectors.adgang import krev_noe_i_lis3


@never_cache
@require_safe
def regler(request: Innlogget) -> HttpResponse:
    krev_noe_i_lis3(request.user)
    kontekst = {
        "regelsett": selectors.regelsett(),
        "sist_endret": selectors.sist_endret(),
        "kan_endre": rules.koordinator(request.user) is not None,
        **selectors.lenker(),
    }
    return render(request, "lis3/regler/regler.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget) -> HttpResponse:
    """What was typed stays when somebody else changed the rules first; then the answer is 409."""
    if not rules.koordinator(request.user):
        raise Http404
    gjeldende, konflikt = selectors.gjeldende(), False
    skjema = Regelskjema(request.POST if request.method == "POST" else None, instance=gjeldende)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            endre_regler(utfort_av=request.user, versjon=d["versjon"], felter=d, bekreftet=d["bekreftet"])
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        except Utdatert:
            konflikt = True
            ny = selectors.gjeldende()
            skjema = Regelskjema(instance=ny, initial={n: v for n, v in d.items() if n not in ("versjon", "bekreftet")})
        else:
            messages.success(request, _("Reglene er endret."))
            return redirect("lis3:regler")
    kontekst = {"form": skjema, "konflikt": konflikt, "sist_endret": selectors.sist_endret() if konflikt else None}
    return render(request, "lis3/regler/endre.html", kontekst, status=409 if konflikt else 200)
