"""What the network reminds of: one page for the secretariat."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import Utdatert

from ..forms.frister import Fristskjema
from ..operations.frister import sett_frister
from ..rules.frister import setter_frister
from ..selectors.faner import faner_for
from ..selectors.frister import fristene


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def frister(request: Innlogget) -> HttpResponse:
    if not setter_frister(request.user):
        raise Http404
    naa = fristene()
    if request.method != "POST":
        return _vis(request, Fristskjema(initial=Fristskjema.fra(naa.egne, naa.versjon)))
    skjema = Fristskjema(request.POST)
    if not skjema.is_valid():
        return _vis(request, skjema)
    try:
        sett_frister(utfort_av=request.user, versjon=skjema.cleaned_data["versjon"], frister=skjema.frister())
    except ValidationError as feil:
        skjema.ta_imot(feil)
        return _vis(request, skjema)
    except Utdatert:
        return _vis(request, Fristskjema(initial=skjema.cleaned_data | {"versjon": fristene().versjon}), konflikt=True)
    messages.success(request, _("Påminnelsene er lagret. De gjelder det som begynner å vente fra nå av."))
    return redirect("hospitering:frister")


def _vis(request: Innlogget, skjema: Fristskjema, *, konflikt: bool = False) -> HttpResponse:
    kontekst = {"form": skjema, "naa": fristene(), "konflikt": konflikt, "faner": faner_for(request.user, "frister")}
    return render(request, "hospitering/frister.html", kontekst, status=409 if konflikt else 200)
