from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse


def tjenester(request: HttpRequest) -> HttpResponse:
    raise Http404


def tjeneste(request: HttpRequest, pk: UUID) -> HttpResponse:
    raise Http404
