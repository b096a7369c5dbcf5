from django.http import Http404, HttpRequest, HttpResponse


def tavle(request: HttpRequest) -> HttpResponse:
    raise Http404
