"""Committees: fixed seats, members and dated deputies; what nonsense the database refuses, and who is missing on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import (
    Bruker,
    Organ,
    Organmedlem,
    Representasjon,
    Rolle,
    RolleType,
    Virksomhet,
    Virksomhetstype,
)
from grunnmur.organisasjon.operations.sporbar import forklart
from grunnmur.organisasjon.selectors import organ as utvalg
from tests.rollebesetning import FOR_LENGE_SIDEN, Cast

V = Organmedlem.Verv
IDAG = timezone.localdate
EN_DAG = timedelta(days=1)


def person(kode: str) -> Bruker:
    return Bruker.objects.create(epost=f"{kode}@utvalg.example", navn=kode.title())


@pytest.fixture
def lis1(cast: Cast) -> Organ:
    """The committee of three (S1-L11)."""
    organ = Organ.objects.create(helsefellesskap=cast.helsefellesskap, type=Organ.Type.LIS1_UTVALG, navn="LIS1-utvalget")
    for navn, rolle in [
        ("Statsforvalteren", RolleType.STATSFORVALTER),
        ("Kommuneoverlege", RolleType.KOMMUNEOVERLEGE),
        ("LIS-koordinator", RolleType.LIS_KOORDINATOR),
    ]:
        Representasjon.objects.create(organ=organ, navn=navn, rolletype=rolle, gyldig_fra=FOR_LENGE_SIDEN)
    return organ


def medlem(organ: Organ, bruker: Bruker, verv: str = V.MEDLEM, **felter: Any) -> Organmedlem:
    return Organmedlem.objects.create(
        organ=organ, bruker=bruker, verv=verv, **{"gyldig_fra": IDAG() - timedelta(days=400), **felter}
    )


def gi_rolle(bruker: Bruker, type_: str, virksomhet: Virksomhet, til: date | None = None) -> None:
    Rolle.objects.create(bruker=bruker, type=type_, virksomhet=virksomhet, gyldig_fra=FOR_LENGE_SIDEN, gyldig_til=til)


def nektes(**felter: Any) -> str:
    """The name of what refused the row."""
    with pytest.raises((IntegrityError, ProgrammingError)) as feil, transaction.atomic():
        Organmedlem.objects.create(**{"gyldig_fra": IDAG() - timedelta(days=400), **felter})
    return str(feil.value)


@pytest.mark.krav("S1-L11")
def test_who_is_missing_is_known_until_all_three_are_there(cast: Cast, lis1: Organ) -> None:
    assert [p.representasjon.navn for p in utvalg.manglende(lis1)] == [
        "Kommuneoverlege", "LIS-koordinator", "Statsforvalteren",
    ]  # fmt: skip
    stf = Virksomhet.objects.create(navn="Statsforvalteren", type=Virksomhetstype.STATSFORVALTER)
    for navn, rolle, hvor in [
        ("Statsforvalteren", RolleType.STATSFORVALTER, stf),
        ("Kommuneoverlege", RolleType.KOMMUNEOVERLEGE, cast.gjovik),
        ("LIS-koordinator", RolleType.LIS_KOORDINATOR, cast.sykehus),
    ]:
        hvem = person(rolle)
        gi_rolle(hvem, rolle, hvor)
        medlem(lis1, hvem, representasjon=lis1.representasjoner.get(navn=navn))
    assert utvalg.manglende(lis1) == []


@pytest.mark.krav("S1-L11")
def test_a_member_whose_role_has_ended_fills_the_seat_no_longer(cast: Cast, lis1: Organ) -> None:
    overlege, fast = person("overlege"), lis1.representasjoner.get(navn="Kommuneoverlege")
    gi_rolle(overlege, RolleType.KOMMUNEOVERLEGE, cast.gjovik, til=IDAG() - EN_DAG)
    sitter = medlem(lis1, overlege, representasjon=fast)
    i_gaar = {p.representasjon: p for p in utvalg.plasser(lis1, IDAG() - EN_DAG)}[fast]
    i_dag = {p.representasjon: p for p in utvalg.plasser(lis1)}[fast]
    assert (i_gaar.fylt_av, i_gaar.uten_krav, i_gaar.mangler) == ([sitter], [], 0)
    assert (i_dag.fylt_av, i_dag.uten_krav, i_dag.mangler) == ([], [sitter], 1)


def test_a_seat_for_a_kind_of_party_asks_whom_the_member_sits_there_for(cast: Cast, lis1: Organ) -> None:
    fast = Representasjon.objects.create(
        organ=lis1, navn="Kommunene", virksomhetstype=Virksomhetstype.KOMMUNE, antall=2, gyldig_fra=FOR_LENGE_SIDEN
    )
    medlem(lis1, cast.leder, representasjon=fast, virksomhet=cast.gjovik)
    medlem(lis1, cast.hamarleder, representasjon=fast, virksomhet=cast.sykehus)
    plass = {p.representasjon: p for p in utvalg.plasser(lis1)}[fast]
    assert ([m.bruker for m in plass.fylt_av], [m.bruker for m in plass.uten_krav], plass.mangler) == (
        [cast.leder], [cast.hamarleder], 1,
    )  # fmt: skip


def test_deputies_stand_in_for_a_member_a_seat_or_anybody(cast: Cast, lis1: Organ) -> None:
    fast = lis1.representasjoner.get(navn="Kommuneoverlege")
    leif, hanne = medlem(lis1, cast.leder, representasjon=fast), medlem(lis1, cast.hamarleder)
    egen = medlem(lis1, cast.stedfortreder, V.VARA, vara_for=leif)
    plassens = medlem(lis1, cast.overleder, V.VARA, representasjon=fast)
    felles = medlem(lis1, cast.kontakt, V.VARA)
    alle = utvalg.verv_i(lis1)
    assert utvalg.varaer_for(leif, alle) == [egen, plassens, felles]
    assert utvalg.varaer_for(hanne, alle) == [felles]
    assert utvalg.medlemmer(lis1) == [hanne, leif]


def test_members_are_those_of_the_day(cast: Cast, lis1: Organ) -> None:
    gammel = medlem(lis1, cast.leder, V.LEDER, gyldig_til=IDAG() - EN_DAG)
    ny = medlem(lis1, cast.hamarleder, V.LEDER, gyldig_fra=IDAG())
    assert (utvalg.medlemmer(lis1), utvalg.medlemmer(lis1, IDAG() - EN_DAG)) == ([ny], [gammel])
    assert list(utvalg.organene_til(cast.leder)) == []
    assert list(utvalg.organene_til(cast.hamarleder)) == [lis1]


def test_nobody_has_two_capacities_at_once_but_one_after_the_other(cast: Cast, lis1: Organ) -> None:
    forste = medlem(lis1, cast.leder, gyldig_til=IDAG())
    assert "organmedlem_ikke_dobbelt" in nektes(organ=lis1, bruker=cast.leder, verv=V.SEKRETAER)
    assert medlem(lis1, cast.leder, V.SEKRETAER, gyldig_fra=IDAG() + EN_DAG).pk != forste.pk


def test_one_leader_at_a_time(cast: Cast, lis1: Organ) -> None:
    medlem(lis1, cast.leder, V.LEDER, gyldig_til=IDAG())
    assert "organmedlem_en_leder" in nektes(organ=lis1, bruker=cast.hamarleder, verv=V.LEDER)
    medlem(lis1, cast.hamarleder, V.NESTLEDER, gyldig_til=IDAG())
    medlem(lis1, cast.hamarleder, V.LEDER, gyldig_fra=IDAG() + EN_DAG)
    annet = Organ.objects.create(helsefellesskap=lis1.helsefellesskap, type=Organ.Type.SSU, navn="SSU")
    assert medlem(annet, cast.overleder, V.LEDER).organ == annet


def test_a_deputy_is_for_another_person_of_the_same_committee(cast: Cast, lis1: Organ) -> None:
    annet = Organ.objects.create(helsefellesskap=lis1.helsefellesskap, type=Organ.Type.SSU, navn="SSU")
    leif, i_annet = medlem(lis1, cast.leder), medlem(annet, cast.hamarleder)
    vara = medlem(lis1, cast.stedfortreder, V.VARA, vara_for=leif)
    egen = medlem(annet, cast.leder)
    felles = {"organ": lis1, "bruker": cast.kontakt}
    assert "organmedlem_vara_for_annet_organ" in nektes(**felles, verv=V.VARA, vara_for=i_annet)
    assert "organmedlem_vara_for_annet_organ" in nektes(**felles, verv=V.VARA, vara_for=vara)
    assert "organmedlem_bare_vara_er_vara_for" in nektes(**felles, verv=V.MEDLEM, vara_for=leif)
    egen.gyldig_til = IDAG() - EN_DAG
    egen.save()
    assert "organmedlem_vara_for_annet_organ" in nektes(
        organ=annet, bruker=cast.leder, verv=V.VARA, vara_for=egen, gyldig_fra=IDAG()
    )


def test_a_fixed_seat_is_of_the_same_committee_and_has_a_demand(cast: Cast, lis1: Organ) -> None:
    annet = Organ.objects.create(helsefellesskap=lis1.helsefellesskap, type=Organ.Type.SSU, navn="SSU")
    fast = Representasjon.objects.create(organ=annet, navn="Fastlegene", virksomhetstype=Virksomhetstype.KOMMUNE)
    assert "organmedlem_plass_i_annet_organ" in nektes(organ=lis1, bruker=cast.leder, representasjon=fast)
    assert "organmedlem_fast_plass_har_medlem" in nektes(
        organ=annet, bruker=cast.leder, verv=V.SEKRETAER, representasjon=fast
    )
    for felter in ({"navn": "Ingen"}, {"navn": "Null", "rolletype": "lis1", "antall": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Representasjon.objects.create(organ=annet, **felter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Representasjon.objects.create(organ=annet, navn="Fastlegene", rolletype="lis1")


@pytest.mark.parametrize("felt", ["organ_id", "bruker_id", "verv", "vara_for_id"])
def test_sql_does_not_rewrite_who_sat_where(cast: Cast, lis1: Organ, felt: str) -> None:
    leif = medlem(lis1, cast.leder)
    annet = Organ.objects.create(helsefellesskap=lis1.helsefellesskap, type=Organ.Type.SSU, navn="SSU")
    verdi = {"organ_id": annet.pk, "bruker_id": cast.kontakt.pk, "verv": "leder", "vara_for_id": leif.pk}[felt]
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as peker:
        peker.execute(f"UPDATE organisasjon_organmedlem SET {felt} = %s WHERE id = %s", [verdi, leif.pk])  # noqa: S608
    with connection.cursor() as peker:
        peker.execute("UPDATE organisasjon_organmedlem SET gyldig_til = %s WHERE id = %s", [IDAG(), leif.pk])
    leif.refresh_from_db()
    assert leif.gyldig_til == IDAG()


def test_what_the_database_refuses_is_said_in_a_sentence(cast: Cast, lis1: Organ) -> None:
    medlem(lis1, cast.leder, V.LEDER)
    with pytest.raises(ValidationError) as feil, forklart():
        medlem(lis1, cast.hamarleder, V.LEDER)
    assert feil.value.messages == ["Utvalget har allerede en leder i perioden. Avslutt det vervet først."]


def test_the_administrator_ends_a_capacity_and_gives_it_to_nobody_else(cast: Cast) -> None:
    assert set(site._registry[Organmedlem].laast_etter_opprettelse) == {"organ", "bruker", "verv", "vara_for"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("antall", [1, 3])
def test_the_seats_cost_the_same_however_many(cast: Cast, lis1: Organ, django_assert_num_queries: Any, antall: int) -> None:
    for nr, fast in enumerate(lis1.representasjoner.all()[:antall]):
        hvem = person(f"medlem{nr}")
        gi_rolle(hvem, fast.rolletype, cast.sykehus)
        medlem(lis1, hvem, representasjon=fast)
    with django_assert_num_queries(3):
        assert len(utvalg.manglende(lis1)) == 3 - antall
