"""The people of LIS3: the fixed cast, and a small hospital with departments, places, supervisors and doctors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet, Virksomhetstype
from lis.lege.models import ALLMENNMEDISIN, Laeringsmaal, Lege, Spesialistgodkjenning, Spesialitet
from lis.lis3.models import Avdeling, Innmelding, Innstilling, Plass, Spesialisering
from tests.avtrykk import ett_avtrykk
from tests.rollebesetning import FOR_LENGE_SIDEN, Cast, bygg_cast


@dataclass
class LisCast(Cast):
    """`koordinator`, `kommune_lis` (Gjøvik), `hamar_lis`, `lis3` and `lis3b` (doctors), `avdelingsleder` (medicine)."""

    avdelinger: dict[str, Avdeling] = field(default_factory=dict)
    leger: dict[str, Lege] = field(default_factory=dict)

    def spesialist(self, kode: str, spesialitet: str) -> None:
        Spesialistgodkjenning.objects.create(
            bruker=self.folk[kode],
            spesialitet_id=spesialitet,
            kontrollert=FOR_LENGE_SIDEN,
            kontrollert_av=self.folk["sekretariat"],
        )

    def lege(
        self, kode: str, navn: str, kommune: Virksomhet, *, start: date, bruker: Bruker | None = None, **andre: object
    ) -> Lege:
        """A doctor in general practice with plan and approved supervisor, and nothing enrolled yet."""
        lege = Lege.objects.create(navn=navn, epost=f"{kode}@prove.example", kommune=kommune, bruker=bruker)
        felter = {"plan_tildelt": start, "veileder": self.folk["lisveileder"]} | andre
        Spesialisering.objects.create(lege=lege, start=start, **felter)
        self.leger[kode] = lege
        return lege

    def avdeling(self, kode: str, enhet: Enhet, spesialitet: str, *, plasser: int, godkjent: date | None) -> Avdeling:
        avdeling = Avdeling.objects.create(enhet=enhet, spesialitet_id=spesialitet, godkjent=godkjent)
        avdeling.laeringsmaal.set(Laeringsmaal.objects.all())
        for nummer in range(1, plasser + 1):
            Plass.objects.create(avdeling=avdeling, nummer=nummer, fra=FOR_LENGE_SIDEN)
        self.avdelinger[kode] = avdeling
        return avdeling

    def plass(self, kode: str, nummer: int = 1) -> Plass:
        return self.avdelinger[kode].plasser.get(nummer=nummer)

    def innmelding(self, kode: str) -> Innmelding:
        return Innmelding.objects.get(lege=self.leger[kode])


FOLK = [
    ("koordinator", "Karl Koordinator"),
    ("kommune_lis", "Line Liskontakt"),
    ("hamar_lis", "Hege Hamarkontakt"),
    ("lis3", "Liv Listre"),
    ("lis3b", "Lage Listre"),
    ("lisveileder", "Lisbeth Lisveileder"),
    ("sykehusveileder", "Siri Sykehusveileder"),
    ("feil_veileder", "Finn Feilspesialist"),
    ("avdelingsleder", "Arne Avdelingsleder"),
    ("alis_kontor", "Alis Kontor"),
]


def bygg_lis() -> LisCast:
    """The network of the fixed cast, with what LIS3 needs on top, row by row."""
    return bygg_paa(bygg_cast())


def bygg_paa(grunn: Cast) -> LisCast:
    """What LIS3 needs on top of a cast; the people and units are added to that cast too."""
    c = LisCast(**grunn.__dict__)
    for kode, navn in [(ALLMENNMEDISIN, "Allmennmedisin"), ("indremedisin", "Indremedisin"), ("psykiatri", "Psykiatri")]:
        Spesialitet.objects.get_or_create(kode=kode, defaults={"navn": navn})
    for kode, navn in [("ALM-055", "Samhandling"), ("ALM-085", "Selektert pasientpopulasjon")]:
        Laeringsmaal.objects.get_or_create(kode=kode, defaults={"navn": navn})
    for kode, navn, sted in [
        ("medisin", "Medisinsk avdeling", "Gjøvik"),
        ("medisin_lhmr", "Medisinsk avdeling", "Lillehammer"),
        ("dps", "DPS Hamar", "Hamar"),
    ]:
        c.enheter[kode] = Enhet.objects.create(virksomhet=c.sykehus, navn=navn, sted=sted)
    alis = Virksomhet.objects.create(navn="ALIS-kontor Øst", type=Virksomhetstype.ALIS_KONTOR)
    for kode, navn in FOLK:
        if kode not in c.folk:  # the coordinator is that of LIS1 too, where both are built on one cast
            c.person(kode, navn)
    R = RolleType
    for kode, type_, sted in [
        ("koordinator", R.LIS_KOORDINATOR, c.sykehus), ("kommune_lis", R.KOMMUNE_LIS_KONTAKT, c.gjovik),
        ("hamar_lis", R.KOMMUNE_LIS_KONTAKT, c.hamar), ("lis3", R.LIS3, c.gjovik), ("lis3b", R.LIS3, c.hamar),
        ("lisveileder", R.LIS_VEILEDER, c.gjovik), ("sykehusveileder", R.ANSATT, c.medisin),
        ("feil_veileder", R.ANSATT, c.medisin), ("avdelingsleder", R.LEDER, c.medisin),
        ("avdelingsleder", R.ANSATT, c.medisin), ("alis_kontor", R.ALIS_KONTOR, alis),
    ]:  # fmt: skip
        if not c.folk[kode].roller.filter(type=type_, virksomhet=getattr(sted, "virksomhet", sted)).exists():
            c.rolle(kode, type_, sted)
    c.spesialist("lisveileder", ALLMENNMEDISIN)
    c.spesialist("sykehusveileder", "indremedisin")
    c.spesialist("feil_veileder", "psykiatri")
    Innstilling.objects.create(helsefellesskap=c.helsefellesskap)
    c.avdeling("medisin", c.medisin, "indremedisin", plasser=2, godkjent=FOR_LENGE_SIDEN)
    c.avdeling("medisin_lhmr", c.medisin_lhmr, "indremedisin", plasser=1, godkjent=FOR_LENGE_SIDEN)
    c.avdeling("dps", c.dps, "psykiatri", plasser=1, godkjent=None)
    c.lege("lis3", "Liv Listre", c.gjovik, start=date(2023, 3, 1), bruker=c.lis3)
    c.lege("lis3b", "Lage Listre", c.hamar, start=date(2024, 9, 1), bruker=c.lis3b)
    c.lege("lis3c", "Lone Utenkonto", c.gjovik, start=date(2024, 9, 1))
    c.lege("utenfor", "Uno Utenområde", c.annen, start=date(2022, 1, 1))
    return c


lag_lis = ett_avtrykk(bygg_lis)
"""The people of LIS3 in the empty database of this test."""
