"""Security headers that neither Django nor django-csp sets."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HODER = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class HodeMiddleware:
    """Add the headers, and keep pages of a session out of every cache: hospital computers are shared."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        svar = self.get_response(request)
        for navn, verdi in HODER.items():
            svar.headers.setdefault(navn, verdi)
        # The cookie, not `request.user`: reading that would cost a query on pages that need none.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            svar.headers.setdefault("Cache-Control", "no-store, private")
        return svar
