"""What holds for every page of a signed-in person: session limits, own language, second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from helsefellesskap.konto import sesjon
from helsefellesskap.konto.rules import mangler_tofaktor

Svar = Callable[[HttpRequest], HttpResponse]
UTLOPT = _("Du ble logget ut fordi det er en stund siden du brukte portalen. Logg inn for å fortsette.")
MANGLER_STEG = _("Rollen din krever innlogging i to steg. Legg til en kodeapp eller en passnøkkel for å fortsette.")
# A person who must set up a second factor still reaches what that takes, and the way out.
ALLTID_AAPENT = ("mfa_", "account_", "sett_sprak")


class SesjonstidMiddleware:
    """Sign out whoever has been signed in too long or has been away."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if sesjon.er_utlopt(request):
            logout(request)
            messages.info(request, UTLOPT)
        else:
            sesjon.merk_sett(request)
        return self.get_response(request)


class MaalformMiddleware:
    """A signed-in person reads the portal in the language they chose, whatever the browser says."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.malform)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class TofaktorMiddleware:
    """Send whoever acts for others to set up a second factor before anything else."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Any, *_args: Any) -> HttpResponse | None:
        """Runs when the address is known, so that the set-up pages themselves are let through."""
        if not settings.KREV_TOFAKTOR or not request.user.is_authenticated:
            return None
        treff = request.resolver_match
        if not getattr(view_func, "login_required", True) or (treff and (treff.url_name or "").startswith(ALLTID_AAPENT)):
            return None
        if not mangler_tofaktor(request.user):
            return None
        messages.warning(request, MANGLER_STEG)
        return HttpResponseRedirect(reverse("mfa_index"))
