"""The one page a guest sees, without signing in: the secret of a mail is all the proof there is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.oppgaver.avtale import kalendersvar
from grunnmur.saksgang.feil import UlovligOvergang

from ..gjestelenke import gjest_med, portalen
from ..kalender import invitasjon
from ..models import Deltaker
from ..operations import deltaker as op
from ..selectors.side import gjesteside


def _hent(hemmelighet: str) -> Deltaker:
    gjest = gjest_med(hemmelighet)
    if gjest is None:
        raise Http404
    return gjest


def _lukket(svar: HttpResponse) -> HttpResponse:
    """The address is a secret: kept by no search engine, and told to no other site.

    The latter by the policy of every page (same-origin); with none at all the browser would not say where a form comes
    from, and the answer would be refused.
    """
    svar.headers["X-Robots-Tag"] = "noindex"
    return svar


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def svar(request: HttpRequest, token: str) -> HttpResponse:
    """What, when and where; yes or no; and «erase what you have of me». Opening it does nothing."""
    gjest = _hent(token)
    if request.method == "POST":
        return _lukket(_gjor(request, token))
    return _lukket(render(request, "arrangement/svar.html", {"side": gjesteside(gjest)}))


def _gjor(request: HttpRequest, token: str) -> HttpResponse:
    valgt = request.POST.get("svar")
    try:
        if valgt == "slett":
            op.slett_som_gjest(token, utfort_av=portalen())
            return render(request, "arrangement/slettet.html")
        if valgt in ("ja", "nei"):
            rad = op.svar_som_gjest(token, utfort_av=portalen(), kommer=valgt == "ja")
            messages.success(request, _kvittering(rad.svar))
    except Deltaker.DoesNotExist:
        raise Http404 from None
    except UlovligOvergang:
        messages.error(request, _("Påmeldingen er stengt. Siden viser arrangementet slik det er nå."))
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    return redirect("arrangement:svar", token=token)


def _kvittering(svar: str) -> str:
    return {
        "ja": _("Takk. Du er påmeldt."),
        "venteliste": _("Takk. Du står på ventelisten, og får en e-post hvis en plass blir ledig."),
    }.get(svar, _("Takk for at du sa fra. Du er ikke påmeldt."))


@login_not_required
@never_cache
@require_safe
def svar_kalender(request: HttpRequest, token: str) -> HttpResponse:
    """The event as a calendar file, for the guest."""
    gjest = _hent(token)
    return _lukket(kalendersvar(gjest.arrangement, invitasjon(gjest.arrangement, gjest)))
