"""What waits for me: the list, the link in a mail, and the calendar feed."""

from datetime import date, timedelta

import icalendar
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grunnmur.oppgaver.filters import Oppgavefilter
from grunnmur.oppgaver.models import Kalenderlenke, Oppgave
from grunnmur.oppgaver.operations import ny_kalenderlenke, trekk_kalenderlenke
from grunnmur.oppgaver.selectors import frister, oppgaveside, venter_paa_deg
from grunnmur.organisasjon.models import RolleType
from grunnmur.varsling.frister import minn_om_frister
from tests.varsling import folk

pytestmark = pytest.mark.django_db
ONSDAG = date(2026, 11, 25)


@pytest.fixture
def leder():
    return folk.bruker("Leif Leder")


@pytest.fixture
def sted(leder):
    enhet = folk.enhet(folk.virksomhet())
    folk.rolle(leder, RolleType.LEDER, enhet)
    return enhet


@pytest.fixture
def min(client: Client, leder) -> Client:
    client.force_login(leder)
    return client


def oppgave(sted, frist: date | None, emne: str = "Synne Søker") -> Oppgave:
    return folk.rolleoppgave(folk.enhet(sted.virksomhet), sted, frist=frist, emne=emne)


def test_the_most_pressing_comes_first_and_what_has_no_deadline_last(leder, sted):
    for dager, emne in ((30, "senere"), (-1, "forfalt"), (2, "snart")):
        oppgave(sted, ONSDAG + timedelta(days=dager), emne)
    oppgave(sted, None, "uten frist")
    rader = venter_paa_deg(leder, dag=ONSDAG)
    assert [(r.tittel.removeprefix("Ta stilling til hospitering for "), r.hast, r.relativ) for r in rader] == [
        ("forfalt", "danger", "i går"),
        ("snart", "warning", "om 2\xa0dager"),
        ("senere", "", "om 30\xa0dager"),
        ("uten frist", "", ""),
    ]
    assert [r.ventet for r in rader] == ["Ventet i 2 dager"] * 4
    assert [f.dag for f in frister(leder, antall=2, dag=ONSDAG)] == [date(2026, 11, 24), date(2026, 11, 27)]


@pytest.mark.parametrize(
    ("valg", "ventet"),
    [
        (Oppgavefilter.ALLE, 5),
        (Oppgavefilter.FORFALT, 1),
        (Oppgavefilter.DENNE_UKA, 2),
        (Oppgavefilter.SENERE, 2),
    ],
)
def test_the_list_is_narrowed_by_deadline(leder, sted, valg: Oppgavefilter, ventet: int):
    for dag in (ONSDAG - timedelta(days=1), ONSDAG, date(2026, 11, 29), date(2026, 11, 30), None):
        oppgave(sted, dag)
    assert len(oppgaveside(leder, valg, dag=ONSDAG).rader) == ventet


def test_the_page_shows_what_waits_and_ignores_nonsense(min: Client, sted):
    oppgave(sted, timezone.localdate() + timedelta(days=3))
    for sporring in ("", "?frist=tull", "?side=tull", "?frist=uka&side=%00"):
        assert min.get(f"/oppgaver/{sporring}").status_code in (200, 400)
    assert "Ta stilling til hospitering for Synne Søker" in min.get("/oppgaver/").content.decode()


def test_an_empty_list_says_so(min: Client):
    assert "Ingenting venter på deg" in min.get("/oppgaver/").content.decode()
    assert "Ingenting her" in min.get("/oppgaver/?frist=forfalt").content.decode()


def test_the_rows_cost_the_same_few_queries_whatever_the_number(leder, sted):
    def sporringer() -> int:
        with CaptureQueriesContext(connection) as fanget:
            venter_paa_deg(leder)
        return len(fanget)

    oppgave(sted, ONSDAG)
    sporringer()
    med_en = sporringer()
    for _ in range(20):
        oppgave(sted, ONSDAG)
    assert sporringer() == med_en <= 6


# --- The link in a mail ---


def test_the_task_is_nobody_elses(client: Client, sted):
    o = oppgave(sted, ONSDAG)
    client.force_login(folk.bruker("Utenfor"))
    assert client.get(f"/oppgaver/{o.pk}/").status_code == 404


def test_whoever_was_told_sees_who_can_answer_but_not_whom_it_is_about(client: Client, sted):
    kontakt = folk.bruker("Kari Kontakt")
    folk.rolle(kontakt, RolleType.KONTAKT_ADM, sted.virksomhet)
    trapp = [ONSDAG, ONSDAG + timedelta(days=2)]
    o = folk.rolleoppgave(sted, sted, paaminnelser=trapp, frist=ONSDAG)
    client.force_login(kontakt)
    assert client.get(f"/oppgaver/{o.pk}/").status_code == 404
    minn_om_frister(naa=timezone.make_aware(timezone.datetime(2026, 11, 27, 12)))
    svar = client.get(f"/oppgaver/{o.pk}/")
    assert svar.status_code == 200
    assert "Leif Leder" in svar.content.decode() and "Synne" not in svar.content.decode()


# --- The calendar ---


def feed(client: Client, hemmelighet: str, **hoder: str):
    return client.get(f"/kalender/{hemmelighet}.ics", headers=hoder)


def hendelser(innhold: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(innhold).walk("VEVENT"))


def test_the_address_is_shown_once_and_only_its_hash_is_kept(min: Client):
    svar = min.post("/oppgaver/kalender/ny/")
    adresse = svar.context["adresse"]
    hemmelighet = adresse.rpartition("/")[2].removesuffix(".ics")
    assert len(hemmelighet) == 43 and adresse in svar.content.decode()
    assert "no-store" in svar["Cache-Control"]
    lenke = Kalenderlenke.objects.get()
    assert hemmelighet not in repr(lenke.__dict__) and len(lenke.sha256) == 64
    igjen = min.get("/oppgaver/kalender/").content.decode()
    assert hemmelighet not in igjen and "Du har en kalenderadresse" in igjen


def test_the_feed_needs_no_sign_in_and_names_nobody(client: Client, leder, sted):
    o = oppgave(sted, ONSDAG)
    oppgave(sted, None)
    _lenke, hemmelighet = ny_kalenderlenke(leder)
    svar = feed(client, hemmelighet)
    assert (svar.status_code, svar["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert svar["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in svar
    [hendelse] = hendelser(svar.content)
    assert (hendelse.start, hendelse.end) == (ONSDAG, ONSDAG + timedelta(days=1))
    assert str(hendelse["summary"]) == "Frist: Svar på søknad"
    assert str(hendelse["url"]).endswith(f"/oppgaver/{o.pk}/")
    assert b"Synne" not in svar.content and b"Leif" not in svar.content


def test_the_same_deadline_keeps_its_uid_when_it_moves_and_nothing_new_is_304(client: Client, leder, sted):
    o = oppgave(sted, ONSDAG)
    _lenke, hemmelighet = ny_kalenderlenke(leder)
    foerst = feed(client, hemmelighet)
    assert feed(client, hemmelighet, if_none_match=foerst["ETag"]).status_code == 304
    Oppgave.objects.filter(pk=o.pk).update(frist=ONSDAG + timedelta(days=7))
    saa = feed(client, hemmelighet, if_none_match=foerst["ETag"])
    assert saa.status_code == 200
    [gammel], [ny] = hendelser(foerst.content), hendelser(saa.content)
    assert (gammel["uid"], ny.start) == (ny["uid"], ONSDAG + timedelta(days=7))


def test_a_closed_task_leaves_the_calendar(client: Client, leder, sted):
    o = oppgave(sted, ONSDAG)
    _lenke, hemmelighet = ny_kalenderlenke(leder)
    h = folk.hendelse(sted)
    Oppgave.objects.filter(pk=o.pk).update(lukket=h.tidspunkt, lukket_av=h)
    assert hendelser(feed(client, hemmelighet).content) == []


def test_the_feed_speaks_the_persons_language(client: Client, sted):
    nynorsk = folk.bruker("Nils Nynorsk", malform="nn")
    folk.rolle(nynorsk, RolleType.LEDER, sted)
    oppgave(sted, ONSDAG)
    _lenke, hemmelighet = ny_kalenderlenke(nynorsk)
    assert feed(client, hemmelighet).status_code == 200


@pytest.mark.parametrize("hva", ["trukket", "byttet", "utlopt", "inaktiv", "ukjent"])
def test_an_address_that_no_longer_counts_opens_nothing(client: Client, leder, sted, hva: str):
    lenke, hemmelighet = ny_kalenderlenke(leder)
    assert feed(client, hemmelighet).status_code == 200
    if hva == "trukket":
        assert trekk_kalenderlenke(leder)
    elif hva == "byttet":
        ny_kalenderlenke(leder)
    elif hva == "utlopt":
        Kalenderlenke.objects.filter(pk=lenke.pk).update(utloper=timezone.now())
    elif hva == "inaktiv":
        leder.is_active = False
        leder.save()
    else:
        hemmelighet = "x" * 43
    assert feed(client, hemmelighet).status_code == 404


def test_a_role_that_ended_takes_its_deadlines_out_of_the_calendar(client: Client, leder, sted):
    oppgave(sted, ONSDAG)
    _lenke, hemmelighet = ny_kalenderlenke(leder)
    rolle = leder.roller.get()
    rolle.gyldig_til = timezone.localdate() - timedelta(days=1)
    rolle.save()
    assert hendelser(feed(client, hemmelighet).content) == []


def test_closing_the_address_takes_a_post(min: Client, leder):
    ny_kalenderlenke(leder)
    assert min.get("/oppgaver/kalender/slutt/").status_code == 405
    assert min.get("/oppgaver/kalender/ny/").status_code == 405
    min.post("/oppgaver/kalender/slutt/")
    assert not Kalenderlenke.objects.gjeldende(timezone.now()).exists()


def test_a_person_has_one_address_at_a_time(leder):
    lenke, _hemmelighet = ny_kalenderlenke(leder)
    with pytest.raises(IntegrityError), transaction.atomic():
        Kalenderlenke.objects.create(bruker=leder, sha256="0" * 64, utloper=lenke.utloper)
