"""A browser without a browser, signed in."""

from __future__ import annotations

from django.test import Client

from grunnmur.organisasjon.models import Bruker


def som(bruker: Bruker) -> Client:
    """A client of its own for this person."""
    klient = Client()
    klient.force_login(bruker)
    return klient
