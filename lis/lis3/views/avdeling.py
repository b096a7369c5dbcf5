from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse


def avdelinger(request: HttpRequest) -> HttpResponse:
    raise Http404


def avdeling(request: HttpRequest, pk: UUID) -> HttpResponse:
    raise Http404
