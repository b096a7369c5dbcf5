"""The inbox page, its count in the header, and the outbox in admin."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grunnmur.varsling import maler
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.operations import send_epost
from grunnmur.varsling.selectors import antall_uleste, innboksside
from tests.varsling import folk

pytestmark = pytest.mark.django_db
E = Varsel.Epost


@pytest.fixture
def synne():
    return folk.bruker("Synne Søker")


@pytest.fixture
def min(client: Client, synne) -> Client:
    client.force_login(synne)
    return client


def test_an_empty_inbox_says_what_will_come(min: Client):
    svar = min.get("/varsler/")
    assert svar.status_code == 200
    assert "Ingen varsler ennå" in svar.content.decode()


def test_only_my_own_notices_and_the_newest_first(min: Client, synne):
    naa = timezone.now()
    folk.varsler(1, folk.bruker("Utenfor"))
    gammel, ny = (folk.varsler(1, synne, opprettet=naa - timedelta(days=d))[0] for d in (2, 1))
    side = min.get("/varsler/").context["side"]
    assert [rad.id for rad in side.rader] == [ny.pk, gammel.pk]


def test_what_came_by_mail_only_is_not_kept_in_the_inbox(synne):
    maler.registrer(maler.Varselmal("prove.passord", emne="Nytt passord", tekst="", knapp="Velg", bare_epost=True))
    send_epost(mal="prove.passord", nokkel="p1", til=synne)
    assert innboksside(synne).rader == []


def test_opening_leads_on_and_marks_nothing(min: Client, synne):
    [varsel] = folk.varsler(1, synne)
    svar = min.get(reverse("varsel", args=[varsel.pk]))
    assert (svar.status_code, svar["Location"]) == (302, "/hospitering/0/")
    varsel.refresh_from_db()
    assert varsel.lest is None


def test_the_button_marks_as_read_and_may_lead_on(min: Client, synne):
    ett, to = folk.varsler(2, synne)
    assert min.post(reverse("varsel_lest", args=[ett.pk]))["Location"] == "/varsler/"
    assert min.post(reverse("varsel_lest", args=[to.pk]), {"videre": "1"})["Location"] == "/hospitering/1/"
    assert not Varsel.objects.uleste().exists()


def test_all_can_be_marked_at_once_but_only_mine(min: Client, synne):
    folk.varsler(3, synne)
    andres = folk.varsler(1, folk.bruker("Utenfor"))[0]
    min.post("/varsler/lest/")
    assert list(Varsel.objects.uleste()) == [andres]


def test_a_strangers_notice_is_not_there(min: Client):
    [andres] = folk.varsler(1, folk.bruker("Utenfor"))
    assert min.get(reverse("varsel", args=[andres.pk])).status_code == 404
    assert min.post(reverse("varsel_lest", args=[andres.pk])).status_code == 404
    assert Varsel.objects.uleste().count() == 1


@pytest.mark.parametrize("adresse", ["https://utenfor.example/", "//utenfor.example", "javascript:alert(1)"])
def test_a_notice_never_leads_out_of_the_portal(min: Client, synne, adresse: str):
    [varsel] = folk.varsler(1, synne)
    Varsel.objects.update(adresse=adresse)
    assert min.get(reverse("varsel", args=[varsel.pk]))["Location"] == "/varsler/"
    assert min.post(reverse("varsel_lest", args=[varsel.pk]), {"videre": "1"})["Location"] == "/varsler/"


def test_marking_takes_a_post(min: Client, synne):
    [varsel] = folk.varsler(1, synne)
    assert min.get("/varsler/lest/").status_code == 405
    assert min.get(reverse("varsel_lest", args=[varsel.pk])).status_code == 405


def test_a_long_inbox_comes_in_pages(min: Client, synne):
    folk.varsler(60, synne)
    sett, adresse = [], "/varsler/"
    while adresse:
        side = min.get(adresse).context["side"]
        sett += [rad.id for rad in side.rader]
        adresse = f"/varsler/?side={side.neste}" if side.neste else ""
    assert len(sett) == len(set(sett)) == 60


def test_the_page_takes_as_many_queries_for_one_as_for_many(min: Client, synne):
    def sporringer() -> int:
        with CaptureQueriesContext(connection) as fanget:
            min.get("/varsler/")
        return len(fanget)

    folk.varsler(1, synne)
    sporringer()
    med_ett = sporringer()
    folk.varsler(24, synne)
    assert sporringer() == med_ett


def test_unread_are_counted_in_one_query(synne, django_assert_num_queries):
    folk.varsler(3, synne)
    folk.varsler(2, synne, lest=timezone.now())
    foresporsel = RequestFactory().get("/")
    foresporsel.user = synne
    with django_assert_num_queries(1):
        assert antall_uleste(foresporsel) == 3


def test_a_text_that_is_gone_does_not_take_the_inbox_with_it(min: Client, synne):
    folk.varsler(1, synne)
    Varsel.objects.update(mal="borte.for.lengst")
    assert min.get("/varsler/").status_code == 200


# --- Admin ---


@pytest.fixture
def admin(client: Client) -> Client:
    leder = folk.bruker("Ada Admin", is_staff=True, is_superuser=True)
    client.force_login(leder)
    return client


def test_an_administrator_sees_what_failed_and_may_send_it_again_on_record(admin: Client):
    [feilet] = folk.varsler(1, epost=E.FEILET, feil="550 5.1.1", forsok=8)
    [usikker] = folk.varsler(1, epost=E.USIKKER)
    [sendt] = folk.varsler(1, epost=E.SENDT, sendt=timezone.now())
    liste = reverse("admin:varsling_varsel_changelist")
    assert admin.get(liste, {"epost__exact": "feilet"}).context["cl"].result_count == 1
    valgte = [str(v.pk) for v in (feilet, usikker, sendt)]
    admin.post(liste, {"action": "send_paa_nytt", "_selected_action": valgte})
    assert folk.tilstander() == {"klar": 2, "sendt": 1}
    assert sorted(LogEntry.objects.values_list("object_id", flat=True)) == sorted(valgte[:2])


def test_nobody_writes_notices_in_admin(admin: Client):
    [varsel] = folk.varsler(1)
    side = reverse("admin:varsling_varsel_change", args=[varsel.pk])
    assert admin.get(side).status_code == 200
    assert admin.post(side, {"epost": "sendt"}).status_code == 403
    assert admin.get(reverse("admin:varsling_varsel_add")).status_code == 403
    assert admin.post(reverse("admin:varsling_varsel_delete", args=[varsel.pk])).status_code == 403
