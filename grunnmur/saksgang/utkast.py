"""Keeping a draft: by a button, and while somebody types."""

from __future__ import annotations

from collections.abc import Callable

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.portal.dato import klokke

from .feil import UlovligOvergang, Utdatert
from .forms import Utkastskjema
from .models import Sak


def lagre(skjema: Utkastskjema, gjor: Callable[[], Sak]) -> Sak:
    """Keep what is right so far. The same post twice is one save, not a conflict."""
    skjema.full_clean()
    try:
        return gjor()
    except Utdatert:
        if skjema.er_lagret():
            return skjema.sak
        raise


def autolagre(skjema: Utkastskjema, gjor: Callable[[], Sak]) -> JsonResponse:
    """The same, while somebody types. Answers the version that the next save must carry."""
    try:
        lagret = lagre(skjema, gjor)
    except (Utdatert, UlovligOvergang) as feil:
        return JsonResponse({"melding": str(feil)}, status=409)
    melding = _("Lagret %(klokke)s") % {"klokke": klokke(timezone.localtime())}
    if mangler := skjema.ikke_lagret():
        melding += ". " + _("Ikke lagret: %(felter)s.") % {"felter": ", ".join(mangler)}
    return JsonResponse({"melding": melding, "versjon": lagret.versjon})
