"""What has happened to a case of LIS3, as people read it: who did what, on whose behalf, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.overgang import tabell_for
from grunnmur.saksgang.selectors import hendelser_i, setning


@dataclass(frozen=True)
class Endring:
    """One field, before and after."""

    felt: str
    fra: str
    til: str


@dataclass(frozen=True)
class Linje:
    """One event of the history."""

    navn: str
    tidspunkt: datetime
    tekst: str
    kommentar: str = ""
    endringer: tuple[Endring, ...] = ()


def ledetekst(felt: str) -> str:
    """The word for a field of an event's `endringer`. Dates are stored as ISO and shown as dates."""
    return {
        "planlagt_start": _("Planlagt start"),
        "foresporselsfrist": _("Seksmånedersforespørselen sendes seinest"),
        "frist": _("Frist"),
        "onsker": _("Ønsker"),
        "deling": _("Tjenestens deling"),
        "plan_tildelt": _("Individuell utdanningsplan"),
        "veileder": _("Veileder i kommunen"),
        "start": _("Start i spesialiseringen"),
        "gruppe": _("Gruppe"),
        "avbrudd": _("Avbrudd, dager i alt"),
        "kommune": _("Kommune"),
        "vikar": _("Vikar for praksis"),
        "paa_vent_til": _("På vent til"),
        "endret_dato": _("Endringen ble kjent"),
        "plass": _("Plass"),
        "svarfrist": _("Svarfrist"),
        "sokt": _("Stillingen er søkt"),
        "sykehusveileder": _("Veileder i sykehuset"),
        "startdag": _("Første dag"),
        "siste_dag": _("Siste dag"),
        "tjenesteavbrudd": _("Avbrudd i tjenesten"),
        "maal": _("Læringsmål nådd"),
        "fra": _("Fra"),
        "til": _("Til"),
    }.get(felt, felt)


def historikk(sak: Sak, hendelser: Iterable[Hendelse] | None = None) -> list[Linje]:
    """Newest first. An event's `data["endringer"]` is a list of `{"felt", "fra", "til"}`."""
    tabell = tabell_for(sak)
    linjer = [
        Linje(
            navn=h.navn,
            tidspunkt=h.tidspunkt,
            tekst=setning(h, tabell),
            kommentar=h.kommentar,
            endringer=tuple(_endringer(h.data.get("endringer", []))),
        )
        for h in (hendelser_i(sak) if hendelser is None else hendelser)
    ]
    return linjer[::-1]


def _endringer(rader: Iterable[dict[str, Any]]) -> Iterator[Endring]:
    for rad in rader:
        yield Endring(ledetekst(rad["felt"]), _verdi(rad.get("fra", "")), _verdi(rad.get("til", "")))


def _verdi(verdi: Any) -> str:
    """A stored value as text: an ISO date is written as one, a list stands line by line."""
    if isinstance(verdi, list):
        return "; ".join(_verdi(del_) for del_ in verdi)
    tekst = "" if verdi is None else str(verdi)
    try:
        return dato(date.fromisoformat(tekst)) if len(tekst) == len("2027-03-01") else tekst
    except ValueError:
        return tekst
