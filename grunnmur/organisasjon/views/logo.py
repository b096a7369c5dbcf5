from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ..selectors import logobilde

ET_AAR = 365 * 24 * 3600


@login_not_required
@require_safe
def vis(request: HttpRequest, sha256: str) -> HttpResponse:
    """The logo, for everybody. A new logo has a new address, so this one may be kept."""
    bilde = logobilde(sha256)
    if bilde is None:
        raise Http404
    svar = HttpResponse(bilde, content_type="image/png")
    patch_cache_control(svar, public=True, max_age=ET_AAR, immutable=True)
    return svar
