"""The sweep: what it costs, and what a day is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import er_virkedag, pluss_virkedager
from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.frister import minn_om_frister
from grunnmur.varsling.models import Varsel
from tests.varsling import folk
from tests.varsling.kommune import FRIST, OSLO, TRAPP, kl

pytestmark = pytest.mark.django_db


def test_the_number_of_queries_does_not_grow_with_what_exists(kommune):
    def antall_sporringer(dag: date) -> int:
        with CaptureQueriesContext(connection) as sporringer:
            minn_om_frister(naa=kl(dag))
        return len(sporringer)

    h = folk.hendelse(kommune.enhet)

    def lag(numre: range, dag: date) -> None:
        oppgaver = [
            Oppgave(
                sak_type=h.sak_type,
                sak_id=kommune.enhet.pk,
                type=f"{folk.TYPE}{nr}",
                emne="Synne Søker",
                rolletype=RolleType.LEDER,
                virksomhet=kommune.virksomhet,
                enhet=kommune.enhet,
                venter_siden=h.tidspunkt,
                frist=FRIST,
                paaminnelser=[dag],
                neste_paaminnelse=dag,
                aapnet_av=h,
            )
            for nr in numre
        ]
        Oppgave.objects.bulk_create(oppgaver, batch_size=2_000)  # one statement takes 65 535 parameters

    lag(range(100), TRAPP[0])
    med_hundre = antall_sporringer(TRAPP[0])
    lag(range(100, 4_100), TRAPP[1])  # more rows than one statement has parameters for
    assert antall_sporringer(TRAPP[1]) == med_hundre
    assert Varsel.objects.count() == 8_200  # the leader and the stand-in of each


dager = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(
    dag=dager, klokke=st.times(), sone=st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Europe/Oslo"])
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_day_is_a_norwegian_day_whatever_clock_asks(db, dag: date, klokke: time, sone: str):
    """Due on a day: nothing the second before midnight in Norway, told at any moment of the day, once."""
    with transaction.atomic():
        h = folk.hendelse(kommune_fast(), naa=kl(dag - timedelta(days=30)))
        person = folk.bruker("Pia Person")
        Oppgave.objects.create(
            sak_type=h.sak_type,
            sak_id=h.sak_id,
            type=folk.TYPE,
            emne="x",
            person=person,
            venter_siden=h.tidspunkt,
            frist=dag,
            paaminnelser=[dag],
            neste_paaminnelse=dag,
            aapnet_av=h,
        )
        start = datetime.combine(dag, time(0), OSLO)
        slutt = datetime.combine(dag + timedelta(days=1), time(0), OSLO)
        # A moment inside the day by the real length of that day: 23, 24 or 25 hours.
        lengde = slutt.astimezone(UTC) - start.astimezone(UTC)
        brok = (klokke.hour * 3600 + klokke.minute * 60 + klokke.second) / 86400
        naa = (start.astimezone(UTC) + lengde * brok).astimezone(ZoneInfo(sone))
        like_foer = (start.astimezone(UTC) - timedelta(seconds=1)).astimezone(ZoneInfo(sone))
        with timezone.override(sone):
            assert minn_om_frister(naa=like_foer).varsler == 0
            assert minn_om_frister(naa=naa).varsler == 1
            assert minn_om_frister(naa=naa).varsler == 0
        transaction.set_rollback(True)


def kommune_fast() -> folk.Enhet:
    return folk.enhet(folk.virksomhet())


@given(dag=dager, antall=st.integers(-15, 15))
@settings(max_examples=300, deadline=None)
def test_working_days_are_counted_one_by_one(dag: date, antall: int):
    svar = pluss_virkedager(dag, antall)
    assert er_virkedag(svar)
    mellom = [min(dag, svar) + timedelta(days=n) for n in range(1, abs((svar - dag).days))]
    teller = [d for d in mellom if er_virkedag(d)]
    if antall:
        assert (svar > dag) == (antall > 0)
        assert len(teller) == abs(antall) - 1
    else:
        assert svar <= dag and teller == []


@pytest.mark.parametrize(
    "dag", [date(2026, 4, 2), date(2026, 4, 3), date(2026, 5, 17), date(2026, 12, 25), date(2027, 5, 6)]
)
def test_norwegian_public_holidays_are_no_working_days(dag: date):
    assert not er_virkedag(dag)


def test_the_command_is_one_pass(kommune, capsys):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=[date(2026, 1, 2)], frist=date(2026, 1, 2))
    call_command("minn_om_frister")
    call_command("minn_om_frister")
    assert capsys.readouterr().out.splitlines() == [
        "1 oppgaver, 2 varsler, 0 nye hull, 0 lukkede hull.",
        "0 oppgaver, 0 varsler, 0 nye hull, 0 lukkede hull.",
    ]
    assert Hendelse.objects.filter(navn="hull_lukket").count() == 0
