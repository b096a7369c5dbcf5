"""What a candidate got, and why (S1-L12)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget


@never_cache
@require_safe
def resultat(request: Innlogget, pk: UUID) -> HttpResponse:
    return HttpResponse()
