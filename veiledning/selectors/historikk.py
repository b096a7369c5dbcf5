"""What has happened to a case of guidance, as people read it: who did what, and on whose behalf."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.overgang import tabell_for
from grunnmur.saksgang.selectors import hendelser_i, setning

from ..models import Videregrunn


@dataclass(frozen=True)
class Linje:
    """One event of the history. What was said stands in the thread."""

    navn: str
    tidspunkt: datetime
    tekst: str
    undertekst: str
    kommentar: str


def historikk(sak: Sak, hendelser: Iterable[Hendelse] | None = None) -> list[Linje]:
    """Newest first."""
    tabell = tabell_for(sak)
    linjer = [
        Linje(
            navn=h.navn,
            tidspunkt=h.tidspunkt,
            tekst=setning(h, tabell),
            undertekst=_detaljer(h.data),
            kommentar=h.kommentar,
        )
        for h in (hendelser_i(sak) if hendelser is None else hendelser)
    ]
    return linjer[::-1]


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
