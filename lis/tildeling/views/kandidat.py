from uuid import UUID

from django.http import Http404, HttpResponse

from grunnmur.organisasjon.innlogget import Innlogget


def _kommer(request: Innlogget, pk: UUID, kandidat: UUID | None = None) -> HttpResponse:
    raise Http404


ny = ut = inn = _kommer
