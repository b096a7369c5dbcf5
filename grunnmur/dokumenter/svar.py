"""From «document or job» to an HTTP answer, the same for every area."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header

from grunnmur.dokumenter.models import Dokument
from grunnmur.jobb.models import Jobb


def dokumentsvar(funn: Dokument | Jobb, *, filnavn: str) -> HttpResponse | HttpResponseRedirect:
    """The file, or the page to wait on while it is made. Never kept by browser or proxy."""
    if isinstance(funn, Jobb):
        svar: HttpResponse | HttpResponseRedirect = redirect("jobb:vis", pk=funn.pk)
    else:
        svar = HttpResponse(bytes(funn.pdf or b""), content_type="application/pdf")
        svar["Content-Disposition"] = content_disposition_header(True, filnavn) or "attachment"
    add_never_cache_headers(svar)
    return svar
