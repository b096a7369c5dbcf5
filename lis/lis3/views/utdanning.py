"""Municipalities as training organisations: the public plans, and the own one to keep (S1-I01, S1-I02)."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from .innlogget import Innlogget


@require_safe
def liste(request: Innlogget) -> HttpResponse:
    return HttpResponse()
