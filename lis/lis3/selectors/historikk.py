"""What has happened to a case of LIS3, in the words of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.selectors import Historikklinje, feltendringer

LEDETEKSTER = {
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
}


def historikk(sak: Sak, hendelser: Iterable[Hendelse] | None = None) -> list[Historikklinje]:
    """Newest first."""
    return saksgang.historikk(sak, hendelser, endringer=partial(feltendringer, ledetekster=LEDETEKSTER))
