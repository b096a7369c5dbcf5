"""What LIS3 stands on in the demo: specialities, departments with places, supervisors, and a contact in each municipality.

Master data comes as an administrator would enter it; what people do with it goes through the verbs (`lis3.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, Rolle, RolleType, Virksomhet
from lis.lege.models import (
    ALLMENNMEDISIN,
    Laeringsarena,
    Laeringsmaal,
    Spesialistgodkjenning,
    Spesialitet,
    Utdanningsvirksomhet,
)
from lis.lis3.frister import maaned_nr, maaned_slutt, maaned_start
from lis.lis3.models import Avdeling, Innstilling, Plass, Stenging

from .nett import Nett
from .virkelighet import FORNAVN

SPESIALITETER = {
    ALLMENNMEDISIN: "Allmennmedisin",
    "akuttmedisin": "Akutt- og mottaksmedisin",
    "barnesykdommer": "Barnesykdommer",
    "geriatri": "Geriatri",
    "indremedisin": "Indremedisin",
    "kirurgi": "Kirurgi",
    "psykiatri": "Psykiatri",
    "rus": "Rus- og avhengighetsmedisin",
    "samfunnsmedisin": "Samfunnsmedisin",
}
LAERINGSMAAL = {"ALM-055": "Samhandling", "ALM-085": "Selektert pasientpopulasjon"}

AVDELINGER = [
    # (unit, site, speciality, places, goals, whether approved for three-month parts)
    ("Medisinsk avdeling", "Gjøvik", "indremedisin", 2, "55 85", True),
    ("Akuttmottaket", "Gjøvik", "akuttmedisin", 1, "55", True),
    ("Kirurgisk avdeling", "Gjøvik", "kirurgi", 1, "55 85", False),
    ("Barne- og ungdomsavdelingen", "Lillehammer", "barnesykdommer", 2, "55 85", True),
    ("Medisinsk avdeling", "Lillehammer", "indremedisin", 2, "55 85", True),
    ("Akuttmottaket", "Lillehammer", "akuttmedisin", 1, "55", True),
    ("Geriatrisk sengepost", "Hamar", "geriatri", 1, "55 85", True),
    ("Medisinsk avdeling", "Hamar", "indremedisin", 1, "55 85", True),
    ("Medisinsk avdeling", "Elverum", "indremedisin", 1, "55 85", True),
    ("Medisinsk sengepost", "Tynset", "indremedisin", 1, "55 85", True),
    ("Akuttpsykiatrisk avdeling", "Sanderud", "psykiatri", 2, "55 85", True),
    ("Avdeling for rus", "Sanderud", "rus", 1, "55", False),
]
STENGT = [
    # (unit, site, place, from and through, as months from now, reason)
    ("Barne- og ungdomsavdelingen", "Lillehammer", 2, 0, 3, "ombygging"),
    ("Akuttmottaket", "Lillehammer", 1, 7, 12, "vaktplanen er full"),
    ("Avdeling for rus", "Sanderud", 1, 4, 5, "flytter"),
]
REGISTRERTE = ("Gjøvik", "Hamar", "Lillehammer", "Ringsaker", "Elverum", "Østre Toten", "Vestre Toten", "Stange")


@dataclass
class Lisgrunnlag:
    """Who answers for what in LIS3."""

    nett: Nett
    koordinator: Bruker
    fra: date
    avdelinger: dict[tuple[str, str], Avdeling] = field(default_factory=dict)
    sykehusveiledere: dict[tuple[str, str], Bruker] = field(default_factory=dict)
    kontakter: dict[str, Bruker] = field(default_factory=dict)
    veiledere: dict[str, Bruker] = field(default_factory=dict)

    def avdeling(self, navn: str, sted: str) -> Avdeling:
        return self.avdelinger[navn, sted]


class Grunnlagsbygger:
    """Builds it once; the same each time."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.idag = timezone.localdate()
        self.fra = self.idag - timedelta(days=1100)
        self.grunnlag = Lisgrunnlag(nett, nett.kontoer["lis-koordinator"], self.fra)
        self.nummer = 0

    def bygg(self) -> Lisgrunnlag:
        Spesialitet.objects.bulk_create(Spesialitet(kode=kode, navn=navn) for kode, navn in SPESIALITETER.items())
        Laeringsmaal.objects.bulk_create(Laeringsmaal(kode=kode, navn=navn) for kode, navn in LAERINGSMAAL.items())
        Innstilling.objects.create(
            helsefellesskap=self.nett.sykehus.helsefellesskap.get(),
            hjemmel_url="https://lovdata.no/forskrift/2016-12-08-1482",
            stillinger_url="https://www.sykehuset-innlandet.no/om-oss/jobb-hos-oss/",
        )
        for navn, sted, spesialitet, plasser, maal, delt in AVDELINGER:
            self._avdeling(navn, sted, spesialitet, plasser, maal.split(), delt=delt)
        for navn, sted, plass, fra, til, grunn in STENGT:
            naa = maaned_nr(self.idag)
            Stenging.objects.create(
                plass=self.grunnlag.avdeling(navn, sted).plasser.get(nummer=plass),
                fra=maaned_start(naa + fra),
                til=maaned_slutt(naa + til),
                grunn=grunn,
            )
        for kommune in self.nett.kommuner:
            self._kommune(kommune)
        return self.grunnlag

    def _avdeling(self, navn: str, sted: str, spesialitet: str, plasser: int, maal: list[str], *, delt: bool) -> None:
        enhet = self.nett.enhet(self.nett.sykehus, navn, sted)
        avdeling = Avdeling.objects.create(
            enhet=enhet,
            spesialitet_id=spesialitet,
            godkjent=self.fra if delt else None,
            internundervisning_url="https://www.kompetansebroen.no/arrangement",
        )
        avdeling.laeringsmaal.set(Laeringsmaal.objects.filter(pk__in=[f"ALM-0{m}" for m in maal]))
        Plass.objects.bulk_create(Plass(avdeling=avdeling, nummer=n, fra=date(2024, 1, 1)) for n in range(1, plasser + 1))
        self.grunnlag.avdelinger[navn, sted] = avdeling
        overlege = self._person("Overlege", enhet)
        self._spesialist(overlege, spesialitet)
        self.grunnlag.sykehusveiledere[navn, sted] = overlege

    def _kommune(self, kommune: Virksomhet) -> None:
        helse = self.nett.enhet(kommune, "Helse og omsorg", kommune.navn.split(" (")[0])
        if kommune.navn == "Gjøvik":
            kontakt = self.nett.kontoer["kommune-lis"]
        else:
            kontakt = self._person("Liskontakt", helse)
            self._rolle(kontakt, RolleType.KOMMUNE_LIS_KONTAKT, kommune)
        self.grunnlag.kontakter[kommune.navn] = kontakt
        if kommune.navn in REGISTRERTE:
            veileder = self._person("Fastlege", helse)
            self._spesialist(veileder, ALLMENNMEDISIN, av=kontakt)
            self.grunnlag.veiledere[kommune.navn] = veileder
            utdanning = Utdanningsvirksomhet.objects.create(
                virksomhet=kommune,
                registrert=self.fra,
                plan_gjelder_fra=self.fra,
                plan_url="https://www.alis.no/for-kommuner",
                om_planen="Planen beskriver læringsarenaene og hvordan læringsmålene i allmennmedisin kan nås.",
            )
            arena = Laeringsarena.objects.create(
                utdanning=utdanning,
                navn="Sykehustjeneste",
                enhet=self.grunnlag.avdeling("Medisinsk avdeling", "Gjøvik").enhet,
            )
            arena.laeringsmaal.set(Laeringsmaal.objects.all())
            Laeringsarena.objects.create(
                utdanning=utdanning, navn="Legevakten", beskrivelse="Vakt med erfaren lege i bakvakt."
            )

    def _person(self, etternavn: str, enhet: Enhet) -> Bruker:
        self.nummer += 1
        bruker = Bruker.objects.create_user(
            f"fagfolk{self.nummer}@demo.example",
            None,
            navn=f"{FORNAVN[self.nummer * 7 % len(FORNAVN)]} {etternavn}",
            faggruppe="lege",
            tlf_arbeid=enhet.telefon,
        )
        Rolle.objects.create(
            bruker=bruker, type=RolleType.ANSATT, virksomhet_id=enhet.virksomhet_id, enhet=enhet, gyldig_fra=self.fra
        )
        return bruker

    def _rolle(self, bruker: Bruker, type_: RolleType, sted: Virksomhet) -> None:
        Rolle.objects.create(bruker=bruker, type=type_, virksomhet=sted, gyldig_fra=self.fra)

    def _spesialist(self, bruker: Bruker, spesialitet: str, *, av: Bruker | None = None) -> None:
        Spesialistgodkjenning.objects.create(
            bruker=bruker,
            spesialitet_id=spesialitet,
            kontrollert=self.fra,
            kontrollert_av=av or self.grunnlag.koordinator,
        )
