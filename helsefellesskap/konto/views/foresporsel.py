"""What was asked, by whom, and what was sent."""

from django.http import HttpRequest, QueryDict

from grunnmur.organisasjon.models import Bruker


class Foresporsel(HttpRequest):
    """A request that LoginRequiredMiddleware has let through: somebody is signed in."""

    user: Bruker


def sendt(request: HttpRequest) -> QueryDict | None:
    """The posted values; None when nothing was posted, which is not the same as an empty form."""
    return request.POST if request.method == "POST" else None
