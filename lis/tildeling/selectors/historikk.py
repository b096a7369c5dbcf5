"""What has happened to a case of the allocation, in the words of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.selectors import Historikklinje, feltendringer

LEDETEKSTER = {
    "oppstart": _("Oppstart i kommunen"),
    "frist": _("Frist for ønsker"),
    "kanal": _("Kanal"),
    "arbeidsutvalg": _("Arbeidsutvalg"),
    "kriterier": _("Kriterier"),
    "kandidater": _("Kandidater"),
    "ut": _("Ikke lenger med"),
    "reservasjoner": _("Reserverte plasser"),
    "grupper": _("Grupper"),
    "publiseres": _("Publiseres"),
    "start": _("Begynner i kommunen"),
    "slutt": _("Siste dag i kommunen"),
}


def historikk(sak: Sak, hendelser: Iterable[Hendelse] | None = None) -> list[Historikklinje]:
    """Newest first."""
    return saksgang.historikk(
        sak,
        hendelser,
        undertekst=lambda h: str(h.data.get("hvem", "")),
        endringer=partial(feltendringer, ledetekster=LEDETEKSTER),
    )
