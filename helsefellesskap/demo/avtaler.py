"""What follows the reply of the host in the demo: agreements, what must be ready, changes, cancellations, evaluations.

Every case that the applications brought to its agreement goes on here, by the verbs people use, until today stops it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from hospitering.models import Reisedekning, Side, Soknad, Tilstand
from hospitering.operations import (
    avtale,
    avtaleskjema,
    evaluering,
    gjennomforing,
    klargjoring,
    klokka,
    periode,
    soknad,
)
from hospitering.rules import ledere_egen
from hospitering.rules.avtale import ledere_hospiteringsenhet

from .avtaletekster import BEDRE, LAERTE, VERDT
from .nett import Nett
from .soknader import FORLOP, Soknadsbygger

T = Tilstand
LIV = [
    # (weight, how far it goes and what turns up on the way)
    (50, ()),
    (8, ("motforslag",)),
    (6, ("utsatt",)),
    (5, ("kortet",)),
    (6, ("avlyst",)),
    (5, ("trukket",)),
    (6, ("papir",)),
    (6, ("ikke_klar",)),
    (5, ("frafalt",)),
    (5, ("en_svarer",)),
]  # fmt: skip


class Avtalebygger:
    """Takes the granted applications through the rest of their life."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.tilfeldig = Random(2026)  # noqa: S311
        self.naa = timezone.now()

    def bygg(self) -> None:
        saker = Soknad.objects.filter(tilstand=T.AVTALE_UNDER_ARBEID).order_by("innsendt_tid")
        for nummer, sak in enumerate(saker.select_related("hospiteringsenhet", "kontakt_bruker", "soker")):
            # Each way once, in the oldest cases, so that it reaches its end; then by weight.
            vei = self.tilfeldig.choices([v for _w, v in LIV], [w for w, _v in LIV])[0]
            self.gaa(sak, LIV[nummer][1] if nummer < len(LIV) else vei)
        self._kontoenes()
        klokka.folg(naa=self.naa)

    def _kontoenes(self) -> None:
        """What the applicant, the contact person and both leaders find: one case in each state."""
        gjovik = next(k for k in self.nett.kommuner if k.navn == "Gjøvik")
        korttid = self.nett.enhet(gjovik, "Korttidsavdelingen", "Gjøvik")
        palliativ = self.nett.enhet(self.nett.sykehus, "Palliativt senter", "Gjøvik")
        soker = self.nett.kontoer["soker"]
        kollega = next(b for b, e in self.nett.ansatte if e == korttid)
        soknader, idag = Soknadsbygger(self.nett), timezone.localdate(self.naa)
        for hvem, sendt, start, dager, steg, vei in (
            (soker, 55, 40, 3, 1, ()),  # a period is proposed, and waits for the hospitant
            (kollega, 60, 33, 2, 2, ()),  # all is clarified, and the host enters the agreement
            (soker, 70, 19, 4, 3, ()),  # entered: both sides have something to make ready
            (kollega, 80, 6, 2, 4, ()),  # ready
            (soker, 95, -1, 3, 5, ()),  # runs
            (kollega, 110, -9, 2, 6, ("en_svarer",)),  # waits for one evaluation
            (soker, 150, -45, 4, 6, ()),  # complete
        ):
            fra = idag + timedelta(days=start)
            tid = _kl(idag - timedelta(days=sendt), 9)
            periode_ = {"periode_fra": fra, "periode_til": fra + timedelta(days=dager)}
            sak = soknader.lag(hvem, korttid, palliativ, tid, FORLOP[0][1], **periode_)
            self.gaa(sak, vei, antall_steg=steg)

    def gaa(self, sak: Soknad, vei: tuple[str, ...], *, antall_steg: int = 6) -> None:
        tid = Hendelse.objects.for_sak(sak).latest("id").tidspunkt
        alle = (self._foresla, self._bli_enige, self._inngaa, self._gjor_klart, self._gjennomfor, self._evaluer)
        try:
            for steg in alle[:antall_steg]:
                sak = Soknad.objects.select_related("avtale", "soker", "kontakt_bruker").get(pk=sak.pk)
                tid = steg(sak, tid, vei)
        except _Idag:
            return

    # --- who, and when -----------------------------------------------------------------------------------------------

    def _neste(self, tid: datetime, *, dager: int | None = None, senest: date | None = None) -> datetime:
        """Some days later in office hours; where today has not come so far, the case stands where it is."""
        dag = timezone.localdate(tid) + timedelta(days=dager or self.tilfeldig.choice([1, 1, 2, 3]))
        if senest and dag > senest:
            dag = senest
        neste = max(tid + timedelta(minutes=7), _kl(dag, 8 + self.tilfeldig.randint(0, 6)))
        if neste > self.naa - timedelta(minutes=20):
            raise _Idag
        return neste

    def _vert(self, sak: Soknad) -> Bruker:
        if sak.kontakt_bruker:
            return sak.kontakt_bruker
        return ledere_hospiteringsenhet(sak)[0].bruker

    # --- the way -----------------------------------------------------------------------------------------------------

    def _foresla(self, sak: Soknad, tid: datetime, vei: tuple[str, ...]) -> datetime:
        tid = self._neste(tid)
        fra, til = self._periode(sak, tid)
        avtaleskjema.avklar_og_foresla(
            sak.pk,
            utfort_av=self._vert(sak),
            versjon=sak.versjon,
            ansvar=True,
            taushet_form="papir" if "papir" in vei else "elektronisk",
            taushet_naar=fra,
            instruks_naar=fra,
            fra=fra,
            til=til,
            evaluering_tidspunkt=_kl(til + timedelta(days=2), 13),
            evaluering_form=self.tilfeldig.choice(["digital", "digital", "telefon", "fysisk"]),
            naa=tid,
        )
        return tid

    def _periode(self, sak: Soknad, tid: datetime) -> tuple[date, date]:
        """The one that was wished for; where the paper work took longer, as much later."""
        onsket_fra = sak.periode_fra or timezone.localdate(tid)
        onsket_til = sak.periode_til or onsket_fra
        fra = max(onsket_fra, timezone.localdate(tid) + timedelta(days=20))
        return fra, fra + (onsket_til - onsket_fra)

    def _bli_enige(self, sak: Soknad, tid: datetime, vei: tuple[str, ...]) -> datetime:
        leder = ledere_egen(sak)[0].bruker
        if "motforslag" in vei:
            tid = self._neste(tid)
            fra, til = self._periode(sak, tid)
            fra, til = fra + timedelta(days=7), til + timedelta(days=7)
            sak = periode.foresla_periode(
                sak.pk, utfort_av=sak.soker, versjon=sak.versjon, fra=fra, til=til,
                evaluering_tidspunkt=_kl(til + timedelta(days=2), 13), naa=tid,
            )  # fmt: skip
        tid = self._neste(tid)
        svarer = self._vert(sak) if "motforslag" in vei else sak.soker
        sak = periode.bekreft_periode(sak.pk, utfort_av=svarer, versjon=sak.versjon, naa=tid)
        if not sak.avtale.perioder.filter(tilstand="gjelder").exists():
            tid = self._neste(tid)
            sak = periode.avgjor_periode(sak.pk, utfort_av=leder, versjon=sak.versjon, godkjent=True, naa=tid)
        tid = self._neste(tid, dager=1)
        dekning = self.tilfeldig.choice(Reisedekning.values)
        sak = avtale.foresla_reise(
            sak.pk, utfort_av=leder, versjon=sak.versjon, dekning=dekning, merknad="Billigste reisemåte.", naa=tid
        )
        tid = self._neste(tid, dager=1)
        avtale.bekreft_reise(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, naa=tid)
        return tid

    def _inngaa(self, sak: Soknad, tid: datetime, vei: tuple[str, ...]) -> datetime:
        tid = self._neste(tid, dager=1)
        try:
            avtale.inngaa_avtale(sak.pk, utfort_av=self._vert(sak), versjon=sak.versjon, naa=tid)
        except ValidationError:  # the unit is full that week: the agreement waits for another period
            raise _Idag from None
        return tid

    def _gjor_klart(self, sak: Soknad, tid: datetime, vei: tuple[str, ...]) -> datetime:
        fra, til = _perioden(sak)
        if "trukket" in vei:
            tid = self._neste(tid)
            sak = soknad.trekk(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, aarsak="arbeidsforhold", naa=tid)
            gjennomforing.kvitter(sak.pk, utfort_av=self._vert(sak), versjon=sak.versjon, naa=self._neste(tid))
            raise _Idag
        if "avlyst" in vei:
            tid = self._neste(tid)
            sak = gjennomforing.avlys(sak.pk, utfort_av=self._vert(sak), versjon=sak.versjon, aarsak="kapasitet", naa=tid)
            gjennomforing.kvitter(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, naa=self._neste(tid))
            raise _Idag
        if "utsatt" in vei:
            tid = self._neste(tid)
            ny = til + timedelta(days=14)
            sak = periode.foresla_periode(
                sak.pk, utfort_av=self._vert(sak), versjon=sak.versjon, art="utsatt", aarsak="kapasitet",
                fra=fra + timedelta(days=14), til=ny, evaluering_tidspunkt=_kl(ny + timedelta(days=1), 12), naa=tid,
            )  # fmt: skip
            tid = self._neste(tid)
            sak = periode.bekreft_periode(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, naa=tid)
            if sak.avtale.perioder.filter(tilstand="hos_leder").exists():
                leder = ledere_egen(sak)[0].bruker
                sak = periode.avgjor_periode(sak.pk, utfort_av=leder, versjon=sak.versjon, godkjent=True, naa=tid)
            sak = Soknad.objects.select_related("avtale", "soker", "kontakt_bruker").get(pk=sak.pk)
            fra, _til = _perioden(sak)
        if "ikke_klar" in vei and fra > timezone.localdate(self.naa) - timedelta(days=10):
            raise _Idag  # what was not ready long ago has been moved or called off since
        tid = self._neste(tid, senest=fra)
        if "papir" in vei:
            sak = klargjoring.motta_taushet(
                sak.pk, utfort_av=self._vert(sak), versjon=sak.versjon, underskrevet=timezone.localdate(tid), naa=tid
            )
        else:
            sak = klargjoring.signer_taushet(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, naa=tid)
        for hvem in (sak.soker, self._vert(sak)):
            tid = self._neste(tid, dager=1, senest=fra)
            sak = klargjoring.les_instruks(sak.pk, utfort_av=hvem, versjon=sak.versjon, naa=tid)
        for punkt in sak.forberedelser.filter(gjort__isnull=True):
            tid = self._neste(tid, dager=1, senest=fra)
            hvem = sak.soker if punkt.ansvarlig == Side.HOSPITANT else self._vert(sak)
            sak = klargjoring.forbered(sak.pk, utfort_av=hvem, versjon=sak.versjon, forberedelse=punkt.pk, naa=tid)
        return tid

    def _gjennomfor(self, sak: Soknad, tid: datetime, vei: tuple[str, ...]) -> datetime:
        systemet = Bruker.objects.systemet()
        fra, til = _perioden(sak)
        start = max(tid + timedelta(minutes=5), _kl(fra, 6))
        if start > self.naa:
            raise _Idag
        if sak.tilstand == T.KLAR:
            sak = gjennomforing.start(sak.pk, utfort_av=systemet, versjon=sak.versjon, naa=start)
        if "kortet" in vei and til > fra:
            til -= timedelta(days=1)
            sak = periode.foresla_periode(
                sak.pk, utfort_av=self._vert(sak), versjon=sak.versjon, art="kortet", aarsak="kapasitet",
                fra=fra, til=til, evaluering_tidspunkt=_kl(til + timedelta(days=2), 13), naa=start,
            )  # fmt: skip
            sak = periode.bekreft_periode(
                sak.pk, utfort_av=sak.soker, versjon=sak.versjon, naa=start + timedelta(minutes=50)
            )
            sak = Soknad.objects.select_related("avtale", "soker", "kontakt_bruker").get(pk=sak.pk)
        slutt = _kl(til + timedelta(days=1), 6)
        if slutt > self.naa:
            raise _Idag
        gjennomforing.avslutt(sak.pk, utfort_av=systemet, versjon=sak.versjon, naa=slutt)
        return slutt

    def _evaluer(self, sak: Soknad, tid: datetime, vei: tuple[str, ...]) -> datetime:
        tid = self._neste(tid)
        vert = self._vert(sak)
        if "frafalt" in vei:
            sak = evaluering.frafall(sak.pk, utfort_av=vert, versjon=sak.versjon, side=Side.VERT, grunn="sluttet", naa=tid)
        else:
            sak = evaluering.lever_evaluering(
                sak.pk, utfort_av=vert, versjon=sak.versjon, svar=self._svar(), frigi_ord=self._ofte(), naa=tid
            )
        if "en_svarer" in vei:
            raise _Idag
        tid = self._neste(tid)
        sak = evaluering.lever_evaluering(
            sak.pk, utfort_av=sak.soker, versjon=sak.versjon, svar=self._svar(), frigi_ord=True, naa=tid
        )
        if "frafalt" not in vei and self._ofte():
            evaluering.frigi(sak.pk, utfort_av=vert, versjon=sak.versjon, side=Side.HOSPITANT, ja=True, naa=tid)
        return tid

    def _svar(self) -> dict[str, Any]:
        return {
            "form": self.tilfeldig.choice(["digital", "digital", "telefon", "fysisk"]),
            "maalnaaelse": self.tilfeldig.choice([2, 3, 3, 4]),
            "utbytte": self.tilfeldig.choice([2, 3, 4, 4]),
            "igjen": self.tilfeldig.random() < 0.92,
            "laerte": self.tilfeldig.choice(LAERTE),
            "verdt": self.tilfeldig.choice(VERDT),
            "bedre": self.tilfeldig.choice(BEDRE),
        }

    def _ofte(self) -> bool:
        return self.tilfeldig.random() < 0.7


class _Idag(Exception):
    """Today has come: the case stands where it is."""


def _perioden(sak: Soknad) -> tuple[date, date]:
    if sak.avtale.fra is None or sak.avtale.til is None:
        raise _Idag
    return sak.avtale.fra, sak.avtale.til


def _kl(dag: date, time_: int) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(time_)))
