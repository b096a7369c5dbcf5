"""The daily digest: when it is due, and that it is one mail that stands or falls as a whole."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection

from grunnmur.varsling import maler
from grunnmur.varsling.models import Varsel, siste_oppsummering
from grunnmur.varsling.utboks import Utfall, send_klare
from tests.varsling import folk
from tests.varsling.postmottak import LeggPaa, Postmottak, tekst

pytestmark = pytest.mark.django_db
E = Varsel.Epost

MANDAG_7 = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("naa", "ventet"),
    [
        (MANDAG_7, MANDAG_7),
        (MANDAG_7 - timedelta(seconds=1), MANDAG_7 - timedelta(days=3)),
        (datetime(2026, 11, 22, 20, tzinfo=UTC), MANDAG_7 - timedelta(days=3)),
        (datetime(2026, 3, 30, 5, tzinfo=UTC), datetime(2026, 3, 30, 5, tzinfo=UTC)),  # summer time began the day before
        (datetime(2026, 3, 30, 4, 59, tzinfo=UTC), datetime(2026, 3, 27, 6, tzinfo=UTC)),
    ],
)
def test_a_digest_is_due_at_seven_on_weekdays_norwegian_time(naa: datetime, ventet: datetime):
    assert siste_oppsummering(naa) == ventet


def test_collected_notices_become_one_mail_a_day(post: Postmottak):
    travel, rolig = folk.bruker("Travel"), folk.bruker("Rolig")
    folk.varsler(3, travel, epost=E.SAMLES, opprettet=MANDAG_7 - timedelta(days=2))
    folk.varsler(1, rolig, epost=E.SAMLES, opprettet=MANDAG_7 - timedelta(hours=1))
    assert send_klare(klokke=lambda: MANDAG_7 - timedelta(minutes=1)) == Utfall()
    assert send_klare(klokke=lambda: MANDAG_7) == Utfall(sendt=4)
    emner = {str(brev["To"]): post.emne(brev) for brev in post.brev}
    assert emner == {travel.epost: "3 nye varsler", rolig.epost: "1 nytt varsel"}
    [brev] = [brev for brev in post.brev if brev["To"] == travel.epost]
    assert [f"https://portal.example/hospitering/{i}/" in tekst(brev) for i in range(3)] == [True] * 3
    folk.varsler(1, travel, epost=E.SAMLES, opprettet=MANDAG_7 + timedelta(minutes=5))
    assert send_klare(klokke=lambda: MANDAG_7 + timedelta(hours=12)) == Utfall()
    assert send_klare(klokke=lambda: MANDAG_7 + timedelta(days=1)) == Utfall(sendt=1)


def test_a_digest_that_is_refused_for_now_waits_as_a_whole(post: Postmottak):
    post.ved_rcpt = lambda adresse: "451 later"
    folk.varsler(2, folk.bruker(), epost=E.SAMLES, opprettet=MANDAG_7 - timedelta(hours=1))
    assert send_klare(klokke=lambda: MANDAG_7) == Utfall(utsatt=2)
    post.ved_rcpt = lambda adresse: None
    assert send_klare(klokke=lambda: MANDAG_7) == Utfall()
    assert send_klare(klokke=lambda: MANDAG_7 + timedelta(minutes=2)) == Utfall(sendt=2)
    assert len(post.brev) == 1


def test_a_digest_lost_under_way_is_doubtful_as_a_whole(post: Postmottak):
    def legg_paa(brev: object) -> str:
        raise LeggPaa

    post.ved_data = legg_paa
    folk.varsler(2, folk.bruker(), epost=E.SAMLES, opprettet=MANDAG_7 - timedelta(hours=1))
    assert send_klare(klokke=lambda: MANDAG_7) == Utfall(usikre=2, stanset="e-postserveren brøt av")


@pytest.fixture
def spor_databasen(monkeypatch: pytest.MonkeyPatch):
    """A notice whose text asks the database something of the test's own choice; gives the code of its text."""

    def med(sql: str) -> str:
        def forbered(data: dict[str, Any]) -> dict[str, Any]:
            with connection.cursor() as peker:
                peker.execute(sql)
            return data

        mal = maler.Varselmal("prove.spor_databasen", "Emne", "Tekst", "Åpne", forbered=forbered)
        monkeypatch.setitem(maler._MALER, mal.kode, mal)
        return mal.kode

    return med


def test_a_notice_the_database_refuses_leaves_the_rest_of_the_digest_readable(post: Postmottak, spor_databasen):
    bruker = folk.bruker()
    folk.varsler(1, bruker, epost=E.SAMLES, mal=spor_databasen("SELECT 1/0"), opprettet=MANDAG_7 - timedelta(hours=2))
    folk.varsler(1, bruker, epost=E.SAMLES, opprettet=MANDAG_7 - timedelta(hours=1))
    assert send_klare(klokke=lambda: MANDAG_7) == Utfall(sendt=1, feilet=1)
    assert Varsel.objects.get(epost=E.FEILET).feil == "kan ikke skrives: DataError"


def test_a_database_that_gives_up_leaves_the_digest_for_the_next_pass(post: Postmottak, spor_databasen):
    mal = spor_databasen("SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)")
    folk.varsler(2, folk.bruker(), epost=E.SAMLES, mal=mal, opprettet=MANDAG_7 - timedelta(hours=1))
    with pytest.raises(OperationalError):
        send_klare(klokke=lambda: MANDAG_7)
    assert (folk.tilstander(), post.brev) == ({"samles": 2}, [])
