"""Calls: who writes them, what they must be, who is told, what the clock does, and what the database refuses."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Interesse, Utlysning
from forskning.operations import utlysning as op
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel

SKRIVER = ("fou", "forsker", "sykehusfou", "sekretariat")
SKRIVER_IKKE = ("kommuneforsker", "hamarsjef", "soker", "utenfor", "utvalgssekretaer")


def frist(dager: int = 60) -> datetime:
    return timezone.now().replace(microsecond=0) + timedelta(days=dager)


def felter(forsk: Any, **andre: Any) -> dict[str, Any]:
    return {
        "tittel": "Bedre samhandling", "finansior": "Demofondet", "frist": frist(), "lenke": "https://fond.example/1",
        "beskrivelse": "Kommuner og sykehus kan søke sammen.", "temaer": [forsk.temaer["tjenesteutvikling"]],
    } | andre  # fmt: skip


def utlysning(forsk: Any, *, av: str = "fou", naa: datetime | None = None, **andre: Any) -> Utlysning:
    return nytt(op.skriv(utfort_av=forsk.folk[av], felter=felter(forsk, **andre), naa=naa))


def nytt(sak: Utlysning) -> Utlysning:
    return Utlysning.objects.get(pk=sak.pk)


def utlopt(forsk: Any) -> Utlysning:
    u = utlysning(forsk, naa=timezone.now() - timedelta(days=40), frist=frist(-3))
    assert op.lukk_utlopte() == 1
    return nytt(u)


def varslet(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"forskning.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S4-D11")
def test_who_keeps_the_list(forsk: Any) -> None:
    for kode in SKRIVER:
        u = utlysning(forsk, av=kode, lenke=f"https://fond.example/{kode}")
        assert (u.tilstand, u.laget_av) == ("aapen", forsk.folk[kode])
        assert u.saksnummer.startswith("UL-")
    for kode in SKRIVER_IKKE:
        with pytest.raises(Nektet):
            utlysning(forsk, av=kode)


@pytest.mark.krav("S1-F03")
def test_those_who_look_for_calls_are_told_of_a_new_one_but_not_what_it_says(forsk: Any) -> None:
    u = utlysning(forsk)
    assert varslet("utlysning_ny") == {"Frida Forsker", "Sigrid Sykehusfou"}
    assert "samhandling" not in str(Varsel.objects.filter(sak_id=u.pk).values_list("data", flat=True)).lower()


@pytest.mark.parametrize(
    ("andre", "felt"),
    [
        ({"tittel": " "}, "tittel"),
        ({"finansior": ""}, "finansior"),
        ({"lenke": "http://fond.example/1"}, "lenke"),
        ({"frist": frist(-1)}, "frist"),
    ],
)
def test_what_a_call_must_have_is_said_at_its_field(forsk: Any, andre: dict[str, Any], felt: str) -> None:
    with pytest.raises(ValidationError) as feil:
        utlysning(forsk, **andre)
    assert list(feil.value.message_dict) == [felt]
    assert not Utlysning.objects.exists()


def test_the_database_takes_no_link_but_https_and_no_source_twice(forsk: Any) -> None:
    u = utlysning(forsk)
    with pytest.raises(DatabaseError, match="utlysning_lenke_https"), transaction.atomic():
        Utlysning.objects.filter(pk=u.pk).update(lenke="http://fond.example/")
    Utlysning.objects.filter(pk=u.pk).update(kilde_id="a@b")
    annen = utlysning(forsk, lenke="https://fond.example/2")
    with pytest.raises(DatabaseError, match="utlysning_en_gang_fra_samme_kilde"), transaction.atomic():
        Utlysning.objects.filter(pk=annen.pk).update(kilde_id="a@b")
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        Utlysning.objects.filter(pk=u.pk).update(tilstand="trukket", versjon=9)
        Utlysning.objects.filter(pk=u.pk).update(tilstand="aapen", versjon=10)


def test_a_change_is_kept_with_what_it_was(forsk: Any) -> None:
    u = utlysning(forsk)
    temaer = [forsk.temaer["demografi"]]
    ny = op.endre(
        u.pk, utfort_av=forsk.forsker, versjon=u.versjon, felter=felter(forsk, finansior="Regionfondet", temaer=temaer)
    )
    assert (nytt(u).finansior, list(ny.temaer.all())) == ("Regionfondet", temaer)
    siste = Hendelse.objects.for_sak(u).order_by("-id")[0]
    assert [rad["felt"] for rad in siste.data["endringer"]] == ["finansior", "temaer"]
    igjen = op.endre(u.pk, utfort_av=forsk.forsker, versjon=ny.versjon, felter={"finansior": "Regionfondet"})
    assert igjen.versjon == ny.versjon
    with pytest.raises(Utdatert):
        op.endre(u.pk, utfort_av=forsk.forsker, versjon=u.versjon, felter={"finansior": "C"})
    with pytest.raises(Nektet):
        op.endre(u.pk, utfort_av=forsk.hamarsjef, versjon=ny.versjon, felter={"finansior": "C"})


def test_a_new_deadline_is_told_to_those_who_work_towards_it_also_where_the_project_is_restricted(forsk: Any) -> None:
    u = utlysning(forsk)
    forsk.ide(utlysning=u, begrensning="konkurranse")
    Interesse.objects.create(utlysning=u, virksomhet=forsk.hamar, bruker=forsk.hamarsjef, tidspunkt=timezone.now())
    ny = op.endre(u.pk, utfort_av=forsk.fou, versjon=u.versjon, felter={"frist": frist(30)})
    assert varslet("utlysning_frist") == {"Frida Forsker", "Harald Hamarsjef"}
    assert not Varsel.objects.filter(mal="forskning.utlysning_frist", data__icontains="Trygg utskriving").exists()
    op.endre(u.pk, utfort_av=forsk.fou, versjon=ny.versjon, felter={"finansior": "Et annet fond"})
    assert Varsel.objects.filter(mal="forskning.utlysning_frist").count() == 2


def test_a_call_that_is_taken_away_stays_away(forsk: Any) -> None:
    u = utlysning(forsk)
    forsk.ide(utlysning=u)
    with pytest.raises(Nektet):
        op.trekk(u.pk, utfort_av=forsk.hamarsjef, versjon=u.versjon)
    u = op.trekk(u.pk, utfort_av=forsk.fou, versjon=u.versjon)
    assert (u.tilstand, varslet("utlysning_trukket")) == ("trukket", {"Frida Forsker"})
    with pytest.raises(UlovligOvergang):
        op.endre(u.pk, utfort_av=forsk.fou, versjon=u.versjon, felter={"finansior": "C"})
    with pytest.raises(UlovligOvergang):
        op.forleng(u.pk, utfort_av=forsk.fou, versjon=u.versjon, frist=frist())


def test_the_clock_closes_what_is_over_once_and_nobody_else_can(forsk: Any) -> None:
    naa = timezone.now()
    snart, senere = utlysning(forsk, frist=naa + timedelta(hours=1)), utlysning(forsk, lenke="https://fond.example/2")
    assert op.lukk_utlopte(naa=naa) == 0
    assert op.lukk_utlopte(naa=naa + timedelta(hours=2)) == 1
    assert op.lukk_utlopte(naa=naa + timedelta(hours=2)) == 0
    assert (nytt(snart).tilstand, nytt(senere).tilstand) == ("utlopt", "aapen")
    with pytest.raises(Nektet):
        op.lukk(senere.pk, utfort_av=forsk.fou, versjon=senere.versjon)
    assert Hendelse.objects.for_sak(snart).order_by("-id")[0].utfort_av == Bruker.objects.systemet()


def test_a_deadline_that_is_put_off_opens_it_again(forsk: Any) -> None:
    u = utlopt(forsk)
    with pytest.raises(ValidationError, match="gått ut"):
        op.forleng(u.pk, utfort_av=forsk.fou, versjon=u.versjon, frist=frist(-1))
    with pytest.raises(Nektet):
        op.forleng(u.pk, utfort_av=forsk.hamarsjef, versjon=u.versjon, frist=frist())
    ny = op.forleng(u.pk, utfort_av=forsk.fou, versjon=u.versjon, frist=frist(10))
    assert (ny.tilstand, nytt(u).frist > timezone.now()) == ("aapen", True)


def test_nothing_is_left_when_people_cannot_be_told(forsk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def faller(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("forskning.operations.utlysning.si_fra", faller)
    with pytest.raises(RuntimeError):
        utlysning(forsk)
    assert not Utlysning.objects.exists()
