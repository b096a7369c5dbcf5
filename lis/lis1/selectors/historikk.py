"""What has happened to a case of LIS1, as people read it: who did what, on whose behalf, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.overgang import tabell_for
from grunnmur.saksgang.selectors import hendelser_i, hvem


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
        "oppstart": _("Oppstart i kommunen"),
        "enhet": _("Enhet"),
        "merknad": _("Merknad"),
        "kull": _("Kull"),
        "sykehus_maaneder": _("Måneder i sykehus"),
        "kommune_maaneder": _("Måneder i kommune"),
        "kommune_fra": _("Kommunedelen begynner"),
        "kommunepraksis": _("Kommunepraksis"),
        "kommune": _("Kommune"),
        "koblet": _("Koblet stilling"),
        "ukoblet_begrunnelse": _("Begrunnelse for at stillingen ikke er koblet"),
        "avvik_begrunnelse": _("Begrunnelse for annen varighet"),
        "avvik_url": _("Lenke til Helsedirektoratets utlysning"),
        "lege": _("Lege"),
    }.get(felt, felt)


def historikk(sak: Sak, hendelser: Iterable[Hendelse] | None = None) -> list[Linje]:
    """Newest first. An event's `data["endringer"]` is a list of `{"felt", "fra", "til"}`."""
    tabell = tabell_for(sak)
    linjer = [
        Linje(
            navn=h.navn,
            tidspunkt=h.tidspunkt,
            tekst=_("%(hvem)s %(hva)s") % {"hvem": hvem(h.utfort_av, h.paa_vegne_av), "hva": tabell.hendelsestekst(h.navn)},
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
    """A stored value as text: an ISO date is written as one."""
    tekst = "" if verdi is None else str(verdi)
    try:
        return dato(date.fromisoformat(tekst)) if len(tekst) == len("2027-03-01") else tekst
    except ValueError:
        return tekst
