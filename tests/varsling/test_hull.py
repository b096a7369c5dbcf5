"""The sweep where nobody can answer: the gap is reported, goes upward, and is closed."""

from datetime import date, timedelta

import pytest

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.typer import UTPEK
from grunnmur.organisasjon.models import RolleType
from grunnmur.varsling.frister import Feiing, minn_om_frister
from grunnmur.varsling.maler import skriv
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.tekster import DITT, ESKALERT
from tests.varsling import folk
from tests.varsling.kommune import FRIST, TRAPP, VEILEDNING, fortalt, kl

pytestmark = pytest.mark.django_db


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
