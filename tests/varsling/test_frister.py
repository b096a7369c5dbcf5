"""The sweep: who is reminded, when, how often, and what happens where nobody can answer."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.oppgaver.typer import UTPEK
from grunnmur.oppgaver.virkedager import er_virkedag, pluss_virkedager
from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.frister import Feiing, fei, minn_om_frister
from grunnmur.varsling.maler import skriv
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.operations import varsle
from grunnmur.varsling.tekster import DITT, ESKALERT, PAAMINNELSE
from tests.varsling import folk

pytestmark = pytest.mark.django_db
VEILEDNING = RolleType.VEILEDNINGSANSVARLIG
OSLO = ZoneInfo("Europe/Oslo")

FRIST = date(2026, 11, 30)
"""A Monday with no public holiday near it."""
TRAPP = [date(2026, 11, 26), FRIST, date(2026, 12, 2), date(2026, 12, 7)]


def kl(dag: date, klokke: time = time(12)) -> datetime:
    return datetime.combine(dag, klokke, OSLO)


def fortalt(mal: str = PAAMINNELSE) -> list[str]:
    return sorted(Varsel.objects.filter(mal=mal).values_list("mottaker__navn", flat=True))


@pytest.fixture
def kommune():
    """A unit with a leader and a stand-in below a unit with a leader; a contact for the whole."""

    class Kommune:
        virksomhet = folk.virksomhet()
        over = folk.enhet(virksomhet, "Helse og mestring")
        enhet = folk.enhet(virksomhet, "Hjemmetjenesten", over=over)
        leder = folk.bruker("Leif Leder")
        vikar = folk.bruker("Vigdis Vikar")
        overleder = folk.bruker("Oda Overleder")
        kontakt = folk.bruker("Kari Kontakt")
        soker = folk.bruker("Synne Søker")

    Kommune.lederrolle = folk.rolle(Kommune.leder, RolleType.LEDER, Kommune.enhet)
    folk.vikar(Kommune.vikar, Kommune.lederrolle)
    folk.rolle(Kommune.overleder, RolleType.LEDER, Kommune.over)
    folk.rolle(Kommune.kontakt, RolleType.KONTAKT_ADM, Kommune.virksomhet)
    return Kommune


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


@pytest.mark.krav("S1-S27")
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


# --- Gaps ---


@pytest.mark.krav("S1-H10")
def test_a_question_nobody_can_answer_any_more_is_reported_once_and_the_contact_is_told(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, unntatt=[kommune.leder, kommune.overleder])
    dag = date(2026, 11, 24)
    assert minn_om_frister(naa=kl(dag)) == Feiing(oppgaver=1, varsler=1, nye_hull=1)
    assert minn_om_frister(naa=kl(dag)) == Feiing()
    utpek = Oppgave.objects.get(type=UTPEK)
    assert (utpek.rolletype, utpek.virksomhet) == (RolleType.KONTAKT_ADM, kommune.virksomhet)
    assert fortalt() == ["Kari Kontakt"]
    assert skriv(Varsel.objects.get()).emne == f"Påminnelse: Pek ut en ansvarlig: Leder, {kommune.enhet.navn}"


@pytest.mark.krav("S1-H10")
def test_the_contact_is_reminded_where_nobody_holds_intake(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=TRAPP, frist=FRIST, rolletype=RolleType.MOTTAKSANSVARLIG)
    minn_om_frister(naa=kl(FRIST))
    assert fortalt() == ["Kari Kontakt"]


def test_a_role_that_ends_leaves_a_gap_the_day_after(kommune):
    siste_dag = date(2026, 11, 24)
    folk.rolle(folk.bruker("Vera Veileder"), VEILEDNING, kommune.virksomhet, til=siste_dag)
    folk.rolleoppgave(kommune.enhet, kommune.enhet, rolletype=VEILEDNING)
    assert minn_om_frister(naa=kl(siste_dag)).nye_hull == 0
    assert minn_om_frister(naa=kl(siste_dag + timedelta(days=1))).nye_hull == 1


def test_a_gap_that_stands_for_a_working_week_goes_upward(kommune):
    direktor = folk.bruker("Dina Direktør")
    folk.rolleoppgave(kommune.enhet, kommune.enhet, rolletype=VEILEDNING)
    folk.rolle(direktor, RolleType.LEDER, kommune.virksomhet)
    for dager in range(10):
        minn_om_frister(naa=kl(date(2026, 11, 24) + timedelta(days=dager)))
    assert (fortalt(), fortalt(ESKALERT)) == (["Kari Kontakt"] * 2, ["Dina Direktør"])


def test_a_filled_gap_is_closed_by_the_portal_and_the_new_ones_are_told_what_waits(kommune):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, rolletype=VEILEDNING)
    minn_om_frister(naa=kl(date(2026, 11, 24)))
    folk.rolle(folk.bruker("Vera Veileder"), VEILEDNING, kommune.virksomhet)
    assert minn_om_frister(naa=kl(date(2026, 11, 25))) == Feiing(lukkede_hull=1)
    utpek = Oppgave.objects.get(type=UTPEK)
    assert utpek.lukket_av is not None
    assert (utpek.lukket_av.navn, utpek.lukket_av.utfort_av.er_system) == ("hull_lukket", True)
    assert fortalt(DITT) == ["Vera Veileder"]
    assert minn_om_frister(naa=kl(date(2026, 11, 25))) == Feiing()


def test_a_gap_in_a_case_that_went_on_without_it_is_closed(kommune):
    oppgave = folk.rolleoppgave(kommune.enhet, kommune.enhet, rolletype=VEILEDNING)
    minn_om_frister(naa=kl(date(2026, 11, 24)))
    h = folk.hendelse(kommune.enhet)
    Oppgave.objects.filter(pk=oppgave.pk).update(lukket=h.tidspunkt, lukket_av=h)
    assert minn_om_frister(naa=kl(date(2026, 11, 25))).lukkede_hull == 1
    assert not Oppgave.objects.aapne().exists()


def test_a_gap_at_another_party_in_the_same_case_gets_its_own_request(kommune):
    sykehus = folk.virksomhet("Sykehuset", "helseforetak")
    post = folk.enhet(sykehus, "Medisin")
    folk.rolleoppgave(kommune.enhet, kommune.enhet, rolletype=VEILEDNING)
    minn_om_frister(naa=kl(date(2026, 11, 24)))
    folk.rolleoppgave(kommune.enhet, post, rolletype=RolleType.LEDER)
    folk.rolle(folk.bruker("Vera Veileder"), VEILEDNING, kommune.virksomhet)
    resultat = minn_om_frister(naa=kl(date(2026, 11, 25)))
    assert (resultat.lukkede_hull, resultat.nye_hull) == (1, 1)
    assert Oppgave.objects.aapne().get(type=UTPEK).virksomhet == sykehus


# --- Cost and time ---


def test_the_number_of_queries_does_not_grow_with_what_exists(kommune):
    def antall_sporringer(dag: date) -> int:
        with CaptureQueriesContext(connection) as sporringer:
            minn_om_frister(naa=kl(dag))
        return len(sporringer)

    h = folk.hendelse(kommune.enhet)

    def lag(numre: range, dag: date) -> None:
        oppgaver = [
            Oppgave(
                sak_type=h.sak_type,
                sak_id=kommune.enhet.pk,
                type=f"{folk.TYPE}{nr}",
                emne="Synne Søker",
                rolletype=RolleType.LEDER,
                virksomhet=kommune.virksomhet,
                enhet=kommune.enhet,
                venter_siden=h.tidspunkt,
                frist=FRIST,
                paaminnelser=[dag],
                neste_paaminnelse=dag,
                aapnet_av=h,
            )
            for nr in numre
        ]
        Oppgave.objects.bulk_create(oppgaver, batch_size=2_000)  # one statement takes 65 535 parameters

    lag(range(1_000), TRAPP[0])
    med_tusen = antall_sporringer(TRAPP[0])
    lag(range(1_000, 11_000), TRAPP[1])
    assert antall_sporringer(TRAPP[1]) == med_tusen
    assert Varsel.objects.count() == 22_000  # the leader and the stand-in of each


dager = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(
    dag=dager, klokke=st.times(), sone=st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Europe/Oslo"])
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_day_is_a_norwegian_day_whatever_clock_asks(db, dag: date, klokke: time, sone: str):
    """Due on a day: nothing the second before midnight in Norway, told at any moment of the day, once."""
    with transaction.atomic():
        h = folk.hendelse(kommune_fast(), naa=kl(dag - timedelta(days=30)))
        person = folk.bruker("Pia Person")
        Oppgave.objects.create(
            sak_type=h.sak_type,
            sak_id=h.sak_id,
            type=folk.TYPE,
            emne="x",
            person=person,
            venter_siden=h.tidspunkt,
            frist=dag,
            paaminnelser=[dag],
            neste_paaminnelse=dag,
            aapnet_av=h,
        )
        start = datetime.combine(dag, time(0), OSLO)
        slutt = datetime.combine(dag + timedelta(days=1), time(0), OSLO)
        # A moment inside the day by the real length of that day: 23, 24 or 25 hours.
        lengde = slutt.astimezone(UTC) - start.astimezone(UTC)
        brok = (klokke.hour * 3600 + klokke.minute * 60 + klokke.second) / 86400
        naa = (start.astimezone(UTC) + lengde * brok).astimezone(ZoneInfo(sone))
        like_foer = (start.astimezone(UTC) - timedelta(seconds=1)).astimezone(ZoneInfo(sone))
        with timezone.override(sone):
            assert minn_om_frister(naa=like_foer).varsler == 0
            assert minn_om_frister(naa=naa).varsler == 1
            assert minn_om_frister(naa=naa).varsler == 0
        transaction.set_rollback(True)


def kommune_fast() -> folk.Enhet:
    return folk.enhet(folk.virksomhet())


@given(dag=dager, antall=st.integers(-15, 15))
@settings(max_examples=300, deadline=None)
def test_working_days_are_counted_one_by_one(dag: date, antall: int):
    svar = pluss_virkedager(dag, antall)
    assert er_virkedag(svar)
    mellom = [min(dag, svar) + timedelta(days=n) for n in range(1, abs((svar - dag).days))]
    teller = [d for d in mellom if er_virkedag(d)]
    if antall:
        assert (svar > dag) == (antall > 0)
        assert len(teller) == abs(antall) - 1
    else:
        assert svar <= dag and teller == []


@pytest.mark.parametrize(
    "dag", [date(2026, 4, 2), date(2026, 4, 3), date(2026, 5, 17), date(2026, 12, 25), date(2027, 5, 6)]
)
def test_norwegian_public_holidays_are_no_working_days(dag: date):
    assert not er_virkedag(dag)


def test_the_command_is_one_pass(kommune, capsys):
    folk.rolleoppgave(kommune.enhet, kommune.enhet, paaminnelser=[date(2026, 1, 2)], frist=date(2026, 1, 2))
    call_command("minn_om_frister")
    call_command("minn_om_frister")
    assert capsys.readouterr().out.splitlines() == [
        "1 oppgaver, 2 varsler, 0 nye hull, 0 lukkede hull.",
        "0 oppgaver, 0 varsler, 0 nye hull, 0 lukkede hull.",
    ]
    assert Hendelse.objects.filter(navn="hull_lukket").count() == 0
