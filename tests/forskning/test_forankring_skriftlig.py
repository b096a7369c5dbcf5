"""A project is taken back, put to the committee anew, or taken in writing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forskning.operations import forankring as op
from forskning.operations.prosjekt import stans
from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.utvalg.models import Motesak

from .forankringer import for_dager_siden, forankret, idag, invitert, mote_ny, rad, send, sendt, varslet

pytestmark = pytest.mark.django_db


# --- back, and anew -----------------------------------------------------------------------------------------------------


def test_taken_back_the_secretary_is_asked_to_take_it_off_the_agenda(forsk: Any) -> None:
    p = sendt(forsk, om=20)
    op.trekk(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    assert (forsk.nytt(p).tilstand, rad(p).trukket is None, rad(p).avsluttet is None) == ("tidligfase", False, False)
    assert varslet("forankring_trukket") == ["Ulrik Utvalg"]
    send(forsk, forsk.nytt(p), mote=forsk.mote(50).pk)
    assert forsk.nytt(p).tilstand == "til_forankring"


def test_when_the_committee_has_met_it_waits_for_the_minutes(forsk: Any) -> None:
    from grunnmur.organisasjon.models import Organmedlem
    from grunnmur.utvalg.operations import mote as moteop
    from grunnmur.utvalg.operations import protokoll

    p = sendt(forsk)
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    moteop.send_saksliste(mote.pk, utfort_av=forsk.utvalgssekretaer, versjon=mote.versjon, naa=for_dager_siden(10))
    plasser = {m.pk: m.bruker_id for m in Organmedlem.objects.filter(organ=forsk.ssu)}
    protokoll.hold(
        mote.pk, utfort_av=forsk.utvalgssekretaer, versjon=mote_ny(mote).versjon, oppmote=plasser,
        moteleder=forsk.ssuleder.pk,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Vent på protokollen"):
        op.trekk(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)


def test_an_anchored_project_can_be_put_to_the_committee_anew(forsk: Any) -> None:
    p = forankret(forsk)
    op.los_forankring(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    p = forsk.nytt(p)
    assert (p.tilstand, p.forankret) == ("tidligfase", None)
    send(forsk, p, mote=forsk.mote(40).pk)
    op.sjekk(forsk.nytt(p), timezone.now())
    assert forsk.nytt(p).tilstand == "til_forankring"  # the old yes is no yes to what is there now


def test_a_stopped_project_waits_for_no_committee(forsk: Any) -> None:
    p = sendt(forsk, om=20)
    stans(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, grunn="ikke_tid")
    assert rad(p).trukket is not None
    assert varslet("forankring_trukket") == ["Ulrik Utvalg"]


# --- in writing ---------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F04")
def test_the_secretary_sets_up_a_written_procedure_in_one_step(forsk: Any) -> None:
    p = invitert(forsk)
    send(forsk, p)
    p = forsk.nytt(p)
    op.sett_opp_skriftlig(p.pk, utfort_av=forsk.utvalgssekretaer, versjon=p.versjon, svarfrist=idag(7))
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    assert (mote.form, mote.tilstand, mote.dag, mote.saker.get().sak) == ("skriftlig", "saksliste_sendt", idag(7), p)
    assert Oppgave.objects.for_sak(mote).aapne().filter(type="utvalg.svar").count() == 2
    assert Oppgave.objects.for_sak(p).aapne().filter(type="forskning.skriftlig").count() == 0
    with pytest.raises(ValidationError, match="på en saksliste allerede"):
        op.sett_opp_skriftlig(p.pk, utfort_av=forsk.utvalgssekretaer, versjon=forsk.nytt(p).versjon, svarfrist=idag(7))


def test_the_written_answer_comes_before_the_application(forsk: Any) -> None:
    p = invitert(forsk, soknadsfrist=idag(10))
    send(forsk, p)
    with pytest.raises(ValidationError, match="før søknadsfristen"):
        op.sett_opp_skriftlig(p.pk, utfort_av=forsk.utvalgssekretaer, versjon=forsk.nytt(p).versjon, svarfrist=idag(10))
    assert Motesak.objects.count() == 0


@pytest.mark.parametrize("hvem", ["forsker", "fou", "ssuleder", "ssumedlem", "utenfor"])
def test_nobody_else_runs_the_committees_procedure(forsk: Any, hvem: str) -> None:
    p = invitert(forsk)
    send(forsk, p)
    with pytest.raises(Nektet):
        op.sett_opp_skriftlig(p.pk, utfort_av=forsk.folk[hvem], versjon=forsk.nytt(p).versjon, svarfrist=idag(7))


def test_not_before_it_is_sent(forsk: Any) -> None:
    p = invitert(forsk)
    for verb, mer in [(op.trekk, {}), (op.los_forankring, {})]:
        with pytest.raises(UlovligOvergang):
            verb(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, **mer)
