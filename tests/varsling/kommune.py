"""Where the sweep is tried: a small party, a deadline with its ladder, and who was told."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from grunnmur.organisasjon.models import RolleType
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.tekster import PAAMINNELSE
from tests.varsling import folk

VEILEDNING = RolleType.VEILEDNINGSANSVARLIG
OSLO = ZoneInfo("Europe/Oslo")

FRIST = date(2026, 11, 30)
"""A Monday with no public holiday near it."""
TRAPP = [date(2026, 11, 26), FRIST, date(2026, 12, 2), date(2026, 12, 7)]


def kl(dag: date, klokke: time = time(12)) -> datetime:
    return datetime.combine(dag, klokke, OSLO)


def fortalt(mal: str = PAAMINNELSE) -> list[str]:
    return sorted(Varsel.objects.filter(mal=mal).values_list("mottaker__navn", flat=True))


def bygg_kommune() -> Any:
    """A unit with a leader and a stand-in below a unit with a leader; a contact for the whole."""

    class Kommune:
        virksomhet = folk.virksomhet()
        over = folk.enhet(virksomhet, "Helse og mestring")
        enhet = folk.enhet(virksomhet, "Hjemmetjenesten", over=over)
        leder = folk.bruker("Leif Leder")
        vikar = folk.bruker("Vigdis Vikar")
        overleder = folk.bruker("Oda Overleder")
        kontakt = folk.bruker("Kari Kontakt")
        soker = folk.bruker("Synne Søker")

    Kommune.lederrolle = folk.rolle(Kommune.leder, RolleType.LEDER, Kommune.enhet)
    folk.vikar(Kommune.vikar, Kommune.lederrolle)
    folk.rolle(Kommune.overleder, RolleType.LEDER, Kommune.over)
    folk.rolle(Kommune.kontakt, RolleType.KONTAKT_ADM, Kommune.virksomhet)
    return Kommune
