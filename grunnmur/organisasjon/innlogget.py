from django.http import HttpRequest

from .models import Bruker


class Innlogget(HttpRequest):
    """A request that LoginRequiredMiddleware has let through: somebody is signed in."""

    user: Bruker
