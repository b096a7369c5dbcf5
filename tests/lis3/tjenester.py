"""Services in the state a test needs, made by the operations themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.models import Sak
from grunnmur.varsling.models import Varsel
from lis.lis3.frister import maaned_nr, maaned_slutt, maaned_start
from lis.lis3.models import Innmelding, Onske, Tjeneste, Vikarstatus
from lis.lis3.operations import tjeneste as op
from tests.lis3.folk import LisCast

PLAN = "Ukentlig veiledning i én time, supervisjon på vakt."


def om_maaneder(antall: int) -> date:
    """The first day of the month so many months from now."""
    return maaned_start(maaned_nr(timezone.localdate()) + antall)


def slutt(start: date, maaneder: int = 6) -> date:
    return maaned_slutt(maaned_nr(start) + maaneder - 1)


def i_koen(
    lis: LisCast,
    kode: str,
    *,
    start: date | None = None,
    avdeling: str = "medisin",
    vikar: str = Vikarstatus.JA,
    **andre: object,
) -> Innmelding:
    """Enrolled with one wish, in raw rows: the enrolment itself is another test's matter."""
    start = start or om_maaneder(3)
    sak = Innmelding.objects.create(lege=lis.leger[kode], tilstand="utkast")
    Onske.objects.create(innmelding=sak, prioritet=1, start=start, avdeling=lis.avdelinger[avdeling])
    Innmelding.objects.filter(pk=sak.pk).update(
        tilstand="innmeldt", versjon=2, saksnummer=f"L3-{sak.pk.hex[:8]}", innmeldt_tid=timezone.now(),
        planlagt_start=start, vikar=vikar, vikar_dato=start if vikar == Vikarstatus.JA else None, **andre,
    )  # fmt: skip
    sak.refresh_from_db()
    return sak


def planlagt(
    lis: LisCast,
    kode: str = "lis3",
    *,
    start: date | None = None,
    avdeling: str = "medisin",
    onske: date | None = None,
    onsket: str = "",
    vikar: str = Vikarstatus.JA,
) -> Tjeneste:
    """A place set aside for a doctor who wished exactly that, unless `onske` and `onsket` say otherwise."""
    fra = start or om_maaneder(3)
    sak = Innmelding.objects.filter(lege=lis.leger[kode]).first() or i_koen(
        lis, kode, start=onske or fra, avdeling=onsket or avdeling, vikar=vikar
    )
    linje = op.Dellinje(lis.plass(avdeling), fra, slutt(fra))
    return op.planlegg(utfort_av=lis.koordinator, innmelding=sak, deler=[linje])


def tilbudt(lis: LisCast, kode: str = "lis3", **andre: object) -> Tjeneste:
    sak = planlagt(lis, kode, **andre)  # type: ignore[arg-type]
    return op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)


def akseptert(lis: LisCast, kode: str = "lis3", **andre: object) -> Tjeneste:
    sak = tilbudt(lis, kode, **andre)
    return op.aksepter(sak.pk, utfort_av=lis.leger[kode].bruker, versjon=sak.versjon)


def bekreftet(lis: LisCast, kode: str = "lis3", **andre: object) -> Tjeneste:
    sak = akseptert(lis, kode, **andre)
    return op.bekreft(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)


def klar(lis: LisCast, kode: str = "lis3", **andre: object) -> Tjeneste:
    sak = bekreftet(lis, kode, **andre)
    return op.tildel_veileder(
        sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, veileder=lis.sykehusveileder, veiledningsplan=PLAN
    )


def paagaar(lis: LisCast, kode: str = "lis3", **andre: object) -> Tjeneste:
    """Under way since the first of this month."""
    sak = klar(lis, kode, **{"start": om_maaneder(0), **andre})
    return op.start(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=om_maaneder(0))


def ved_slutten(sak: Tjeneste) -> datetime:
    """Noon of the last day of the service."""
    siste = sak.deler.order_by("-nummer").first()
    assert siste is not None
    return datetime.combine(siste.til, datetime.min.time(), timezone.get_current_timezone()) + timedelta(hours=12)


def venter_paa(sak: Sak) -> list[str]:
    return sorted(Oppgave.objects.for_sak(sak).aapne().values_list("type", flat=True))


def fikk(sak: Sak, mal: str) -> list[str]:
    rader = Varsel.objects.filter(sak_id=sak.pk, mal=f"lis3.tjeneste_{mal}")
    return sorted(rader.values_list("mottaker__navn", flat=True))
