"""Refuse what no form of ours can have sent: NUL, lone surrogates, bytes that are not text, far too many fields.

Unguarded, each of them reaches the database as a DataError or the template as a UnicodeEncodeError: an HTTP 500.
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string

_UMULIG = re.compile("[\x00\ud800-\udfff]")
_SKJEMATYPER = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_AVVIST = (BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError, UnicodeError)


class RentUtstyrMiddleware:
    """Answer 400 with a Norwegian page before anything is looked up. Files are not read, only their names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            umulig = any(_UMULIG.search(tekst) for tekst in _alt_i(request))
        except UnreadablePostError:
            return self._avvis()
        except _AVVIST:
            umulig = True
        return self._avvis() if umulig else self.get_response(request)

    @staticmethod
    def _avvis() -> HttpResponse:
        return HttpResponse(render_to_string("400.html"), status=400)
