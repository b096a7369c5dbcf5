"""A question is sent in either direction, and lands with somebody who has a name."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet
from veiledning import rules
from veiledning.models import Foresporsel
from veiledning.operations import foresporsel, vakt

from .folk import virkedag


@pytest.mark.krav("S1-V04")
@pytest.mark.krav("S0-V02")
def test_a_question_goes_to_whoever_is_on_duty_and_is_taken_by_name(veil):
    sak = veil.meldt()
    assert (sak.tilstand, sak.hjemmel, sak.svarfrist, sak.vakt) == ("meldt", "sphl_6_3", virkedag(5), veil.svarer)
    assert sak.saksnummer[:2] == "V-"
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.type, oppgave.person, oppgave.frist) == ("veiledning.ta", veil.svarer, sak.svarfrist)

    sak = vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert (sak.tilstand, sak.ansvarlig, sak.vakt) == ("mottatt", veil.svarer, None)
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.type, oppgave.person, oppgave.frist) == ("veiledning.svar", veil.svarer, sak.svarfrist)


@pytest.mark.krav("S0-V01")
@pytest.mark.krav("S0-V04")
def test_the_other_way_has_the_other_law(veil):
    sak = veil.meldt(veil.omvendt(), av="sykehuslege")
    assert (sak.hjemmel, sak.fra_virksomhet, sak.til_enhet) == ("hol_5_11", veil.sykehus, veil.korttid)
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.rolletype, oppgave.enhet) == ("veiledningsansvarlig", veil.korttid)


@pytest.mark.krav("S0-V03")
def test_a_specialist_with_an_agreement_answers_personally(veil):
    sak = veil.meldt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None))
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.rolletype, oppgave.virksomhet) == ("avtalespesialist", veil.praksis)
    assert vakt.ta(sak.pk, utfort_av=veil.spesialist, versjon=sak.versjon).ansvarlig == veil.spesialist


def test_the_same_level_owes_nothing(veil):
    sak = veil.utkast(veil.behov(til_virksomhet=veil.hamar, til_enhet=veil.hamarhelse))
    with pytest.raises(ValidationError) as feil:
        foresporsel.meld(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert list(feil.value.message_dict) == ["til_virksomhet"]


@pytest.mark.krav("S1-V13")
@pytest.mark.krav("S0-K03")
def test_about_one_patient_no_word_is_kept(veil):
    sak = veil.utkast(veil.tilbakering(overskrift="Kari", behov="Hun er 82 år"))
    assert (sak.overskrift, sak.behov, sak.form) == ("", "", "telefon")
    sak = foresporsel.meld(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert (sak.tilstand, sak.svarfrist, sak.ring_fra) == ("meldt", sak.ring_dag, time(9))
    with pytest.raises(IntegrityError), transaction.atomic():
        Foresporsel.objects.filter(pk=sak.pk).update(behov="Hun er 82 år")


def test_only_somebody_employed_there_asks_from_a_unit(veil):
    with pytest.raises(Nektet):
        foresporsel.opprett_utkast(utfort_av=veil.soker, fra_enhet=veil.palliativ)


def test_a_draft_is_asked_again_when_it_is_sent(veil, client):
    sak = veil.utkast(veil.behov(fagomraade=veil.fag["diabetes"]))
    veil.fag["diabetes"].aktivt = False
    veil.fag["diabetes"].save(update_fields=["aktivt"])
    veil.palliativ.nedlagt = virkedag(-1)
    veil.palliativ.save(update_fields=["nedlagt"])
    veil.soker.roller.update(gyldig_til=virkedag(-1))
    with pytest.raises(ValidationError) as nei:
        foresporsel.meld(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert nei.value.message_dict == {
        "fagomraade": ["Fagområdet er ikke lenger i bruk. Velg et annet."],
        "fra_enhet": ["Du er ikke lenger ansatt der spørsmålet kommer fra. Skriv det på nytt fra der du arbeider nå."],
        "til_enhet": ["Enheten er nedlagt. Velg en annen."],
    }
    client.force_login(veil.soker)
    svar = client.post(f"/veiledning/{sak.pk}/se-over/", {"versjon": sak.versjon})
    assert (svar.status_code, "Enheten er nedlagt. Velg en annen." in svar.content.decode()) == (200, True)
    with pytest.raises(Nektet):
        foresporsel.opprett_utkast(utfort_av=veil.soker, fra_enhet=veil.korttid)


def test_nobody_takes_their_own_question(veil):
    veil.rolle("soker", "veiledningsansvarlig", veil.palliativ)
    sak = veil.meldt()
    with pytest.raises(Nektet):
        vakt.ta(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)


def test_taking_by_the_page_says_who_was_told(veil, client):
    sak = veil.meldt()
    client.force_login(veil.svarer)
    side = client.get(f"/veiledning/{sak.pk}/ta/")
    assert side.status_code == 200
    svar = client.post(f"/veiledning/{sak.pk}/ta/", {"versjon": sak.versjon}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Du har tatt imot spørsmålet. Synne Søker har fått beskjed."]


def test_a_role_that_ended_yesterday_answers_nothing_today(veil):
    sak = veil.tatt()
    veil.svarer.roller.update(gyldig_til=virkedag(-1))
    assert not rules.er_ansvarlig(veil.svarer, sak)
    assert not Foresporsel.objects.synlig_for(veil.svarer).exists()
    assert rules.er_ansvarlig(veil.svarer2, sak) is None
    assert rules.kan_svare(veil.svarer2, sak).bruker == veil.svarer2


@pytest.mark.krav("S1-V06")
@pytest.mark.parametrize("fagfelt", ["somatikk", "psykisk_helse", "rus"])
def test_the_duty_is_about_body_and_mind(veil, fagfelt):
    assert veil.meldt(veil.behov(fagfelt=fagfelt)).fagfelt == fagfelt


@pytest.mark.krav("S1-V06")
def test_a_question_about_no_health_matter_is_not_sent(veil):
    sak = veil.utkast(veil.behov(fagfelt=""))
    with pytest.raises(ValidationError) as feil:
        foresporsel.meld(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert feil.value.message_dict == {"fagfelt": ["Velg fagfelt."]}


@pytest.mark.krav("S0-K04")
@pytest.mark.krav("S0-K05")
@pytest.mark.parametrize("omfang", ["pasientgruppe", "kunnskap", "generell"])
def test_what_is_not_about_one_patient_is_asked_in_words_without_an_identity(veil, omfang):
    assert veil.meldt(veil.behov(omfang=omfang)).omfang == omfang
    with pytest.raises(ValidationError):
        veil.utkast(veil.behov(omfang=omfang, behov="Gjelder 21917010045 og andre med samme sykdom."))


@pytest.mark.krav("S0-V05")
def test_the_law_is_given_in_full(veil, client):
    sak = veil.meldt()
    client.force_login(veil.soker)
    side = client.get(f"/veiledning/{sak.pk}/").content.decode()
    assert "spesialisthelsetjenesteloven § 6-3" in side.replace("\N{NO-BREAK SPACE}", " ")
