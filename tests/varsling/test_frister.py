"""The sweep: who is reminded, when and how often, and what they are told."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.organisasjon.models import RolleType
from grunnmur.varsling.frister import Feiing, fei, minn_om_frister
from grunnmur.varsling.maler import skriv
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.operations import varsle
from grunnmur.varsling.tekster import ESKALERT
from tests.varsling import folk
from tests.varsling.kommune import FRIST, TRAPP, fortalt, kl

pytestmark = pytest.mark.django_db


def test_the_ladder_is_climbed_one_step_a_day_and_ends_upward(kommune):
    oppgave = folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    laget = {}
    for dager in range(-10, 15):
        dag = FRIST + timedelta(days=dager)
        if antall := minn_om_frister(naa=kl(dag)).varsler:
            laget[dag] = antall
    assert laget == dict(zip(TRAPP, [2, 2, 2, 3], strict=True))
    assert fortalt() == ["Leif Leder"] * 4 + ["Vigdis Vikar"] * 4
    assert fortalt(ESKALERT) == ["Oda Overleder"]
    oppgave.refresh_from_db()
    assert (oppgave.trinn, oppgave.neste_paaminnelse) == (4, None)


def test_a_rerun_changes_nothing(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    assert minn_om_frister(naa=kl(FRIST)) == Feiing(oppgaver=1, varsler=2)
    for _ in range(3):
        assert minn_om_frister(naa=kl(FRIST)) == Feiing()


def test_missed_days_catch_up_with_one_reminder(kommune):
    oppgave = folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    assert minn_om_frister(naa=kl(TRAPP[2] + timedelta(days=1))) == Feiing(oppgaver=1, varsler=2)
    oppgave.refresh_from_db()
    assert (oppgave.trinn, oppgave.neste_paaminnelse) == (3, TRAPP[3])


def test_a_reminder_that_was_told_is_not_told_again_though_the_step_was_lost(kommune):
    oppgave = folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    assert fei(FRIST, kl(FRIST)) == (1, 2)
    Oppgave.objects.filter(pk=oppgave.pk).update(trinn=0, neste_paaminnelse=TRAPP[0])
    assert fei(FRIST, kl(FRIST)) == (1, 0)


def test_without_a_deadline_nothing_is_reminded_of(kommune):
    with transaction.atomic():
        aapne_oppgave(
            kommune.enhet,
            folk.TYPE,
            folk.hendelse(kommune.enhet),
            emne="Synne Søker",
            rolletype=RolleType.LEDER,
            virksomhet=kommune.virksomhet,
            enhet=kommune.enhet,
        )
    assert minn_om_frister(naa=kl(date(2030, 1, 1))) == Feiing()


@pytest.mark.krav("S1-S27", "G-11")
def test_intake_that_does_not_confirm_receipt_is_reminded_after_the_agreed_working_days(kommune):
    mottak = folk.bruker("Mona Mottak")
    folk.rolle(mottak, RolleType.MOTTAKSANSVARLIG, kommune.virksomhet)
    with transaction.atomic():
        oppgave = aapne_oppgave(
            kommune.enhet,
            folk.TYPE,
            folk.hendelse(kommune.enhet, naa=kl(date(2026, 11, 23))),
            emne="Synne Søker",
            rolletype=RolleType.MOTTAKSANSVARLIG,
            virksomhet=kommune.virksomhet,
            frist_virkedager=5,
        )
    assert (oppgave.frist, oppgave.paaminnelser) == (FRIST, TRAPP)
    minn_om_frister(naa=kl(FRIST))
    assert fortalt() == ["Mona Mottak"]


def test_a_closed_task_is_left_alone(kommune):
    oppgave = folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    h = folk.hendelse(kommune.enhet)
    Oppgave.objects.filter(pk=oppgave.pk).update(lukket=h.tidspunkt, lukket_av=h)
    assert minn_om_frister(naa=kl(FRIST)) == Feiing()


# --- Who ---


def test_whoever_the_case_passes_over_is_told_nothing_and_the_question_climbs(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST, unntatt=[kommune.leder])
    minn_om_frister(naa=kl(FRIST))
    assert fortalt() == ["Oda Overleder"]  # nor the stand-in, who would act on behalf of the one passed over


def test_a_stand_in_who_is_passed_over_is_not_told(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST, unntatt=[kommune.vikar])
    minn_om_frister(naa=kl(FRIST))
    assert fortalt() == ["Leif Leder"]


@pytest.mark.parametrize(
    ("til", "ventet"), [(FRIST, ["Leif Leder", "Vigdis Vikar"]), (FRIST - timedelta(days=1), ["Oda Overleder"])]
)
def test_a_role_counts_through_its_last_day_and_no_longer(kommune, til: date, ventet: list[str]):
    kommune.lederrolle.gyldig_til = til
    kommune.lederrolle.save()
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    minn_om_frister(naa=kl(FRIST))
    assert fortalt() == ventet


def test_a_stand_in_is_told_only_while_standing_in(kommune):
    vikar = folk.bruker("Fersk Vikar")
    folk.vikar(vikar, kommune.lederrolle, fra=FRIST + timedelta(days=1))
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    minn_om_frister(naa=kl(FRIST))
    assert fortalt() == ["Leif Leder", "Vigdis Vikar"]


def test_who_has_left_is_told_nothing(kommune):
    for person in (kommune.vikar, kommune.overleder):
        person.is_active = False
        person.save()
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    minn_om_frister(naa=kl(TRAPP[-1]))
    assert (fortalt(), fortalt(ESKALERT)) == (["Leif Leder"], ["Kari Kontakt"])


def test_a_person_is_reminded_of_what_they_owe_and_nobody_above(kommune):
    h = folk.hendelse(kommune.enhet)
    Oppgave.objects.create(
        sak_type=h.sak_type,
        sak_id=kommune.enhet.pk,
        type=folk.TYPE,
        emne="H-2026-0147",
        person=kommune.soker,
        venter_siden=h.tidspunkt,
        frist=FRIST,
        paaminnelser=TRAPP,
        neste_paaminnelse=TRAPP[0],
        aapnet_av=h,
    )
    for dag in TRAPP:
        minn_om_frister(naa=kl(dag))
    assert (fortalt(), fortalt(ESKALERT)) == (["Synne Søker"] * 4, [])


def test_upward_from_the_top_unit_is_the_contact(kommune):
    folk.rolleoppgave(kommune.over, kommune.over, paaminnelser=TRAPP, frist=FRIST)
    minn_om_frister(naa=kl(TRAPP[-1]))
    assert (fortalt(), fortalt(ESKALERT)) == (["Oda Overleder"], ["Kari Kontakt"])


def test_upward_passes_over_the_applicant_who_leads_above(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST, unntatt=[kommune.overleder])
    minn_om_frister(naa=kl(TRAPP[-1]))
    assert fortalt(ESKALERT) == ["Kari Kontakt"]


def test_upward_from_intake_of_a_unit_is_that_units_leader(kommune):
    mottak = folk.bruker("Mona Mottak")
    folk.rolle(mottak, RolleType.MOTTAKSANSVARLIG, kommune.enhet)
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST, rolletype=RolleType.MOTTAKSANSVARLIG)
    minn_om_frister(naa=kl(TRAPP[-1]))
    assert (fortalt(), fortalt(ESKALERT)) == (["Mona Mottak"], ["Leif Leder", "Vigdis Vikar"])


def test_each_gets_mail_as_they_have_chosen(kommune):
    kommune.vikar.varselvalg = "daglig"
    kommune.vikar.save()
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    minn_om_frister(naa=kl(FRIST))
    valg = dict(Varsel.objects.values_list("mottaker__navn", "epost"))
    assert valg == {"Leif Leder": "klar", "Vigdis Vikar": "samles"}


# --- What they are told ---


def test_a_reminder_names_the_task_and_the_day_and_leads_to_the_task(kommune):
    oppgave = folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    minn_om_frister(naa=kl(FRIST))
    varsel = Varsel.objects.filter(mottaker=kommune.leder).get()
    tekst = skriv(varsel)
    assert tekst.emne == "Påminnelse: Ta stilling til hospitering for Synne Søker"
    assert tekst.tekst == "Dette har ventet siden 23.\xa0november\xa02026. Fristen er 30.\xa0november\xa02026."
    assert (varsel.adresse, varsel.oppgave, varsel.sak_id) == (f"/oppgaver/{oppgave.pk}/", oppgave, oppgave.sak_id)
    assert varsel.sak_type == ContentType.objects.get_for_model(kommune.enhet)


def test_whoever_is_above_hears_where_it_waits_but_not_whom_it_is_about(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST)
    minn_om_frister(naa=kl(TRAPP[-1]))
    tekst = skriv(Varsel.objects.get(mal=ESKALERT))
    assert tekst.emne == f"Venter fortsatt på svar: Svar på søknad, {kommune.enhet.navn}"
    assert "Synne" not in tekst.emne + tekst.tekst


def test_no_mail_ever_carries_what_the_case_says(kommune):
    hemmelig = "Begrunnelse som bare saken skal ha"
    h = folk.hendelse(kommune.enhet, kommentar=hemmelig, naa=timezone.now())
    varsle(h, mal=folk.MAL, mottakere=[kommune.leder], adresse="/", data={"nr": "H-2026-0001", "navn": "Leif"})
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST, aapnet=h)
    minn_om_frister(naa=kl(TRAPP[-1]))
    for varsel in Varsel.objects.all():
        assert hemmelig not in repr((skriv(varsel), varsel.data))
    assert Varsel.objects.count() == 4
