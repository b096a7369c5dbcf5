"""What guidance in the demo stands on: fields, decided rules, who coordinates, who answers, and the rotas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import (
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Rolle,
    RolleType,
    Virksomhet,
    Virksomhetstype,
)
from veiledning.models import Fagomraade, Innstilling, Svarvakt

from .nett import Nett
from .virkelighet import FORNAVN

R = RolleType
FAGOMRAADER: list[tuple[str, str]] = [
    ("Palliasjon", "somatikk"), ("Diabetes", "somatikk"), ("Sår", "somatikk"), ("Lungesykdom", "somatikk"),
    ("Hjertesvikt", "somatikk"), ("Hjerneslag", "somatikk"), ("Geriatri", "somatikk"), ("Demens", "psykisk_helse"),
    ("Ernæring", "somatikk"), ("Infeksjon og smittevern", "somatikk"), ("Nyresykdom og dialyse", "somatikk"),
    ("Kreft", "somatikk"), ("Rehabilitering", "somatikk"), ("Habilitering", "somatikk"), ("Barn og unge", "somatikk"),
    ("Svangerskap og barsel", "somatikk"), ("Urologi", "somatikk"), ("Smerte", "somatikk"),
    ("Legemiddelgjennomgang", "somatikk"), ("Akuttmedisin", "somatikk"), ("Nevrologi", "somatikk"),
    ("Angst og depresjon", "psykisk_helse"), ("Psykose", "psykisk_helse"), ("Selvmordsforebygging", "psykisk_helse"),
    ("Spiseforstyrrelser", "psykisk_helse"), ("Alderspsykiatri", "psykisk_helse"), ("Alkohol", "rus"), ("LAR", "rus"),
    ("Spilleavhengighet", "rus"),
]  # fmt: skip

VAKTER: list[tuple[str, str]] = [
    ("Palliativt senter", "Gjøvik"), ("Medisinsk avdeling", "Gjøvik"), ("Kreftpoliklinikken", "Gjøvik"),
    ("Slagenheten", "Lillehammer"), ("Geriatrisk sengepost", "Hamar"), ("Lungepoliklinikken", "Hamar"),
    ("Alderspsykiatrisk poliklinikk", "Sanderud"), ("Avdeling for rus", "Sanderud"),
    ("Rehabiliteringsenheten", "Ottestad"),
]  # fmt: skip
"""Units of the trust with a rota. The tenth is the short-term ward in Gjøvik."""
HULL = "Lungepoliklinikken"
"""Nobody answers there on Fridays."""


FORSTAAELSE_NB = "\n\n".join(
    [
        (
            "Veiledning er faglig støtte mellom tjenester på ulike nivå: råd, veiledning og opplysninger som den "
            "andre trenger for å gjøre oppgaven sin godt."
        ),
        (
            "Det kan gjelde én pasient, en gruppe av pasienter, eller ny kunnskap, metoder og prosedyrer. Plikten"
            " gjelder begge veier og både fysisk og psykisk helse."
        ),
        (
            "Den som blir spurt, svarer. Tid, form og omfang blir de to enige om. Plikten kan ikke settes til "
            "side fordi det er travelt. Endringer i organisering og administrasjon hører hjemme i "
            "samarbeidsutvalgene."
        ),
    ]
)
FORSTAAELSE_NN = "\n\n".join(
    [
        (
            "Rettleiing er fagleg støtte mellom tenester på ulike nivå: råd, rettleiing og opplysningar som den "
            "andre treng for å gjere oppgåva si godt."
        ),
        (
            "Det kan gjelde éin pasient, ei gruppe av pasientar, eller ny kunnskap, metodar og prosedyrar. Plikta"
            " gjeld begge vegar og både fysisk og psykisk helse."
        ),
        (
            "Den som blir spurd, svarer. Tid, form og omfang blir dei to samde om. Plikta kan ikkje setjast til "
            "side fordi det er travelt. Endringar i organisering og administrasjon høyrer heime i "
            "samarbeidsutvala."
        ),
    ]
)

KOORDINERER = ("Gjøvik", "Hamar", "Ringsaker")
"""Municipalities with a guidance coordinator. Where there is none, the administrative contact is asked to appoint one."""


@dataclass
class Veiledningsgrunnlag:
    """Whom the questions of the demo go between. `svarere` are those of a unit's rota, in turn."""

    nett: Nett
    praksis: Virksomhet
    fag: dict[str, Fagomraade] = field(default_factory=dict)
    svarere: dict[UUID, list[Bruker]] = field(default_factory=dict)
    koordinatorer: dict[str, Bruker] = field(default_factory=dict)

    def enhet(self, navn: str) -> Enhet:
        """The unit of the trust with a rota."""
        sted = next(sted for enhet, sted in VAKTER if enhet == navn)
        return self.nett.enhet(self.nett.sykehus, navn, sted)


class Veiledningsgrunnlagbygger:
    """Master data, as the trust and the municipalities would register it."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.fra = timezone.localdate() - timedelta(days=730)
        self.nummer = 0

    def bygg(self) -> Veiledningsgrunnlag:
        praksis = Virksomhet.objects.get(
            type=Virksomhetstype.AVTALESPESIALIST, roller__bruker=self.nett.kontoer["avtalespesialist"]
        )
        fellesskap = Helsefellesskap.objects.get()
        Deltakelse.objects.create(helsefellesskap=fellesskap, virksomhet=praksis, gyldig_fra=self.fra)
        self.g = Veiledningsgrunnlag(self.nett, praksis)
        self.g.fag = {navn: Fagomraade.objects.create(navn=navn, fagfelt=felt) for navn, felt in FAGOMRAADER}
        Innstilling.objects.create(
            helsefellesskap=fellesskap,
            forstaaelse_nb=FORSTAAELSE_NB,
            forstaaelse_nn=FORSTAAELSE_NN,
            forstaaelse_vedtatt=date(2026, 3, 12),
            organisatorisk_navn="Samarbeidsutvalget for helsefellesskapet",
            organisatorisk_url="https://www.sykehuset-innlandet.no/samhandling",
        )
        self._koordinatorer()
        self._vakter()
        return self.g

    def _koordinatorer(self) -> None:
        for kommune in self.nett.kommuner:
            if kommune.navn in KOORDINERER:
                hvem = self._person("Veiledningskoordinator", self._hjemmetjenesten(kommune))
                self._rolle(hvem, R.VEILEDNINGSKOORDINATOR, kommune)
                self.g.koordinatorer[kommune.navn] = hvem
                if kommune.navn != "Gjøvik":
                    svarer = self._person("Fagsykepleier", self._hjemmetjenesten(kommune))
                    self._rolle(svarer, R.VEILEDNINGSANSVARLIG, kommune, self._hjemmetjenesten(kommune))
                    self.g.svarere[self._hjemmetjenesten(kommune).pk] = [svarer]

    def _vakter(self) -> None:
        for navn, sted in VAKTER:
            enhet = self.nett.enhet(self.nett.sykehus, navn, sted)
            forste = [self.nett.kontoer["veiledning"]] if navn == "Palliativt senter" else [self._person("Overlege", enhet)]
            self._vakt(enhet, [*forste, self._person("Fagsykepleier", enhet)], dager=4 if navn == HULL else 5)
        gjovik = next(k for k in self.nett.kommuner if k.navn == "Gjøvik")
        korttid = self.nett.enhet(gjovik, "Korttidsavdelingen", "Gjøvik")
        self._vakt(korttid, [self.nett.kontoer["kommuneveiledning"], self._person("Fagsykepleier", korttid)], dager=5)

    def _vakt(self, enhet: Enhet, folk: list[Bruker], *, dager: int) -> None:
        for tur, bruker in enumerate(folk, start=1):
            rolle = Rolle.objects.filter(bruker=bruker, type=R.VEILEDNINGSANSVARLIG, enhet=enhet).first()
            rolle = rolle or self._rolle(bruker, R.VEILEDNINGSANSVARLIG, enhet.virksomhet, enhet)
            Svarvakt.objects.create(rolle=rolle, rekkefolge=tur, ukedager=list(range(1, dager + 1)), gyldig_fra=self.fra)
        self.g.svarere[enhet.pk] = folk

    def _hjemmetjenesten(self, kommune: Virksomhet) -> Enhet:
        return self.nett.enhet(kommune, "Hjemmetjenesten", kommune.navn)

    def _person(self, etternavn: str, enhet: Enhet) -> Bruker:
        self.nummer += 1
        navn = f"{FORNAVN[(self.nummer * 7 + 2) % len(FORNAVN)]} {etternavn}"
        bruker = Bruker.objects.create_user(
            f"veiledning{self.nummer}@demo.example", None, navn=navn, faggruppe="sykepleier", tlf_arbeid=enhet.telefon
        )
        self._rolle(bruker, R.ANSATT, enhet.virksomhet, enhet)
        return bruker

    def _rolle(self, bruker: Bruker, type_: RolleType, virksomhet: Virksomhet, enhet: Enhet | None = None) -> Rolle:
        return Rolle.objects.create(bruker=bruker, type=type_, virksomhet=virksomhet, enhet=enhet, gyldig_fra=self.fra)
