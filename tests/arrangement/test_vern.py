"""What the database refuses about events, whoever writes it; and two who act at once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from grunnmur.arrangement.models import Arrangementstema, Deltaker, Medarrangor
from grunnmur.arrangement.operations import deltaker

from .folk import ArrCast, lag_arrangement, om


def nektes(sql: str, *verdier: Any) -> str:
    """What refused the statement."""
    with pytest.raises((IntegrityError, ProgrammingError)) as feil, transaction.atomic(), connection.cursor() as peker:
        peker.execute(sql, verdier)
    return str(feil.value).splitlines()[0]


def endre(sak: Any, hva: str) -> str:
    return nektes(f"UPDATE arrangement_arrangement SET {hva}, versjon = versjon + 1 WHERE id = %s", sak.pk)  # noqa: S608


@pytest.mark.krav("S0-F04")
def test_a_fagdag_without_both_levels_is_not_announced_past_the_verb(arr: ArrCast) -> None:
    kunngjor = "tilstand = 'kunngjort', kunngjort_tid = now()"
    sak = arr.fagdag(bekreftet=False)
    assert endre(sak, kunngjor) == "arrangement_mangler_et_nivaa"
    arr.svar(sak, "hamarsvarer", arr.hamar)
    assert endre(sak, kunngjor) == "arrangement_mangler_et_nivaa"
    arr.svar(sak, "sykehussvarer", arr.sykehus, bekreft=False)
    assert endre(sak, kunngjor) == "arrangement_mangler_et_nivaa"


@pytest.mark.krav("S1-F05")
def test_no_event_is_without_a_theme(arr: ArrCast) -> None:
    sak = arr.planlagt()
    slett = "DELETE FROM arrangement_arrangementstema WHERE arrangement_id = %s"
    assert nektes(slett, sak.pk) == "arrangement_uten_tema"
    Arrangementstema.objects.create(arrangement=sak, tema=arr.tema("fou"))
    Arrangementstema.objects.filter(tema__kode="fou").delete()
    assert nektes(slett, sak.pk) == "arrangement_uten_tema"


@pytest.mark.krav("S1-A03")
@pytest.mark.parametrize("hva", ["sted = ''", "form = 'digital'", "form = 'hybrid'", "form = 'digital', sted = ''"])
def test_the_form_has_its_place_and_its_link(arr: ArrCast, hva: str) -> None:
    assert "arrangement_form_har_sted_og_lenke" in endre(arr.planlagt(), hva)
    assert "arrangement_lenke_https" in endre(arr.planlagt(), "form = 'hybrid', lenke = 'http://x.example'")


def test_times_numbers_and_states_are_guarded(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    assert "arrangement_varer_en_stund" in endre(sak, "slutt = start")
    assert "arrangement_noen_plasser" in endre(sak, "plasser = 0")
    assert endre(sak, "paameldingsfrist = (start + interval '1 day')::date") == "arrangement_frist_etter_start"
    assert endre(sak, "tilstand = 'planlagt', kunngjort_tid = NULL") != ""
    assert "arrangement_kunngjort_har_tid" in endre(sak, "kunngjort_tid = NULL")
    nektes("UPDATE arrangement_arrangement SET arrangor_id = %s, versjon = versjon + 1 WHERE id = %s", arr.hamar.pk, sak.pk)
    nektes("DELETE FROM arrangement_arrangement WHERE id = %s", sak.pk)


@pytest.mark.krav("S4-B03")
def test_nobody_says_yes_for_another_party_past_the_verb(arr: ArrCast) -> None:
    sak = arr.fagdag(bekreftet=False)
    arr.be(sak, arr.frivillig)
    svar = "UPDATE arrangement_medarrangor SET tilstand = %s, kanal = %s, av_id = %s, besvart = now(), svart_navn = %s, svart_dag = %s WHERE virksomhet_id = %s"  # noqa: E501
    idag = timezone.localdate()
    for av in (arr.arrangoren, arr.kursforsker, arr.hamarsvarer, arr.kontakt):
        assert nektes(svar, "bekreftet", "portal", av.pk, "", None, arr.sykehus.pk) == "medarrangor_bindes_av_en_annen"
    assert (
        nektes(svar, "bekreftet", "papir", arr.arrangoren.pk, "Direktøren", idag, arr.sykehus.pk)
        == "medarrangor_kan_svare_selv"
    )
    assert "medarrangor_utenfor_har_navn_og_dag" in nektes(
        svar, "bekreftet", "papir", arr.arrangoren.pk, "", idag, arr.frivillig.pk
    )
    assert "medarrangor_utenfor_har_navn_og_dag" in nektes(
        svar, "bekreftet", "epost", arr.arrangoren.pk, "Grete", None, arr.frivillig.pk
    )
    for tilstand in ("bekreftet", "avslatt"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Medarrangor.objects.create(
                arrangement=sak, virksomhet=arr.firma, invitert=timezone.now(), tilstand=tilstand, kanal="papir",
                av=arr.arrangoren, besvart=timezone.now(), svart_navn="X", svart_dag=idag,
            )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Medarrangor.objects.create(arrangement=sak, virksomhet=arr.gjovik, invitert=timezone.now())
    arr.svar(sak, "sykehussvarer", arr.sykehus)
    assert nektes("DELETE FROM arrangement_medarrangor WHERE virksomhet_id = %s", arr.sykehus.pk) != ""


def test_a_participant_is_a_user_or_a_guest_once(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    for felter in (
        {}, {"bruker": arr.soker, "navn": "Synne"}, {"navn": "Gro"}, {"epost": "gro@x.example"},
        {"bruker": arr.soker, "slettet": timezone.now()}, {"navn": "Gro", "epost": "g@x.example", "slettet": timezone.now()},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Deltaker.objects.create(arrangement=sak, **felter)
    Deltaker.objects.create(arrangement=sak, navn="Gro", epost="gro@x.example")
    Deltaker.objects.create(arrangement=sak, bruker=arr.soker)
    for felter in ({"navn": "Gro", "epost": "GRO@x.example"}, {"bruker": arr.soker}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deltaker.objects.create(arrangement=sak, **felter)


def test_places_and_the_line_are_kept_past_the_verb(arr: ArrCast) -> None:
    sak = arr.kunngjort(plasser=1)
    en, to, tre = (deltaker.meld_paa(sak.pk, utfort_av=arr.folk[kode]) for kode in ("soker", "kontakt", "leder"))
    sett = "UPDATE arrangement_deltaker SET svar = %s WHERE id = %s"
    assert nektes(sett, "ja", to.pk) == "deltaker_fullt"
    assert nektes(sett, "var_med", en.pk) == "deltaker_paa_noe_som_ikke_er_holdt"
    with connection.cursor() as peker:
        peker.execute(sett, ["nei", en.pk])
    assert nektes(sett, "ja", tre.pk) == "deltaker_gaar_forbi_ventelisten"
    with connection.cursor() as peker:
        peker.execute("UPDATE arrangement_arrangement SET plasser = 5, versjon = versjon + 1 WHERE id = %s", [sak.pk])
        for rad in (to, tre):
            peker.execute(sett, ["ja", rad.pk])
    assert endre(sak, "plasser = 1") == "arrangement_for_faa_plasser"


def test_what_a_guest_erased_does_not_come_back(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    [gjest] = arr.inviter(sak)
    deltaker.fjern_gjest(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, deltaker=gjest.pk)
    nektes("UPDATE arrangement_deltaker SET navn = 'Gro', epost = 'g@x.example', slettet = NULL WHERE id = %s", gjest.pk)


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_place_get_it_one_at_a_time(transactional_db: None) -> None:
    arr = lag_arrangement()
    sak = arr.kunngjort(plasser=1, start=om(20), slutt=om(20, 15))
    svar: list[str] = []
    start = threading.Barrier(2)

    def meld(kode: str) -> None:
        try:
            start.wait()
            svar.append(deltaker.meld_paa(sak.pk, utfort_av=arr.folk[kode]).svar)
        finally:
            connection.close()

    traader = [threading.Thread(target=meld, args=[kode]) for kode in ("soker", "kontakt")]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert sorted(svar) == ["ja", "venteliste"]
    assert sak.deltakere.kommer().count() == 1
