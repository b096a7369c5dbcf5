"""LIS3 in the demo: every doctor enrolled, asked about, offered a place and started by the verbs people use."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import pluss_maaneder
from lis.lege.models import Laeringsmaal, Lege
from lis.lis3.frister import maaned_nr, maaned_slutt, maaned_start
from lis.lis3.models import Avdeling, Foresporseltilstand, Innmelding, Plass, Seksmndforesporsel, Tjeneste
from lis.lis3.onsker import Onskelinje
from lis.lis3.operations import foresporsel, forlop, plan, registrering
from lis.lis3.operations import innmelding as innmeldinger
from lis.lis3.operations import tjeneste as tjenester

from .lisgrunnlag import Lisgrunnlag
from .lisleger import LEGER, Demolege
from .virkelighet import FORNAVN

ETTERNAVN = ("Alislege", "Lislege", "Allmennlege", "Distriktslege", "Kommunelege", "Fastlegevikar")
LENGDE = 6
VEILEDNINGSPLAN = "Veiledning hver torsdag kl. 14. Supervisjon på poliklinikken og i vakt de to første ukene."


class Lisbygger:
    """Lets each doctor of the table go as far as time and the table allow, in the past, by whose turn it is."""

    def __init__(self, grunnlag: Lisgrunnlag, *, leger: list[Demolege] = LEGER) -> None:
        self.g = grunnlag
        self.rader = leger
        self.naa = timezone.now()
        self.idag = timezone.localdate()
        self.kommuner = {k.navn: k for k in grunnlag.nett.kommuner}
        self.alis = grunnlag.nett.kontoer["alis-kontor"]
        self.leger: list[Lege] = []

    def bygg(self) -> list[Lege]:
        for nummer, rad in enumerate(self.rader):
            self.leger.append(self._lege(nummer, rad))
        return self.leger

    # --- one doctor ---------------------------------------------------------------------------------------------------

    def _lege(self, nummer: int, rad: Demolege) -> Lege:
        kommune, kontakt = self.kommuner[rad.kommune], self.g.kontakter[rad.kommune]
        start = maaned_start(maaned_nr(self.idag) + rad.start)
        innmeldt = self._tid(min(start - timedelta(days=rad.innmeldt_dager), self.idag - timedelta(days=3 + nummer % 40)))
        bruker = self._bruker(nummer, kommune, konto=rad.merke == "konto")
        sak = registrering.registrer_lege(
            utfort_av=kontakt,
            navn=bruker.navn,
            epost=bruker.epost,
            kommune=kommune,
            gruppe="samfunnsmedisin" if rad.merke == "samfunnsmedisin" else "allmennmedisin",
            start=maaned_start(maaned_nr(self.idag) - rad.ansiennitet),
            naa=innmeldt - timedelta(days=20),
        )
        sak = plan.tildel_plan(
            sak.pk,
            utfort_av=kontakt,
            versjon=sak.versjon,
            plan_tildelt=(innmeldt - timedelta(days=18)).date(),
            veileder=self.g.veiledere[rad.kommune],
            naa=innmeldt - timedelta(days=18),
        )
        if rad.stopp == "meld_inn":
            return sak.lege
        sak = self._meld_inn(sak, rad, kontakt, start, innmeldt)
        if nummer % 3 == 0:
            sak = registrering.meld_klar(
                sak.pk, utfort_av=self.alis, versjon=sak.versjon, naa=self._senest(innmeldt + timedelta(days=12))
            )
        self._sporsmaal(sak, rad, kontakt, start, innmeldt)
        if rad.merke == "paa_vent":
            sak.refresh_from_db()
            til = pluss_maaneder(self.idag, 4)
            forlop.sett_paa_vent(sak.pk, utfort_av=kontakt, versjon=sak.versjon, til=til, naa=self.naa - timedelta(days=2))
        return sak.lege

    def _bruker(self, nummer: int, kommune: Virksomhet, *, konto: bool) -> Bruker:
        """The doctor's account: one of the sign-in page's, or one more whose name says what it is."""
        if konto:
            return self.g.nett.kontoer["lis3"]
        navn = f"{FORNAVN[(nummer * 5 + 3) % len(FORNAVN)]} {ETTERNAVN[nummer % len(ETTERNAVN)]}"
        bruker = Bruker.objects.create_user(f"lege{nummer}@demo.example", None, navn=navn, faggruppe="lege")
        Rolle.objects.create(bruker=bruker, type=RolleType.LIS3, virksomhet=kommune, gyldig_fra=self.g.fra)
        return bruker

    def _meld_inn(self, sak: Innmelding, rad: Demolege, kontakt: Bruker, start: date, tid: datetime) -> Innmelding:
        avdeling = self.g.avdeling(rad.avdeling, rad.sted)
        onsker = [Onskelinje(start, min(rad.slakk, 1), rad.slakk, avdeling)]
        andre = [a for (navn, sted), a in self.g.avdelinger.items() if sted == rad.sted and navn != rad.avdeling]
        if andre and rad.slakk:
            onsker.append(Onskelinje(start, 0, rad.slakk, andre[0]))
        sak = innmeldinger.lagre_utkast(
            sak.pk,
            utfort_av=kontakt,
            versjon=sak.versjon,
            onsker=onsker,
            deling="delt" if rad.delt else "samlet",
            deling_begrunnelse="Fastlegekontoret er lite og klarer ikke seks måneder i strekk." if rad.delt else "",
            naa=tid - timedelta(hours=1),
        )
        return innmeldinger.meld_inn(sak.pk, utfort_av=kontakt, versjon=sak.versjon, naa=tid)

    # --- the six-month question ---------------------------------------------------------------------------------------

    def _sporsmaal(self, sak: Innmelding, rad: Demolege, kontakt: Bruker, start: date, innmeldt: datetime) -> None:
        spurt = max(self._tid(pluss_maaneder(start, -7)), innmeldt + timedelta(days=1))
        if rad.merke in ("endring", "nei") or (rad.stopp == "svar" and rad.merke != "forfalt"):
            spurt = max(spurt, self.naa - timedelta(days=9))  # what waits for somebody has not waited for ever
        if rad.stopp == "send" or spurt > self.naa:
            return
        sporsmaal = Seksmndforesporsel.objects.gjeldende().get(innmelding=sak)
        if sporsmaal.tilstand == Foresporseltilstand.PLANLAGT:
            sporsmaal = foresporsel.send(sporsmaal.pk, utfort_av=self.g.koordinator, versjon=sporsmaal.versjon, naa=spurt)
        besvart = spurt + timedelta(days=6)
        if rad.stopp == "svar" or besvart > self.naa:
            return
        svar = {"endring": Foresporseltilstand.ENDRING, "nei": Foresporseltilstand.AVKREFTET}.get(
            rad.merke, Foresporseltilstand.BEKREFTET
        )
        foresporsel.svar(
            sporsmaal.pk,
            utfort_av=kontakt,
            versjon=sporsmaal.versjon,
            svar=svar,
            kommentar="Vi har ikke vikar i perioden og må finne et nytt tidspunkt." if rad.merke == "nei" else "",
            naa=besvart,
        )
        if rad.stopp != "tilby" and besvart + timedelta(days=10) < self.naa:
            tilbudt = besvart + timedelta(days=10)
            if rad.stopp in ("aksepter", "bekreft"):
                tilbudt = max(tilbudt, self.naa - timedelta(days=7))
            self._plass(sak, rad, kontakt, start, tilbudt)

    # --- offer and service --------------------------------------------------------------------------------------------

    def _plass(self, sak: Innmelding, rad: Demolege, kontakt: Bruker, start: date, tid: datetime) -> None:
        avdeling = self.g.avdeling(rad.avdeling, rad.sted)
        plass = Plass.objects.get(avdeling=avdeling, nummer=rad.plass)
        del_ = tjenester.Dellinje(plass, start, maaned_slutt(maaned_nr(start) + LENGDE - 1))
        t = tjenester.planlegg(utfort_av=self.g.koordinator, innmelding=sak, deler=[del_], naa=tid - timedelta(hours=1))
        t = tjenester.tilby(t.pk, utfort_av=self.g.koordinator, versjon=t.versjon, naa=tid)
        lege = sak.lege.bruker
        leder = self._leder(avdeling)
        if lege is None or rad.stopp == "aksepter" or tid + timedelta(days=3) > self.naa:
            return
        t = tjenester.aksepter(t.pk, utfort_av=lege, versjon=t.versjon, naa=tid + timedelta(days=3))
        if rad.stopp == "bekreft" or tid + timedelta(days=9) > self.naa:
            return
        sak.refresh_from_db()
        forlop.avklar_vikar(sak.pk, utfort_av=kontakt, versjon=sak.versjon, vikar="ja", naa=tid + timedelta(days=8))
        t = tjenester.bekreft(t.pk, utfort_av=kontakt, versjon=t.versjon, naa=tid + timedelta(days=9))
        if rad.stopp == "har_sokt":
            return
        sokt = self._senest(tid + timedelta(days=20))
        t = tjenester.har_sokt(t.pk, utfort_av=lege, versjon=t.versjon, dato=timezone.localdate(sokt), naa=sokt)
        if rad.stopp == "veileder":
            return
        self._drift(t, rad, leder, start)

    def _drift(self, t: Tjeneste, rad: Demolege, leder: Bruker, start: date) -> None:
        t = tjenester.tildel_veileder(
            t.pk,
            utfort_av=leder,
            versjon=t.versjon,
            veileder=self.g.sykehusveiledere[rad.avdeling, rad.sted],
            veiledningsplan=VEILEDNINGSPLAN,
            naa=self._senest(self._tid(start - timedelta(days=30))),
        )
        if rad.stopp == "start" or self._tid(start) > self.naa:
            return
        t = tjenester.start(t.pk, utfort_av=leder, versjon=t.versjon, dato=start, naa=self._tid(start))
        slutt = maaned_slutt(maaned_nr(start) + LENGDE - 1)
        if self._tid(slutt) > self.naa:
            return
        maal = list(Laeringsmaal.objects.filter(pk__in=t.laeringsmaal.values("pk")))
        tjenester.fullfor(t.pk, utfort_av=leder, versjon=t.versjon, dato=slutt, maal=maal, naa=self._tid(slutt))

    def _leder(self, avdeling: Avdeling) -> Bruker:
        svar = ansvarlige(RolleType.LEDER, virksomhet=self.g.nett.sykehus, enhet=avdeling.enhet_id)
        return svar[0].bruker

    def _tid(self, dag: date) -> datetime:
        return timezone.make_aware(datetime.combine(dag, time(10, 20)))

    def _senest(self, tid: datetime) -> datetime:
        """Then, or some hours ago: nothing in the demo has happened in the future."""
        return min(tid, self.naa - timedelta(hours=2))
