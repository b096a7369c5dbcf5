"""The board: what is where each month, what is free, who fits, and placing somebody in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from grunnmur.saksgang.models import Hendelse
from lis.lis3.frister import maaned_nr
from lis.lis3.models import Stenging, Tjeneste
from lis.lis3.selectors.plassering import forbigaatte, kandidater, ledige_for
from lis.lis3.selectors.tavle import Tavle, ledighet, tavle
from tests.klient import som
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import i_koen, om_maaneder, paagaar, planlagt, slutt, tilbudt

NAA = om_maaneder(0)


def rader(tavle: Tavle, sted: str) -> list[list[tuple[str, int, str, str]]]:
    her = next(s for s in tavle.steder if s.navn == sted)
    return [[(c.k, c.bredde, c.navn, c.ekstra) for c in bane.celler] for bane in her.baner]


def test_each_place_shows_who_holds_it_what_is_closed_and_what_is_free(lis: LisCast) -> None:
    paagaar(lis)
    tilbudt(lis, "lis3b", avdeling="dps", start=om_maaneder(2))
    Stenging.objects.create(plass=lis.plass("medisin", 2), fra=om_maaneder(1), til=om_maaneder(1), grunn="ombygging")
    svar = tavle(lis.koordinator, NAA)
    assert svar is not None
    gjovik = rader(svar, "Gjøvik")
    assert next((k, bredde, navn) for k, bredde, navn, _e in gjovik[0]) == ("now", 6, "Liv Listre")
    assert [(k, bredde) for k, bredde, _n, _e in gjovik[0]] == [("now", 6), ("free", 6)]
    assert [(k, bredde, e) for k, bredde, _n, e in gjovik[1]] == [
        ("free", 1, ""),
        ("closed", 1, "ombygging"),
        ("free", 10, ""),
    ]
    assert [(k, bredde) for k, bredde, _n, _e in rader(svar, "Hamar")[0]] == [("free", 2), ("offer", 6), ("free", 4)]
    assert [t.antall for t in next(s for s in svar.steder if s.navn == "Gjøvik").ledige] == [1, 0, 1, 1, 1, 1, *[2] * 6]


def test_a_wish_is_drawn_where_it_fits_and_others_are_counted(lis: LisCast) -> None:
    i_koen(lis, "lis3", avdeling="dps", start=om_maaneder(3))
    i_koen(lis, "lis3b", avdeling="dps", start=om_maaneder(9))
    i_koen(lis, "lis3c", avdeling="medisin_lhmr", start=om_maaneder(2))
    Stenging.objects.create(plass=lis.plass("medisin_lhmr"), fra=om_maaneder(0), til=om_maaneder(40))
    svar = tavle(lis.koordinator, NAA)
    assert svar is not None
    assert [(k, b, n, e) for k, b, n, e in rader(svar, "Hamar")[0] if k == "wish"] == [
        ("wish", 6, "Liv Listre", ""),
        ("wish", 3, "Lage Listre", ""),
    ]
    assert [k.navn for k in svar.uten_plass] == ["Lone Utenkonto"]
    onske = lis.innmelding("lis3b").onsker.get()
    onske.start, onske.slakk_etter = om_maaneder(3), 6
    onske.save()
    svar = tavle(lis.koordinator, NAA)
    assert svar is not None
    assert rader(svar, "Hamar")[0][-1][-1] == "1 i køen passer"


def test_a_leader_sees_the_own_department_without_wishes_or_names_only_planned(lis: LisCast) -> None:
    planlagt(lis)
    i_koen(lis, "lis3b")
    svar = tavle(lis.avdelingsleder, NAA)
    assert svar is not None
    assert [s.navn for s in svar.steder] == ["Gjøvik"]
    assert [c.navn for bane in svar.steder[0].baner for c in bane.celler if c.k in ("offer", "wish")] == ["Satt av"]
    assert tavle(lis.kommune_lis, NAA) is None
    for hvem, status in (
        ("koordinator", 200),
        ("avdelingsleder", 200),
        ("kommune_lis", 404),
        ("lis3", 404),
        ("utenfor", 404),
    ):
        assert som(lis.folk[hvem]).get(reverse("lis3:tavle")).status_code == status


def test_free_months_of_a_place_stop_at_its_own_dates(lis: LisCast) -> None:
    plass = lis.plass("dps")
    plass.fra, plass.til = om_maaneder(1), slutt(om_maaneder(1), 2)
    plass.save()
    ledige = ledighet(NAA, om_maaneder(5))[plass.pk]
    assert sorted(ledige.ledige) == [maaned_nr(NAA) + 1, maaned_nr(NAA) + 2]
    assert (ledige.ledig(maaned_nr(NAA) + 1, 2), ledige.ledig(maaned_nr(NAA) + 1, 3)) == (True, False)


@pytest.mark.krav("S1-I13")
def test_somebody_before_is_passed_over_only_when_the_place_is_lost_to_them(lis: LisCast) -> None:
    start = om_maaneder(3)
    for kode in ("lis3", "lis3b"):
        i_koen(lis, kode, avdeling="medisin", start=start)
    leger = kandidater()
    assert [k.navn for k in leger] == ["Liv Listre", "Lage Listre"]
    ledige = ledige_for(leger, NAA, 24)
    valg = (leger, leger[1], lis.plass("medisin"), start, slutt(start))
    assert forbigaatte(*valg, ledige) == []
    Stenging.objects.create(plass=lis.plass("medisin", 2), fra=start, til=start)
    ledige = ledige_for(leger, NAA, 24)
    assert [t.kandidat.navn for t in forbigaatte(*valg, ledige)] == ["Liv Listre"]
    assert forbigaatte(leger, leger[0], lis.plass("medisin"), start, slutt(start), ledige) == []


@pytest.mark.krav("S1-I13", "S1-I15")
def test_the_coordinator_places_a_doctor_and_gives_a_reason_for_passing_over(lis: LisCast) -> None:
    start = om_maaneder(3)
    for kode in ("lis3", "lis3b"):
        i_koen(lis, kode, avdeling="dps", start=start)
    plass = lis.plass("dps")
    klient = som(lis.koordinator)
    side = klient.get(reverse("lis3:plasser", args=[plass.pk])).content.decode()
    assert side.index("Velg Liv Listre") < side.index("Velg Lage Listre")
    adresse = reverse("lis3:plasser_lege", args=[plass.pk, lis.innmelding("lis3b").pk])
    valg = {"start": f"{start:%Y-%m}"}
    svar = klient.post(adresse, valg)
    assert (svar.status_code, "Disse står foran" in svar.content.decode()) == (200, True)
    assert "Skriv hvorfor plassen ikke går til legen som står foran" in svar.content.decode()
    svar = klient.post(adresse, valg | {"begrunnelse": "Liv har bedt om å vente."})
    sak = Tjeneste.objects.get()
    assert (svar.status_code, svar["Location"]) == (302, sak.get_absolute_url())
    hendelse = Hendelse.objects.for_sak(sak).get()
    assert hendelse.data["forbigaatt"] == [lis.innmelding("lis3").saksnummer]
    assert som(lis.avdelingsleder).post(adresse, valg).status_code == 404


def test_a_doctor_in_two_parts_gets_two_places(lis: LisCast) -> None:
    start = om_maaneder(3)
    sak = i_koen(lis, "lis3", start=start, deling="delt", deling_begrunnelse="Barn.", delingsvurdering="godkjent")
    adresse = reverse("lis3:plasser_lege", args=[lis.plass("medisin").pk, sak.pk])
    klient = som(lis.koordinator)
    assert klient.post(adresse, {"start": f"{start:%Y-%m}"}).status_code == 200
    klient.post(adresse, {"start": f"{start:%Y-%m}", "annen": lis.plass("medisin_lhmr").pk})
    deler = Tjeneste.objects.get().deler.order_by("nummer")
    assert [(d.plass, d.fra, d.til) for d in deler] == [
        (lis.plass("medisin"), start, slutt(start, 3)),
        (lis.plass("medisin_lhmr"), om_maaneder(6), slutt(om_maaneder(6), 3)),
    ]


def test_the_board_asks_the_same_number_of_questions_however_many_doctors(
    lis: LisCast, django_assert_num_queries: Any
) -> None:
    paagaar(lis)
    klient = som(lis.koordinator)
    klient.get(reverse("lis3:tavle"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as foer:
        klient.get(reverse("lis3:tavle"))
    for kode in ("lis3b", "lis3c", "utenfor"):
        i_koen(lis, kode)
    with CaptureQueriesContext(connection) as etter:
        klient.get(reverse("lis3:tavle"))
    assert len(etter) == len(foer) + 1  # the wishes of whoever is in the queue, in one statement
