"""The projects of the demo, in every state, made by the verbs: found, talked over, anchored, applied for, run and shared."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from forskning.models import Innstilling, Partner, Prosjekt
from forskning.operations import dialog, forankring, interesse, milepael, partner, publisering, resultat, saksliste, soknad
from forskning.operations import person as personop
from forskning.operations import prosjekt as op
from forskning.rules import svarrollen
from grunnmur.organisasjon.models import Bruker, Organmedlem, Tema, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll

from .forskningsgrunnlag import Forskningsgrunnlag
from .forskningstekster import FLERE, PROSJEKTER

DAG = timedelta(days=1)
V = Organmedlem.Verv
SITTER = (V.LEDER, V.NESTLEDER, V.MEDLEM)
MOTET, MOTET_FOER = -95, -230
"""The strategic committee met these many days ago, and anchored what the demo has anchored."""


class Prosjektbygger:
    """Builds them once, upon parties, calls and committees; the same each time."""

    def __init__(self, grunnlag: Forskningsgrunnlag, *, liten: bool) -> None:
        self.g, self.nett, self.liten = grunnlag, grunnlag.nett, liten
        self.naa, self.idag = timezone.now(), timezone.localdate()
        self.forsker, self.fou = self.nett.kontoer["forsker"], self.nett.kontoer["fou"]
        self.soker, self.ssu = self.nett.kontoer["soker"], self.nett.kontoer["ssu"]
        self.sykehus, self.gjovik = self.nett.sykehus, self.g.kommune("Gjøvik")
        self.organ = self.nett.organer["ssu"]
        self.temaer = {tema.kode: tema for tema in Tema.objects.all()}

    def bygg(self) -> None:
        Innstilling.objects.create(helsefellesskap=self.organ.helsefellesskap, strategisk_organ=self.organ)
        gammelt = self._mote(MOTET_FOER)
        fullfort = self._til_forankring(gammelt, "demens", self.fou, MOTET_FOER - 45, MOTET_FOER + 25, "Hamar")
        self._vedta(gammelt, MOTET_FOER, ["vedtatt"])
        mote = self._mote(MOTET)
        forankret = [
            self._til_forankring(mote, "palliasjon", self.forsker, MOTET - 40, MOTET + 20, "Hamar"),
            self._til_forankring(mote, "rus", self.fou, MOTET - 35, MOTET + 30, "Lillehammer"),
            self._til_forankring(mote, "brukerraad", self.fou, MOTET - 30, MOTET + 30, "Ringsaker"),
            self._til_forankring(mote, "rekruttering", self.fou, MOTET - 28, 40, "Hamar"),
        ]
        self._vedta(mote, MOTET, ["vedtatt", "vedtatt", "ikke_vedtatt", "vedtatt_endret"])
        self._fullfort(fullfort)
        self._pagaar(forankret[0])
        self._sokt(forankret[1])
        self._paa_vei()
        self._uten_forankring()
        self._uten_midler()
        self._ideer()

    # --- words and time -------------------------------------------------------------------------------------------------

    def tid(self, om: int, klokka: int = 10) -> datetime:
        """That hour so many days from today, and never later than now."""
        return min(self.naa, timezone.make_aware(datetime.combine(self.idag + om * DAG, time(klokka))))

    def som(self, hvem: Bruker, sak: Any, om: int) -> dict[str, Any]:
        """What every verb on a case asks for."""
        versjon = type(sak)._default_manager.values_list("versjon", flat=True).get(pk=sak.pk)
        return {"utfort_av": hvem, "versjon": versjon, "naa": self.tid(om)}

    def ide(self, navn: str, hvem: Bruker, om: int, **andre: Any) -> Prosjekt:
        """An idea of whoever's party it is, complete enough to be put to a committee."""
        tekst = PROSJEKTER[navn]
        felter = {
            "type": tekst.type, "tittel": tekst.tittel, "sammendrag": tekst.sammendrag, "behov": tekst.behov,
            "eier": self.sykehus if hvem == self.forsker else self.gjovik, "behovseier": self.gjovik,
            "temaer": [self.temaer[kode] for kode in tekst.temaer], "studenter": True,
            "brukerinvolvering": "To brukerrepresentanter er med fra starten.",
            "studenter_begrunnelse": "Masterstudenter ved høgskolen kan skrive oppgave.", "finansiering": "ekstern",
            "finansior": "Demofondet for samhandling", "budsjett": 2_400_000,
        }  # fmt: skip
        return op.registrer(utfort_av=hvem, felter=felter | andre, naa=self.tid(om))

    def inviter(self, sak: Prosjekt, virksomhet: Virksomhet, om: int, bidrag: str = "") -> Partner:
        return partner.inviter(
            sak.pk, **self.som(sak.leder, sak, om), virksomhet=virksomhet, bidrag=bidrag or "Prøver ut tiltakene."
        )

    def svar(self, rad: Partner, om: int, *, ja: bool = True) -> None:
        """The one who answers for the party says yes or no; where nobody is here, it is registered from paper."""
        rad.refresh_from_db()
        svarer = ansvarlige(svarrollen(rad.virksomhet), virksomhet=rad.virksomhet)
        if not svarer:
            partner.registrer_svar(
                rad.pk, utfort_av=rad.prosjekt.leder, versjon=rad.versjon, ja=ja, maate="epost", navn="Demo Daglig leder",
                dato=self.tid(om).date(), naa=self.tid(om),
            )  # fmt: skip
            return
        verb = partner.bekreft if ja else partner.avslaa
        verb(rad.pk, utfort_av=svarer[0].bruker, versjon=rad.versjon, naa=self.tid(om))

    def eier_svarer(self, sak: Prosjekt, om: int) -> None:
        self.svar(sak.partnere.get(virksomhet=sak.eier), om)

    # --- the committee ----------------------------------------------------------------------------------------------------

    def _mote(self, om: int) -> Mote:
        start = timezone.make_aware(datetime.combine(self.idag + om * DAG, time(12)))
        felter = {
            "form": "digital", "start": start, "slutt": start + timedelta(hours=2), "sted": "",
            "lenke": "https://mote.demo.example/ssu", "sakslistefrist": self.idag + (om - 15) * DAG,
        }  # fmt: skip
        return moteop.planlegg(self.organ.pk, utfort_av=self.ssu, felter=felter, naa=self.tid(om - 60))

    def _til_forankring(self, mote: Mote, navn: str, hvem: Bruker, om: int, frist: int, kommune: str) -> Prosjekt:
        """Registered, talked over, answered by every party, and put to the committee in time."""
        sak = self.ide(navn, hvem, om, soknadsfrist=self.idag + frist * DAG)
        self.eier_svarer(sak, om + 1)
        andre = [self.g.kommune(kommune), self.sykehus if sak.eier == self.gjovik else self.gjovik, self.g.aktorer[0]]
        for virksomhet in andre:
            self.svar(self.inviter(sak, virksomhet, om + 2), om + 4)
        forankring.send(sak.pk, **self.som(hvem, sak, om + 6), mote=mote.pk)
        return sak

    def _vedta(self, mote: Mote, om: int, utfall: list[str]) -> None:
        moteop.send_saksliste(mote.pk, **self.som(self.ssu, mote, om - 14))
        dag = self.idag + om * DAG
        alle = self.organ.medlemmer.filter(verv__in=SITTER)
        oppmote = {m.pk: m.bruker_id for m in alle}
        leder = alle.get(verv=V.LEDER).bruker
        etter = {"naa": timezone.make_aware(datetime.combine(dag, time(15)))}
        protokoll.hold(mote.pk, **self.som(self.ssu, mote, om) | etter, oppmote=oppmote, moteleder=leder.pk)
        for nummer, svaret in enumerate(utfall, start=1):
            ord_ = {"ikke_vedtatt": "Utvalget ber om en tydeligere plan for opplæringen."}
            protokoll.skriv_vedtak(
                mote.pk, **self.som(self.ssu, mote, om) | etter, nummer=nummer, utfall=svaret, inhabile={},
                vedtak=ord_.get(svaret, "Utvalget forankrer prosjektet i helsefellesskapet."),
            )  # fmt: skip
        protokoll.til_godkjenning(mote.pk, **self.som(self.ssu, mote, om) | etter)
        protokoll.godkjenn(mote.pk, **self.som(leder, mote, om + 2))

    # --- what has been anchored -------------------------------------------------------------------------------------------

    def _soknad(self, sak: Prosjekt, om: int) -> None:
        felter = {
            "sendt": self.tid(om).date(), "finansior": sak.finansior, "belop": sak.budsjett, "med_logo": True,
        }  # fmt: skip
        soknad.send_soknad(sak.pk, **self.som(sak.leder, sak, om), felter=felter)

    def _fullfort(self, sak: Prosjekt) -> None:
        """Paid for, run, completed a month ago, published and used again."""
        self._soknad(sak, MOTET_FOER + 20)
        soknad.faa_midler(sak.pk, **self.som(self.fou, sak, -180), dag=self.idag - 181 * DAG, belop=1_900_000)
        op.fullfor(sak.pk, **self.som(self.fou, sak, -32))
        publisering.vis_aapent(sak.pk, **self.som(self.fou, sak, -30))
        felter = {
            "art": "publikasjon", "tittel": "Musikk i hverdagen: en utprøving i fire kommuner", "dato": self.idag - 25 * DAG,
            "sammendrag": "Urolig atferd gikk ned der personalet selv valgte musikken sammen med beboeren.",
            "doi": "10.1234/demo.2026.17", "lenke": "",
        }  # fmt: skip
        artikkel = resultat.registrer(sak.pk, **self.som(self.fou, sak, -24), felter=felter)
        opplegg = felter | {"art": "opplaering", "tittel": "Opplegg for opplæring på to timer", "doi": ""}
        resultat.registrer(sak.pk, **self.som(self.fou, sak, -23), felter=opplegg)
        resultat.noter_viderebruk(
            artikkel.pk, **self.som(self.fou, sak, -10), beskrivelse="Tatt i bruk i opplæringen av nyansatte på sykehjemmet."
        )

    def _pagaar(self, sak: Prosjekt) -> None:
        """Runs, with a report to the funder soon due."""
        self._soknad(sak, MOTET + 15)
        soknad.faa_midler(sak.pk, **self.som(self.forsker, sak, -40), dag=self.idag - 41 * DAG, belop=2_000_000)
        publisering.vis_aapent(sak.pk, **self.som(self.forsker, sak, -38))
        for art, tittel, om in [
            ("milepael", "Opplæring av sykepleiere", 25),
            ("rapport", "Framdriftsrapport til finansiøren", 9),
            ("formidling", "Innlegg på fagdagen", 70),
        ]:
            felter = {"art": art, "tittel": tittel, "frist": self.idag + om * DAG}
            milepael.legg_til(sak.pk, **self.som(self.forsker, sak, -36), felter=felter)
        student = {"rolle": "student", "navn": "Solveig Student", "virksomhet": self.g.aktorer[0]}
        personop.legg_til(sak.pk, **self.som(self.forsker, sak, -35), felter=student)
        felter = {"rolle": "medarbeider", "bruker": self.soker, "virksomhet": self.gjovik}
        personop.legg_til(sak.pk, **self.som(self.forsker, sak, -35), felter=felter)
        fag = self.nett.organer["fagutvalg"]
        neste = Mote.objects.filter(organ=fag, tilstand="planlagt", sakslistefrist__gte=self.idag).order_by("start").first()
        if neste:
            saksliste.sett_paa_sakslisten(sak.pk, **self.som(self.forsker, sak, -2), mote=neste.pk)

    def _sokt(self, sak: Prosjekt) -> None:
        self._soknad(sak, MOTET + 26)

    # --- what is on its way -----------------------------------------------------------------------------------------------

    def _paa_vei(self) -> None:
        """One waits for a meeting and a party; one has no meeting before its call, and waits for the secretary."""
        sak = self.ide("utskriving", self.forsker, -20, utlysning=self.g.utlysninger["samhandling"])
        self.eier_svarer(sak, -19)
        self.svar(self.inviter(sak, self.g.kommune("Hamar"), -18, "To korttidsavdelinger."), -12)
        self.inviter(sak, self.gjovik, -4, "Hjemmetjenesten prøver ut samtalene.")
        forankring.send(sak.pk, **self.som(self.forsker, sak, -2))
        sak = self.ide("svangerskap", self.fou, -9, utlysning=self.g.utlysninger["regional"])
        self.eier_svarer(sak, -8)
        self.svar(self.inviter(sak, self.g.kommune("Ringsaker"), -7), -5)
        forankring.send(sak.pk, **self.som(self.fou, sak, -1))

    def _uten_forankring(self) -> None:
        """A call came too late for the committee, and a party said no."""
        sak = self.ide("sensorer", self.forsker, -60, finansior="Demoprogrammet for innovasjon")
        self.eier_svarer(sak, -58)
        self.svar(self.inviter(sak, self.g.aktorer[3], -57, "Leverer sensorene."), -50)
        self.svar(self.inviter(sak, self.g.kommune("Lillehammer"), -57), -52, ja=False)
        felter = {
            "sendt": self.idag - 30 * DAG, "finansior": sak.finansior, "belop": 900_000, "med_logo": False,
            "uforankret_grunn": "kort_frist", "uforankret_tekst": "Utlysningen kom ni dager før fristen.",
        }  # fmt: skip
        soknad.send_uforankret(sak.pk, **self.som(self.forsker, sak, -30), felter=felter)

    def _uten_midler(self) -> None:
        """Straight to running, without money from outside; and one that was stopped."""
        egne = {"finansiering": "egen", "finansior": "", "budsjett": None}
        sak = self.ide("ernaering", self.fou, -75, **egne)
        self.eier_svarer(sak, -74)
        self.svar(self.inviter(sak, self.g.kommune("Hamar"), -72), -70)
        op.start(sak.pk, **self.som(self.fou, sak, -65))
        if not self.liten:
            publisering.vis_aapent(sak.pk, **self.som(self.fou, sak, -60))
        sak = self.ide("video", self.forsker, -150)
        op.stans(sak.pk, **self.som(self.forsker, sak, -90), grunn="gjores_av_andre")

    def _ideer(self) -> None:
        """An early dialogue with a thread, a restricted idea, one idea from a clinician, and enough more to fill a list."""
        sak = self.ide("hjemmesykehus", self.forsker, -14, utlysning=self.g.utlysninger["kommune"])
        self.inviter(sak, self.gjovik, -13, "Hjemmesykepleien for barn.")
        self.inviter(sak, self.g.aktorer[1], -13, "Følgeforskning.")
        spor = dialog.skriv(
            sak.pk, utfort_av=self.forsker, naa=self.tid(-12),
            tekst="Hvilke kommuner har flest familier med lang vei? Vi trenger tre som vil prøve ut opplegget.",
        )  # fmt: skip
        dialog.skriv(
            sak.pk, utfort_av=self.fou, naa=self.tid(-11), svar_til=spor.pk,
            tekst="Gjøvik kan spørre de andre i regionen. Vi har et møte om to uker.",
        )  # fmt: skip
        interesse.meld(
            utfort_av=self.g.leder("Lillehammer"),
            virksomhet=self.g.kommune("Lillehammer"),
            prosjekt=sak.pk,
            naa=self.tid(-6),
        )
        hemmelig = self.ide("ki", self.forsker, -10, begrensning="konkurranse")
        self.inviter(hemmelig, self.g.kommune("Hamar"), -9)
        op.registrer(
            utfort_av=self.soker, naa=self.tid(-3),
            felter={
                "type": "utvikling", "tittel": "Felles sjekkliste når noen skal hjem", "eier": self.gjovik,
                "sammendrag": "Kan avdelingen og hjemmetjenesten fylle ut den samme listen?",
                "temaer": [self.temaer["samhandling_oppgavefordeling"]], "behovseier": self.gjovik, "behov": "",
            },
        )  # fmt: skip
        for nummer, tittel in enumerate([] if self.liten else FLERE):
            hvem, om = (self.forsker, self.fou)[nummer % 2], -200 + nummer * 9
            felter = {
                "type": ("forskning", "innovasjon", "utvikling")[nummer % 3], "tittel": tittel, "behov": "",
                "sammendrag": "En idé som er registrert for å finne andre som arbeider med det samme.",
                "eier": self.sykehus if hvem == self.forsker else self.gjovik, "behovseier": None,
                "temaer": [list(self.temaer.values())[nummer % 8]],
            }  # fmt: skip
            op.registrer(utfort_av=hvem, felter=felter, naa=self.tid(om))
