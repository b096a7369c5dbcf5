"""What many share, and what waits: joint activities, the answer bank, and what each account finds when it signs in."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.portal.dato import lokal_dato
from veiledning.models import Aktivitet, Foresporsel
from veiledning.operations import aktivitet, bank, bankfrister, foresporsel, paamelding, taushet

from . import veiledningstekster as t
from .veiledning import FAA, Veiledningsbygger

BANKSVAR = 28


class Fellesbygger:
    """Made by the verbs, after the history that they build on."""

    def __init__(self, bygger: Veiledningsbygger) -> None:
        self.b = bygger
        self.g = bygger.g
        self.naa = bygger.naa
        self.kontoer = bygger.g.nett.kontoer
        gjovik = next(k for k in self.g.nett.kommuner if k.navn == "Gjøvik")
        self.korttid = self.g.nett.enhet(gjovik, "Korttidsavdelingen", "Gjøvik")
        self.palliativ = self.g.enhet("Palliativt senter")
        self.soker = (self.kontoer["soker"], self.korttid)

    def bygg(self, besvarte: list[Foresporsel]) -> None:
        self._bank(besvarte)
        self._aktiviteter()
        self._kontoenes()
        taushet.meld_taushet_forfalte(self.naa - timedelta(minutes=20))
        bankfrister.folg_svarbanken(naa=self.naa - timedelta(minutes=10))

    # --- the answer bank ------------------------------------------------------------------------------------------------

    def _bank(self, besvarte: list[Foresporsel]) -> None:
        """Answers of the oldest, one per theme; the last three are waiting, refused and taken back."""
        per_emne: dict[str, Foresporsel] = {}
        for sak in besvarte:
            if sak.gjennomfort_tid and sak.gjennomfort_tid < self.naa - timedelta(days=12):
                per_emne.setdefault(self.b.temaer[sak.pk].overskrift, sak)
        saker = list(per_emne.values())[: 6 if self.b.antall <= FAA else BANKSVAR]
        for nummer, sak in enumerate(saker):
            sak = self.b.paa_nytt(sak)
            if sak.tilstand not in ("gjennomfort", "lukket") or sak.gjennomfort_tid is None:
                continue
            tema, foreslaatt = self.b.temaer[sak.pk], sak.gjennomfort_tid + timedelta(days=1, hours=1)
            svar = bank.foreslaa_publisering(
                sak.pk, utfort_av=sak.melder, versjon=sak.versjon, sporsmaal=tema.overskrift, svar=tema.svar, naa=foreslaatt
            )
            forfatter, samtykket = self.b.har(sak), foreslaatt + timedelta(days=3)
            if nummer == len(saker) - 3:
                continue  # waits for the author
            if nummer == len(saker) - 2:
                bank.ikke_samtykk(svar.pk, utfort_av=forfatter, versjon=svar.versjon, naa=samtykket)
                continue
            svar = bank.samtykk(svar.pk, utfort_av=forfatter, versjon=svar.versjon, naa=samtykket)
            if nummer == len(saker) - 1:
                bank.trekk_tilbake(svar.pk, utfort_av=forfatter, versjon=svar.versjon, naa=samtykket + timedelta(days=4))
            if nummer == len(saker) - 4:
                leser, tekst = self.kontoer["leder"], "Skjemaet det vises til, har fått en ny utgave."
                dag = self.naa - timedelta(days=1)
                bank.meld_utdatert(svar.pk, utfort_av=leser, versjon=svar.versjon, tekst=tekst, naa=dag)

    # --- joint activities -----------------------------------------------------------------------------------------------

    def _aktiviteter(self) -> None:
        pumpe, oksygen = t.TEMAER[0], next(tema for tema in t.TEMAER if tema.enhet == "Lungepoliklinikken")
        holdt = self._samlet(pumpe, spurt=70, planlagt=66, om=10, plasser=30)
        aktivitet.hold(
            holdt.pk, utfort_av=holdt.svarer, versjon=holdt.versjon, naa=holdt.start + timedelta(hours=2),
            var_med=[p.bruker_id for p in holdt.paameldinger.filter(svar__in=["ja", "spurt"])],
        )  # fmt: skip
        avlyst = self._samlet(oksygen, spurt=20, planlagt=17, om=21, plasser=None)
        aktivitet.avlys(
            avlyst.pk, utfort_av=self.kontoer["veiledningskoordinator"], versjon=avlyst.versjon,
            kommentar="Den som skulle svare, ble syk. Spørsmålene besvares enkeltvis.", naa=self.b.dag_siden(4),
        )  # fmt: skip
        for en in avlyst.paameldinger.all():
            sak = Foresporsel.objects.med_navn().filter(melder=en.bruker, tilstand="meldt").order_by("-endret").first()
            if sak and sak.overskrift == oksygen.overskrift:
                self.b.gaa(sak, self.b.dag_siden(4), (("ta", 0), ("svar", 1)))
        self._samlet(t.TEMAER[1], spurt=7, planlagt=3, om=12, plasser=20, med=self.soker)

    def _samlet(
        self,
        tema: t.Tema,
        *,
        spurt: int,
        planlagt: int,
        om: int,
        plasser: int | None,
        med: tuple[Bruker, Enhet] | None = None,
    ) -> Aktivitet:
        """Three ask for the same, and get one session `om` working days after it was planned."""
        folk = [med] if med else []
        folk += self.b.tilfeldig.sample([p for p in self.b.kommunalt if p not in folk], 3 - len(folk))
        saker = [self.b.spor(tema, self.b.dag_siden(spurt), (), av=p, hastegrad="vanlig") for p in folk]
        tid, enhet = self.b.dag_siden(planlagt), self.g.enhet(tema.enhet)
        start = timezone.make_aware(datetime.combine(pluss_virkedager(lokal_dato(tid), om), time(13)))
        sak = aktivitet.planlegg(
            utfort_av=self.kontoer["veiledningskoordinator"],
            virksomhet=self.g.nett.sykehus,
            felter={
                "tittel": tema.overskrift, "beskrivelse": f"Vi svarer på spørsmål om dette, og viser i praksis. {tema.svar}",
                "fagfelt": tema.fagfelt, "fagomraade": self.g.fag[tema.fagomraade], "svarer": self.g.svarere[enhet.pk][0],
                "form": "video", "start": start, "varighet": 60, "lenke": "https://video.demo.example/felles",
                "plasser": plasser,
            },
            behov=[s.pk for s in saker],
            naa=tid,
        )  # fmt: skip
        andre = self.b.tilfeldig.sample([p for p, _enhet in self.b.kommunalt if p not in [f for f, _e in folk]], 4)
        for bruker in [p for p, _enhet in folk[1:]] + andre:
            paamelding.meld_paa(sak.pk, utfort_av=bruker, naa=min(self.b.senere(tid, 1), self.b.naa))
        return Aktivitet.objects.select_related("svarer", "virksomhet").get(pk=sak.pk)

    # --- what each account finds ----------------------------------------------------------------------------------------

    def _kontoenes(self) -> None:
        b, konto = self.b, self.kontoer
        pumpe, samtale, smerte = t.TEMAER[0], t.TEMAER[1], t.TEMAER[2]
        siden = b.dag_siden
        b.spor(smerte, siden(3), (("ta", 0), ("spor", 0)), av=self.soker)
        b.spor(samtale, siden(4), (("ta", 0), ("foreslaa_avtale", 0)), av=self.soker, form="video")
        b.spor(pumpe, siden(6), (("ta", 0), ("svar", 1)), av=self.soker)
        utkast = {"til_virksomhet": self.g.nett.sykehus, "omfang": "kunnskap", "overskrift": "Sår som ikke gror"}
        foresporsel.opprett_utkast(utfort_av=konto["soker"], fra_enhet=self.korttid, felter=utkast, naa=siden(1))
        hamar = next(p for p in b.kommunalt if p[1].virksomhet.navn == "Hamar")
        ringsaker = next(p for p in b.kommunalt if p[1].virksomhet.navn == "Ringsaker")
        lang = " ".join(f"{tema.behov}" for tema in t.TEMAER)
        b.spor(
            pumpe, siden(1), (), av=self.soker, behov=f"{lang} {lang}"[:3900],
            overskrift="Smertepumper, kassetter og alarmer om natten i hele kommunen, også i helg og når vikarer er på jobb",
        )  # fmt: skip
        b.spor(pumpe, siden(1), (), av=hamar)
        b.ring(siden(1), (), av=ringsaker, enhet="Palliativt senter")
        b.ring(siden(1), (("ta", 0),), av=hamar, enhet="Palliativt senter")
        avtalt = (("ta", 0), ("foreslaa_avtale", 0), ("bekreft_avtale", 0))
        b.spor(smerte, siden(2), avtalt, av=ringsaker, form="video")
        b.spor(samtale, siden(8), (("ta", 0), ("avgrens", 1), ("ny_vurdering", 1)), av=hamar)
        b.spor(pumpe, siden(3), (("ta", 0), ("foreslaa_frist", 0)), av=hamar)
        b.omvendt(siden(1), (), av=(konto["kontakt"], self.palliativ))
        b.omvendt(siden(3), (("ta", 0),), av=(konto["kontakt"], self.palliativ))
        b.spor(t.TEMAER[5], siden(1), (), av=self.soker, til=self.g.praksis)
        # Nobody has answered: the deadline is out, and the coordinators are told.
        b.spor(t.TEMAER[20], siden(12), (), av=hamar, hastegrad="vanlig")
        b.omvendt(siden(14), (), av=(konto["kontakt"], self.palliativ))
        oksygen = next(tema for tema in t.TEMAER if tema.enhet == "Lungepoliklinikken")
        for av in (hamar, ringsaker, self.soker):
            b.spor(oksygen, siden(2), (), av=av, hastegrad="vanlig")
