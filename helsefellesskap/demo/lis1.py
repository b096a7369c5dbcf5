"""LIS1 cohorts and hospital positions: three cohorts that have started, six to come. In the third half-year, too few places.

Made by the verbs, as the coordinator; the clock makes the cohorts.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.dato import pluss_maaneder
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Innstilling, Kommunepraksis, Kull, Stilling
from lis.lis1.operations import kull as kullverb
from lis.lis1.operations import stilling as verb
from lis.lis1.selectors.balanse import halvaar_for

from .nett import Nett
from .virkelighet import FORNAVN

HDIR = "https://www.helsedirektoratet.no/tema/autorisasjon-og-spesialistutdanning"
FORSKRIFT = "https://lovdata.no/forskrift/2016-12-08-1482"
UTLYST_FOER = 7
"""Months from a cohort is advertised until it starts, about as the Directorate has done it."""
STILLINGER = [
    # (cohort counted from the last but two that has started, unit, site, how many, municipality, how many are hired)
    (0, "Medisinsk avdeling", "Gjøvik", 3, "", 3),
    (0, "Kirurgisk avdeling", "Gjøvik", 1, "Gjøvik", 1),
    (0, "Medisinsk avdeling", "Hamar", 3, "", 3),
    (1, "Medisinsk avdeling", "Gjøvik", 3, "", 3),
    (1, "Kirurgisk avdeling", "Gjøvik", 2, "Gjøvik", 2),
    (1, "Medisinsk avdeling", "Hamar", 2, "", 2),
    (2, "Medisinsk avdeling", "Lillehammer", 3, "", 3),
    (2, "Medisinsk avdeling", "Gjøvik", 2, "", 1),
    (2, "Akuttmottaket", "Lillehammer", 1, "Lillehammer", 1),
    (3, "Medisinsk avdeling", "Gjøvik", 3, "", 2),
    (3, "Medisinsk avdeling", "Hamar", 3, "", 0),
    (3, "Medisinsk avdeling", "Lillehammer", 1, "Sel", 0),
    (4, "Medisinsk avdeling", "Gjøvik", 4, "", 0),
    (5, "Medisinsk avdeling", "Lillehammer", 2, "", 0),
]
DEN_MED_KONTO = 2
"""The cohort in which the doctor of the sign-in page is hired first."""


class Stillingsbygger:
    """Builds it once; the same each time."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.koordinator = nett.kontoer["lis-koordinator"]
        self.idag = timezone.localdate()
        self.nummer = 0

    def bygg(self) -> None:
        Innstilling.objects.create(
            helsefellesskap=self.nett.sykehus.helsefellesskap.get(), hdir_url=HDIR, forskrift_url=FORSKRIFT
        )
        siste = halvaar_for(self.idag)
        for dag in (pluss_maaneder(siste, -15), pluss_maaneder(siste, -9), self.idag):
            kullverb.sorg_for_kull(utfort_av=Bruker.objects.systemet(), naa=_klokke(dag))
        self.kull = list(Kull.objects.order_by("start"))
        for kull in self.kull[:4]:
            self._datoer(kull)
        for nr, navn, sted, antall, kommune, ansatt in STILLINGER:
            self._stillinger(nr, self._felter(navn, sted, kommune), antall, ansatt)
        self._en_av_hver()

    def _datoer(self, kull: Kull) -> None:
        utlyses = pluss_maaneder(kull.start, -UTLYST_FOER) + timedelta(days=21)
        felter = {"utlyses": utlyses, "soknadsfrist": utlyses + timedelta(days=14), "utlysning_url": HDIR}
        naa = _klokke(min(self.idag, utlyses - timedelta(days=30)))
        kullverb.endre_kull(kull.pk, utfort_av=self.koordinator, versjon=kull.versjon, felter=felter, naa=naa)

    def _felter(self, navn: str, sted: str, kommune: str, **andre: Any) -> dict[str, Any]:
        valgt = self._kommune(kommune) if kommune else None
        return {
            "enhet": self.nett.enhet(self.nett.sykehus, navn, sted),
            "kommunepraksis": Kommunepraksis.NAVNGITT if valgt else Kommunepraksis.TILDELES,
            "kommune": valgt,
            **andre,
        }

    def _kommune(self, navn: str) -> Virksomhet:
        return next(k for k in self.nett.kommuner if k.navn == navn)

    def _stillinger(self, nr: int, felter: dict[str, Any], antall: int, ansatt: int) -> None:
        """Registered a month before they are advertised, hired four months before they start, or as far as that has come."""
        kull = self.kull[nr]
        utlyses = pluss_maaneder(kull.start, -UTLYST_FOER) + timedelta(days=21)
        registrert = min(self.idag - timedelta(days=3), utlyses - timedelta(days=30))
        stillinger = verb.registrer_stillinger(
            utfort_av=self.koordinator, kull=kull, antall=antall, felter=felter, naa=_klokke(registrert)
        )
        if utlyses > self.idag:
            return
        for plass, stilling in enumerate(stillinger):
            verb.lys_ut(stilling.pk, utfort_av=self.koordinator, versjon=stilling.versjon, naa=_klokke(utlyses))
            if plass < ansatt:
                self._ansett(stilling, nr, min(self.idag - timedelta(days=2), pluss_maaneder(kull.start, -4)))

    def _ansett(self, stilling: Stilling, nr: int, dag: date) -> None:
        self.nummer += 1
        konto = self.nett.kontoer["lis1"]
        ansatt = Legeopplysninger(f"{FORNAVN[self.nummer % len(FORNAVN)]} Nylege", f"lis1-{self.nummer}@demo.example")
        if nr == DEN_MED_KONTO and not hasattr(konto, "lege"):
            ansatt = Legeopplysninger(konto.navn, konto.epost)
        stilling.refresh_from_db()
        verb.ansett(stilling.pk, utfort_av=self.koordinator, versjon=stilling.versjon, ansatt=ansatt, naa=_klokke(dag))
        konto.refresh_from_db()

    def _en_av_hver(self) -> None:
        """What the lists must show too: another length, one that is not coupled, and one that is withdrawn."""
        lang = self._felter(
            "Medisinsk avdeling", "Gjøvik", "", sykehus_maaneder=18, avvik_url=HDIR,
            avvik_begrunnelse="Stillingen er delt med et forskningsprosjekt og går over lengre tid.",
        )  # fmt: skip
        self._stillinger(4, lang, 1, 0)
        uten = self._felter(
            "Kirurgisk avdeling", "Gjøvik", "", koblet=False,
            ukoblet_begrunnelse="Kommunedelen er avtalt med et annet helsefellesskap.",
        )  # fmt: skip
        self._stillinger(3, uten, 1, 0)
        borte = Stilling.objects.filter(kull=self.kull[5]).order_by("-saksnummer")[0]
        verb.trekk(borte.pk, utfort_av=self.koordinator, versjon=borte.versjon, naa=_klokke(self.idag - timedelta(days=1)))


def _klokke(dag: date) -> datetime:
    """Ten o'clock that day, and never later than now."""
    return min(timezone.now(), timezone.make_aware(datetime.combine(dag, time(10))))
