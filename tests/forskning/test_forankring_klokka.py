"""An item that falls out of its agenda is set up anew, and those it concerns are told (S1-F04)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from forskning.models import Prosjekt
from forskning.operations import forankring as op
from forskning.operations.forankringsfolger import folg_forankringer
from forskning.selectors import frister
from grunnmur.oppgaver.models import Oppgave
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import saksliste
from grunnmur.varsling.models import Varsel

from .forankringer import avgjor, invitert, mote_ny, rad, sendt, svar

pytestmark = pytest.mark.django_db


def motet(p: Any) -> Any:
    return mote_ny(rad(p).motesak.mote)  # type: ignore[union-attr]


def avlys(forsk: Any, p: Any) -> None:
    moteop.avlys(motet(p).pk, utfort_av=forsk.utvalgssekretaer, versjon=motet(p).versjon)


def trekk_saken(forsk: Any, p: Any) -> None:
    saksliste.trekk_sak(motet(p).pk, utfort_av=forsk.utvalgssekretaer, versjon=motet(p).versjon, nummer=1)


def flytt_etter_fristen(forsk: Any, p: Any) -> None:
    dag = p.soknadsfrist + timedelta(days=2)
    start = timezone.make_aware(datetime.combine(dag, time(10)))
    felter = {"start": start, "slutt": start + timedelta(hours=2), "sted": "Hamar", "sakslistefrist": dag}
    moteop.endre(motet(p).pk, utfort_av=forsk.utvalgssekretaer, versjon=motet(p).versjon, felter=felter)


def varslet(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"forskning.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.parametrize("faller", [avlys, trekk_saken, flytt_etter_fristen])
def test_it_goes_to_the_next_meeting(forsk: Any, faller: Any) -> None:
    p = sendt(forsk, om=20)
    neste = forsk.mote(50)
    assert folg_forankringer() == 0
    faller(forsk, p)
    assert folg_forankringer() == 1
    assert (motet(p), forsk.nytt(p).tilstand) == (neste, "til_forankring")
    assert varslet("forankring_flyttet") == {"Frida Forsker", "Sigrid Sykehusfou", "Fouad Fou"}
    assert folg_forankringer() == 0


@pytest.mark.parametrize("faller", [avlys, trekk_saken, flytt_etter_fristen])
def test_without_another_meeting_the_secretary_is_asked_once(forsk: Any, faller: Any) -> None:
    p = sendt(forsk, om=20)
    faller(forsk, p)
    assert (folg_forankringer(), folg_forankringer()) == (1, 0)
    assert rad(p).motesak is None
    assert Oppgave.objects.for_sak(p).aapne().filter(type="forskning.skriftlig").count() == 1


def test_it_is_never_put_back_where_it_was_taken_off(forsk: Any) -> None:
    p = sendt(forsk, om=40)
    trekk_saken(forsk, p)
    folg_forankringer()
    assert rad(p).motesak is None


def test_what_was_set_up_anew_can_anchor(forsk: Any) -> None:
    p = sendt(forsk, om=20)
    avlys(forsk, p)
    fra_foer = timezone.now() - timedelta(days=40)
    i_gaar = forsk.mote(-1, naa=fra_foer)
    folg_forankringer(naa=timezone.now() - timedelta(days=25))
    assert motet(p) == i_gaar
    svar(forsk, p)
    avgjor(forsk, i_gaar)
    assert forsk.nytt(p).tilstand == "forankret"


def test_one_that_is_taken_back_is_left_alone(forsk: Any) -> None:
    p = sendt(forsk, om=20)
    op.trekk(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    avlys(forsk, p)
    assert folg_forankringer() == 0


# --- reminders ----------------------------------------------------------------------------------------------------------


def oppgaver(p: Any) -> list[tuple[str, Any]]:
    aapne = Oppgave.objects.for_sak(p).aapne().filter(type="forskning.send_til_forankring")
    return [(o.person.navn, o.frist) for o in aapne.select_related("person")]


@pytest.mark.krav("S1-F04")
def test_the_leader_is_asked_before_the_last_day_that_reaches_the_committee(forsk: Any) -> None:
    mote = forsk.mote(40, frist=20)
    i_dag = timezone.localdate()
    p = invitert(forsk, soknadsfrist=i_dag + timedelta(days=42))
    langt_fram = invitert(forsk)
    siste = frister.for_organ(forsk.ssu, p.frist, i_dag).siste_dag
    assert siste
    assert siste > mote.sakslistefrist  # the written way is open longer
    folg_forankringer(naa=timezone.now() + (siste - timedelta(days=29) - i_dag))
    assert oppgaver(p) == []
    naa = timezone.now() + (siste - timedelta(days=28) - i_dag)
    folg_forankringer(naa=naa)
    assert oppgaver(p) == [("Frida Forsker", siste)]
    assert oppgaver(langt_fram) == []
    assert folg_forankringer(naa=naa) == 0


def test_another_deadline_or_leader_asks_anew_and_sending_ends_it(forsk: Any) -> None:
    i_dag = timezone.localdate()
    p = invitert(forsk, soknadsfrist=i_dag + timedelta(days=30))
    folg_forankringer()
    foer = oppgaver(p)
    Prosjekt.objects.filter(pk=p.pk).update(soknadsfrist=i_dag + timedelta(days=25), leder=forsk.sykehusfou)
    folg_forankringer()
    assert len(oppgaver(p)) == 1
    assert oppgaver(p)[0][0] == "Sigrid Sykehusfou"
    assert oppgaver(p)[0][1] < foer[0][1]
    op.send(p.pk, utfort_av=forsk.sykehusfou, versjon=forsk.nytt(p).versjon)
    assert oppgaver(p) == []


def test_a_project_without_external_money_is_not_asked(forsk: Any) -> None:
    p = invitert(forsk, finansiering="uavklart", soknadsfrist=timezone.localdate() + timedelta(days=20))
    folg_forankringer()
    assert oppgaver(p) == []
