"""Allocation of LIS1: adopted criteria, a round that is published and what came after it, one the committee works with, and
one that is open for wishes.

Made by the verbs, as the people whose turn it is. Points part everybody, so that the lots decide nothing here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.selectors.balanse import halvaar_for
from lis.lis1.selectors.kommuner import halvaar_fram
from lis.tildeling.models import Forslag, Kriterier, Restplass, Runde
from lis.tildeling.operations import (
    forsinkelse,
    forslag,
    frafall,
    fravaer,
    habilitet,
    kandidat,
    kriterier,
    onsker,
    poeng,
    publisering,
    reservasjon,
    restplass,
    runde,
    tildeling,
    vedtak,
)
from lis.tildeling.selectors.plasser import kommuner_aa_onske

from .nett import Nett

ORDNING = (
    "Plassene fordeles etter legenes egne ønsker.\n\n"
    "Ønsker flere samme plass enn det er rom for, går den med flest poeng foran. Står flere likt, trekkes det lodd.\n\n"
    "Plasser som er reservert for en gruppe, går bare til dem som er med i gruppen."
)
NY_ORDNING = ORDNING + "\n\nKommunene får vite hvem som kommer, senest fire måneder før oppstart."
KRITERIER = [
    ("Tjenestetid som lege", 12, "Ett poeng for hver hele måned som lege før LIS1, vist med attest."),
    ("Arbeid i en distriktskommune", 6, "Ett poeng for hver hele måned, vist med attest."),
]
GRUPPE = ("Ansatt i distriktsstilling", "Stillingen var lyst ut som distriktsstilling.")
STEDER = ("Gjøvik", "Lillehammer", "Hamar", "Ringsaker", "Elverum", "Stange", "Vestre Toten", "Tynset")
HDIR = "https://www.helsedirektoratet.no/tema/autorisasjon-og-spesialistutdanning"
DAG = timedelta(days=1)
ANNET_HF = "Vestre Viken HF"
"""Doctors come from there by exception."""


class Tildelingsbygger:
    """Builds it once, upon positions and places; the same each time."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.naa = timezone.now()
        self.idag = timezone.localdate()
        self.organ = nett.organer["lis1_utvalg"]
        self.koordinator = nett.kontoer["lis-koordinator"]
        self.statsforvalter = nett.kontoer["statsforvalter"]
        self.overlege = nett.kontoer["kommuneoverlege"]
        self.sekretaer = nett.kontoer["ssu"]
        self.begynt = halvaar_for(self.idag)

    def bygg(self) -> None:
        self._vedta(self._kriterier(pluss_maaneder(self.begynt, -9)))
        self._publisert()
        self._etterpaa()
        self._til_behandling()
        self._aapen()
        self._nytt_utkast()

    def _tid(self, dag: date, time_: int = 10) -> datetime:
        """That hour of the day, and never later than now."""
        return min(self.naa, timezone.make_aware(datetime.combine(dag, time(time_))))

    def _som(self, hvem: Bruker, sak: Any, dag: date, time_: int = 10) -> dict[str, Any]:
        """What every verb on a case asks for."""
        versjon = type(sak)._default_manager.values_list("versjon", flat=True).get(pk=sak.pk)
        return {"utfort_av": hvem, "versjon": versjon, "naa": self._tid(dag, time_)}

    def _kommune(self, navn: str) -> Virksomhet:
        return next(k for k in self.nett.kommuner if k.navn == navn)

    # --- criteria -----------------------------------------------------------------------------------------------------

    def _kriterier(self, dag: date) -> Kriterier:
        sak = kriterier.skriv(utfort_av=self.koordinator, organ=self.organ, naa=self._tid(dag))
        hvem = self.koordinator
        kriterier.endre(sak.pk, **self._som(hvem, sak, dag), tekst=ORDNING, rekkefolge="felles", beslutningsdyktig=3)
        for navn, hoyest, forklaring in KRITERIER:
            kriterier.sett_kriterium(sak.pk, **self._som(hvem, sak, dag), navn=navn, hoyest=hoyest, forklaring=forklaring)
        kriterier.sett_gruppe(sak.pk, **self._som(hvem, sak, dag), navn=GRUPPE[0], forklaring=GRUPPE[1])
        return sak

    def _vedta(self, sak: Kriterier) -> None:
        """In a meeting eight months before the half-year that has begun."""
        dag = pluss_maaneder(self.begynt, -8)
        start = self._tid(dag, 12)
        felter = {
            "form": "fysisk", "start": start, "slutt": start + timedelta(hours=2), "sted": "Møterom Mjøsa, Hamar",
            "lenke": "", "sakslistefrist": dag - 15 * DAG,
        }  # fmt: skip
        mote = moteop.planlegg(self.organ.pk, utfort_av=self.sekretaer, felter=felter, naa=self._tid(dag - 30 * DAG))
        kriterier.legg_fram(sak.pk, **self._som(self.koordinator, sak, dag - 20 * DAG), mote=mote.pk)
        moteop.send_saksliste(mote.pk, **self._som(self.sekretaer, mote, dag - 14 * DAG))
        self._protokoll(mote, dag)

    def _protokoll(self, mote: Mote, dag: date) -> None:
        sitter = self.organ.medlemmer.filter(verv__in=["leder", "medlem"])
        oppmote = {m.pk: m.bruker_id for m in sitter}
        protokoll.hold(
            mote.pk, **self._som(self.sekretaer, mote, dag, 15), oppmote=oppmote, moteleder=self.statsforvalter.pk
        )
        som = self._som(self.sekretaer, mote, dag, 15)
        protokoll.skriv_vedtak(mote.pk, **som, nummer=1, utfall="vedtatt", vedtak="Kriteriene vedtas.", inhabile={})
        protokoll.til_godkjenning(mote.pk, **self._som(self.sekretaer, mote, dag, 15))
        protokoll.godkjenn(mote.pk, **self._som(self.statsforvalter, mote, dag + DAG))

    def _nytt_utkast(self) -> None:
        """Somebody has begun on the next version."""
        dag = self.idag - 3 * DAG
        sak = kriterier.skriv(utfort_av=self.koordinator, organ=self.organ, naa=self._tid(dag))
        som = self._som(self.koordinator, sak, dag)
        kriterier.endre(sak.pk, **som, tekst=NY_ORDNING, rekkefolge="felles", beslutningsdyktig=3)
        som = self._som(self.koordinator, sak, dag)
        navn, hoyest, forklaring = KRITERIER[0]
        kriterier.sett_kriterium(sak.pk, **som, nummer=1, navn=navn, hoyest=hoyest - 2, forklaring=forklaring)

    # --- rounds -------------------------------------------------------------------------------------------------------

    def _runde(self, oppstart: date, dag: date, frist: date, *, gjennom_arbeidsutvalget: bool = False) -> Runde:
        """Planned and open, with the doctors of the half-year."""
        valg: dict[str, Any] = {}
        if gjennom_arbeidsutvalget:
            valg = {"kanal": "arbeidsutvalg", "arbeidsutvalg": self.nett.organer["arbeidsutvalg"]}
        fristen = timezone.make_aware(datetime.combine(frist, time(23, 59)))
        sak = runde.planlegg(utfort_av=self.koordinator, oppstart=oppstart, frist=fristen, naa=self._tid(dag), **valg)
        kandidat.hent_kandidater(sak.pk, **self._som(self.koordinator, sak, dag))
        return sak

    def _aapne(self, sak: Runde, dag: date) -> None:
        runde.aapne(sak.pk, **self._som(self.koordinator, sak, dag))

    def _onsker(self, sak: Runde, dag: date, antall: int | None = None) -> None:
        """What the candidates without an account have written to the coordinator; different lists, the same each time."""
        mulige = {rad.kommune.navn: rad.kommune.pk for rad in kommuner_aa_onske(sak)}
        uten = sak.kandidater.filter(fast_kommune=None, lege__bruker=None).order_by("lege__epost")
        for nr, rad in enumerate(uten[:antall]):
            steder = [mulige[navn] for navn in (*STEDER[nr % 3 :], *STEDER[: nr % 3]) if navn in mulige]
            onsker.onsk_for(sak.pk, rad.pk, **self._som(self.koordinator, rad, dag), kommuner=steder)

    def _lukk(self, sak: Runde) -> None:
        """Time's own verb, a minute after the deadline."""
        runde.lukk_forfalte(naa=min(self.naa, sak.frist + timedelta(minutes=1)))

    def _poeng(self, sak: Runde, dag: date) -> None:
        """No two alike."""
        tid, distrikt = sak.kriterier.kriterium.all()[:2]  # type: ignore[union-attr]
        for nr, rad in enumerate(sak.kandidater.filter(fast_kommune=None).order_by("lege__epost")):
            verdier: dict[tuple[UUID, UUID | None], int | None] = {(tid.pk, None): (7 * nr + 3) % 12, (distrikt.pk, None): 0}
            poeng.sett_poeng(sak.pk, rad.pk, **self._som(self.koordinator, rad, dag), poeng=verdier)

    def _forslag(self, sak: Runde, dag: date, navn: str) -> Forslag:
        ett = forslag.bestill(sak.pk, utfort_av=self.koordinator, navn=navn, naa=self._tid(dag))
        return forslag.beregn(ett.pk, naa=self._tid(dag))

    def _publisert(self) -> None:
        """The round of the half-year that has begun: decided by all three, published four months before."""
        aapnet, frist = pluss_maaneder(self.begynt, -7), pluss_maaneder(self.begynt, -6)
        sak = self.forrige = self._runde(self.begynt, aapnet, frist)
        self._aapne(sak, aapnet + DAG)
        self._onsker(sak, aapnet + 10 * DAG)
        self._lukk(sak)
        sak.refresh_from_db()
        self._poeng(sak, frist + 3 * DAG)
        valgt = self._forslag(sak, frist + 6 * DAG, "Forslag etter kriteriene")
        sitter = self.organ.medlemmer.filter(verv__in=["leder", "medlem"])
        deltakere = {m.pk: m.bruker_id for m in sitter}
        som = self._som(self.koordinator, sak, frist + 10 * DAG)
        vedtak.til_underskrift(sak.pk, **som, forslag=valgt.pk, deltakere=deltakere)
        for nr, hvem in enumerate((self.statsforvalter, self.overlege, self.koordinator), start=11):
            vedtak.signer(sak.pk, **self._som(hvem, sak, frist + nr * DAG))
        self.publisert = pluss_maaneder(self.begynt, -4)
        publisering.publiser(sak.pk, **self._som(self.koordinator, sak, self.publisert))

    def _til_behandling(self) -> None:
        """The next half-year: two proposals, the second with a change; somebody has declared an interest."""
        oppstart = halvaar_fram(self.idag)[0]
        dag = self.idag - 50 * DAG
        sak = self._runde(oppstart, dag, dag + 28 * DAG, gjennom_arbeidsutvalget=True)
        gruppe = sak.kriterier.grupper.get()  # type: ignore[union-attr]
        som = self._som(self.koordinator, sak, dag + DAG)
        reservasjon.reserver(sak.pk, **som, antall={(self._kommune("Tynset").pk, gruppe.pk): 1})
        self._aapne(sak, dag + 2 * DAG)
        self._onsker(sak, dag + 12 * DAG)
        self._lukk(sak)
        sak.refresh_from_db()
        self._poeng(sak, self.idag - 15 * DAG)
        som = self._som(self.overlege, sak, self.idag - 12 * DAG)
        habilitet.meld(sak.pk, **som, grunn="egen_virksomhet")
        forst = self._forslag(sak, self.idag - 10 * DAG, "Forslag etter kriteriene")
        flyttes = sak.kandidater.filter(fast_kommune=None).order_by("-lege__epost")[0]
        som = self._som(self.koordinator, forst, self.idag - 6 * DAG)
        endret = forslag.endre(
            forst.pk, **som, kandidat=flyttes.pk, kommune=self._kommune("Ringsaker"), grunn="avtale",
            begrunnelse="Kommunen og sykehuset avtalte plassen da stillingen ble lyst ut.",
        )  # fmt: skip
        forslag.beregn(endret.pk, naa=self._tid(self.idag - 6 * DAG))

    def _aapen(self) -> None:
        """The half-year after that: two have said what they wish; the account `lis1` has not."""
        sak = self._runde(halvaar_fram(self.idag)[1], self.idag - 12 * DAG, self.idag + 21 * DAG)
        self._aapne(sak, self.idag - 10 * DAG)
        self._onsker(sak, self.idag - 4 * DAG, 2)

    # --- afterwards ---------------------------------------------------------------------------------------------------

    def _etterpaa(self) -> None:
        """Hired, one late, one away, one gone; and what became of the places nobody had."""
        alle = list(self.forrige.tildelinger.select_related("plass__kommune", "lege").order_by("saksnummer"))
        for sak in alle:
            dag = self.publisert + 20 * DAG
            tildeling.ansett(sak.pk, **self._som(self._overlegen(sak.plass.kommune), sak, dag), dato=dag)
        sen, borte, vekk = alle[0], alle[1], alle[2]
        som = self._som(self.koordinator, sen, self.begynt - 20 * DAG)
        forsinkelse.meld_forsinkelse(sen.pk, **som, gjelder="sykehus", ny_dato=self.begynt + 30 * DAG)
        tildeling.folg_datoene(naa=self._tid(self.begynt, 6))
        fra = min(self.begynt + 20 * DAG, self.idag)
        som = self._som(self._overlegen(borte.plass.kommune), borte, fra)
        fravaer.meld_fravaer(borte.pk, **som, fra=fra, til=fra + 27 * DAG)
        dag = max(self.begynt, self.idag - 5 * DAG)
        som = self._som(self._overlegen(vekk.plass.kommune), vekk, dag)
        frafall.meld_frafall(vekk.pk, **som, dato=dag)
        for hvem in (self.koordinator, self.statsforvalter):
            frafall.kvitter(vekk.pk, **self._som(hvem, vekk, dag, 12))
        self._restplasser()
        tildeling.folg_datoene(naa=self.naa)

    def _overlegen(self, kommune: Virksomhet) -> Bruker:
        if kommune.navn == "Gjøvik":
            return self.overlege
        return Bruker.objects.get(roller__type=RolleType.KOMMUNEOVERLEGE, roller__virksomhet=kommune)

    def _restplasser(self) -> None:
        """One in each state; the first has got a new deadline."""
        ledig, utlyst, avtalt, besatt, lukket = Restplass.objects.filter(frafall=None).order_by("saksnummer")[:5]
        dag = self.publisert + 9 * DAG
        som = self._som(self.koordinator, utlyst, dag)
        restplass.lys_ut(utlyst.pk, **som, utlyst=dag, utlysning_url=HDIR)
        som = self._som(self.koordinator, avtalt, dag)
        restplass.avtal(avtalt.pk, **som, avtale_hf=ANNET_HF, avtale_url="https://www.vestreviken.no/avtale-lis1")
        self._besett(besatt, dag + 5 * DAG)
        restplass.lukk(lukket.pk, **self._som(self.koordinator, lukket, dag + 30 * DAG))
        som = self._som(self.koordinator, ledig, self.idag - 2 * DAG)
        restplass.fordel_ansvar(ledig.pk, **som, ansvarlig=ledig.plass.kommune, frist=self.idag + 18 * DAG)

    def _besett(self, rest: Restplass, dag: date) -> None:
        kommune = rest.plass.kommune
        restplass.besett(
            rest.pk, **self._som(self._overlegen(kommune), rest, dag), start=rest.fra, ansatt_dato=dag,
            hf=Virksomhet.objects.get(navn=ANNET_HF),
            lege=Legeopplysninger("Rakel Restplass", "lis1-restplass@demo.example"),
            unntak_begrunnelse="Legen var ferdig i sykehusdelen i et annet helseforetak og søkte da plassen ble lyst ut.",
        )  # fmt: skip
