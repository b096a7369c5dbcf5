"""The six-month question from plan to answer: who owes what by when, and who may."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.varsling.frister import minn_om_frister
from grunnmur.varsling.models import Varsel
from lis.lis3.models import Foresporseltilstand as F
from lis.lis3.models import Innmelding, Seksmndforesporsel
from lis.lis3.operations import foresporsel as op
from tests.lis3.folk import LisCast
from tests.lis3.hjelp_foresporsel import hendelse, i_koen, meldt

OSLO = ZoneInfo("Europe/Oslo")
I_TIDE = datetime(2026, 11, 2, 12, tzinfo=OSLO)
START = date(2027, 9, 1)


def aapne(sak: Seksmndforesporsel) -> list[tuple[str, date | None]]:
    return sorted(Oppgave.objects.for_sak(sak).aapne().values_list("type", "frist"))


def fortalt(sak: Seksmndforesporsel, mal: str) -> set[Bruker]:
    return {v.mottaker for v in Varsel.objects.filter(sak_id=sak.pk, mal=f"lis3.{mal}").select_related("mottaker")}


@pytest.mark.krav("S1-I22")
def test_an_enrolment_in_time_plans_the_question_and_warns_the_coordinator_at_eight_seven_and_six_and_a_half(lis: LisCast):
    sak = meldt(lis, "lis3", I_TIDE)
    assert (sak.tilstand, sak.frist, sak.sendes, sak.sen_innmelding) == (
        F.PLANLAGT,
        date(2027, 3, 1),
        date(2027, 2, 1),
        False,
    )
    [oppgave] = Oppgave.objects.for_sak(sak).aapne()
    assert (oppgave.type, oppgave.rolletype, oppgave.frist) == ("lis3.foresporsel_send", "lis_koordinator", date(2027, 3, 1))
    # 01.01.2027 is a holiday and 14.02.2027 a Sunday: told the working day before. Then the deadline, and after it.
    assert oppgave.paaminnelser == [
        date(2026, 12, 31), date(2027, 2, 1), date(2027, 2, 12), date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 4),
    ]  # fmt: skip


@pytest.mark.krav("S1-I22")
def test_approval_ahead_waits_for_its_day_and_approval_in_the_last_month_sends_at_once(lis: LisCast) -> None:
    tidlig, i_siste = meldt(lis, "lis3", I_TIDE), meldt(lis, "lis3b", I_TIDE, date(2027, 5, 15))
    for sak in (tidlig, i_siste):
        op.godkjenn(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, naa=I_TIDE)
        sak.refresh_from_db()
    assert (tidlig.tilstand, aapne(tidlig)) == (F.GODKJENT, [])
    assert (i_siste.tilstand, i_siste.svarfrist, i_siste.saksnummer) == (F.SENDT, date(2026, 11, 16), "S3-2026-0001")
    assert aapne(i_siste) == [("lis3.foresporsel_svar", date(2026, 11, 16))]
    assert fortalt(i_siste, "foresporsel_sendt") == {lis.hamar_lis}


@pytest.mark.krav("S1-I22")
def test_an_enrolment_after_the_deadline_is_asked_at_once_and_marked(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", datetime(2027, 3, 2, 0, 30, tzinfo=OSLO))
    assert (sak.tilstand, sak.sen_innmelding) == (F.SENDT, True)
    assert aapne(sak) == [("lis3.foresporsel_svar", date(2027, 3, 16))]
    paa_dagen = meldt(lis, "lis3b", datetime(2027, 3, 1, 23, 30, tzinfo=OSLO))
    assert (paa_dagen.tilstand, paa_dagen.sen_innmelding) == (F.SENDT, False)


def test_only_the_coordinator_sends_and_only_the_doctors_municipality_answers(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    for hvem in (lis.kommune_lis, lis.lis3, lis.avdelingsleder, lis.utenfor):
        with pytest.raises(Nektet):
            op.godkjenn(sak.pk, utfort_av=hvem, versjon=sak.versjon)
        with pytest.raises(Nektet):
            op.send(sak.pk, utfort_av=hvem, versjon=sak.versjon)
    sak = op.send(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, naa=I_TIDE)
    for hvem in (lis.hamar_lis, lis.lis3, lis.koordinator, lis.utenfor):
        with pytest.raises(Nektet):
            op.svar(sak.pk, utfort_av=hvem, versjon=sak.versjon, svar=F.BEKREFTET)
    with pytest.raises(UlovligOvergang):
        op.send(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)


@pytest.mark.krav("S1-I22")
@pytest.mark.parametrize(
    ("svar", "kommentar", "mal", "oppgaver"),
    [
        (F.BEKREFTET, "", "foresporsel_ja", []),
        (F.AVKREFTET, "Ny dato kommer.", "foresporsel_nei", [("lis3.foresporsel_nei", date(2026, 11, 16))]),
        (F.ENDRING, "", "foresporsel_endring", [("lis3.foresporsel_endring", date(2026, 11, 16))]),
    ],
)
def test_the_municipality_answers_yes_no_or_change(
    lis: LisCast, svar: str, kommentar: str, mal: str, oppgaver: list[tuple[str, date]]
) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    sak = op.send(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, naa=I_TIDE)
    sak = op.svar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, svar=svar, kommentar=kommentar, naa=I_TIDE)
    assert (sak.tilstand, sak.svar_tid, sak.svar_kommentar) == (svar, I_TIDE, kommentar)
    assert aapne(sak) == oppgaver
    assert fortalt(sak, mal) == {lis.koordinator, lis.lis3}


def test_no_needs_a_comment(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    sak = op.send(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    with pytest.raises(ValidationError):
        op.svar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, svar=F.AVKREFTET, kommentar="  ")
    sak.refresh_from_db()
    assert sak.tilstand == F.SENDT


@pytest.mark.krav("S1-I07", "S1-I22")
def test_a_new_start_replaces_the_question_and_an_unchanged_one_leaves_it(lis: LisCast) -> None:
    forste = meldt(lis, "lis3", I_TIDE)
    sak = Innmelding.objects.get(pk=forste.innmelding_id)
    assert op.ny_foresporsel(sak, hendelse(sak, I_TIDE, lis.kommune_lis)) == forste
    Innmelding.objects.filter(pk=sak.pk).update(planlagt_start=date(2027, 8, 31))
    sak.refresh_from_db()
    ny = op.ny_foresporsel(sak, hendelse(sak, I_TIDE, lis.kommune_lis))
    forste.refresh_from_db()
    assert ny is not None
    assert (forste.tilstand, aapne(forste)) == (F.ERSTATTET, [])
    assert (ny.tilstand, ny.frist, aapne(ny)) == (
        F.PLANLAGT,
        date(2027, 2, 28),
        [("lis3.foresporsel_send", date(2027, 2, 28))],
    )


@pytest.mark.krav("S1-I07")
def test_after_no_or_change_the_municipality_is_asked_again_even_with_the_same_start(lis: LisCast) -> None:
    forste = meldt(lis, "lis3", I_TIDE)
    forste = op.send(forste.pk, utfort_av=lis.koordinator, versjon=forste.versjon, naa=I_TIDE)
    forste = op.svar(forste.pk, utfort_av=lis.kommune_lis, versjon=forste.versjon, svar=F.ENDRING, naa=I_TIDE)
    sak = Innmelding.objects.get(pk=forste.innmelding_id)
    ny = op.ny_foresporsel(sak, hendelse(sak, I_TIDE, lis.kommune_lis))
    forste.refresh_from_db()
    assert ny is not None
    assert (forste.tilstand, ny.tilstand, aapne(forste)) == (F.ERSTATTET, F.PLANLAGT, [])


def test_nobody_is_asked_while_on_hold_and_what_is_confirmed_stands(lis: LisCast) -> None:
    usendt, bekreftet = meldt(lis, "lis3", I_TIDE), meldt(lis, "lis3b", I_TIDE)
    bekreftet = op.send(bekreftet.pk, utfort_av=lis.koordinator, versjon=1, naa=I_TIDE)
    bekreftet = op.svar(bekreftet.pk, utfort_av=lis.hamar_lis, versjon=2, svar=F.BEKREFTET, naa=I_TIDE)
    for sak in (usendt, bekreftet):
        op.avslutt_foresporsel(sak.innmelding, hendelse(sak.innmelding, I_TIDE, lis.kommune_lis))
        sak.refresh_from_db()
    assert (usendt.tilstand, aapne(usendt), bekreftet.tilstand) == (F.ERSTATTET, [], F.BEKREFTET)
    sak = usendt.innmelding
    Innmelding.objects.filter(pk=sak.pk).update(tilstand="paa_vent", versjon=sak.versjon + 1)
    sak.refresh_from_db()
    assert op.ny_foresporsel(sak, hendelse(sak, I_TIDE, lis.kommune_lis)) is None


def test_a_doctor_without_a_municipality_is_asked_about_by_nobody(lis: LisCast) -> None:
    lege = lis.leger["lis3c"]
    lege.kommune = None
    lege.save()
    sak = i_koen(lis, "lis3c")
    assert op.ny_foresporsel(sak, hendelse(sak, I_TIDE, lis.koordinator)) is None


def test_a_failing_notice_leaves_nothing_behind(lis: LisCast, monkeypatch: pytest.MonkeyPatch) -> None:
    sak = meldt(lis, "lis3", I_TIDE)
    monkeypatch.setattr("lis.lis3.operations.folger.varsle", _feiler)
    with pytest.raises(RuntimeError):
        op.send(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, naa=I_TIDE)
    sak.refresh_from_db()
    assert (sak.tilstand, sak.saksnummer, aapne(sak)) == (F.PLANLAGT, None, [("lis3.foresporsel_send", date(2027, 3, 1))])


def _feiler(*args: object, **kwargs: object) -> None:
    raise RuntimeError


@pytest.mark.krav("S1-I22")
def test_a_question_that_is_not_sent_is_reminded_of_and_then_goes_upward(lis: LisCast) -> None:
    lis.person("hf_kontakt", "Kari Kontakt")
    lis.rolle("hf_kontakt", RolleType.KONTAKT_ADM, lis.sykehus)
    sak = meldt(lis, "lis3", I_TIDE)
    fortalt_til: dict[str, set[date]] = {}
    for n in range(130):
        dag = date(2026, 11, 3) + timedelta(days=n)
        minn_om_frister(naa=datetime(dag.year, dag.month, dag.day, 8, tzinfo=OSLO))
        for varsel in Varsel.objects.filter(oppgave__sak_id=sak.pk, opprettet__date=dag):
            fortalt_til.setdefault(varsel.mottaker.navn if varsel.mottaker else "", set()).add(dag)
    koordinator = fortalt_til.pop("Karl Koordinator")
    assert sorted(koordinator) == [
        date(2026, 12, 31), date(2027, 2, 1), date(2027, 2, 12), date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 4),
    ]  # fmt: skip
    assert fortalt_til == {"Kari Kontakt": {date(2027, 3, 4)}}
