"""What every answer tells the browser."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from helsefellesskap.hoder import HodeMiddleware

FORVENTET = {
    "Content-Security-Policy": {
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    },
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"same-origin"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
    "Permissions-Policy": {"camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"},
}


def test_security_headers(client: Client):
    svar = client.get("/helse/lever/")
    assert {navn: set(svar[navn].split("; ")) for navn in FORVENTET} == FORVENTET


@pytest.mark.parametrize(("kapsler", "forventet"), [({}, None), ({"sessionid": "x"}, "no-store, private")])
def test_pages_of_a_session_are_kept_nowhere(rf: RequestFactory, kapsler: dict[str, str], forventet: str | None):
    foresporsel = rf.get("/")
    foresporsel.COOKIES.update(kapsler)
    assert HodeMiddleware(lambda _: HttpResponse())(foresporsel).get("Cache-Control") == forventet


def test_a_page_that_sets_its_own_lifetime_keeps_it(rf: RequestFactory):
    foresporsel = rf.get("/")
    foresporsel.COOKIES["sessionid"] = "x"
    svar = HodeMiddleware(lambda _: HttpResponse(headers={"Cache-Control": "max-age=60"}))(foresporsel)
    assert svar["Cache-Control"] == "max-age=60"
