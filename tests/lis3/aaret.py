"""A year of the six-month question, day by day, with a record of its own of what ought to happen."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from grunnmur.varsling.frister import minn_om_frister
from grunnmur.varsling.models import Varsel
from lis.lege.models import Lege
from lis.lis3.models import Foresporseltilstand as F
from lis.lis3.models import Innmelding, Innmeldingstilstand, Seksmndforesporsel, Spesialisering
from lis.lis3.operations import foresporsel as op
from tests.lis3 import kalender
from tests.lis3.folk import LisCast
from tests.lis3.hjelp_foresporsel import hendelse

OSLO = ZoneInfo("Europe/Oslo")
FORSTE, DAGER = date(2027, 1, 1), 366


@dataclass
class Runde:
    """One question as it ought to go: planned on a day for a start, sent on a day or withdrawn before."""

    meldt: date
    start: date
    sendt: date | None = None
    godkjent: bool = False
    slutt: date | None = None

    @property
    def frist(self) -> date:
        return kalender.maaneder_foer(self.start, 6)

    @property
    def sendes(self) -> date:
        return kalender.maaneder_foer(self.start, 7)

    @property
    def sen(self) -> bool:
        return self.meldt > self.frist


@dataclass
class Aar:
    lis: LisCast
    antall: int
    fro: int
    av_seg_selv: bool
    runder: dict[int, list[Runde]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tilfeldig = random.Random(self.fro)
        self.saker: dict[int, Innmelding] = {}
        self.plan: dict[date, list[tuple[str, int]]] = {}
        for nr in range(self.antall):
            meldt = FORSTE + timedelta(days=self.tilfeldig.randrange(DAGER - 30))
            self._planlegg(meldt, "meld", nr)
            if self.tilfeldig.random() < 0.3:
                self._planlegg(meldt + timedelta(days=self.tilfeldig.randrange(1, 90)), "flytt", nr)
            if self.tilfeldig.random() < 0.1:
                self._planlegg(meldt + timedelta(days=self.tilfeldig.randrange(1, 120)), "avslutt", nr)

    def _planlegg(self, dag: date, hva: str, nr: int) -> None:
        self.plan.setdefault(dag, []).append((hva, nr))

    def kjor(self) -> None:
        """Every day: what people do, at any time of it; the clock before and after, and the reminders."""
        for n in range(DAGER):
            dag = FORSTE + timedelta(days=n)
            self._klokken(dag, time_=0)
            for hva, nr in self.plan.get(dag, []):
                naa = datetime(dag.year, dag.month, dag.day, self.tilfeldig.choice([0, 9, 23]), 45, tzinfo=OSLO)
                getattr(self, f"_{hva}")(nr, naa)
            self._klokken(dag, time_=23)  # for all but what was approved today, a rerun

    def _klokken(self, dag: date, *, time_: int) -> None:
        naa = datetime(dag.year, dag.month, dag.day, time_, 5 if not time_ else 55, tzinfo=OSLO)
        op.send_forfalte(naa=naa)
        if not time_:
            minn_om_frister(naa=naa)
        for runder in self.runder.values():
            for r in runder:
                if r.sendt is None and r.slutt is None and r.sendes <= dag and (r.godkjent or self.av_seg_selv):
                    r.sendt = dag

    # --- what people do -----------------------------------------------------------------------------------------------

    def _meld(self, nr: int, naa: datetime) -> None:
        lege = Lege.objects.create(navn=f"Lege Nummer {nr}", epost=f"lege{nr}@aar.example", kommune=self.lis.gjovik)
        Spesialisering.objects.create(lege=lege, start=date(2024, 1, 1))
        sak = Innmelding.objects.create(lege=lege, tilstand=Innmeldingstilstand.UTKAST)
        Innmelding.objects.filter(pk=sak.pk).update(
            tilstand=Innmeldingstilstand.INNMELDT, versjon=2, saksnummer=f"L3-A-{nr}", innmeldt_tid=naa,
            planlagt_start=FORSTE,
        )  # fmt: skip
        sak.refresh_from_db()
        self.saker[nr], self.runder[nr] = sak, []
        self._ny(nr, naa)

    def _flytt(self, nr: int, naa: datetime) -> None:
        if self.saker[nr].tilstand == Innmeldingstilstand.INNMELDT:
            self._ny(nr, naa)

    def _ny(self, nr: int, naa: datetime) -> None:
        dag = naa.date()
        start = dag + timedelta(days=self.tilfeldig.randrange(30, 480))
        if self.runder[nr] and self.runder[nr][-1].slutt is None and self.runder[nr][-1].start == start:
            return  # by chance the day it already was: no change to report
        if self.runder[nr] and self.runder[nr][-1].slutt is None:
            self.runder[nr][-1].slutt = dag
        sak = self.saker[nr]
        Innmelding.objects.filter(pk=sak.pk).update(planlagt_start=start)
        sak.planlagt_start = start
        with transaction.atomic():
            op.ny_foresporsel(sak, hendelse(sak, naa, self.lis.kommune_lis))
        runde = Runde(dag, start)
        if dag >= runde.frist:
            runde.sendt = dag
        elif not self.av_seg_selv:
            # The coordinator approves some time before the deadline, the last day included.
            siste = min((runde.frist - dag).days, DAGER)
            self._planlegg(dag + timedelta(days=self.tilfeldig.randint(1, siste)), "godkjenn", nr)
        self.runder[nr].append(runde)

    def _godkjenn(self, nr: int, naa: datetime) -> None:
        runde = self.runder[nr][-1]
        if runde.sendt or runde.slutt or runde.godkjent:
            return
        sak = Seksmndforesporsel.objects.gjeldende().get(innmelding=self.saker[nr])
        op.godkjenn(sak.pk, utfort_av=self.lis.koordinator, versjon=sak.versjon, naa=naa)
        runde.godkjent = True
        if runde.sendes <= naa.date():
            runde.sendt = naa.date()

    def _avslutt(self, nr: int, naa: datetime) -> None:
        sak = self.saker[nr]
        with transaction.atomic():
            op.avslutt_foresporsel(sak, hendelse(sak, naa, self.lis.kommune_lis))
        sak.tilstand = Innmeldingstilstand.TRUKKET
        Innmelding.objects.filter(pk=sak.pk).update(tilstand=sak.tilstand, versjon=sak.versjon + 1)
        self.runder[nr][-1].slutt = self.runder[nr][-1].slutt or naa.date()

    # --- what came of it ----------------------------------------------------------------------------------------------

    def ventet(self) -> list[tuple[str, date, date | None, bool]]:
        """Every question, as the record of its own has it: doctor, start, day it was sent, late enrolment."""
        return sorted(
            (f"Lege Nummer {nr}", r.start, r.sendt, r.sen) for nr, runder in self.runder.items() for r in runder
        )  # fmt: skip

    def faktisk(self) -> list[tuple[str, date, date | None, bool]]:
        """Every question, as the portal has it."""
        sendt = Seksmndforesporsel.objects.select_related("innmelding__lege")
        return sorted(
            (
                s.innmelding.lege.navn,
                s.planlagt_start,
                s.sendt_tid.astimezone(OSLO).date() if s.sendt_tid else None,
                s.sen_innmelding,
            )
            for s in sendt
        )

    def for_sent(self) -> list[Seksmndforesporsel]:
        """Questions that went out after their deadline although the enrolment came in time."""
        sendte = Seksmndforesporsel.objects.filter(sen_innmelding=False, sendt_tid__isnull=False)
        return [s for s in sendte if s.sendt_tid and s.sendt_tid.astimezone(OSLO).date() > s.frist]

    def doble(self) -> list[str]:
        """Notices to the municipality that were given twice for one question."""
        noekler = Varsel.objects.filter(mal="lis3.foresporsel_sendt").values_list("sak_id", "mottaker")
        return [str(n) for n in set(noekler) if list(noekler).count(n) > 1]

    def usendte_etter_frist(self) -> int:
        siste = FORSTE + timedelta(days=DAGER - 1)
        return Seksmndforesporsel.objects.filter(tilstand__in=[F.PLANLAGT, F.GODKJENT], frist__lt=siste).count()
