"""What waits for me over HTTP, and the feed that a calendar program fetches."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.adresse import full_adresse

from . import operations, selectors
from .filters import Oppgavefilter
from .kalender import les_kalender


@require_safe
def liste(request: Innlogget) -> HttpResponse:
    """Everything that waits for me."""
    valg = Oppgavefilter.les(request.GET)
    side = selectors.oppgaveside(request.user, valg, request.GET.get("side"))
    return render(request, "oppgaver/liste.html", {"side": side, "valg": valg})


@require_safe
def oppgave(request: Innlogget, id: UUID) -> HttpResponse:
    """Where links in mail and calendar lead: on to the task itself, or to who answers it when that is not me."""
    funnet, min = selectors.fortalt_eller_min(request.user, id)
    if funnet is None:
        raise Http404
    if min:
        adresse = selectors.adresse_til(funnet)
        if adresse != request.path:
            return redirect(adresse)
    return render(request, "oppgaver/oppgave.html", {"status": selectors.status(funnet, request.user)})


@require_safe
def kalender(request: Innlogget) -> HttpResponse:
    """My calendar address: whether there is one, and how to get one."""
    return render(request, "oppgaver/kalender.html", {"lenke": selectors.kalenderlenke(request.user)})


@never_cache
@require_POST
def ny_kalender(request: Innlogget) -> HttpResponse:
    """Make a new address and show it, this one time: nothing but its hash is kept, so there is no page to go to."""
    lenke, hemmelighet = operations.ny_kalenderlenke(request.user)
    adresse = full_adresse(reverse("kalender_ics", args=[hemmelighet]))
    return render(request, "oppgaver/kalender.html", {"lenke": lenke, "adresse": adresse})


@require_POST
def slutt_kalender(request: Innlogget) -> HttpResponse:
    """Close the address: from now on it opens nothing."""
    if operations.trekk_kalenderlenke(request.user):
        messages.success(request, _("Kalenderadressen er stengt. Kalendere som brukte den, får ikke flere frister."))
    return redirect("oppgaver:kalender")


def _merke(request: HttpRequest, token: str) -> str | None:
    kalender = les_kalender(token)
    request.kalender = kalender  # type: ignore[attr-defined]
    return kalender.etag if kalender else None


@login_not_required
@require_safe
@condition(etag_func=_merke)
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """The feed. The secret in the path is all the proof there is, so it says little: deadlines and links."""
    kalender = request.kalender  # type: ignore[attr-defined]
    if kalender is None:
        raise Http404
    svar = HttpResponse(kalender.innhold, content_type="text/calendar; charset=utf-8")
    svar.headers["Content-Disposition"] = 'inline; filename="frister.ics"'
    svar.headers["Cache-Control"] = "private, max-age=900"
    svar.headers["Referrer-Policy"] = "no-referrer"
    svar.headers["X-Robots-Tag"] = "noindex"
    return svar
