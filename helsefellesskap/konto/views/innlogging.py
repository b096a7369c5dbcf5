"""Sign-in, language and sessions."""

from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from grunnmur.organisasjon.innlogget import Innlogget
from helsefellesskap.demo.kontoer import KONTOER, PASSORD
from helsefellesskap.konto import operations, sesjon
from helsefellesskap.konto.oidc import slipp_gjennom

_logg_inn = LoginView.as_view(extra_context={"demokontoer": KONTOER, "demopassord": PASSORD} if settings.DEMO else None)


@login_not_required
def logg_inn(request: HttpRequest) -> HttpResponseBase:
    """Sign in; the page's button may lead on to the sign-in of the person's own organisation."""
    return slipp_gjennom(_logg_inn(request))


@login_not_required
def jobbkonto(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Start signing in with a work account."""
    try:
        return slipp_gjennom(oidc.login(request, provider_id))
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=409)


@login_not_required
def tilbake_fra_jobbkonto(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The provider sends the person back here."""
    try:
        return oidc.callback(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=409)


@login_not_required
@require_POST
def sett_sprak(request: HttpRequest) -> HttpResponse:
    """Remember the language: on the person when signed in, and in the browser for visitors."""
    sprak = request.POST.get("language", "")
    neste = request.POST.get("next", "")
    svar = HttpResponseRedirect(neste if url_has_allowed_host_and_scheme(neste, allowed_hosts=None) else "/")
    if sprak not in dict(settings.LANGUAGES):
        return svar
    if request.user.is_authenticated:
        operations.velg_sprak(request.user, sprak, utfort_av=request.user)
    svar.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        sprak,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return svar


@require_POST
def avslutt_okt(request: Innlogget, pk: int) -> HttpResponse:
    """Sign one of the person's own devices out."""
    if not sesjon.avslutt(request.user, pk):
        raise Http404
    messages.info(request, _("Enheten er logget ut."))
    return redirect("usersessions_list")
