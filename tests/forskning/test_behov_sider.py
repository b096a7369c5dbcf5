"""The pages of needs: who gets in, what a row counts, filters, the workbook, each verb, and linking from both sides."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from forskning.models import Behov, Behovskobling
from forskning.operations import behov as op
from tests.forskning.test_behov import behov, koblet, nytt
from tests.forskning.test_utlysning import utlysning
from tests.klient import som

LISTE = "/forskning/behov/"
LESERE = ("fou", "forsker", "kommuneforsker", "hamarsjef", "sekretariat")


def rader(forsk: Any, **valg: Any) -> list[str]:
    return [rad.tittel for rad in som(forsk.hamarsjef).get(LISTE, valg).context["rader"]]


@pytest.mark.krav("S1-F01")
def test_who_gets_in(forsk: Any) -> None:
    b = behov(forsk)
    for side in (LISTE, f"{LISTE}excel/", b.get_absolute_url()):
        svar = {kode: som(forsk.folk[kode]).get(side).status_code for kode in (*LESERE, "utenfor")}
        assert svar == dict.fromkeys(LESERE, 200) | {"utenfor": 404}, side
    for verb in ("endre", "besvart", "lukk"):
        svar = {k: som(forsk.folk[k]).get(f"{b.get_absolute_url()}{verb}/").status_code for k in (*LESERE, "utenfor")}
        ventet = dict.fromkeys(("fou", "kommuneforsker"), 200) | dict.fromkeys(("forsker", "hamarsjef", "sekretariat"), 403)
        assert svar == ventet | {"utenfor": 404}, verb
    assert som(forsk.utenfor).get(f"{LISTE}ny/").status_code == 404


@pytest.mark.krav("S1-A02", "S1-F01")
def test_the_list_shows_what_is_open_newest_first(forsk: Any) -> None:
    assert "Her kommer det tjenestene trenger" in som(forsk.hamarsjef).get(LISTE).content.decode()
    forst, annet = behov(forsk), behov(forsk, tittel="Hvordan rekruttere?", temaer=[forsk.temaer["demografi"]])
    lukket = behov(forsk, tittel="Lukket")
    op.lukk(lukket.pk, utfort_av=forsk.fou, versjon=lukket.versjon)
    assert rader(forsk) == [annet.tittel, forst.tittel]
    assert rader(forsk, vis="alle") == ["Lukket", annet.tittel, forst.tittel]
    assert rader(forsk, tilstand="lukket") == ["Lukket"]
    assert rader(forsk, tema="demografi") == [annet.tittel]
    assert rader(forsk, q="rekrutter") == [annet.tittel]
    assert rader(forsk, virksomhet=str(forsk.gjovik.pk), sorter="tittel") == [forst.tittel, annet.tittel]
    assert rader(forsk, q="finnes ikke") == []


def test_restricted_projects_are_counted_only_for_those_who_are_in_on_them(forsk: Any) -> None:
    b = behov(forsk)
    koblet(forsk, b, forsk.ide())
    koblet(forsk, b, forsk.ide(begrensning="konkurranse", tittel="Hemmelig"))
    for kode, antall in [("hamarsjef", 1), ("forsker", 2), ("kommuneforsker", 1)]:
        klient = som(forsk.folk[kode])
        assert [rad.prosjekter for rad in klient.get(LISTE).context["rader"]] == [antall], kode
        assert ("Hemmelig" in klient.get(b.get_absolute_url()).content.decode()) == (antall == 2), kode
        ark = load_workbook(BytesIO(b"".join(klient.get(f"{LISTE}excel/")))).active
        assert ark.cell(ark.max_row, 7).value == antall, kode


def test_as_many_queries_for_three_rows_as_for_one(forsk: Any) -> None:
    klient, antall = som(forsk.hamarsjef), []
    klient.get(LISTE)
    for nr in (1, 2, 3):
        koblet(forsk, behov(forsk), forsk.ide())
        if nr != 2:
            with CaptureQueriesContext(connection) as sporringer:
                assert len(klient.get(LISTE, {"q": "fall"}).context["rader"]) == nr
            antall.append(len(sporringer))
    assert antall[0] == antall[1], antall


@pytest.mark.krav("S1-A02")
def test_a_need_is_reported_changed_answered_and_opened(forsk: Any) -> None:
    klient = som(forsk.kommuneforsker)
    skjema = {"tittel": "Hva virker?", "beskrivelse": "Vi trenger det.", "virksomhet": forsk.gjovik.pk,
              "enhet": forsk.korttid.pk, "temaer": [forsk.temaer["demografi"].pk]}  # fmt: skip
    assert klient.get(f"{LISTE}ny/").context["form"]["virksomhet"].value() == forsk.gjovik.pk
    assert klient.post(f"{LISTE}ny/", skjema | {"virksomhet": forsk.hamar.pk}).context["form"].errors["virksomhet"]
    assert klient.post(f"{LISTE}ny/", skjema | {"temaer": []}).context["form"].errors["temaer"]
    side = klient.post(f"{LISTE}ny/", skjema).url
    b = Behov.objects.get()
    klient.post(f"{side}endre/", skjema | {"tittel": "Hva virker best?", "versjon": b.versjon})
    assert nytt(b).tittel == "Hva virker best?"
    assert klient.post(f"{side}endre/", skjema | {"tittel": "Gammel", "versjon": b.versjon}).status_code == 409
    assert klient.post(f"{side}besvart/", {"kommentar": "", "versjon": nytt(b).versjon}).context["form"].errors["kommentar"]
    klient.post(f"{side}besvart/", {"kommentar": "Rapporten fra Demofondet.", "versjon": nytt(b).versjon})
    assert nytt(b).tilstand == "besvart"
    assert "Rapporten fra Demofondet." in klient.get(side).content.decode()
    assert "Åpne behovet igjen?" in klient.get(f"{side}aapne/").content.decode()
    klient.post(f"{side}aapne/", {"versjon": nytt(b).versjon})
    assert nytt(b).tilstand == "meldt"
    klient.post(f"{side}lukk/", {"versjon": nytt(b).versjon})
    assert nytt(b).tilstand == "lukket"


@pytest.mark.krav("S1-A02")
def test_one_s_own_project_takes_the_need_up_from_its_page(forsk: Any) -> None:
    b, p = behov(forsk), forsk.ide()
    utlysning(forsk, tittel="Fall hjemme")
    side = som(forsk.forsker).get(b.get_absolute_url())
    assert ([x.tittel for x in side.context["side"].utlysninger], side.context["side"].mine) == (["Fall hjemme"], [p])
    assert f"/forskning/ny/?behov={b.pk}" in side.content.decode()
    som(forsk.forsker).post(f"{b.get_absolute_url()}koble/", {"prosjekt": f"{p.pk}:{p.versjon + 1}"})
    som(forsk.forsker).post(f"{b.get_absolute_url()}koble/", {"prosjekt": "tull"})
    assert not Behovskobling.objects.exists()
    assert som(forsk.hamarsjef).post(f"{b.get_absolute_url()}koble/", {"prosjekt": f"{p.pk}:{p.versjon}"}).status_code == 403
    svar = som(forsk.forsker).post(f"{b.get_absolute_url()}koble/", {"prosjekt": f"{p.pk}:{p.versjon}"}, follow=True)
    assert "Prosjektet har tatt opp behovet." in svar.content.decode()
    assert (nytt(b).tilstand, svar.context["side"].mine) == ("i_prosjekt", [])


def test_and_from_the_page_of_the_project(forsk: Any) -> None:
    b, p = behov(forsk), forsk.ide(begrensning="konkurranse")
    sti = f"/forskning/{p.pk}/behov/{b.pk}/"
    assert som(forsk.hamarsjef).post(f"{sti}koble/", {"versjon": p.versjon}).status_code == 404
    assert som(forsk.forsker).get(f"{sti}koble/").status_code == 405
    svar = som(forsk.forsker).post(f"{sti}koble/", {"versjon": p.versjon})
    assert (svar.url, Behovskobling.objects.count()) == (p.get_absolute_url(), 1)
    som(forsk.forsker).post(f"{sti}losne/", {"versjon": "tull"})
    assert Behovskobling.objects.count() == 1
    som(forsk.forsker).post(f"{sti}losne/", {"versjon": forsk.nytt(p).versjon})
    assert not Behovskobling.objects.exists()
