"""Enrolment is all or nothing, and two at once are one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.varsling.models import Varsel
from lis.lege.models import Avbrudd
from lis.lis3.models import Innmelding, Klarmelding, Seksmndforesporsel
from lis.lis3.operations import innmelding as op
from tests.lis3.folk import LisCast, lag_lis
from tests.lis3.test_innmelding_operasjoner import SENERE, innmeldt, onske, oppgaver, utkast
from tests.varselfeil import varsel_nektes

HANDLINGER: dict[str, Callable[[LisCast, Innmelding], Any]] = {
    "meld_klar": lambda lis, s: op.meld_klar(s.pk, utfort_av=lis.kommune_lis, versjon=s.versjon),
    "tildel_plan": lambda lis, s: op.tildel_plan(
        s.pk, utfort_av=lis.kommune_lis, versjon=s.versjon, plan_tildelt=date(2026, 1, 5), veileder=lis.lisveileder
    ),
    "meld_inn": lambda lis, s: op.meld_inn(s.pk, utfort_av=lis.kommune_lis, versjon=s.versjon),
    "meld_endring": lambda lis, s: op.meld_endring(
        s.pk, utfort_av=lis.kommune_lis, versjon=s.versjon, onsker=[onske(lis, SENERE)]
    ),
    "vurder_deling": lambda lis, s: op.vurder_deling(
        s.pk, utfort_av=lis.koordinator, versjon=s.versjon, godkjent=True, begrunnelse="Egnet."
    ),
    "sett_paa_vent": lambda lis, s: op.sett_paa_vent(s.pk, utfort_av=lis.kommune_lis, versjon=s.versjon, til=SENERE),
    "trekk": lambda lis, s: op.trekk(s.pk, utfort_av=lis.kommune_lis, versjon=s.versjon),
}


@pytest.mark.parametrize("verb", HANDLINGER)
def test_what_cannot_be_told_has_not_happened(lis: LisCast, verb: str) -> None:
    sak = utkast(lis) if verb in ("meld_klar", "tildel_plan", "meld_inn") else innmeldt(
        lis, deling="delt", deling_begrunnelse="Praksisen er liten."
    )  # fmt: skip
    foer = (Innmelding.objects.values().get(pk=sak.pk), Hendelse.objects.count(), Varsel.objects.count(), oppgaver(sak))
    tall = list(Saksteller.objects.values_list("prefiks", "siste"))
    foresporsler = list(Seksmndforesporsel.objects.values())
    with varsel_nektes():
        HANDLINGER[verb](lis, sak)
    etter = (Innmelding.objects.values().get(pk=sak.pk), Hendelse.objects.count(), Varsel.objects.count(), oppgaver(sak))
    assert etter == foer
    assert (list(Saksteller.objects.values_list("prefiks", "siste")), Klarmelding.objects.count()) == (tall, 0)
    assert list(Seksmndforesporsel.objects.values()) == foresporsler


@pytest.mark.krav("S1-I06")
def test_two_who_enrol_at_once_are_one_enrolment(transactional_db: None) -> None:
    lis = lag_lis()
    sak = utkast(lis)
    start = Barrier(2)

    def meld_inn(nr: int) -> str:
        start.wait()
        try:
            op.meld_inn(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
        except Utdatert:
            return "utdatert"
        finally:
            connection.close()
        return "vant"

    with ThreadPoolExecutor(2) as traader:
        assert sorted(traader.map(meld_inn, range(2))) == ["utdatert", "vant"]
    assert Innmelding.objects.get().saksnummer == f"L3-{timezone.localdate().year}-0001"
    assert Seksmndforesporsel.objects.count() == 1
    assert Varsel.objects.filter(mal="lis3.innmeldt").count() == 1


def test_two_who_register_the_same_doctor_at_once_make_one(transactional_db: None) -> None:
    lis = lag_lis()
    start = Barrier(2)

    def meld(nr: int) -> object:
        start.wait()
        try:
            felter = {"navn": "Nils Nylege", "epost": "nylege@prove.example", "kommune": lis.gjovik}
            return op.registrer_lege(utfort_av=[lis.kommune_lis, lis.koordinator][nr], **felter).pk  # type: ignore[arg-type]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as traader:
        assert len(set(traader.map(meld, range(2)))) == 1
    assert Innmelding.objects.count() == 1


def test_a_doctor_who_moves_while_the_enrolment_is_worked_on_waits_and_stands_in_nobodys_way(transactional_db: None) -> None:
    lis = lag_lis()
    sak = innmeldt(lis)

    def flytt() -> Any:
        try:
            felter = {"navn": "Liv Listre", "epost": "lis3@prove.example", "kommune": lis.hamar}
            return op.registrer_lege(utfort_av=lis.koordinator, **felter).lege.kommune  # type: ignore[arg-type]
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as traad:
        with transaction.atomic():
            Innmelding.objects.laas(sak.pk, sak.versjon)
            flyttet = traad.submit(flytt)
            vent_til_noen_venter()
            # Whoever holds the enrolment writes about its doctor; a mover that held the doctor would wait in a ring.
            Avbrudd.objects.create(lege=sak.lege, dager=10)
        assert flyttet.result(timeout=20) == lis.hamar


def vent_til_noen_venter() -> None:
    """Until another connection waits for a lock."""
    for _forsok in range(200):
        with connection.cursor() as peker:
            peker.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if peker.fetchone() != (0,):
                return
        sleep(0.05)
    pytest.fail("nobody waited")
