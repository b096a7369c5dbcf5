"""Applications for money: anchored before they are sent, or with a reason that is reported (S1-F04, S4-F01)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forskning.models import Soknad
from forskning.operations import forankring as forankringop
from forskning.operations import soknad as op
from forskning.operations.prosjekt import stans, ta_opp_igjen
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.varsling.models import Varsel

from .forankringer import forankret, invitert, rad, sendt

pytestmark = pytest.mark.django_db
FELTER: dict[str, Any] = {"finansior": "Demofondet", "belop": 1_200_000, "med_logo": True}
GRUNN = {"uforankret_grunn": "kort_frist", "uforankret_tekst": "Utlysningen kom i går."}


def idag(dager: int = 0) -> Any:
    return timezone.localdate() + timedelta(days=dager)


def gjor(forsk: Any, verb: Any, p: Any, hvem: str = "forsker", **valg: Any) -> Any:
    return verb(p.pk, utfort_av=forsk.folk[hvem], versjon=forsk.nytt(p).versjon, **valg)


def send(forsk: Any, p: Any, hvem: str = "forsker", **felter: Any) -> Soknad:
    return gjor(forsk, op.send_soknad, p, hvem, felter=FELTER | {"sendt": idag()} | felter)


def uten(forsk: Any, p: Any, hvem: str = "forsker", **felter: Any) -> Soknad:
    return gjor(forsk, op.send_uforankret, p, hvem, felter=FELTER | GRUNN | {"sendt": idag()} | felter)


def varslet(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"forskning.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-F04", "S4-F01")
def test_an_anchored_project_sends_its_application(forsk: Any) -> None:
    p = forankret(forsk)
    soknad = send(forsk, p)
    assert (forsk.nytt(p).tilstand, soknad.forankring, soknad.med_logo) == ("soknad_sendt", rad(p), True)
    assert "Fouad Fou" in varslet("soknad_sendt")


def test_sent_before_it_was_anchored_is_not_anchored(forsk: Any) -> None:
    p = forankret(forsk)
    with pytest.raises(ValidationError, match="Ble søknaden sendt før det"):
        send(forsk, p, sendt=idag(-1))
    with pytest.raises(ValidationError, match="ikke er i framtiden"):
        send(forsk, p, sendt=idag(1))
    assert Soknad.objects.count() == 0


@pytest.mark.krav("S1-F04")
def test_without_anchoring_it_takes_a_reason_and_is_reported(forsk: Any) -> None:
    p = invitert(forsk)
    for mangler in ("uforankret_grunn", "uforankret_tekst"):
        with pytest.raises(ValidationError):
            uten(forsk, p, **{mangler: ""})
    soknad = uten(forsk, p)
    assert (soknad.er_forankret, forsk.nytt(p).tilstand) == (False, "soknad_sendt")
    assert {"Ulrik Utvalg", "Fouad Fou", "Sigrid Sykehusfou"} <= varslet("soknad_uforankret")


def test_what_waits_for_the_committee_is_taken_back(forsk: Any) -> None:
    p = sendt(forsk, om=20)
    uten(forsk, p)
    assert rad(p).trukket is not None
    assert varslet("forankring_trukket") == {"Ulrik Utvalg"}


def test_of_a_restricted_project_only_those_who_see_it_are_told(forsk: Any) -> None:
    forsk.rolle("kommuneforsker", "fou_koordinator", forsk.hamar)
    p = invitert(forsk, begrensning="konkurranse")
    uten(forsk, p)
    assert varslet("soknad_uforankret") == {"Fouad Fou", "Sigrid Sykehusfou"}
    aapen = invitert(forsk)
    uten(forsk, aapen)
    assert {"Kai Kommuneforsker", "Ulrik Utvalg"} <= varslet("soknad_uforankret")


@pytest.mark.krav("S1-F02")
def test_students_are_considered_even_without_anchoring(forsk: Any) -> None:
    with pytest.raises(ValidationError, match="studenter"):
        uten(forsk, invitert(forsk, studenter=None, studenter_begrunnelse=""))


@pytest.mark.parametrize("hvem", ["kommuneforsker", "fou", "hamarsjef", "ssuleder", "utvalgssekretaer", "utenfor"])
def test_nobody_else_registers_an_application(forsk: Any, hvem: str) -> None:
    p = forankret(forsk)
    with pytest.raises(Nektet):
        send(forsk, p, hvem, sendt=idag(5))
    q = invitert(forsk, studenter=None, studenter_begrunnelse="")
    with pytest.raises(Nektet):
        uten(forsk, q, hvem, uforankret_grunn="")
    assert Soknad.objects.count() == 0


def test_without_external_money_there_is_nothing_to_apply_for(forsk: Any) -> None:
    p = invitert(forsk, finansiering="egen", finansior="", soknadsfrist=None)
    with pytest.raises(UlovligOvergang):
        uten(forsk, p)


def test_an_unanchored_project_cannot_say_that_it_is(forsk: Any) -> None:
    with pytest.raises(UlovligOvergang):
        send(forsk, invitert(forsk))


def test_the_funder_says_yes(forsk: Any) -> None:
    p = forankret(forsk)
    send(forsk, p)
    with pytest.raises(ValidationError, match="da søknaden ble sendt"):
        gjor(forsk, op.faa_midler, p, dag=idag(-3))
    soknad = gjor(forsk, op.faa_midler, p, dag=idag(), belop=900_000)
    assert (forsk.nytt(p).tilstand, soknad.utfall, soknad.innvilget_belop) == ("paagaar", "innvilget", 900_000)


@pytest.mark.parametrize(("verb", "utfall"), [("faa_avslag", "avslag"), ("trekk_soknad", "trukket")])
def test_without_money_it_is_talked_over_again_and_anchored_anew(forsk: Any, verb: str, utfall: str) -> None:
    p = forankret(forsk)
    send(forsk, p)
    valg = {"dag": idag()} if verb == "faa_avslag" else {}
    assert gjor(forsk, getattr(op, verb), p, **valg).utfall == utfall
    assert (forsk.nytt(p).tilstand, forsk.nytt(p).forankret) == ("tidligfase", None)
    gjor(forsk, forankringop.send, p, mote=forsk.mote(40).pk)
    forankringop.sjekk(forsk.nytt(p), timezone.now())
    assert forsk.nytt(p).tilstand == "til_forankring"


def test_a_stopped_project_has_no_application_waiting(forsk: Any) -> None:
    p = forankret(forsk)
    send(forsk, p)
    gjor(forsk, stans, p, grunn="ikke_tid")
    assert Soknad.objects.get().utfall == "trukket"
    gjor(forsk, ta_opp_igjen, p)
    assert uten(forsk, p).utfall == ""


def test_whoever_is_late_must_look_again(forsk: Any) -> None:
    p = forankret(forsk)
    send(forsk, p)
    with pytest.raises(Utdatert):
        op.faa_midler(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, dag=idag())
