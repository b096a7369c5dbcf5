"""One look-up of rights per request, and only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .models import Bruker


class TilgangMiddleware:
    """Let `tilgang_for(request.user)` remember its answer for as long as this request lasts.

    Comes after AuthenticationMiddleware. It costs nothing by itself: neither the session's user nor the
    roles are read before a view, a rule or a template asks for them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        innlogget = request.user

        def med_husk() -> object:
            # Reading an attribute makes the lazy user of the session real; what is marked is the user itself.
            innlogget.is_authenticated  # noqa: B018
            bruker = getattr(innlogget, "_wrapped", innlogget)
            if isinstance(bruker, Bruker):
                bruker.husk_tilgang = True
            return bruker

        request.user = SimpleLazyObject(med_husk)  # type: ignore[assignment]
        return self.get_response(request)
