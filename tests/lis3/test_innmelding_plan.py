"""Registered, reported ready, given plan and supervisor: who may, what is refused, who is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import RolleType, Virksomhet, Virksomhetstype
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lege.models import Avbrudd, Lege, Spesialistgodkjenning
from lis.lis3.models import Innmelding, Klarmelding, Spesialisering
from lis.lis3.operations import innmelding as op
from tests.lis3.folk import LisCast


def registrer(lis: LisCast, hvem: str = "kommune_lis", **andre: object) -> Innmelding:
    felter = {"navn": "Nils Nylege", "epost": "nylege@prove.example", "kommune": lis.gjovik, "start": date(2025, 3, 1)}
    return op.registrer_lege(utfort_av=lis.folk[hvem], **(felter | andre))  # type: ignore[arg-type]


def oppgaver(sak: Innmelding) -> list[str]:
    return sorted(Oppgave.objects.for_sak(sak).aapne().values_list("type", flat=True))


# --- registering ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I23")
def test_the_same_doctor_is_one_doctor_and_one_draft_whoever_registers(lis: LisCast) -> None:
    sak = registrer(lis, hpr_nummer="1234567")
    igjen = registrer(lis, "alis_kontor", navn="N. Nylege", epost="NYLEGE@prove.example")
    paa_hpr = registrer(lis, "koordinator", epost="annen@prove.example", hpr_nummer="1234567")
    assert (sak.pk, sak.pk, sak.pk) == (sak.pk, igjen.pk, paa_hpr.pk)
    lege = Lege.objects.get(pk=sak.lege_id)
    assert (lege.navn, lege.epost, lege.hpr_nummer) == ("Nils Nylege", "nylege@prove.example", "1234567")
    assert Spesialisering.objects.get(lege=lege).start == date(2025, 3, 1)


@pytest.mark.parametrize("hvem", ["lis3", "avdelingsleder", "utenfor", "hamar_lis", "leder"])
def test_others_than_municipality_office_and_coordinator_register_nobody(lis: LisCast, hvem: str) -> None:
    with pytest.raises(Nektet):
        registrer(lis, hvem)
    assert not Lege.objects.filter(epost="nylege@prove.example").exists()


def test_a_doctor_of_another_municipality_is_not_taken_over_but_the_coordinator_moves_one(lis: LisCast) -> None:
    sak = registrer(lis)
    with pytest.raises(ValidationError, match="annen kommune"):
        registrer(lis, "hamar_lis", kommune=lis.hamar)
    assert registrer(lis, "koordinator", kommune=lis.hamar).lege.kommune == lis.hamar
    assert Lege.objects.get(pk=sak.lege_id).kommune == lis.hamar


def test_an_email_and_an_hpr_number_of_two_doctors_are_refused(lis: LisCast) -> None:
    registrer(lis, hpr_nummer="1234567")
    with pytest.raises(ValidationError, match="to forskjellige leger"):
        registrer(lis, epost="en.annen@prove.example", hpr_nummer="7654321") and registrer(lis, hpr_nummer="7654321")


def test_a_doctor_gets_the_account_that_has_the_email_now_or_later(lis: LisCast) -> None:
    person = lis.person("nylege", "Nils Nylege")
    assert registrer(lis).lege.bruker == person
    sen = registrer(lis, epost="sein@prove.example")
    op.koble_kontoer()
    sen.lege.refresh_from_db()
    assert sen.lege.bruker is None
    konto = lis.person("sein", "Sein Konto")
    assert (op.koble_kontoer(), op.koble_kontoer()) == (1, 0)
    sen.lege.refresh_from_db()
    assert sen.lege.bruker == konto


# --- ready ------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I23")
def test_three_roles_report_the_same_doctor_ready_and_it_is_one_case(lis: LisCast) -> None:
    sak = op.meld_lege_klar(utfort_av=lis.alis_kontor, navn="Liv Listre", epost="lis3@prove.example", kommune=lis.gjovik)
    forst = sak.klar_tid
    sak = op.meld_klar(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    sak = op.meld_klar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    igjen = op.meld_klar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    assert igjen.versjon == sak.versjon
    assert list(Klarmelding.objects.filter(innmelding=sak).values_list("rolle", flat=True)) == [
        RolleType.ALIS_KONTOR, RolleType.LIS3, RolleType.KOMMUNE_LIS_KONTAKT,
    ]  # fmt: skip
    assert (sak.klar_tid, sak.lege) == (forst, lis.leger["lis3"])
    assert oppgaver(sak) == ["lis3.meld_inn"]
    fortalt = Varsel.objects.filter(sak_id=sak.pk, mal="lis3.klar").order_by("pk")
    assert sorted(v.mottaker.navn for v in fortalt if v.mottaker) == sorted(
        ["Karl Koordinator"] * 3 + ["Line Liskontakt"] * 2 + ["Liv Listre"] * 2
    )


@pytest.mark.krav("S1-I23")
def test_an_alis_office_sees_whom_it_has_reported_itself_and_nobody_else(lis: LisCast) -> None:
    vest = Virksomhet.objects.create(navn="ALIS-kontor Vest", type=Virksomhetstype.ALIS_KONTOR)
    lis.person("alis_vest", "Vera Vest")
    lis.rolle("alis_vest", RolleType.ALIS_KONTOR, vest)
    lis.person("alis_kollega", "Kaia Kollega")
    lis.rolle("alis_kollega", RolleType.ALIS_KONTOR, lis.alis_kontor.roller.get().virksomhet)

    def ser() -> dict[str, bool]:
        navn = ("alis_kontor", "alis_kollega", "alis_vest")
        return {kode: Innmelding.objects.synlig_for(lis.folk[kode]).exists() for kode in navn}

    felter: dict[str, Any] = {"navn": "Liv Listre", "epost": "lis3@prove.example", "kommune": lis.gjovik}
    sak = op.meld_lege_klar(utfort_av=lis.alis_kontor, **felter)
    assert ser() == {"alis_kontor": True, "alis_kollega": True, "alis_vest": False}
    assert op.meld_klar(sak.pk, utfort_av=lis.folk["alis_kollega"], versjon=sak.versjon).versjon == sak.versjon
    op.meld_lege_klar(utfort_av=lis.folk["alis_vest"], **felter)
    assert ser() == {"alis_kontor": True, "alis_kollega": True, "alis_vest": True}
    assert [k.virksomhet.navn for k in Klarmelding.objects.all() if k.virksomhet] == ["ALIS-kontor Øst", "ALIS-kontor Vest"]


@pytest.mark.parametrize("hvem", ["lis3b", "hamar_lis", "avdelingsleder", "koordinator", "utenfor"])
def test_others_report_nobody_ready(lis: LisCast, hvem: str) -> None:
    sak = op.registrer_lege(utfort_av=lis.kommune_lis, navn="Liv Listre", epost="lis3@prove.example", kommune=lis.gjovik)
    with pytest.raises(Nektet):
        op.meld_klar(sak.pk, utfort_av=lis.folk[hvem], versjon=sak.versjon)
    assert not Klarmelding.objects.exists()


# --- plan and supervisor ----------------------------------------------------------------------------------------------


def tildel(lis: LisCast, sak: Innmelding, **andre: object) -> Innmelding:
    felter = {"plan_tildelt": timezone.localdate(), "veileder": lis.lisveileder, "utfort_av": lis.kommune_lis}
    return op.tildel_plan(sak.pk, versjon=sak.versjon, **(felter | andre))  # type: ignore[arg-type]


@pytest.mark.krav("S1-I03", "S1-I04", "S1-I06")
def test_a_plan_without_enrolment_makes_the_municipality_owe_one(lis: LisCast) -> None:
    sak = tildel(lis, registrer(lis))
    s = Spesialisering.objects.get(lege=sak.lege_id)
    assert (s.plan_tildelt, s.veileder) == (timezone.localdate(), lis.lisveileder)
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.type, oppgave.rolletype, oppgave.virksomhet) == (
        "lis3.meld_inn", RolleType.KOMMUNE_LIS_KONTAKT, lis.gjovik,
    )  # fmt: skip
    assert oppgave.frist == pluss_virkedager(timezone.localdate(), 10)
    assert oppgave.neste_paaminnelse == pluss_virkedager(oppgave.frist, -2)
    assert Varsel.objects.get(mal="lis3.veileder_for").mottaker == lis.lisveileder


@pytest.mark.krav("S1-I06")
def test_a_plan_given_long_ago_is_still_reminded_of(lis: LisCast) -> None:
    sak = tildel(lis, registrer(lis), plan_tildelt=date(2025, 6, 1))
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert oppgave.frist == pluss_virkedager(timezone.localdate(), 1)
    assert oppgave.neste_paaminnelse == oppgave.frist


@pytest.mark.krav("S1-I05")
def test_an_unchecked_supervisor_is_refused_until_the_contact_confirms_the_check(lis: LisCast) -> None:
    lis.person("ny_veileder", "Vera Nyveileder")
    lis.rolle("ny_veileder", RolleType.ANSATT, lis.korttid)
    sak = registrer(lis)
    with pytest.raises(ValidationError, match="Helsepersonellregisteret"):
        tildel(lis, sak, veileder=lis.ny_veileder)
    tildel(lis, sak, veileder=lis.ny_veileder, spesialist_kontrollert=True)
    godkjenning = Spesialistgodkjenning.objects.get(bruker=lis.ny_veileder)
    assert (godkjenning.kontrollert_av, godkjenning.kontrollert) == (lis.kommune_lis, timezone.localdate())


@pytest.mark.krav("S1-I05")
def test_nobody_checks_themselves_and_no_doctor_supervises_themselves(lis: LisCast) -> None:
    sak = registrer(lis)
    with pytest.raises(ValidationError, match="En annen enn du selv"):
        tildel(lis, sak, veileder=lis.kommune_lis, spesialist_kontrollert=True)
    eget = op.registrer_lege(utfort_av=lis.kommune_lis, navn="Liv Listre", epost="lis3@prove.example", kommune=lis.gjovik)
    with pytest.raises(ValidationError, match="egen veileder"):
        tildel(lis, eget, veileder=lis.lis3)
    with pytest.raises(ValidationError, match="arbeider hos dere"):
        tildel(lis, sak, veileder=lis.sykehusveileder, spesialist_kontrollert=True)
    assert not Spesialistgodkjenning.objects.filter(bruker__in=[lis.kommune_lis, lis.lis3]).exists()


def test_a_plan_is_given_on_a_day_that_has_been_by_the_own_municipality_from_a_fresh_page(lis: LisCast) -> None:
    sak = registrer(lis)
    with pytest.raises(ValidationError, match="fram i tid"):
        tildel(lis, sak, plan_tildelt=timezone.localdate() + timedelta(days=1))
    for hvem in ("hamar_lis", "koordinator", "lis3", "alis_kontor"):
        with pytest.raises(Nektet):
            tildel(lis, sak, utfort_av=lis.folk[hvem])
    tildel(lis, sak)
    with pytest.raises(Utdatert):
        tildel(lis, sak)


# --- interruptions ----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I13")
def test_interruptions_are_periods_or_days_and_undo_a_decided_tie(lis: LisCast) -> None:
    sak = registrer(lis)
    Spesialisering.objects.filter(lege=sak.lege_id).update(lik_rekkefolge=2)
    til = {"utfort_av": lis.kommune_lis}
    sak = op.registrer_avbrudd(sak.pk, versjon=sak.versjon, fra=date(2025, 5, 1), til=date(2025, 5, 10), **til)  # type: ignore[arg-type]
    assert Spesialisering.objects.get(lege=sak.lege_id).lik_rekkefolge == 0
    with pytest.raises(ValidationError, match="overlapper"):
        op.registrer_avbrudd(sak.pk, versjon=sak.versjon, fra=date(2025, 5, 10), til=date(2025, 5, 12), **til)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="bare antall dager"):
        op.registrer_avbrudd(sak.pk, versjon=sak.versjon, fra=date(2025, 7, 1), **til)  # type: ignore[arg-type]
    sak = op.registrer_avbrudd(sak.pk, versjon=sak.versjon, dager=30, **til)  # type: ignore[arg-type]
    assert sorted(Avbrudd.objects.filter(lege=sak.lege_id).values_list("dager", flat=True)) == [10, 30]
    forste = Avbrudd.objects.get(dager=10)
    sak = op.fjern_avbrudd(sak.pk, forste.pk, versjon=sak.versjon, **til)  # type: ignore[arg-type]
    endringer = [
        (e["fra"], e["til"])
        for h in Hendelse.objects.for_sak(sak).filter(navn="registrer_avbrudd").order_by("id")
        for e in h.data["endringer"]
    ]
    assert endringer == [("0", "10"), ("10", "40"), ("40", "30")]
    with pytest.raises(Nektet):
        op.registrer_avbrudd(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon, dager=3)
