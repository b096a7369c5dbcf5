"""A project is put to a committee and anchored when the committee and every party have said yes (S1-F04, S4-B03)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from forskning.models import Partner, Prosjekt
from forskning.operations import forankring as op
from forskning.operations import partner as partnerop
from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.utvalg.models import Motesak
from grunnmur.utvalg.operations import saksliste
from grunnmur.varsling.models import Varsel

from .forankringer import avgjor, idag, invitert, rad, send, sendt, svar, tekst_i, varslet

pytestmark = pytest.mark.django_db


# --- sending ------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F04")
def test_it_goes_to_the_last_meeting_before_the_deadline_that_still_takes_items(forsk: Any) -> None:
    forsk.mote(30)
    siste = forsk.mote(60)
    forsk.mote(95)  # after the call
    forsk.mote(80, frist=90)  # before the call, and its agenda is closed
    p = invitert(forsk)
    forankring = send(forsk, p)
    p = forsk.nytt(p)
    assert (p.tilstand, forankring.organ, forankring.frist) == ("til_forankring", forsk.ssu, p.soknadsfrist)
    assert forankring.motesak.mote == siste
    assert forankring.motesak.sak == p
    assert forankring.motesak.tittel == f"Forankring av prosjekt {p.saksnummer}: Trygg utskriving til kommunen"
    assert Oppgave.objects.for_sak(p).aapne().filter(type="forskning.skriftlig").count() == 0
    assert Varsel.objects.filter(mal="utvalg.sak_meldt", mottaker=forsk.utvalgssekretaer).count() == 1
    assert varslet("forankring_sendt") == ["Fouad Fou", "Sigrid Sykehusfou"]


@pytest.mark.krav("S1-F04")
def test_without_a_meeting_in_time_the_secretary_takes_it_in_writing(forsk: Any) -> None:
    forsk.mote(95)
    p = invitert(forsk)
    assert send(forsk, p).motesak is None
    oppgave = Oppgave.objects.for_sak(p).aapne().get(type="forskning.skriftlig")
    assert (oppgave.rolletype, oppgave.emne, oppgave.undertekst) == ("utvalgssekretaer", forsk.ssu.navn, p.saksnummer)
    assert oppgave.frist < p.soknadsfrist


def test_another_meeting_or_a_fagutvalg_can_be_chosen(forsk: Any) -> None:
    forste, _siste = forsk.mote(30), forsk.mote(60)
    fag = forsk.mote(40, organ=forsk.fagutvalg)
    assert send(forsk, invitert(forsk), mote=forste.pk).motesak.mote == forste
    assert send(forsk, invitert(forsk), organ=forsk.fagutvalg.pk).motesak.mote == fag
    with pytest.raises(ValidationError, match="tar ikke imot flere saker"):
        send(forsk, invitert(forsk), mote=fag.pk)


def test_without_a_call_it_goes_to_the_nearest_meeting(forsk: Any) -> None:
    naermest, _senere = forsk.mote(30), forsk.mote(60)
    assert send(forsk, invitert(forsk, soknadsfrist=None)).motesak.mote == naermest


@pytest.mark.krav("S1-F02")
def test_students_are_considered_and_a_partner_is_asked_first(forsk: Any) -> None:
    uten = invitert(forsk, studenter=None, studenter_begrunnelse="")
    with pytest.raises(ValidationError, match="studenter"):
        send(forsk, uten)
    alene = forsk.ide()
    from forskning.operations import prosjekt as prosjektop

    prosjektop.start_dialog(alene.pk, utfort_av=forsk.forsker, versjon=alene.versjon)
    with pytest.raises(ValidationError, match="Inviter minst én partner"):
        send(forsk, forsk.nytt(alene))


def test_when_no_day_is_left_it_says_what_to_do_instead(forsk: Any) -> None:
    p = invitert(forsk, soknadsfrist=idag())
    with pytest.raises(ValidationError) as feil:
        send(forsk, p)
    assert "Registrer søknaden uten forankring" in tekst_i(feil)


@pytest.mark.parametrize("hvem", ["kommuneforsker", "fou", "hamarsjef", "utvalgssekretaer", "ssuleder", "utenfor"])
def test_only_those_who_lead_the_project_send_it(forsk: Any, hvem: str) -> None:
    p = invitert(forsk, studenter=None, studenter_begrunnelse="")
    with pytest.raises(Nektet):
        send(forsk, p, hvem)
    assert forsk.nytt(p).tilstand == "tidligfase"


def test_the_owners_coordinator_sends_it_when_the_leader_is_away(forsk: Any) -> None:
    p = invitert(forsk)
    send(forsk, p, "sykehusfou")
    assert forsk.nytt(p).tilstand == "til_forankring"


def test_whoever_is_late_must_look_again(forsk: Any) -> None:
    p = invitert(forsk)
    send(forsk, p)
    for verb in (op.send, op.trekk):
        with pytest.raises(Utdatert):
            verb(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)


def test_a_restricted_project_is_only_a_number_on_the_agenda_and_its_committee_sees_it(forsk: Any) -> None:
    forsk.mote(30)
    p = invitert(forsk, begrensning="konkurranse")
    assert not Prosjekt.objects.synlig_for(forsk.ssumedlem).filter(pk=p.pk).exists()
    assert send(forsk, p).motesak.tittel == f"Forankring av prosjekt {p.saksnummer}"
    assert Prosjekt.objects.synlig_for(forsk.ssumedlem).filter(pk=p.pk).exists()
    assert not Prosjekt.objects.synlig_for(forsk.hamarsjef).filter(pk=p.pk).exists()
    for varsel in Varsel.objects.all():
        assert p.tittel not in str(varsel.data)


# --- the answer ---------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F04", "S4-B03")
@pytest.mark.parametrize("partnere_foerst", [True, False])
def test_it_is_anchored_by_the_committee_and_every_partner_in_any_order(forsk: Any, partnere_foerst: bool) -> None:
    p = sendt(forsk)
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    for steg in (svar, avgjor) if partnere_foerst else (avgjor, svar):
        assert forsk.nytt(p).tilstand == "til_forankring"
        if steg is svar:
            svar(forsk, p)
        else:
            avgjor(forsk, mote)
    p = forsk.nytt(p)
    vedtak = rad(p)
    assert (p.tilstand, vedtak.utfall, vedtak.saksnummer, vedtak.vedtatt) == (
        "forankret", "vedtatt", f"{mote.saksnummer}/1", mote.dag,
    )  # fmt: skip
    assert p.forankret == idag()  # the partners answered today, the committee met yesterday
    assert "Frida Forsker" in varslet("forankret")


@pytest.mark.krav("S4-B03")
def test_a_partner_that_declines_does_not_stand_in_the_way(forsk: Any) -> None:
    p = sendt(forsk)
    partnerop.inviter(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, virksomhet=forsk.hamar)
    svar(forsk, p)
    avgjor(forsk, rad(p).motesak.mote)  # type: ignore[union-attr]
    assert forsk.nytt(p).tilstand == "til_forankring"
    assert svar(forsk, p, "hamarsjef", ja=False).tilstand == "forankret"


@pytest.mark.krav("S1-F04")
def test_not_adopted_goes_back_with_the_reason(forsk: Any) -> None:
    p = sendt(forsk)
    avgjor(forsk, rad(p).motesak.mote, "ikke_vedtatt", "Gjøres allerede i et annet prosjekt.")  # type: ignore[union-attr]
    assert (forsk.nytt(p).tilstand, rad(p).vedtak) == ("tidligfase", "Gjøres allerede i et annet prosjekt.")
    assert varslet("forankring_ikke_vedtatt") == ["Fouad Fou", "Frida Forsker", "Sigrid Sykehusfou"]


def test_put_off_goes_to_the_next_meeting_at_once(forsk: Any) -> None:
    p = sendt(forsk)
    neste = forsk.mote(40)
    avgjor(forsk, rad(p).motesak.mote, "utsatt", "Vi trenger mer tid.")  # type: ignore[union-attr]
    p = forsk.nytt(p)
    assert (p.tilstand, rad(p).motesak.mote, rad(p).utfall) == ("til_forankring", neste, "")  # type: ignore[union-attr]
    assert list(p.forankringer.order_by("sendt").values_list("utfall", flat=True)) == ["utsatt", ""]


def test_put_off_without_another_meeting_is_asked_for_in_writing(forsk: Any) -> None:
    p = sendt(forsk)
    avgjor(forsk, rad(p).motesak.mote, "utsatt", "Vi trenger mer tid.")  # type: ignore[union-attr]
    assert rad(p).motesak is None
    assert Oppgave.objects.for_sak(p).aapne().filter(type="forskning.skriftlig").count() == 1


def test_taken_for_information_anchors_nothing(forsk: Any) -> None:
    p = svar(forsk, sendt(forsk))
    avgjor(forsk, rad(p).motesak.mote, "orientering")  # type: ignore[union-attr]
    assert forsk.nytt(p).tilstand == "tidligfase"


def test_minutes_about_a_project_that_was_taken_back_change_nothing(forsk: Any) -> None:
    p = sendt(forsk)
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    op.trekk(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    avgjor(forsk, mote)
    assert (forsk.nytt(p).tilstand, rad(p).utfall) == ("tidligfase", "")
    assert Hendelse.objects.for_sak(p).filter(navn="noter_vedtak").count() == 1


# --- the whole answer is one transaction --------------------------------------------------------------------------------


def test_a_notice_that_fails_leaves_nothing_behind(forsk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    forsk.mote(30)
    p = invitert(forsk)
    monkeypatch.setattr("forskning.operations.forankringssak.si_fra", _knuser)
    with pytest.raises(RuntimeError):
        send(forsk, p)
    assert (forsk.nytt(p).tilstand, Motesak.objects.count()) == ("tidligfase", 0)


def _knuser(*_args: Any, **_kwargs: Any) -> None:
    raise RuntimeError


def test_the_minutes_alone_do_not_anchor_what_a_partner_has_not_answered(forsk: Any) -> None:
    p = sendt(forsk)
    svar(forsk, p, "sykehusfou")
    avgjor(forsk, rad(p).motesak.mote)  # type: ignore[union-attr]
    assert forsk.nytt(p).tilstand == "til_forankring"
    partner = Partner.objects.get(prosjekt=p, virksomhet=forsk.gjovik)
    partnerop.ta_ut(partner.pk, utfort_av=forsk.forsker, versjon=partner.versjon)
    assert forsk.nytt(p).tilstand == "forankret"


def test_a_secretary_may_take_the_item_off(forsk: Any) -> None:
    """What happens then is the clock's (test_forankring_klokka)."""
    p = sendt(forsk, om=20)
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    saksliste.trekk_sak(mote.pk, utfort_av=forsk.utvalgssekretaer, versjon=mote.versjon, nummer=1)
    assert forsk.nytt(p).tilstand == "til_forankring"
