"""The tabs of LIS3: only what the person may see, with counts, in one statement."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for

ANTALL = """
SELECT (SELECT count(*) FROM lis3_innmelding WHERE tilstand IN ('innmeldt', 'paa_vent')),
       (SELECT count(*) FROM lis3_seksmndforesporsel
        WHERE tilstand IN ('avkreftet', 'endring') OR tilstand = 'planlagt' AND sendes <= %(dag)s
           OR tilstand = 'godkjent' AND frist < %(dag)s OR tilstand = 'sendt' AND svarfrist < %(dag)s),
       (SELECT count(*) FROM lis3_tjeneste WHERE tilstand = 'paagaar')
"""

KOORDINATOR = ("ko", "tavle", "seksmnd", "tjenester", "forslagsliste", "vikariater", "kommunepraksiser")
LEDER = ("tjenester", "avdelinger", "tavle", "klarmeldte", "vikariater")
KOMMUNE = ("liste", "tjenester", "vikariater", "kommunepraksiser")

UNDER = {"avdelinger": "tavle", "klarmeldte": "vikariater"}
"""Pages that have no tab of their own for everybody, and the one they belong under then."""

NAVN: dict[str, tuple[Promise, str]] = {
    "ko": (_("Plasseringskø"), "table"),
    "tavle": (_("Kapasitetstavle"), "timeline"),
    "seksmnd": (_("Seksmånederssjekk"), "clipboard"),
    "tjenester": (_("I tjeneste"), "stethoscope"),
    "forslagsliste": (_("Forslag"), "swap"),
    "vikariater": (_("Vikariater"), "calendar"),
    "avdelinger": (_("Avdelinger"), "building"),
    "klarmeldte": (_("Klarmeldte"), "check-circle"),
    "liste": (_("Leger"), "person"),
    "kommunepraksiser": (_("Praksis i kommune"), "stethoscope"),
}


class Fane(NamedTuple):
    adresse: str
    navn: str
    ikon: str
    antall: int
    haster: bool
    her: str
    """What `aria-current` says: the page itself, a page below it, or neither."""


def faner_for(bruker: Bruker, her: str, *, dag: date | None = None) -> list[Fane]:
    """The tabs this person sees; `her` is the url name of the page they are drawn on."""
    tilgang = tilgang_for(bruker)
    antall: dict[str, int] = {}
    if tilgang.har(RolleType.LIS_KOORDINATOR):
        navn: tuple[str, ...] = KOORDINATOR
        with connection.cursor() as peker:
            peker.execute(ANTALL, {"dag": dag or timezone.localdate()})
            antall = dict(zip(("ko", "seksmnd", "tjenester"), peker.fetchone(), strict=True))
    elif tilgang.har(RolleType.LEDER):
        navn = LEDER if not tilgang.har(RolleType.KOMMUNE_LIS_KONTAKT) else ("liste", *LEDER)
    else:
        navn = KOMMUNE
    over = "" if her in navn else UNDER.get(her, "")
    return [
        Fane(
            adresse=reverse(f"lis3:{ett}"),
            navn=str(NAVN[ett][0]),
            ikon=NAVN[ett][1],
            antall=antall.get(ett, 0),
            haster=ett == "seksmnd",
            her="page" if ett == her else "true" if ett == over else "",
        )
        for ett in navn
    ]
