"""The pages of calls: who gets in, what a row counts, filters, the workbook, and each verb."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from forskning.models import Interesse, Utlysning
from forskning.operations import utlysning as op
from grunnmur.saksgang.models import Lagretfilter
from tests.forskning.test_utlysning import frist, nytt, utlopt, utlysning
from tests.klient import som

LISTE = "/forskning/utlysninger/"
LESERE = ("fou", "forsker", "kommuneforsker", "hamarsjef", "sekretariat")


def rader(forsk: Any, kode: str = "hamarsjef", **valg: Any) -> list[str]:
    return [rad.tittel for rad in som(forsk.folk[kode]).get(LISTE, valg).context["rader"]]


@pytest.mark.krav("S4-D11")
def test_who_gets_in(forsk: Any) -> None:
    u = utlysning(forsk)
    for side in (LISTE, f"{LISTE}excel/", u.get_absolute_url()):
        for kode in LESERE:
            assert som(forsk.folk[kode]).get(side).status_code == 200, (side, kode)
        assert som(forsk.utenfor).get(side).status_code == 404, side
    for side in (f"{LISTE}ny/", f"{u.get_absolute_url()}endre/", f"{u.get_absolute_url()}ta-bort/"):
        svar = {kode: som(forsk.folk[kode]).get(side).status_code for kode in (*LESERE, "utenfor")}
        skriver = dict.fromkeys(("fou", "forsker", "sekretariat"), 200)
        assert svar == skriver | dict.fromkeys(("kommuneforsker", "hamarsjef"), 403) | {"utenfor": 404}, side


@pytest.mark.krav("S1-F03", "S4-D11")
def test_the_list_shows_what_is_to_come_nearest_first(forsk: Any) -> None:
    assert "Her kommer utlysninger" in som(forsk.hamarsjef).get(LISTE).content.decode()
    utlysning(forsk, tittel="Senere", frist=frist(90))
    utlysning(forsk, tittel="Snart", frist=frist(5), lenke="https://fond.example/2", finansior="Regionfondet")
    tatt_bort = utlysning(forsk, tittel="Tatt bort", lenke="https://fond.example/3")
    op.trekk(tatt_bort.pk, utfort_av=forsk.fou, versjon=tatt_bort.versjon)
    utlopt(forsk)
    assert rader(forsk) == ["Snart", "Senere"]
    assert rader(forsk, sorter="-frist") == ["Senere", "Snart"]
    assert rader(forsk, vis="utlopte") == ["Bedre samhandling"]
    assert rader(forsk, vis="alle") == ["Senere", "Snart", "Bedre samhandling"]
    assert rader(forsk, finansior="Regionfondet") == ["Snart"]
    assert rader(forsk, q="regionfond") == ["Snart"]
    assert "om 5 dager" in som(forsk.hamarsjef).get(LISTE).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_filter_by_theme_and_number(forsk: Any) -> None:
    utlysning(forsk, tittel="A", temaer=[forsk.temaer["demografi"], forsk.temaer["tjenesteutvikling"]])
    b = utlysning(forsk, tittel="B", lenke="https://fond.example/2")
    assert rader(forsk, tema="demografi") == ["A"]
    assert rader(forsk, q=b.saksnummer) == ["B"]
    assert rader(forsk, q="finnes ikke") == []
    assert "Ingen utlysninger passer" in som(forsk.hamarsjef).get(LISTE, {"q": "finnes ikke"}).content.decode()


@pytest.mark.krav("S1-F03")
def test_restricted_projects_are_counted_only_for_those_who_are_in_on_them(forsk: Any) -> None:
    u = utlysning(forsk)
    forsk.ide(utlysning=u)
    forsk.ide(utlysning=u, begrensning="konkurranse", tittel="Hemmelig")
    Interesse.objects.create(utlysning=u, virksomhet=forsk.hamar, bruker=forsk.hamarsjef, tidspunkt=timezone.now())
    for kode, antall in [("hamarsjef", 1), ("forsker", 2), ("sekretariat", 1)]:
        klient = som(forsk.folk[kode])
        (rad,) = klient.get(LISTE).context["rader"]
        assert (rad.prosjekter, rad.interesserte) == (antall, 1), kode
        side = klient.get(u.get_absolute_url()).content.decode()
        assert ("Hemmelig" in side) == (antall == 2), kode
        assert (f"{antall} prosjekt<" in side, f"{antall} prosjekter<" in side) == (antall == 1, antall == 2), kode
        ark = load_workbook(BytesIO(b"".join(klient.get(f"{LISTE}excel/")))).active
        assert ark.cell(ark.max_row, 6).value == antall, kode


def test_as_many_queries_for_three_rows_as_for_one(forsk: Any) -> None:
    klient, antall = som(forsk.hamarsjef), []
    klient.get(LISTE)
    for nr in (1, 2, 3):
        forsk.ide(utlysning=utlysning(forsk, lenke=f"https://fond.example/{nr}"))
        if nr != 2:
            with CaptureQueriesContext(connection) as sporringer:
                assert len(klient.get(LISTE, {"q": "samhandling"}).context["rader"]) == nr
            antall.append(len(sporringer))
    assert antall[0] == antall[1], antall


def test_a_filter_is_kept_with_its_view(forsk: Any) -> None:
    klient = som(forsk.hamarsjef)
    klient.post(f"{LISTE}visning/", {"navn": "Snart", "sporring": "vis=alle&q=fond&side=x"})
    assert Lagretfilter.objects.get().sporring == "vis=alle&q=fond"


# --- verbs ------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S4-D11")
def test_a_call_is_written_changed_and_taken_away(forsk: Any) -> None:
    klient = som(forsk.fou)
    dag = timezone.localdate() + timedelta(days=40)
    skjema = {"tittel": "Ny", "finansior": "Fondet", "frist": f"{dag:%d.%m.%Y}", "klokkeslett": "13.00",
              "lenke": "https://fond.example/ny", "temaer": [forsk.temaer["demografi"].pk]}  # fmt: skip
    feil = klient.post(f"{LISTE}ny/", skjema | {"lenke": "http://fond.example/ny"})
    assert "https://" in str(feil.context["form"].errors["lenke"])
    assert klient.post(f"{LISTE}ny/", skjema | {"frist": "01.01.2020"}).context["form"].errors["frist"]
    svar = klient.post(f"{LISTE}ny/", skjema)
    u = Utlysning.objects.get()
    assert (svar.url, timezone.localtime(u.frist).hour) == (u.get_absolute_url(), 13)
    endre = klient.get(f"{svar.url}endre/")
    assert 'value="13.00"' in endre.content.decode()
    klient.post(f"{svar.url}endre/", skjema | {"tittel": "Endret", "versjon": u.versjon})
    assert nytt(u).tittel == "Endret"
    gammel = klient.post(f"{svar.url}endre/", skjema | {"tittel": "For sent", "versjon": u.versjon})
    assert gammel.status_code == 409
    assert "Ta bort utlysningen?" in klient.get(f"{svar.url}ta-bort/").content.decode()
    klient.post(f"{svar.url}ta-bort/", {"versjon": nytt(u).versjon})
    assert nytt(u).tilstand == "trukket"
    assert klient.get(f"{svar.url}endre/").status_code == 409


def test_a_deadline_that_is_put_off(forsk: Any) -> None:
    u, klient = utlopt(forsk), som(forsk.fou)
    assert "forleng" in klient.get(u.get_absolute_url()).content.decode()
    assert "forleng" not in som(forsk.hamarsjef).get(u.get_absolute_url()).content.decode()
    dag = timezone.localdate() + timedelta(days=9)
    klient.post(f"{u.get_absolute_url()}forleng/", {"frist": f"{dag:%d.%m.%Y}", "versjon": u.versjon})
    assert (nytt(u).tilstand, nytt(u).frist_dag) == ("aapen", dag)


@pytest.mark.krav("S1-F04")
def test_the_page_says_when_an_application_must_be_sent_to_be_anchored(forsk: Any) -> None:
    u = utlysning(forsk, frist=frist(60))
    side = som(forsk.hamarsjef).get(u.get_absolute_url())
    assert "Utvalget behandler saken skriftlig." in side.content.decode()
    mote = forsk.mote(40)
    plan = som(forsk.hamarsjef).get(u.get_absolute_url()).context["side"].plan
    assert (plan.mote.pk, plan.siste_til_mote) == (mote.pk, mote.sakslistefrist)
    assert som(forsk.hamarsjef).get(u.get_absolute_url()).context["side"].siste_dag == mote.sakslistefrist
    assert f"/forskning/ny/?utlysning={u.pk}" in side.content.decode()


@pytest.mark.krav("S1-F03")
def test_a_party_says_that_it_will_apply_with_others_and_takes_it_back(forsk: Any) -> None:
    u, klient = utlysning(forsk), som(forsk.hamarsjef)
    sti = f"{u.get_absolute_url()}interesse/"
    assert som(forsk.utenfor).get(sti).status_code == 404
    assert "Ingen har meldt interesse ennå." in klient.get(u.get_absolute_url()).content.decode()
    assert klient.post(sti, {"virksomhet": forsk.gjovik.pk}).context["form"].errors["virksomhet"]
    klient.post(sti, {"virksomhet": forsk.hamar.pk})
    side = klient.get(u.get_absolute_url())
    assert ([i.virksomhet for i in side.context["interesse"].rader], side.context["interesse"].kan_melde) == (
        [forsk.hamar],
        False,
    )
    som(forsk.forsker).post(f"{sti}trekk/")
    assert Interesse.objects.filter(trukket=None).count() == 1
    klient.post(f"{sti}trekk/")
    assert not Interesse.objects.filter(trukket=None).exists()


def test_it_is_too_late_for_a_call_that_is_over(forsk: Any) -> None:
    u = utlopt(forsk)
    svar = som(forsk.hamarsjef).get(f"{u.get_absolute_url()}interesse/")
    assert svar.status_code == 409
    assert "Meld interesse" not in svar.content.decode()
