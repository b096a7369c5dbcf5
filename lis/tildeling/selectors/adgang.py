"""Who finds the pages of the allocation."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from grunnmur.organisasjon.models import Bruker

from ..models.adgang import leser_lis1, leser_runder, steller_med_runder


def krev_leser(bruker: Bruker) -> None:
    """To everybody else the pages do not exist."""
    if not (leser_lis1(bruker) or leser_runder(bruker)):
        raise Http404


def krev_steller(bruker: Bruker) -> None:
    """Those who read are told that they may not; to everybody else the page does not exist."""
    krev_leser(bruker)
    if not steller_med_runder(bruker):
        raise PermissionDenied
