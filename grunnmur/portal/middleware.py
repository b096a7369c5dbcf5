"""Refuse what no form of ours can have sent: NUL, lone surrogates, bytes that are not text, far too many fields.

Unguarded, each of them reaches the database as a DataError or a template as a UnicodeEncodeError: an HTTP 500.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_UMULIG = re.compile("[\x00\ud800-\udfff]")
_TEGNSETT = re.compile(r";\s*charset(\*?)\s*=\s*[\"']?([^\s;\"']*)", re.IGNORECASE)
_TEKSTTEGNSETT = frozenset({"utf-8", "utf8", "us-ascii"})
_LOST_PROSENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# LookupError: a content type may name a codec that is no text encoding at all.
_ULESELIG = (
    BadRequest,
    LookupError,
    MultiPartParserError,
    SuspiciousOperation,  # too many fields, too much data
    UnreadablePostError,
    ValueError,  # UnicodeError among them
)


def avvis_rart_tegnsett(program: WSGIApplication) -> WSGIApplication:
    """Wrap the WSGI application: refuse a content type whose charset is anything but UTF-8.

    Django decodes the query string with it while it makes the request, where no middleware can catch the error.
    """

    def doer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        tegnsett = _TEGNSETT.search(environ.get("CONTENT_TYPE", ""))
        if tegnsett is None or (not tegnsett[1] and tegnsett[2].lower() in _TEKSTTEGNSETT):
            return program(environ, start_response)
        start_response(
            "400 Bad Request", [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]
        )
        return [b"Vi forstod ikke det du sendte. Send teksten som UTF-8.\n"]

    return doer


class UgyldigeTegnMiddleware:
    """Answer 400 with a page that says what to do. Stands before session and language, which look up what was sent.

    The body is read in process_view, so that a request which finds no view never has it read; files go to their
    upload handlers as usual and only their names are looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _avvis(request) if _har_umulige_tegn(_hode, request) else self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *args: Any) -> HttpResponse | None:
        if handterere := getattr(view, "opplasting", None):  # a view may say where its files go; here is the last chance
            request.upload_handlers = [handterer(request) for handterer in handterere]
        return _avvis(request) if _har_umulige_tegn(_kropp, request) else None


def _har_umulige_tegn(deler: Callable[[HttpRequest], Iterator[str]], request: HttpRequest) -> bool:
    try:
        return any(_UMULIG.search(tekst) for tekst in deler(request))
    except _ULESELIG:
        return True


def _hode(request: HttpRequest) -> Iterator[str]:
    sporring = request.META.get("QUERY_STRING", "")
    if _LOST_PROSENT.search(sporring):
        raise ValueError("malformed percent-encoding")
    yield unquote_to_bytes(sporring.encode("latin-1", "replace")).decode()
    yield request.path_info
    for navn, verdi in request.META.items():
        if isinstance(verdi, str) and (navn.startswith("HTTP_") or navn == "CONTENT_TYPE"):
            yield verdi
    for navn, verdi in request.COOKIES.items():
        yield navn
        yield verdi
    yield from _par(request.GET.lists())


def _kropp(request: HttpRequest) -> Iterator[str]:
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    yield from _par(request.POST.lists())
    for navn, filer in request.FILES.lists():
        yield navn
        yield from (fil.name or "" for fil in filer)


def _par(lister: Any) -> Iterator[str]:
    for navn, verdier in lister:
        yield navn
        yield from verdier


def _avvis(request: HttpRequest) -> HttpResponse:
    spraak = translation.get_language_from_request(request)
    with translation.override(spraak):
        return HttpResponse(render_to_string("400.html"), status=400)
