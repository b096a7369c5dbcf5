"""HTTP for sign-in and the person's own pages."""

from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helsefellesskap.demo.kontoer import KONTOER, PASSORD
from helsefellesskap.konto import operations
from helsefellesskap.konto.forms.profil import Profil
from helsefellesskap.konto.oidc import slipp_gjennom

_logg_inn = LoginView.as_view(extra_context={"demokontoer": KONTOER, "demopassord": PASSORD} if settings.DEMO else None)


@login_not_required
def logg_inn(request: HttpRequest) -> HttpResponseBase:
    """Sign in; the page's button may lead on to the sign-in of the person's own organisation."""
    return slipp_gjennom(_logg_inn(request))


@login_not_required
def jobbkonto(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Start signing in with a work account."""
    return slipp_gjennom(oidc.login(request, provider_id))


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
        type(request.user).objects.filter(pk=request.user.pk).update(malform=sprak)
    svar.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        sprak,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return svar


@require_POST
def avslutt_okt(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one of the person's own devices out."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    return redirect("usersessions_list")


@require_http_methods(["GET", "POST"])
def profil(request: HttpRequest) -> HttpResponse:
    """The person's own particulars, which the official form is filled in from."""
    skjema = Profil(request.POST or None, instance=request.user)
    if request.method == "POST" and skjema.is_valid():
        bruker = operations.endre_profil(request.user, utfort_av=request.user, felter=skjema.cleaned_data)
        with translation.override(bruker.malform):
            messages.success(request, _("Profilen er lagret."))
        return redirect("profil")
    return render(request, "konto/profil.html", {"form": skjema})


@require_safe
def mine_data(request: HttpRequest) -> HttpResponse:
    """Everything the portal stores about the person."""
    return render(request, "konto/mine_data.html")
