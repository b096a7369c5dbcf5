"""The people of guidance: the fixed cast, and who answers, coordinates and leads on either side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Deltakelse, RolleType, Virksomhet, Virksomhetstype
from tests.avtrykk import ett_avtrykk
from tests.rollebesetning import FOR_LENGE_SIDEN, Cast, bygg_cast
from veiledning.models import Fagomraade, Foresporsel, Innstilling, Svarvakt
from veiledning.operations import foresporsel, vakt

IDAG = timezone.localdate


@dataclass
class VeilCast(Cast):
    """`soker` asks from Gjøvik; `svarer` and `svarer2` are on the rota of the palliative centre, `reserve` answers too.

    `vertsleder` leads the centre. `kommunesvarer` answers for the short-term ward in Gjøvik, `sykehuslege` asks from the
    centre. `koordinator` (the trust) and `kommunekoordinator` (Gjøvik) coordinate; `spesialist` answers alone.
    """

    praksis: Virksomhet | None = None
    fag: dict[str, Fagomraade] = field(default_factory=dict)

    def vakt(self, kode: str, *, rekkefolge: int = 1, fag: str = "", **andre: Any) -> Svarvakt:
        """A line on the rota for somebody who answers guidance at a unit."""
        rolle = self.folk[kode].roller.get(type=RolleType.VEILEDNINGSANSVARLIG, enhet__isnull=False)
        felter = {"gyldig_fra": FOR_LENGE_SIDEN, "fagomraade": self.fag.get(fag)} | andre
        return Svarvakt.objects.create(rolle=rolle, rekkefolge=rekkefolge, **felter)

    def behov(self, **andre: Any) -> dict[str, Any]:
        """A complete general question from Gjøvik to the palliative centre."""
        return {
            "til_virksomhet": self.sykehus,
            "til_enhet": self.palliativ,
            "omfang": "kunnskap",
            "fagfelt": "somatikk",
            "ytelse": "veiledning",
            "form": "video",
            "hastegrad": "vanlig",
            "overskrift": "Smertelindring i hjemmet",
            "behov": "Vi trenger å vite hvordan smertepumper brukes i hjemmet.",
        } | andre

    def tilbakering(self, **andre: Any) -> dict[str, Any]:
        """A complete wish to be rung about one patient: no text at all."""
        return {
            "til_virksomhet": self.sykehus,
            "til_enhet": self.palliativ,
            "omfang": "enkeltpasient",
            "fagfelt": "somatikk",
            "hastegrad": "snart",
            "ring_tlf": "+4761000001",
            "ring_dag": pluss_virkedager(IDAG(), 1),
            "ring_fra": time(9),
            "ring_til": time(11),
        } | andre

    def omvendt(self, **andre: Any) -> dict[str, Any]:
        """A complete question the other way, from the centre to the short-term ward."""
        return self.behov(til_virksomhet=self.gjovik, til_enhet=self.korttid) | andre

    def utkast(self, felter: dict[str, Any] | None = None, *, av: str = "soker", naa: datetime | None = None) -> Foresporsel:
        enhet = {"soker": self.korttid, "hamarspor": self.hamarhelse}.get(av, self.palliativ)
        return foresporsel.opprett_utkast(utfort_av=self.folk[av], fra_enhet=enhet, felter=felter or self.behov(), naa=naa)

    def meldt(self, felter: dict[str, Any] | None = None, *, av: str = "soker", naa: datetime | None = None) -> Foresporsel:
        sak = self.utkast(felter, av=av, naa=naa)
        return foresporsel.meld(sak.pk, utfort_av=self.folk[av], versjon=sak.versjon, naa=naa)

    def tatt(
        self,
        felter: dict[str, Any] | None = None,
        *,
        av: str = "soker",
        svarer: str = "svarer",
        naa: datetime | None = None,
    ) -> Foresporsel:
        sak = self.meldt(felter, av=av, naa=naa)
        return vakt.ta(sak.pk, utfort_av=self.folk[svarer], versjon=sak.versjon, naa=naa)


FOLK = [
    ("svarer", "Svein Svarer"),
    ("svarer2", "Sigrid Svarerto"),
    ("reserve", "Roar Reserve"),
    ("kommunesvarer", "Kari Kommunesvarer"),
    ("sykehuslege", "Siv Sykehuslege"),
    ("koordinator", "Kirsti Koordinator"),
    ("kommunekoordinator", "Kolbjørn Kommunekoordinator"),
    ("spesialist", "Stig Spesialist"),
    ("hamarspor", "Hilde Hamarspør"),
]


def bygg_veil() -> VeilCast:
    """The network of the fixed cast, with what guidance needs on top, row by row."""
    return bygg_paa(bygg_cast())


def bygg_paa(grunn: Cast) -> VeilCast:
    """What guidance needs on top of a cast; the people and units are added to that cast too."""
    c = VeilCast(**{navn: getattr(grunn, navn) for navn in Cast.__dataclass_fields__})
    c.praksis = Virksomhet.objects.create(navn="Spesialistpraksis Gjøvik", type=Virksomhetstype.AVTALESPESIALIST)
    Deltakelse.objects.create(helsefellesskap=c.helsefellesskap, virksomhet=c.praksis, gyldig_fra=FOR_LENGE_SIDEN)
    for kode, navn, fagfelt in [
        ("palliasjon", "Palliasjon", "somatikk"), ("diabetes", "Diabetes", "somatikk"), ("rus", "Avhengighet", "rus"),
    ]:  # fmt: skip
        c.fag[kode] = Fagomraade.objects.get_or_create(navn=navn, defaults={"fagfelt": fagfelt})[0]
    for kode, navn in FOLK:
        if kode not in c.folk:  # where all areas stand together, one person coordinates both LIS and guidance
            c.person(kode, navn)
    R = RolleType
    for kode, type_, sted in [
        ("svarer", R.VEILEDNINGSANSVARLIG, c.palliativ), ("svarer2", R.VEILEDNINGSANSVARLIG, c.palliativ),
        ("svarer", R.ANSATT, c.palliativ), ("reserve", R.VEILEDNINGSANSVARLIG, c.palliativ),
        ("kommunesvarer", R.VEILEDNINGSANSVARLIG, c.korttid), ("kommunesvarer", R.ANSATT, c.korttid),
        ("sykehuslege", R.ANSATT, c.palliativ), ("koordinator", R.VEILEDNINGSKOORDINATOR, c.sykehus),
        ("kommunekoordinator", R.VEILEDNINGSKOORDINATOR, c.gjovik), ("spesialist", R.AVTALESPESIALIST, c.praksis),
        ("hamarspor", R.ANSATT, c.hamarhelse),
    ]:  # fmt: skip
        c.rolle(kode, type_, sted)
    Innstilling.objects.create(helsefellesskap=c.helsefellesskap)
    c.vakt("svarer", rekkefolge=1)
    c.vakt("svarer2", rekkefolge=2)
    return c


lag_veil = ett_avtrykk(bygg_veil)
"""The people of guidance in the empty database of this test."""


def virkedag(antall: int, fra: date | None = None) -> date:
    return pluss_virkedager(fra or IDAG(), antall)
