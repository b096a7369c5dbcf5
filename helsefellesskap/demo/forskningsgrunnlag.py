"""What the projects of the demo stand on: partners of every kind, calls, needs, forums, and what is written down."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from forskning.models import Dokumentart, Utlysning
from forskning.operations import aktor, behov, dokument, forum, interesse, profil, temaforslag, utlysning
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Tema, Virksomhet
from grunnmur.utvalg.operations import utvalg

from .forskningstekster import AKTORER, BEHOV, UTLYSNINGER
from .nett import Nett

DAG = timedelta(days=1)
PROFIL = {
    "rolle": "Kommunen prøver ut nye måter å arbeide på sammen med sykehuset.",
    "kompetanse": "Erfaring med utprøving i hjemmetjeneste og sykehjem.",
    "bidrag": "Utprøvingssteder, brukere og egne ansatte.",
    "strategiske_maal": "Flere skal bo trygt hjemme lenger.",
}


class Forskningsgrunnlag:
    """Builds it once; the same each time."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.naa, self.idag = timezone.now(), timezone.localdate()
        self.fou, self.ssu = nett.kontoer["fou"], nett.kontoer["ssu"]
        self.temaer = {tema.kode: tema for tema in Tema.objects.all()}
        self.aktorer: list[Virksomhet] = []
        self.utlysninger: dict[str, Utlysning] = {}

    def bygg(self) -> Forskningsgrunnlag:
        self._profiler()
        self._aktorer()
        self._utlysninger()
        self._behov()
        self._fora()
        self._dokumenter()
        temaforslag.foreslaa(
            utfort_av=self.nett.kontoer["forsker"], naa=self._tid(-15),
            felter={
                "navn_nb": "Psykisk helse hos unge", "navn_nn": "Psykisk helse hos unge",
                "begrunnelse": "Flere kommuner melder om det samme, og ingen av temaene dekker det.",
            },
        )  # fmt: skip
        return self

    def kommune(self, navn: str) -> Virksomhet:
        return next(k for k in self.nett.kommuner if k.navn == navn)

    def leder(self, kommune: str) -> Bruker:
        """Somebody who works there: the administrative contact."""
        return Rolle.objects.get(type=RolleType.KONTAKT_ADM, virksomhet=self.kommune(kommune)).bruker

    def _tid(self, om: int) -> datetime:
        return min(self.naa, timezone.make_aware(datetime.combine(self.idag + om * DAG, time(10))))

    def _profiler(self) -> None:
        """Gjøvik has a coordinator who answers for it; the others let their administrative contact do so."""
        profil.lagre(
            self.kommune("Gjøvik"), utfort_av=self.fou, versjon=0,
            felter=PROFIL | {"bekreftes_av": RolleType.FOU_KOORDINATOR, "miljo": True},
        )  # fmt: skip
        kontakter = Rolle.objects.gjeldende().filter(type=RolleType.KONTAKT_ADM).exclude(virksomhet=self.kommune("Gjøvik"))
        for rolle in kontakter.select_related("bruker", "virksomhet"):
            mer = PROFIL if rolle.virksomhet.navn in ("Hamar", "Lillehammer") else {}
            felter = {**mer, "bekreftes_av": RolleType.KONTAKT_ADM, "miljo": rolle.virksomhet == self.nett.sykehus}
            profil.lagre(rolle.virksomhet, utfort_av=rolle.bruker, versjon=0, felter=felter)

    def _aktorer(self) -> None:
        for navn, type, nivaa, _kompetanse in AKTORER:
            ny = aktor.registrer(utfort_av=self.fou, navn=navn, type=type, nivaa=nivaa, er_ny=True)
            self.aktorer.append(ny)

    def _utlysninger(self) -> None:
        for kode, finansior, tittel, om, temaer in UTLYSNINGER:
            frist = timezone.make_aware(datetime.combine(self.idag + om * DAG, time(13)))
            felter = {
                "finansior": finansior, "tittel": tittel, "frist": frist, "lenke": f"https://utlysning.demo.example/{kode}",
                "beskrivelse": "Det kan søkes om midler til samarbeid mellom sykehus og kommuner.",
                "temaer": [self.temaer[tema] for tema in temaer],
            }  # fmt: skip
            self.utlysninger[kode] = utlysning.skriv(utfort_av=self.fou, felter=felter, naa=self._tid(-25))
        gammel = {
            "finansior": "Demofondet for samhandling", "tittel": "Forprosjekter om samhandling", "beskrivelse": "",
            "frist": timezone.make_aware(datetime.combine(self.idag - 45 * DAG, time(13))),
            "lenke": "https://utlysning.demo.example/forprosjekt", "temaer": [self.temaer["fou"]],
        }  # fmt: skip
        utlysning.skriv(utfort_av=self.fou, felter=gammel, naa=self._tid(-120))
        utlysning.lukk_utlopte(naa=self._tid(-44))
        for navn in ("Hamar", "Lillehammer"):
            interesse.meld(
                utfort_av=self.leder(navn), virksomhet=self.kommune(navn), utlysning=self.utlysninger["kommune"].pk,
                naa=self._tid(-12),
            )  # fmt: skip

    def _behov(self) -> None:
        for nummer, (tittel, beskrivelse, temaer, kommune) in enumerate(BEHOV):
            hvem = self.fou if kommune == "Gjøvik" else self.leder(kommune)
            felter = {
                "tittel": tittel, "beskrivelse": beskrivelse, "virksomhet": self.kommune(kommune), "enhet": None,
                "temaer": [self.temaer[tema] for tema in temaer],
            }  # fmt: skip
            sak = behov.meld(utfort_av=hvem, felter=felter, naa=self._tid(-80 + 12 * nummer))
            if nummer == 3:
                behov.besvar(
                    sak.pk, utfort_av=hvem, versjon=sak.versjon, naa=self._tid(-5),
                    kommentar="Besvart i en rapport fra brukerforumet.",
                )  # fmt: skip

    def _fora(self) -> None:
        for type, navn, mandat in [
            (
                "forum",
                "Forskningsforum Innlandet (demo)",
                "Forumet deler hva som foregår, og finner felles prosjekter.",
            ),
            ("klynge", "Helseklyngen (demo)", "Offentlige, private og frivillige utvikler tjenester sammen."),
        ]:
            organ = utvalg.opprett(utfort_av=self.ssu, felter={"type": type, "navn": navn, "mandat": mandat})
            fra = self.idag - 300 * DAG
            utvalg.oppnevn(
                organ.pk, utfort_av=self.ssu, bruker=self.fou, verv="leder", virksomhet=self.kommune("Gjøvik"), fra=fra
            )
            parter = [self.nett.sykehus, self.kommune("Gjøvik"), self.kommune("Hamar"), *self.aktorer]
            for part in parter[:4] if type == "forum" else parter:
                forum.ta_med(organ.pk, utfort_av=self.fou, virksomhet=part, fra=fra)

    def _dokumenter(self) -> None:
        """The process is adopted by the strategic committee; a new version of it is on its way."""
        vedtatt: dict[str, Any] = {
            "organ": self.nett.organer["ssu"], "vedtak_saksnummer": "04.24", "vedtatt": self.idag - 210 * DAG,
        }  # fmt: skip
        for art in Dokumentart:
            sak = dokument.skriv(utfort_av=self.fou, art=art, naa=self._tid(-200))
            vedtak = vedtatt if art == Dokumentart.PROSESS else {}
            sak.refresh_from_db()
            dokument.ta_i_bruk(sak.pk, utfort_av=self.fou, versjon=sak.versjon, naa=self._tid(-198), **vedtak)
        dokument.skriv(utfort_av=self.fou, art=Dokumentart.PROSESS, naa=self._tid(-7))
