"""The host units of the demo: what they say of themselves, how many they take, and what they invite to."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, Helsefellesskap
from grunnmur.organisasjon.selectors import ansvarlige
from hospitering.models import Innstilling
from hospitering.operations import enhetsprofil, forberedelsespunkt, invitasjon, taushetstekst

from .avtaletekster import FORBEREDELSER, PROFILER
from .nett import Nett


class Vertsenhetsbygger:
    """Before the applications: what they are made against."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.idag = timezone.localdate()

    def bygg(self) -> None:
        taushetstekst.last_inn_taushetstekst(utfort_av=Bruker.objects.systemet(), gjelder_fra=date(2024, 5, 8))
        felles = Helsefellesskap.objects.gjeldende()
        if felles:
            Innstilling.objects.get_or_create(helsefellesskap=felles)
        for enhet in self.nett.enheter.values():
            if enhet.navn in PROFILER and (leder := self._leder(enhet)):
                enhetsprofil.lagre_profil(enhet.pk, utfort_av=leder, versjon=0, felter=PROFILER[enhet.navn])
        palliativ = self.nett.enhet(self.nett.sykehus, "Palliativt senter", "Gjøvik")
        vertsleder = self.nett.kontoer["vertsleder"]
        for tekst, side in FORBEREDELSER:
            forberedelsespunkt.legg_til_punkt(palliativ.pk, utfort_av=vertsleder, tekst=tekst, ansvarlig=side)
        jul = date(self.idag.year, 12, 21)
        enhetsprofil.sett_uker(
            palliativ.pk, utfort_av=vertsleder, versjon=1, fra=jul, til=jul + timedelta(days=13), antall=0
        )
        self._invitasjoner(palliativ, vertsleder)

    def _leder(self, enhet: Enhet) -> Bruker | None:
        return next((f.bruker for f in ansvarlige("leder", virksomhet=enhet.virksomhet_id, enhet=enhet.pk)), None)

    def _invitasjoner(self, enhet: Enhet, leder: Bruker) -> None:
        """One that is open, one still a draft, one whose deadline has passed."""
        for tittel, om_dager, plasser, aapen in (
            ("To dager med palliativt team", 60, 4, True),
            ("Lindring på natt: følg en vakt", 90, 1, False),
        ):
            fra = self.idag + timedelta(days=om_dager)
            felter = {
                "tittel": tittel,
                "beskrivelse": "Følg teamet på visitt, i tverrfaglig møte og hjem til dem vi samarbeider om.",
                "fra": fra,
                "til": fra + timedelta(days=30),
                "faggrupper": ["sykepleier", "fysioterapeut"],
                "plasser": plasser,
                "frist": self.idag + timedelta(days=om_dager - 20),
            }
            sak = invitasjon.lag(enhet.pk, utfort_av=leder, felter=felter)
            if aapen:
                invitasjon.aapne(sak.pk, utfort_av=leder, versjon=sak.versjon)
        naa = timezone.now() - timedelta(days=80)
        fra = self.idag - timedelta(days=30)
        felter |= {
            "tittel": "Høstens åpne uke", "fra": fra, "til": fra + timedelta(days=5),
            "frist": self.idag - timedelta(days=60), "plasser": 2,
        }  # fmt: skip
        sak = invitasjon.lag(enhet.pk, utfort_av=leder, felter=felter, naa=naa)
        invitasjon.aapne(sak.pk, utfort_av=leder, versjon=sak.versjon, naa=naa)
        invitasjon.lukk_utlopte()
