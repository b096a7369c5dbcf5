"""What has happened to a case of guidance, as people read it: who did what, and on whose behalf."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.selectors import Historikklinje

from ..models import Videregrunn


def historikk(sak: Sak, hendelser: Iterable[Hendelse] | None = None) -> list[Historikklinje]:
    """Newest first. What was said stands in the thread."""
    return saksgang.historikk(sak, hendelser, undertekst=lambda h: _detaljer(h.data))


def _detaljer(data: dict[str, Any]) -> str:
    """Where it was sent and why, or which day was asked for."""
    deler = []
    if data.get("fra") and data.get("til"):
        deler.append(_("Fra %(fra)s til %(til)s.") % {"fra": data["fra"], "til": data["til"]})
    if data.get("grunn") in Videregrunn.values:
        deler.append(f"{Videregrunn(data['grunn']).label}.")
    if data.get("frist"):
        deler.append(_("Ny dag: %(dag)s.") % {"dag": dato(date.fromisoformat(data["frist"]))})
    if data.get("nevner_kapasitet"):
        deler.append(_("Teksten nevner kapasitet. Den som skrev, har bekreftet at vurderingen ikke bygger på det."))
    return " ".join(deler)
