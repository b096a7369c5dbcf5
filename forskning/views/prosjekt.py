from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.organisasjon.innlogget import Innlogget

from ..models import Prosjekt


@never_cache
@require_safe
def prosjekt(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = get_object_or_404(Prosjekt.objects.synlig_for(request.user), pk=pk)
    return render(request, "forskning/prosjekt/prosjekt.html", {"sak": sak})
