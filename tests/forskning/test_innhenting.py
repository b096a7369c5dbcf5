"""Calls from a file: tried, shown, confirmed, and never twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from forskning.forms.innhenting import KOLONNER, les_fil, rader_av
from forskning.models import Utlysning
from forskning.operations import innhenting as op
from forskning.operations import utlysning as utlysningop
from forskning.utlysningsfil import Innhentingsrad
from grunnmur.saksgang.feil import Nektet
from grunnmur.varsling.models import Varsel
from tests.forskning.folk import lag_forskning
from tests.forskning.test_utlysning import nytt, utlopt, utlysning
from tests.klient import som

HENT = "/forskning/utlysninger/hent/"


def dag(dager: int) -> str:
    return f"{timezone.localdate() + timedelta(days=dager):%d.%m.%Y}"


def csv(*rader: dict[str, str]) -> bytes:
    linjer = [";".join(KOLONNER), *(";".join(f'"{rad.get(k, "")}"' for k in KOLONNER) for rad in rader)]
    return "\r\n".join(linjer).encode()


def rad(nr: int = 1, **andre: str) -> dict[str, str]:
    return {
        "tittel": f"Utlysning {nr}",
        "finansior": "Demofondet",
        "frist": dag(50),
        "lenke": f"https://fond.example/{nr}",
    } | andre


def ics(uid: str = "en@fond.example", dager: int = 50, lenke: str = "https://fond.example/ics") -> bytes:
    dagen = timezone.localdate() + timedelta(days=dager)
    linjer = ["BEGIN:VCALENDAR", "X-WR-CALNAME:Fondet", "BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Fra kalender",
              f"DTSTART;VALUE=DATE:{dagen:%Y%m%d}", f"URL:{lenke}", "CATEGORIES:Demografi,Noe annet", "END:VEVENT",
              "END:VCALENDAR"]  # fmt: skip
    return "\r\n".join(linjer).encode()


def rader(innhold: bytes, finansior: str = "") -> list[Innhentingsrad]:
    filrader = [[r.nummer, r.celler, list(r.feil)] for r in les_fil(innhold)]
    return rader_av({"rader": filrader, "finansior": finansior, "temaer": []})


def utfall(svar: list[op.Radutfall]) -> list[str]:
    return [u.utfall for u in svar]


def post(forsk: Any, innhold: bytes, navn: str = "frister.csv", **andre: Any) -> Any:
    return som(forsk.fou).post(HENT, {"fil": SimpleUploadedFile(navn, innhold), **andre})


@pytest.mark.krav("S1-F03", "S4-D11")
def test_the_same_file_twice_changes_nothing(forsk: Any) -> None:
    fil = rader(csv(rad(1), rad(2, temaer="demografi, Tjenesteutvikling", klokkeslett="13.00")))
    assert utfall(op.hent(fil, utfort_av=forsk.fou)) == ["ny", "ny"]
    foer = list(Utlysning.objects.order_by("saksnummer").values())
    assert utfall(op.hent(fil, utfort_av=forsk.fou)) == ["uendret", "uendret"]
    assert list(Utlysning.objects.order_by("saksnummer").values()) == foer
    andre = Utlysning.objects.get(tittel="Utlysning 2")
    assert {t.kode for t in andre.temaer.all()} == {"demografi", "tjenesteutvikling"}
    assert timezone.localtime(andre.frist).hour == 13
    assert (andre.kilde, andre.kilde_id) == ("fil", "https://fond.example/2")


def test_trying_changes_nothing_and_says_what_would_happen(forsk: Any) -> None:
    fil = rader(csv(rad(1), rad(2)))
    assert utfall(op.prov(fil, utfort_av=forsk.fou)) == ["ny", "ny"]
    assert not Utlysning.objects.exists()
    assert not Varsel.objects.exists()


def test_a_row_that_has_changed_changes_the_call(forsk: Any) -> None:
    op.hent(rader(csv(rad(1), rad(2))), utfort_av=forsk.fou)
    svar = op.hent(rader(csv(rad(1, frist=dag(20)), rad(2, tittel="Nytt navn"))), utfort_av=forsk.fou)
    assert utfall(svar) == ["endret", "endret"]
    assert svar[0].tekst.startswith("Ny frist")
    assert set(Utlysning.objects.values_list("tittel", flat=True)) == {"Utlysning 1", "Nytt navn"}
    assert Utlysning.objects.get(tittel="Utlysning 1").frist_dag == timezone.localdate() + timedelta(days=20)


def test_a_calendar_is_known_by_its_uid_though_the_link_changes(forsk: Any) -> None:
    assert utfall(op.hent(rader(ics()), utfort_av=forsk.fou)) == ["ny"]
    u = Utlysning.objects.get()
    assert (u.kilde_id, u.finansior, [t.kode for t in u.temaer.all()]) == ("en@fond.example", "Fondet", ["demografi"])
    assert utfall(op.hent(rader(ics(lenke="https://fond.example/flyttet")), utfort_av=forsk.fou)) == ["endret"]
    assert nytt(u).lenke == "https://fond.example/flyttet"


def test_one_that_was_written_by_hand_is_not_written_twice(forsk: Any) -> None:
    u = utlysning(forsk, lenke="https://fond.example/ics")
    assert utfall(op.hent(rader(ics(dager=50)), utfort_av=forsk.fou)) == ["endret"]
    assert nytt(u).kilde_id == "en@fond.example"
    assert Utlysning.objects.count() == 1


def test_what_is_over_or_taken_away_is_not_fetched(forsk: Any) -> None:
    assert utfall(op.hent(rader(csv(rad(1, frist=dag(-2)))), utfort_av=forsk.fou)) == ["utelatt"]
    op.hent(rader(csv(rad(2))), utfort_av=forsk.fou)
    u = Utlysning.objects.get()
    utlysningop.trekk(u.pk, utfort_av=forsk.fou, versjon=u.versjon)
    svar = op.hent(rader(csv(rad(2, frist=dag(70)))), utfort_av=forsk.fou)
    assert (utfall(svar), nytt(u).tilstand) == (["utelatt"], "trukket")
    assert utfall(op.hent(rader(csv(rad(3), rad(3))), utfort_av=forsk.fou)) == ["ny", "utelatt"]


def test_one_that_is_over_is_opened_by_a_new_deadline(forsk: Any) -> None:
    u = utlopt(forsk)
    svar = op.hent(rader(csv(rad(1, lenke=u.lenke, frist=dag(9)))), utfort_av=forsk.fou)
    assert (utfall(svar), nytt(u).tilstand) == (["endret"], "aapen")
    assert svar[0].tekst.startswith("Ny frist")


def test_rows_with_faults_are_left_out_and_say_why(forsk: Any) -> None:
    fil = csv(
        rad(1), rad(2, lenke="http://fond.example/"), rad(3, frist="snart"), rad(4, temaer="ukjent"), rad(5, tittel="=1+1"),
        rad(6, beskrivelse="Pasient 01819010001 skal"), rad(7, finansior=""),
    )  # fmt: skip
    svar = op.hent(rader(fil), utfort_av=forsk.fou)
    assert utfall(svar) == ["ny", *["feil"] * 6]
    assert all(u.tekst for u in svar[1:])
    assert Utlysning.objects.count() == 1
    assert utfall(op.hent(rader(csv(rad(7, finansior="")), finansior="Fondet"), utfort_av=forsk.fou)) == ["ny"]


def test_a_file_is_told_of_once(forsk: Any) -> None:
    op.hent(rader(csv(rad(1), rad(2), rad(3))), utfort_av=forsk.fou)
    varsler = Varsel.objects.filter(mal="forskning.utlysninger_nye")
    assert {v.mottaker.navn for v in varsler} == {"Frida Forsker", "Sigrid Sykehusfou"}
    assert [v.data for v in varsler] == [{"antall": 3}] * 2
    assert Varsel.objects.count() == 2


def test_strangers_to_the_list_fetch_nothing(forsk: Any) -> None:
    for verb in (op.prov, op.hent):
        with pytest.raises(Nektet):
            verb(rader(csv(rad(1))), utfort_av=forsk.hamarsjef)
    for sti in (HENT, f"{HENT}mal.csv"):
        assert som(forsk.hamarsjef).get(sti).status_code == 403
        assert som(forsk.utenfor).get(sti).status_code == 404
    assert som(forsk.hamarsjef).post(f"{HENT}bekreft/", {"pakke": "x"}).status_code == 403


# --- the pages --------------------------------------------------------------------------------------------------------


def test_upload_see_confirm(forsk: Any) -> None:
    side = post(forsk, csv(rad(1), rad(2, frist="snart")))
    assert [(u.utfall, u.navn) for u in side.context["utfall"]] == [("ny", "Utlysning 1"), ("feil", "Utlysning 2")]
    assert not Utlysning.objects.exists()
    tekst = side.content.decode()
    assert "1 ny utlysning blir lagt inn." in tekst
    assert "1 rad med feil blir ikke hentet." in tekst
    pakke = side.context["pakke"]
    svar = som(forsk.fou).post(f"{HENT}bekreft/", {"pakke": pakke}, follow=True)
    assert Utlysning.objects.get().tittel == "Utlysning 1"
    assert "1 ny utlysning er lagt inn." in svar.content.decode()
    som(forsk.fou).post(f"{HENT}bekreft/", {"pakke": pakke})
    assert Utlysning.objects.count() == 1


def test_what_was_shown_to_one_cannot_be_confirmed_by_another_or_changed(forsk: Any) -> None:
    pakke = post(forsk, csv(rad(1))).context["pakke"]
    for kode, forfalsket in [("forsker", pakke), ("fou", pakke[:-2] + "AA"), ("fou", "")]:
        svar = som(forsk.folk[kode]).post(f"{HENT}bekreft/", {"pakke": forfalsket})
        assert svar.url == reverse("forskning:utlysning_hent")
    assert not Utlysning.objects.exists()


def test_themes_are_put_on_what_has_none(forsk: Any) -> None:
    tema = forsk.temaer["brukermedvirkning"]
    pakke = post(forsk, csv(rad(1), rad(2, temaer="demografi")), temaer=[tema.pk]).context["pakke"]
    som(forsk.fou).post(f"{HENT}bekreft/", {"pakke": pakke})
    merket = {u.tittel: [t.kode for t in u.temaer.all()] for u in Utlysning.objects.all()}
    assert merket == {"Utlysning 1": ["brukermedvirkning"], "Utlysning 2": ["demografi"]}


@pytest.mark.parametrize(
    ("innhold", "feil"),
    [
        (b"", "tom"),
        (b"PK\x03\x04 ikke et regneark", "ikke en gyldig Excel-fil"),
        (b"BEGIN:VCALENDAR\r\n", "avkortet"),
        (b"a;b\r\n1;2\r\n", "overskriftene"),
        (b"x" * (600 * 1024), "for stor"),
        (csv(*[rad(n) for n in range(201)]), "for mange rader"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(forsk: Any, innhold: bytes, feil: str) -> None:
    side = post(forsk, innhold)
    assert feil in str(side.context["form"].errors["fil"])


def test_the_template_is_one_that_can_be_fetched(forsk: Any) -> None:
    csvmal = som(forsk.fou).get(f"{HENT}mal.csv")
    assert csvmal.content.decode("utf-8-sig").strip().split(";") == list(KOLONNER)
    xlsx = som(forsk.fou).get(f"{HENT}mal.xlsx").content
    assert "bare overskrifter" in str(post(forsk, xlsx, navn="mal.xlsx").context["form"].errors["fil"])
    assert som(forsk.fou).get(f"{HENT}mal.exe").status_code == 404


def test_two_who_fetch_the_same_file_at_once_write_it_once(transactional_db: None) -> None:
    forsk = lag_forskning()
    fil, start = rader(csv(rad(1), rad(2))), Barrier(2)

    def en(bruker: Any) -> list[str]:
        start.wait()
        try:
            return utfall(op.hent(fil, utfort_av=bruker))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as traader:
        svar = [f.result() for f in [traader.submit(en, bruker) for bruker in (forsk.fou, forsk.forsker)]]
    assert Utlysning.objects.count() == 2
    assert sum(hva == "ny" for ett in svar for hva in ett) == 2
    assert not any(hva == "feil" for ett in svar for hva in ett)
