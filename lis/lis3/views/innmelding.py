"""The landing list and the case page of an enrolment."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..models import Innmelding
from .innlogget import Innlogget


@require_safe
def liste(request: Innlogget) -> HttpResponse:
    return HttpResponse()


@require_safe
def sak(request: Innlogget, pk: UUID) -> HttpResponse:
    get_object_or_404(Innmelding.objects.synlig_for(request.user), pk=pk)
    return HttpResponse()
