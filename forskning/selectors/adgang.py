"""Who has anything to do in research: everybody of the network."""

from __future__ import annotations

from django.http import Http404

from grunnmur.organisasjon.models import Bruker

from ..models.adgang import i_nettverket


def krev_forskning(bruker: Bruker) -> None:
    """A stranger finds no such page."""
    if not i_nettverket(bruker):
        raise Http404
