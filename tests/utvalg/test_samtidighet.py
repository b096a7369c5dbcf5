"""Two who act on a meeting at once: one outcome, and nobody is told what did not happen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from grunnmur.organisasjon.models import Organmedlem
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.utvalg.models import Forfall, Mote, Motesvar, Oppmote
from grunnmur.utvalg.operations import forfall, skriftlig
from grunnmur.utvalg.operations import protokoll as op
from grunnmur.utvalg.operations import utvalg as utvalgop
from tests.lis1.test_plass_samtidighet import kappes
from tests.utvalg.folk import UtvalgCast, lag_utvalg
from tests.utvalg.test_mote import fortalt

ENIG = {1: ("tiltrer", "")}


def antall(mote: Mote, navn: str) -> int:
    return Hendelse.objects.for_sak(mote).filter(navn=navn).count()


@pytest.fixture
def utv(transactional_db: None) -> UtvalgCast:
    return lag_utvalg()


def test_the_minutes_are_approved_or_given_back_and_never_both(utv: UtvalgCast) -> None:
    mote = utv.protokollert()
    svar = kappes(
        [
            lambda: op.godkjenn(mote.pk, utfort_av=utv.utvalgsleder, versjon=mote.versjon),
            lambda: op.gi_tilbake(mote.pk, utfort_av=utv.organsekretaer, versjon=mote.versjon, kommentar="En feil."),
        ]
    )
    ny = utv.ny(mote)
    assert sorted(svar) == ["for sen", "gjort"]
    assert ny.tilstand == ("godkjent" if svar[0] == "gjort" else "holdt")
    assert bool(fortalt(mote, "protokoll_klar")) == (svar[0] == "gjort")
    assert Oppmote.objects.filter(mote=mote, godkjent__isnull=False).exists() == (svar[0] == "gjort")


def test_member_and_deputy_answer_at_once_and_the_seat_has_one_answer(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.skriftligfelter())
    svar = kappes(
        [
            lambda bruker=bruker: skriftlig.svar(mote.pk, utfort_av=bruker, versjon=mote.versjon, svarene=ENIG)  # type: ignore[misc]
            for bruker in (utv.medlem, utv.vara)
        ]
    )
    assert (sorted(svar), antall(mote, "svar")) == (["for sen", "gjort"], 1)
    assert Motesvar.objects.get().bruker == (utv.medlem if svar[0] == "gjort" else utv.vara)


def test_two_secretaries_hold_it_at_once_and_it_is_held_once(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.motefelter(om=-1), naa=timezone.now() - timedelta(days=30))
    felter: dict[str, Any] = {"versjon": mote.versjon, "moteleder": utv.utvalgsleder.pk}
    svar = kappes(
        [
            lambda: op.hold(mote.pk, utfort_av=utv.organsekretaer, oppmote=utv.oppmote(), **felter),
            lambda: op.hold(mote.pk, utfort_av=utv.utvalgssekretaer, oppmote=utv.oppmote(vara=True), **felter),
        ]
    )
    assert (sorted(svar), antall(mote, "hold"), mote.oppmoter.count()) == (["for sen", "gjort"], 1, 3)


def test_two_members_who_cannot_come_do_not_get_the_same_deputy(utv: UtvalgCast) -> None:
    utv.person("felles", "Frode Felles")
    utvalgop.oppnevn(utv.organ.pk, utfort_av=utv.utvalgssekretaer, bruker=utv.felles, verv=Organmedlem.Verv.VARA)
    mote = utv.sendt()
    svar = kappes(
        [
            lambda bruker=bruker: forfall.meld_forfall(mote.pk, utfort_av=bruker, versjon=mote.versjon)  # type: ignore[misc]
            for bruker in (utv.overlege, utv.utvalgsleder)
        ]
    )
    assert (sorted(svar), Forfall.objects.count(), len(fortalt(mote, "innkalt_som_vara"))) == (["for sen", "gjort"], 1, 1)


def test_without_the_lock_the_database_still_keeps_one_answer_for_a_seat(utv: UtvalgCast) -> None:
    """The guard below the guard: two rows written at once, past the verb."""
    mote = utv.sendt(utv.skriftligfelter())
    sak, plass = mote.saker.get(), utv.verv("medlem")

    def skriv(bruker: Any) -> None:
        try:
            Motesvar.objects.create(
                mote=mote, motesak=sak, medlem=plass, bruker=bruker, svar="tiltrer", tidspunkt=mote.opprettet
            )
        except (IntegrityError, ValidationError):
            raise Utdatert from None

    svar = kappes([lambda: skriv(utv.medlem), lambda: skriv(utv.vara)])
    assert (sorted(svar), Motesvar.objects.count()) == (["for sen", "gjort"], 1)
