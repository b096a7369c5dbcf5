"""Whose hospitering somebody may see the figures of, and for how long a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.organisasjon.selectors.utsnitt import Utsnitt, delene, hele

R = RolleType
SER = (R.LEDER, R.MOTTAKSANSVARLIG)
AAR_TILBAKE = 4


def vilkaar(utsnitt: Utsnitt, enheter: list[UUID]) -> Q:
    """Which cases: from or to the part. `enheter` as given by `Utsnitt.enheter`."""
    if utsnitt.enhet:
        return Q(egen_enhet__in=enheter) | Q(vertsenhet__in=enheter) | Q(hospiteringsenhet__in=enheter)
    if utsnitt.virksomhet:
        return Q(egen_enhet__virksomhet=utsnitt.virksomhet) | Q(vertsvirksomhet=utsnitt.virksomhet)
    return Q()


def ser_oversikten(bruker: Bruker) -> bool:
    """Leaders, intake and the secretariat, their stand-ins included."""
    return tilgang_for(bruker).har(R.SEKRETARIAT, *SER)


def utsnitt_for(bruker: Bruker) -> list[Utsnitt]:
    """What this person may choose among; empty for those who have no figures to see.

    The secretariat: the network, and each party. Leaders and intake: where they hold the role, with all below.
    """
    if not ser_oversikten(bruker):
        return []
    deler = delene(bruker, part=SER, enhet=SER)
    return [hele(), *deler] if tilgang_for(bruker).har(R.SEKRETARIAT) else deler


@dataclass(frozen=True)
class Tidsrom:
    """From the first day to the last, both counted."""

    fra: date
    til: date

    @property
    def grenser(self) -> tuple[datetime, datetime]:
        """The first moment, and the first after the last."""
        dager = (self.fra, self.til + timedelta(days=1))
        start, slutt = (timezone.make_aware(datetime.combine(dag, time.min)) for dag in dager)
        return start, slutt

    @property
    def aarene(self) -> range:
        return range(self.fra.year, self.til.year + 1)


def aaret(aar: int) -> Tidsrom:
    return Tidsrom(date(aar, 1, 1), date(aar, 12, 31))


def tidsrommene(dag: date) -> dict[str, tuple[str, Tidsrom]]:
    """The years and half-years to choose among, by code: this year first, and no half-year that has not begun."""
    ut = {}
    for aar in range(dag.year, dag.year - AAR_TILBAKE - 1, -1):
        ut[str(aar)] = (_("Hele %(aar)s") % {"aar": aar}, aaret(aar))
        halvaar = [
            (_("1. halvår %(aar)s") % {"aar": aar}, Tidsrom(date(aar, 1, 1), date(aar, 6, 30))),
            (_("2. halvår %(aar)s") % {"aar": aar}, Tidsrom(date(aar, 7, 1), date(aar, 12, 31))),
        ]
        ut |= {f"{aar}-{nr}": h for nr, h in enumerate(halvaar, 1) if h[1].fra <= dag}
    return ut
