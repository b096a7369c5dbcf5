"""What the database refuses about meetings, whoever writes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from grunnmur.utvalg.models import Inhabilitet, Mote, Motesak, Motesvar, Oppmote
from tests.utvalg.folk import UtvalgCast


def nektes(sql: str, *verdier: Any) -> str:
    """What refused the statement."""
    with pytest.raises((IntegrityError, ProgrammingError)) as feil, transaction.atomic(), connection.cursor() as peker:
        peker.execute(sql, verdier)
    return str(feil.value).splitlines()[0]


def test_a_state_is_not_jumped_to(utv: UtvalgCast) -> None:
    mote = utv.planlagt()
    nektes("UPDATE utvalg_mote SET tilstand = 'godkjent', versjon = versjon + 1 WHERE id = %s", mote.pk)
    nektes("UPDATE utvalg_mote SET organ_id = %s, versjon = versjon + 1 WHERE id = %s", utv.annet.pk, mote.pk)
    sendt = utv.sendt()
    nektes("DELETE FROM utvalg_mote WHERE id = %s", sendt.pk)


def test_minutes_are_not_approved_without_those_who_must(utv: UtvalgCast) -> None:
    godkjenn = "UPDATE utvalg_mote SET tilstand = 'godkjent', versjon = versjon + 1 WHERE id = %s"
    mote = utv.protokollert()
    assert nektes(godkjenn, mote.pk) == "mote_mangler_godkjenning"
    Oppmote.objects.filter(mote=mote, bruker=utv.medlem).update(godkjent=timezone.now())
    assert nektes(godkjenn, mote.pk) == "mote_mangler_godkjenning"
    alle = utv.protokollert(godkjenning="alle")
    Oppmote.objects.filter(mote=alle).exclude(bruker=utv.medlem).update(godkjent=timezone.now())
    assert nektes(godkjenn, alle.pk) == "mote_mangler_godkjenning"


def test_minutes_with_a_gap_are_not_handed_in(utv: UtvalgCast) -> None:
    mote = utv.holdt()
    lever = "UPDATE utvalg_mote SET tilstand = 'protokollert', versjon = versjon + 1 WHERE id = %s"
    assert nektes(lever, mote.pk) == "mote_protokollen_mangler_noe"


@pytest.mark.parametrize("tilstand", ["protokollert", "godkjent"])
def test_minutes_stand_still(utv: UtvalgCast, tilstand: str) -> None:
    mote = getattr(utv, tilstand)()
    sak, oppmote = mote.saker.get(), mote.oppmoter.first()
    laast = "mote_protokollen_er_laast"
    assert nektes("UPDATE utvalg_motesak SET vedtak = 'Noe annet' WHERE id = %s", sak.pk) == laast
    assert nektes("UPDATE utvalg_oppmote SET bruker_id = %s WHERE id = %s", utv.vara.pk, oppmote.pk) != ""
    assert nektes("DELETE FROM utvalg_oppmote WHERE id = %s", oppmote.pk) == laast
    for lag in (
        lambda: Motesak.objects.create(mote=mote, nummer=9, tittel="Sent", meldt_av=utv.medlem, ettermeldt_grunn="x"),
        lambda: Inhabilitet.objects.create(motesak=sak, oppmote=oppmote, bruker=oppmote.bruker, grunn="part"),
    ):
        with pytest.raises(IntegrityError) as feil, transaction.atomic():
            lag()
        assert laast in str(feil.value)


def test_approved_minutes_stand_for_ever(utv: UtvalgCast) -> None:
    mote = utv.godkjent()
    laast = "mote_protokollen_er_laast"
    assert nektes("UPDATE utvalg_mote SET sted = 'Et annet sted' WHERE id = %s", mote.pk) == laast
    assert nektes("UPDATE utvalg_oppmote SET godkjent = NULL WHERE mote_id = %s AND godkjent IS NOT NULL", mote.pk) == laast
    nektes("UPDATE utvalg_oppmote SET godkjent = now() WHERE mote_id = %s AND godkjent IS NULL", mote.pk)
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for tabell in ("utvalg_mote", "utvalg_motesak", "utvalg_oppmote", "utvalg_motesvar", "utvalg_inhabilitet"):
        nektes(f"TRUNCATE {tabell} CASCADE")


def test_an_item_is_not_deleted_nor_moved_nor_put_up_late_without_a_reason(utv: UtvalgCast) -> None:
    mote, annet = utv.planlagt(), utv.planlagt()
    sak = mote.saker.get()
    nektes("DELETE FROM utvalg_motesak WHERE id = %s", sak.pk)
    nektes("UPDATE utvalg_motesak SET mote_id = %s, nummer = 7 WHERE id = %s", annet.pk, sak.pk)
    etter = mote.start
    with pytest.raises(IntegrityError) as feil, transaction.atomic():
        Motesak.objects.create(mote=mote, nummer=2, tittel="Sent", meldt_av=utv.medlem, opprettet=etter)
    assert "motesak_etter_fristen" in str(feil.value)


def test_nothing_is_decided_before_the_meeting(utv: UtvalgCast) -> None:
    sak = utv.sendt().saker.get()
    assert nektes("UPDATE utvalg_motesak SET utfall = 'vedtatt' WHERE id = %s", sak.pk) == "motesak_vedtak_foer_motet"


def test_an_item_points_at_a_case_that_exists(utv: UtvalgCast) -> None:
    from uuid import uuid4

    from django.contrib.contenttypes.models import ContentType

    mote = utv.planlagt()
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        Motesak.objects.create(
            mote=mote, nummer=2, tittel="Borte", meldt_av=utv.medlem, sak_id=uuid4(),
            sak_type=ContentType.objects.get_for_model(Mote),
        )  # fmt: skip


@pytest.mark.parametrize(("plass", "hvem"), [("overlege", "vara"), ("medlem", "utenfor"), ("vara", "vara")])
def test_nobody_sits_where_they_have_no_seat(utv: UtvalgCast, plass: str, hvem: str) -> None:
    mote = utv.sendt()
    with pytest.raises(IntegrityError) as feil, transaction.atomic():
        Oppmote.objects.create(mote=mote, medlem=utv.verv(plass), bruker=utv.folk[hvem])
    assert "mote_sitter_ikke_i_organet" in str(feil.value)
    assert Oppmote.objects.create(mote=mote, medlem=utv.verv("medlem"), bruker=utv.vara).er_vara


def test_who_left_the_room_was_at_that_meeting(utv: UtvalgCast) -> None:
    mote, annet = utv.holdt(), utv.holdt()
    i_annet, her = annet.oppmoter.first(), mote.oppmoter.get(bruker=utv.medlem)
    for oppmote, hvem in [(i_annet, i_annet.bruker), (her, utv.overlege)]:
        with pytest.raises(IntegrityError) as feil, transaction.atomic():
            Inhabilitet.objects.create(motesak=mote.saker.get(), oppmote=oppmote, bruker=hvem, grunn="part")
        assert "inhabilitet_annet_mote" in str(feil.value)


def test_answers_are_given_while_it_is_open(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    with pytest.raises(IntegrityError) as feil, transaction.atomic():
        Motesvar.objects.create(
            mote=mote, motesak=mote.saker.get(), medlem=utv.verv("medlem"), bruker=utv.medlem, svar="tiltrer",
            tidspunkt=timezone.now(),
        )  # fmt: skip
    assert "motesvar_er_lukket" in str(feil.value)


def test_a_written_procedure_has_no_place(utv: UtvalgCast) -> None:
    mote = utv.planlagt(utv.skriftligfelter())
    assert "mote_skriftlig_uten_sted" in nektes("UPDATE utvalg_mote SET sted = 'Hamar' WHERE id = %s", mote.pk)
