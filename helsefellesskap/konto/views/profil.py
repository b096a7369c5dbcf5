"""The person's own particulars, and everything stored about them."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from helsefellesskap.konto import operations, selectors
from helsefellesskap.konto.forms.profil import Profil
from helsefellesskap.konto.views.foresporsel import sendt


@require_http_methods(["GET", "POST"])
def profil(request: Innlogget) -> HttpResponse:
    """The person's own particulars, which the official form is filled in from."""
    # A copy: a rejected form must not change whom the page header thinks is signed in.
    skjema = Profil(sendt(request), instance=copy(request.user))
    if request.method == "POST" and skjema.is_valid():
        bruker = operations.endre_profil(request.user, utfort_av=request.user, felter=skjema.cleaned_data)
        with translation.override(bruker.malform):
            messages.success(request, _("Profilen er lagret."))
        return redirect("profil")
    return render(request, "konto/profil.html", {"form": skjema})


@require_safe
@never_cache
def mine_data(request: Innlogget) -> HttpResponse:
    """Everything the portal stores about the person."""
    return render(request, "konto/mine_data.html", {"innsyn": selectors.innsyn_for(request.user)})


@require_safe
@never_cache
def last_ned_mine_data(request: Innlogget) -> HttpResponse:
    """The same as a file other programs can read."""
    svar = JsonResponse(selectors.alt_om(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    svar["Content-Disposition"] = 'attachment; filename="mine-data.json"'
    return svar


@require_http_methods(["GET", "POST"])
def steng(request: Innlogget, bruker_id: UUID) -> HttpResponse:
    """Close the account of somebody who has left."""
    annen = selectors.kan_stenges_av(request.user, bruker_id)
    if annen is None:
        raise Http404
    if request.method == "POST":
        try:
            operations.deaktiver(annen, utfort_av=request.user)
            messages.success(request, _("Kontoen til %(navn)s er stengt.") % {"navn": annen.navn})
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
        return redirect("/")
    return render(request, "konto/steng.html", {"annen": annen})
