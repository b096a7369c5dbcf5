"""Rank and seniority: who is ranked, what shares a rank, how the coordinator settles it, and what undoes that."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from lis.lege.models import Avbrudd
from lis.lis3.models import Ansiennitetsregel, Gruppe, Innmelding, Innstilling, Koplass, Spesialisering
from lis.lis3.operations import ko as op
from lis.lis3.selectors import ko as utvalg
from tests.lis3.folk import LisCast
from tests.lis3.hjelp_foresporsel import i_koen

NAA = datetime(2026, 11, 2, 12, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture
def koen(lis: LisCast) -> LisCast:
    """lis3 (March 2023), lis3b and lis3c (both September 2024, Hamar and Gjøvik), and one from outside (2022)."""
    for kode in ("lis3", "lis3b", "lis3c", "utenfor"):
        i_koen(lis, kode)
    return lis


def rang(lis: LisCast) -> dict[str, int | None]:
    return {kode: Koplass.objects.get(innmelding__lege=lege).rang for kode, lege in lis.leger.items()}


def like(lis: LisCast, *koder: str) -> list[tuple[UUID, int]]:
    return [(sak.pk, sak.versjon) for sak in map(lis.innmelding, koder)]


@pytest.mark.krav("S1-I11", "S1-I13", "S1-I14", "G-09")
def test_general_practice_in_the_catchment_area_is_ranked_by_seniority_and_equals_share(koen: LisCast) -> None:
    assert rang(koen) == {"lis3": 1, "lis3b": 2, "lis3c": 2, "utenfor": None}
    plass = Koplass.objects.get(innmelding=koen.innmelding("lis3b"))
    assert (plass.deler_rang, plass.lik_ansiennitet, plass.uavgjort) == (2, 2, True)


@pytest.mark.krav("S1-I11", "S1-L02", "G-09")
def test_other_groups_have_no_rank_and_take_none_from_others(koen: LisCast) -> None:
    Spesialisering.objects.filter(lege=koen.leger["lis3"]).update(gruppe=Gruppe.SAMFUNNSMEDISIN)
    assert rang(koen) == {"lis3": None, "lis3b": 1, "lis3c": 1, "utenfor": None}


def test_who_is_no_longer_in_the_queue_gives_the_rank_to_the_next(koen: LisCast) -> None:
    sak = koen.innmelding("lis3")
    Innmelding.objects.filter(pk=sak.pk).update(tilstand="trukket", versjon=sak.versjon + 1)
    assert not Koplass.objects.filter(pk=sak.pk).exists()
    assert Koplass.objects.get(innmelding=koen.innmelding("lis3b")).rang == 1


@pytest.mark.krav("S1-I13")
def test_the_rank_is_that_of_the_whole_queue_however_the_list_is_narrowed(koen: LisCast) -> None:
    smal = utvalg.ansiennitet_annotert(Innmelding.objects.filter(lege=koen.leger["lis3b"]))
    assert [(i.ansiennitetsdato, i.rang, i.deler_rang, i.har_forrang) for i in smal] == [(date(2024, 9, 1), 2, 2, True)]


@pytest.mark.krav("S1-I13")
def test_interruptions_count_only_under_the_rule_that_says_so(koen: LisCast) -> None:
    Avbrudd.objects.create(lege=koen.leger["lis3"], dager=1000)
    assert rang(koen)["lis3"] == 1
    Innstilling.objects.update(ansiennitetsregel=Ansiennitetsregel.MED_FRATREKK)
    assert rang(koen) == {"lis3": 3, "lis3b": 1, "lis3c": 1, "utenfor": None}
    plass = Koplass.objects.get(innmelding=koen.innmelding("lis3"))
    forklart = utvalg.ansiennitet_av(plass, date(2023, 3, 1), date(2026, 11, 25))
    assert forklart is not None
    assert (plass.ansiennitetsdato, forklart.aar, forklart.maaneder) == (date(2025, 11, 25), 1, 0)


@pytest.mark.parametrize(
    ("fra", "dag", "ventet"),
    [
        (date(2023, 3, 31), date(2023, 4, 29), (0, 0)),
        (date(2023, 3, 31), date(2023, 4, 30), (0, 1)),
        (date(2024, 2, 29), date(2025, 2, 28), (1, 0)),
        (date(2023, 3, 1), date(2027, 11, 22), (4, 8)),
        (date(2027, 1, 1), date(2026, 11, 22), (0, 0)),
    ],
)
def test_seniority_is_told_in_whole_years_and_months(fra: date, dag: date, ventet: tuple[int, int]) -> None:
    svar = utvalg.ansiennitet(fra, 0, fra, dag)
    assert (svar.aar, svar.maaneder) == ventet


@pytest.mark.krav("S1-I13", "S1-I14")
def test_the_coordinator_orders_equals_with_a_reason_that_each_can_read(koen: LisCast) -> None:
    op.avgjor_rang(like(koen, "lis3c", "lis3b"), utfort_av=koen.koordinator, begrunnelse="Tidligst meldt klar.", naa=NAA)
    assert rang(koen) == {"lis3": 1, "lis3b": 3, "lis3c": 2, "utenfor": None}
    assert not Koplass.objects.filter(uavgjort=True).exists()
    for kode, nr in (("lis3c", 1), ("lis3b", 2)):
        hendelse = Hendelse.objects.for_sak(koen.innmelding(kode)).get()
        assert (hendelse.navn, hendelse.kommentar, hendelse.data) == (
            "avgjor_rang", "Tidligst meldt klar.", {"rekkefolge": nr, "av": 2},
        )  # fmt: skip


def test_a_new_start_undoes_the_order_and_the_rule_change_too(koen: LisCast) -> None:
    op.avgjor_rang(like(koen, "lis3c", "lis3b"), utfort_av=koen.koordinator, begrunnelse="Avtalt.")
    Spesialisering.objects.filter(lege=koen.leger["lis3"]).update(start=date(2024, 9, 1))
    assert rang(koen) == {"lis3": 3, "lis3b": 2, "lis3c": 1, "utenfor": None}
    assert Koplass.objects.filter(uavgjort=True).count() == 3
    Spesialisering.objects.filter(lege__in=[koen.leger["lis3b"], koen.leger["lis3c"]]).update(start=date(2024, 10, 1))
    assert rang(koen) == {"lis3": 1, "lis3b": 2, "lis3c": 2, "utenfor": None}


def test_only_the_coordinator_decides_and_only_over_the_whole_tie(koen: LisCast) -> None:
    for hvem in (koen.kommune_lis, koen.lis3b, koen.avdelingsleder, koen.utenfor):
        with pytest.raises(Nektet):
            op.avgjor_rang(like(koen, "lis3c", "lis3b"), utfort_av=hvem, begrunnelse="Fordi.")
    with pytest.raises(ValidationError):
        op.avgjor_rang(like(koen, "lis3c", "lis3b"), utfort_av=koen.koordinator, begrunnelse=" ")
    with pytest.raises(UlovligOvergang):
        op.avgjor_rang(like(koen, "lis3", "lis3b"), utfort_av=koen.koordinator, begrunnelse="Fordi.")
    gammel = like(koen, "lis3c", "lis3b")
    Spesialisering.objects.filter(lege=koen.leger["lis3"]).update(start=date(2024, 9, 1))
    with pytest.raises(Utdatert):
        op.avgjor_rang(gammel, utfort_av=koen.koordinator, begrunnelse="Fordi.")
    assert not Hendelse.objects.for_sak(koen.innmelding("lis3c")).exists()
