"""Guidance in the demo: some hundred and forty questions over thirteen months, each asked and answered by the verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from grunnmur.oppgaver.virkedager import er_virkedag, pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.portal.dato import lokal_dato
from veiledning import rules
from veiledning.models import Foresporsel
from veiledning.operations import avgrensning, avtale, foresporsel, frist, taushet, traad, utfall, vakt, videre

from . import veiledningstekster as t
from .veiledningsgrunnlag import VAKTER, Veiledningsgrunnlag

ANTALL = 108
FAA = 20
"""Enough for every course, where the demo is wanted small."""
DAGER = 395

KODET = (("kode_melder", 2), ("kode_svarer", 3))
BESVART = (("ta", 0), ("svar", 2), *KODET)
FORLOP: list[tuple[int, tuple[tuple[str, int], ...]]] = [
    # (weight, (verb, working days since the one before)); time stops each of them where today is
    (40, BESVART),
    (12, (("ta", 0), ("foreslaa_avtale", 1), ("bekreft_avtale", 1), ("gjennomfor", 4), *KODET)),
    (9, (("ta", 1), ("spor", 1), ("tilsvar", 2), ("svar", 1), *KODET)),
    (6, (("ta", 1), ("svar", 3), ("lukk", 22))),
    (5, (("ta", 1), ("foreslaa_frist", 1), ("godta_frist", 1), ("svar", 6), *KODET)),
    (4, (("videresend", 1), ("ta", 1), ("svar", 2), *KODET)),
    (3, (("taus", 6), ("ta", 1), ("svar", 1), *KODET)),
    (3, (("ta", 0), ("kapasitet", 1), ("svar", 3), *KODET)),
    (3, (("ta", 0), ("utenfor", 2))),
    (2, (("ta", 1), ("avgrens", 2))),
    (2, (("ta", 1), ("avgrens", 2), ("ny_vurdering", 2), ("oppretthold", 2))),
    (2, (("ta", 1), ("avgrens", 2), ("ny_vurdering", 1), ("omgjor", 2), ("ta", 1), ("svar", 2), *KODET)),
    (2, (("ta", 0), ("svar", 2), ("ikke_besvart", 1), ("svar", 2), *KODET)),
    (2, (("trekk", 1),)),
]
RINGT = (("ta", 0), ("har_ringt", 1), *KODET)
IKKE_SVAR = (("ta", 0), ("ring_uten_svar", 1), ("har_ringt", 0), *KODET)


class Veiledningsbygger:
    """Asks and answers, in the past, as the people whose turn it is."""

    def __init__(self, grunnlag: Veiledningsgrunnlag, *, antall: int = ANTALL) -> None:
        self.g = grunnlag
        self.antall = antall
        self.tilfeldig = Random(613)  # noqa: S311
        self.naa = timezone.now()
        self.temaer: dict[UUID, t.Tema] = {}
        self.besvarte: list[Foresporsel] = []
        ansatte = grunnlag.nett.ansatte
        self.kommunalt = [(b, e) for b, e in ansatte if e.virksomhet.er_kommune]
        self.sykehus = [(b, e) for b, e in ansatte if e.virksomhet_id == grunnlag.nett.sykehus.pk]

    def bygg(self) -> list[Foresporsel]:
        """Returns the answered ones that have a text, oldest first."""
        for nummer in range(self.antall):
            sendt = self.dag_siden(round((self.antall - nummer) / self.antall * DAGER) + 1)
            # Each course once, in the oldest, so that it reaches its end; then by weight.
            forlop = self.tilfeldig.choices([f for _v, f in FORLOP], [v for v, _f in FORLOP])[0]
            if nummer < len(FORLOP):
                forlop = FORLOP[nummer][1]
            if nummer >= len(FORLOP) and nummer % 6 == 0:
                self.ring(sendt, IKKE_SVAR if nummer % 12 == 0 else RINGT)
            elif nummer >= len(FORLOP) and nummer % 7 == 0:
                self.omvendt(sendt, BESVART)
            elif nummer >= len(FORLOP) and nummer % 25 == 1:
                self.spor(t.TEMAER[nummer % len(t.TEMAER)], sendt, BESVART, til=self.g.praksis)
            else:
                self.spor(t.TEMAER[nummer % len(t.TEMAER)], sendt, forlop)
        return self.besvarte

    def dag_siden(self, dager: int) -> datetime:
        """Some time in office hours, so many days ago or on the working day before."""
        dag = timezone.localdate(self.naa) - timedelta(days=dager)
        while not er_virkedag(dag):
            dag -= timedelta(days=1)
        return min(self._klokka(dag), self.naa - timedelta(minutes=40))

    def _klokka(self, dag: date) -> datetime:
        klokken = time(self.tilfeldig.randint(8, 14), self.tilfeldig.randint(0, 59))
        return timezone.make_aware(datetime.combine(dag, klokken))

    def senere(self, tid: datetime, virkedager: int) -> datetime:
        if not virkedager:
            return tid + timedelta(minutes=self.tilfeldig.randint(10, 55))
        return max(self._klokka(pluss_virkedager(lokal_dato(tid), virkedager)), tid + timedelta(minutes=5))

    # --- asking -----------------------------------------------------------------------------------------------------------

    def spor(
        self,
        tema: t.Tema,
        sendt: datetime,
        forlop: tuple[tuple[str, int], ...],
        *,
        av: tuple[Bruker, Enhet] | None = None,
        til: Virksomhet | None = None,
        **andre: Any,
    ) -> Foresporsel:
        """A municipality asks the unit of the theme, or a party that answers personally."""
        felter: dict[str, Any] = {
            "til_virksomhet": til or self.g.nett.sykehus,
            "til_enhet": None if til else self.g.enhet(tema.enhet),
            "omfang": self.tilfeldig.choice(["kunnskap", "kunnskap", "generell", "pasientgruppe"]),
            "fagfelt": tema.fagfelt,
            "fagomraade": self.g.fag[tema.fagomraade],
            "ytelse": self.tilfeldig.choice(["raad", "veiledning", "opplysning"]),
            "form": self.tilfeldig.choice(["skriftlig", "video", "telefon"]),
            "hastegrad": self.tilfeldig.choice(["vanlig", "vanlig", "snart"]),
            "overskrift": tema.overskrift,
            "behov": tema.behov,
        } | andre
        return self.send(av or self.tilfeldig.choice(self.kommunalt), felter, sendt, forlop, tema)

    def omvendt(
        self, sendt: datetime, forlop: tuple[tuple[str, int], ...], *, av: tuple[Bruker, Enhet] | None = None
    ) -> Foresporsel:
        """The trust asks the short-term ward in Gjøvik."""
        overskrift, behov, svar = self.tilfeldig.choice(t.OMVENDT)
        gjovik = next(k for k in self.g.nett.kommuner if k.navn == "Gjøvik")
        tema = t.Tema("Geriatri", "somatikk", "", overskrift, behov, svar)
        enhet = self.g.nett.enhet(gjovik, "Korttidsavdelingen", "Gjøvik")
        andre = {"til_virksomhet": gjovik, "til_enhet": enhet, "hastegrad": "vanlig", "omfang": "generell"}
        felter = {"fagfelt": tema.fagfelt, "ytelse": "opplysning", "form": "skriftlig"}
        tekst = {"overskrift": tema.overskrift, "behov": tema.behov}
        return self.send(av or self.tilfeldig.choice(self.sykehus), {**felter, **andre, **tekst}, sendt, forlop, tema)

    def ring(
        self,
        sendt: datetime,
        forlop: tuple[tuple[str, int], ...],
        *,
        av: tuple[Bruker, Enhet] | None = None,
        enhet: str = "",
    ) -> Foresporsel:
        """Somebody wants to be rung about one patient: no words at all."""
        tema = self.tilfeldig.choice(t.TEMAER)
        felter = {
            "til_virksomhet": self.g.nett.sykehus, "til_enhet": self.g.enhet(enhet or tema.enhet), "omfang": "enkeltpasient",
            "fagfelt": tema.fagfelt, "hastegrad": "snart", "ring_tlf": "+4761000100",
            "ring_dag": pluss_virkedager(lokal_dato(sendt), 1), "ring_fra": time(8), "ring_til": time(15),
        }  # fmt: skip
        return self.send(av or self.tilfeldig.choice(self.kommunalt), felter, sendt, forlop, tema)

    def send(
        self,
        av: tuple[Bruker, Enhet],
        felter: dict[str, Any],
        sendt: datetime,
        forlop: tuple[tuple[str, int], ...],
        tema: t.Tema,
    ) -> Foresporsel:
        """From draft on; verbs whose time has not come are left undone."""
        melder, enhet = av
        sak = foresporsel.opprett_utkast(utfort_av=melder, fra_enhet=enhet, felter=felter, naa=sendt - timedelta(minutes=12))
        sak = foresporsel.meld(sak.pk, utfort_av=melder, versjon=sak.versjon, naa=sendt)
        self.temaer[sak.pk] = tema
        return self.gaa(sak, sendt, forlop)

    def gaa(self, sak: Foresporsel, tid: datetime, forlop: tuple[tuple[str, int], ...]) -> Foresporsel:
        for verb, virkedager in forlop:
            tid = self.senere(tid, virkedager)
            if tid > self.naa - timedelta(minutes=30):
                break
            utfor: Callable[[Foresporsel, datetime], Foresporsel] = getattr(self, f"_{verb}")
            sak = utfor(sak, tid)
        return sak

    def svarer(self, sak: Foresporsel) -> Bruker:
        """Who takes it: whoever is first on the rota, now and then the next."""
        if sak.til_enhet_id is None:
            return self.g.nett.kontoer["avtalespesialist"]
        folk = self.g.svarere[sak.til_enhet_id]
        return folk[self.tilfeldig.random() < 0.3 and len(folk) > 1]

    # --- the verbs, each by somebody who may -----------------------------------------------------------------------------

    def _ta(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return vakt.ta(sak.pk, utfort_av=self.svarer(sak), versjon=sak.versjon, naa=tid)

    def _svar(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        lenker = [t.LENKE] if self.tilfeldig.random() < 0.3 else []
        tekst = self.temaer[sak.pk].svar
        sak = traad.svar(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, tekst=tekst, lenker=lenker, naa=tid)
        self.besvarte.append(sak)
        return sak

    def har(self, sak: Foresporsel) -> Bruker:
        """Whoever has taken it."""
        if sak.ansvarlig is None:
            raise ValueError("nobody has taken it")
        return sak.ansvarlig

    def _kode_melder(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return self._kode(sak, sak.melder, tid)

    def _kode_svarer(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return self._kode(sak, self.har(sak), tid)

    def _kode(self, sak: Foresporsel, hvem: Bruker, tid: datetime) -> Foresporsel:
        besvart, nytte = self.tilfeldig.choice([("ja", 5), ("ja", 5), ("ja", 4), ("ja", 3), ("delvis", 3), ("delvis", 2)])
        ledet_til = [self.tilfeldig.choice(["tryggere", "tryggere", "endret_praksis", "ny_prosedyre", "unngikk_henvisning"])]
        return utfall.kode_utfall(
            sak.pk, utfort_av=hvem, versjon=sak.versjon, besvart=besvart, nytte=nytte, ledet_til=ledet_til, naa=tid
        )

    def _lukk(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return utfall.lukk(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon, naa=tid)

    def _ikke_besvart(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return utfall.ikke_besvart(sak.pk, utfort_av=sak.melder, versjon=sak.versjon, naa=tid)

    def _spor(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return traad.spor(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, tekst=t.SPURT_TILBAKE, naa=tid)

    def _tilsvar(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return traad.tilsvar(sak.pk, utfort_av=sak.melder, versjon=sak.versjon, tekst=t.TILSVAR, naa=tid)

    def _foreslaa_avtale(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        start = timezone.make_aware(datetime.combine(pluss_virkedager(lokal_dato(tid), 3), time(10)))
        felter = {
            "innhold": self.temaer[sak.pk].overskrift, "form": "video", "start": start, "varighet": 30,
            "lenke": "https://video.demo.example/v", "ansvarlig_melder": sak.melder, "ansvarlig_svarer": sak.ansvarlig,
        }  # fmt: skip
        avtale.foreslaa_avtale(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, felter=felter, naa=tid)
        return self.paa_nytt(sak)

    def _bekreft_avtale(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        avtale.bekreft_avtale(sak.pk, utfort_av=sak.melder, versjon=sak.versjon, naa=tid)
        return self.paa_nytt(sak)

    def _gjennomfor(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return avtale.gjennomfor(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, naa=tid)

    def paa_nytt(self, sak: Foresporsel) -> Foresporsel:
        return Foresporsel.objects.med_navn().get(pk=sak.pk)

    def _foreslaa_frist(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        senere = pluss_virkedager(sak.svarfrist or lokal_dato(tid), 4)
        return frist.foreslaa_frist(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, frist=senere, naa=tid)

    def _godta_frist(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return frist.godta_frist(sak.pk, utfort_av=sak.melder, versjon=sak.versjon, naa=tid)

    def _videresend(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        andre = [self.g.enhet(navn) for navn, _sted in VAKTER if self.g.enhet(navn) != sak.til_enhet]
        ny, grunn = self.tilfeldig.choice(andre), "Dette hører til et annet fagområde."
        return videre.videresend(
            sak.pk, utfort_av=self.svarer(sak), versjon=sak.versjon, grunn="annet_fag", enhet=ny, kommentar=grunn, naa=tid
        )

    def _taus(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return taushet.meld_taushet(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon, naa=tid)

    def _kapasitet(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return traad.skriv(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, tekst=t.KAPASITET, naa=tid)

    def _avgrens(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return avgrensning.avgrens(
            sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, vurdering=t.AVGRENSET, forsvarlig=True, naa=tid
        )

    def _utenfor(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        hvem, hvor = self.har(sak), t.HENVIST
        return avgrensning.avvis_utenfor(
            sak.pk, utfort_av=hvem, versjon=sak.versjon, vurdering=t.UTENFOR, henvist_til=hvor, naa=tid
        )

    def _ny_vurdering(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return avgrensning.be_om_ny_vurdering(sak.pk, utfort_av=sak.melder, versjon=sak.versjon, naa=tid)

    def _oppretthold(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        leder, tekst = rules.ledere(sak)[0].bruker, t.OPPRETTHOLDT
        return avgrensning.oppretthold(sak.pk, utfort_av=leder, versjon=sak.versjon, vurdering=tekst, naa=tid)

    def _omgjor(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        leder = rules.ledere(sak)[0].bruker
        return avgrensning.omgjor(sak.pk, utfort_av=leder, versjon=sak.versjon, vurdering=t.OMGJORT, naa=tid)

    def _trekk(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return foresporsel.trekk(sak.pk, utfort_av=sak.melder, versjon=sak.versjon, naa=tid)

    def _har_ringt(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return traad.har_ringt(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, naa=tid)

    def _ring_uten_svar(self, sak: Foresporsel, tid: datetime) -> Foresporsel:
        return traad.ring_uten_svar(sak.pk, utfort_av=self.har(sak), versjon=sak.versjon, naa=tid)
