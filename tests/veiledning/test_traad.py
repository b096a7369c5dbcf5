"""The thread: asking back, answering, ringing. Signed by name, with a clock that stands still for the asker only."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from tests.veiledning.folk import virkedag
from tests.veiledning.samtale import avtalt, foreslaa, fortalt, klokka, skylder
from veiledning import frister
from veiledning.models import Foresporsel, Innlegg, Lenke
from veiledning.operations import foresporsel, frist, traad

OSLO = ZoneInfo("Europe/Oslo")
FODSELSNUMMER = "21917010045"
"""Synthetic: eighty is added to the month."""


def test_asking_back_stops_the_clock_and_the_answer_starts_it_with_the_days_it_took(veil):
    naa = klokka(0, 9)
    sak = veil.tatt(naa=naa)
    frist_foer = sak.svarfrist
    sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvilken pumpe har dere?", naa=naa)
    assert (sak.tilstand, sak.forste_svar_tid, sak.svarfrist) == ("spurt", naa, frist_foer)
    assert skylder(sak) == [("tilsvar", "Synne Søker")]
    assert fortalt(sak, "spurt") == {"Synne Søker"}

    svart = timezone.make_aware(datetime.combine(virkedag(3), time(15)))
    sak = traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="CADD", naa=svart)
    assert (sak.tilstand, sak.svarfrist) == ("mottatt", virkedag(3, frist_foer))
    assert skylder(sak) == [("svar", "Svein Svarer")]
    assert [(i.type, i.av, i.tekst) for i in sak.innlegg.all()] == [
        ("sporsmaal", veil.svarer, "Hvilken pumpe har dere?"), ("tilsvar", veil.soker, "CADD"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fra", "til", "dager"),
    [
        ("2026-11-27", "2026-11-27", 0), ("2026-11-27", "2026-11-30", 1), ("2026-12-23", "2026-12-28", 2),
        ("2027-03-24", "2027-03-30", 1), ("2026-11-23", "2026-12-04", 9),
    ],
)  # fmt: skip
def test_only_working_days_are_added(fra, til, dager):
    """Weekends, Christmas and Easter are nobody's wait."""
    assert frister.virkedager_mellom(datetime.fromisoformat(fra).date(), datetime.fromisoformat(til).date()) == dager


def test_a_proposed_day_that_the_clock_has_passed_needs_no_yes_any_more(veil):
    sak = veil.tatt(naa=klokka(0, 9))
    sak = frist.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(1, sak.svarfrist))
    sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvilken pumpe?", naa=klokka(0, 10))
    sak = traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="CADD", naa=klokka(2))
    assert (sak.foreslaatt_frist, skylder(sak)) == (None, [("svar", "Svein Svarer")])


def test_first_word_is_noted_once_and_taking_it_is_none(veil):
    sak = veil.tatt()
    assert sak.forste_svar_tid is None
    sak = traad.skriv(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Jeg ser på det.")
    assert sak.forste_svar_tid is None
    forst = timezone.now() - timedelta(hours=3)
    sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvilken pumpe?", naa=forst)
    sak = traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="CADD")
    sak = traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Slik gjør dere.")
    assert sak.forste_svar_tid == forst


@pytest.mark.krav("S1-V03")
@pytest.mark.krav("S0-V02")
def test_a_written_answer_is_signed_by_name_and_points_to_procedures(veil):
    sak = veil.tatt()
    lenker = [("Prosedyre for smertepumpe", "https://prosedyrer.example/pumpe"), ("Håndbok", "https://handbok.example/")]
    sak = traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Slik gjør dere.", lenker=lenker)
    assert (sak.tilstand, sak.gjennomfort_tid is None) == ("gjennomfort", False)
    svaret = sak.innlegg.get()
    assert (svaret.type, svaret.av, svaret.paa_vegne_av) == ("svar", veil.svarer, None)
    assert list(svaret.lenker.values_list("tittel", "url").order_by("url")) == sorted(lenker, key=lambda par: par[1])
    assert skylder(sak) == [("utfall", "Svein Svarer"), ("utfall", "Synne Søker")]
    assert fortalt(sak, "besvart") == {"Synne Søker"}


@pytest.mark.parametrize(
    "lenker", [[("Hjemme", "http://prosedyrer.example/")], [("", "https://x.example/")], [("A", "https://a.example/")] * 6]
)
def test_a_link_that_is_not_published_openly_is_refused(veil, lenker):
    sak = veil.tatt()
    with pytest.raises(ValidationError) as feil:
        traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Slik.", lenker=lenker)
    assert list(feil.value.message_dict) == ["lenker"]
    sak.refresh_from_db()
    assert (sak.tilstand, Innlegg.objects.count(), Lenke.objects.count()) == ("mottatt", 0, 0)


def test_answering_in_writing_calls_off_what_was_agreed_for_later(veil):
    sak = avtalt(veil)
    sak = traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Her er svaret i stedet.")
    assert sak.avtaler.get().avlyst == sak.gjennomfort_tid
    assert fortalt(sak, "avtale_avlyst") == {"Synne Søker", "Svein Svarer"}
    assert skylder(sak) == [("utfall", "Svein Svarer"), ("utfall", "Synne Søker")]


@pytest.mark.krav("S1-V13")
@pytest.mark.krav("S1-V09")
def test_about_one_patient_somebody_rings_and_nothing_is_written(veil):
    sak = veil.tatt(veil.tilbakering())
    sak = traad.ring_uten_svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert (sak.tilstand, sak.forste_svar_tid, skylder(sak)) == ("mottatt", None, [("svar", "Svein Svarer")])
    assert fortalt(sak, "ringte") == {"Synne Søker"}
    for verb in (traad.spor, traad.skriv, traad.svar):
        with pytest.raises(UlovligOvergang):
            verb(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hun er 82 år")
    sak = traad.har_ringt(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert (sak.tilstand, sak.forste_svar_tid) == ("gjennomfort", sak.gjennomfort_tid)
    assert skylder(sak) == [("utfall", "Svein Svarer"), ("utfall", "Synne Søker")]
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        Innlegg.objects.create(
            foresporsel=sak, hendelse_id=sak.versjon, type="svar", tekst="Hun er 82 år", av=veil.svarer,
            tidspunkt=timezone.now(),
        )  # fmt: skip


def test_a_call_is_only_for_one_patient(veil):
    sak = veil.tatt()
    for verb in (traad.har_ringt, traad.ring_uten_svar):
        with pytest.raises(UlovligOvergang):
            verb(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)


@pytest.mark.parametrize("verb", ["spor", "svar", "skriv"])
def test_only_whoever_has_it_answers(veil, verb):
    sak = veil.tatt()
    for hvem in (veil.svarer2, veil.koordinator, veil.utenfor, *([veil.soker] if verb != "skriv" else [])):
        with pytest.raises(Nektet):
            getattr(traad, verb)(sak.pk, utfort_av=hvem, versjon=sak.versjon, tekst="Hei")
    assert getattr(traad, verb)(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hei").innlegg.count() == 1


def test_only_the_asker_answers_what_was_asked_back(veil):
    sak = veil.tatt()
    sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvilken?")
    for hvem in (veil.svarer, veil.svarer2, veil.kommunesvarer):
        with pytest.raises(Nektet):
            traad.tilsvar(sak.pk, utfort_av=hvem, versjon=sak.versjon, tekst="CADD")
    assert traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="CADD").tilstand == "mottatt"


def test_a_stand_in_writes_on_behalf_of_whom(veil):
    veil.reserve.roller.update(gyldig_til=virkedag(-1))
    veil.stedfortreder_for("reserve", veil.svarer.roller.get(type="veiledningsansvarlig"))
    sak = veil.tatt(svarer="reserve")
    sak = traad.svar(sak.pk, utfort_av=veil.reserve, versjon=sak.versjon, tekst="Slik gjør dere.")
    svaret = sak.innlegg.get()
    assert (svaret.av, svaret.paa_vegne_av) == (veil.reserve, veil.svarer)


def test_asking_back_keeps_a_proposal_and_asks_for_it_again(veil):
    sak = foreslaa(veil, veil.tatt(), av="soker")
    assert skylder(sak) == [("bekreft_avtale", "Svein Svarer")]
    sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvor mange kommer?")
    assert skylder(sak) == [("tilsvar", "Synne Søker")]
    sak = traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="Åtte")
    assert skylder(sak) == [("bekreft_avtale", "Svein Svarer")]


def test_withdrawing_ends_it_and_calls_off_what_was_agreed(veil):
    sak = avtalt(veil)
    sak = foresporsel.trekk(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert (sak.tilstand, skylder(sak), sak.avtaler.get().avlyst is None) == ("trukket", [], False)
    assert fortalt(sak, "avtale_avlyst") == {"Synne Søker", "Svein Svarer"}
    with pytest.raises(Nektet):
        foresporsel.trekk(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-V13")
@pytest.mark.parametrize(
    ("verb", "hvem"), [("spor", "svarer"), ("svar", "svarer"), ("skriv", "soker"), ("tilsvar", "soker")]
)
def test_a_text_with_an_identity_number_is_sent_back_as_it_was_typed(veil, client, verb, hvem):
    sak = veil.tatt()
    if verb == "tilsvar":
        sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvilken?")
    foer = Innlegg.objects.count()
    client.force_login(veil.folk[hvem])
    tekst = f"Gjelder {FODSELSNUMMER}, hun er hjemme."
    svar = client.post(f"/veiledning/{sak.pk}/{verb}/", {"versjon": sak.versjon, "tekst": tekst})
    assert (svar.status_code, list(svar.context["form"].errors)) == (200, ["tekst"])
    assert tekst in svar.content.decode()
    assert Innlegg.objects.count() == foer


def test_a_page_that_is_out_of_date_says_who_did_what_and_keeps_the_text(veil, client):
    sak = veil.tatt()
    traad.skriv(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="Det haster litt.")
    client.force_login(veil.svarer)
    svar = client.post(f"/veiledning/{sak.pk}/svar/", {"versjon": sak.versjon, "tekst": "Slik gjør dere."})
    assert svar.status_code == 409
    assert svar.context["konflikt"] == "Synne Søker skrev i tråden"
    assert "Slik gjør dere." in svar.content.decode()


def test_answering_too_late_shows_where_the_question_is(veil, client):
    sak = veil.tatt()
    foresporsel.trekk(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    client.force_login(veil.svarer)
    svar = client.post(f"/veiledning/{sak.pk}/svar/", {"versjon": sak.versjon, "tekst": "Slik gjør dere."})
    assert (svar.status_code, next(t.name for t in svar.templates)) == (409, "veiledning/sak.html")


def test_a_link_without_a_title_is_asked_for_at_its_field(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    data = {
        "versjon": sak.versjon,
        "tekst": "Slik.",
        "url_2": "https://a.example/",
        "tittel_1": "Bok",
        "url_3": "http://x.no",
    }
    svar = client.post(f"/veiledning/{sak.pk}/svar/", data)
    assert {n: list(e) for n, e in svar.context["form"].errors.items()} == {
        "url_1": ["Skriv adressen til lenken, med https:// først."],
        "tittel_2": ["Skriv hva lenken heter."],
        "url_3": ["Adressen må begynne med https://."],
    }
    svar = client.post(f"/veiledning/{sak.pk}/svar/", {**data, "tittel_2": "Bok to", "url_1": "bok.example", "url_3": ""})
    assert svar.status_code == 302
    assert list(Lenke.objects.values_list("tittel", "url").order_by("tittel")) == [
        ("Bok", "https://bok.example"), ("Bok to", "https://a.example/"),
    ]  # fmt: skip


@pytest.mark.krav("S1-V12")
def test_a_plea_of_capacity_in_a_text_brings_the_rule_and_tells_the_coordinator(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    data = {"versjon": sak.versjon, "tekst": "Vi har dessverre ikke kapasitet denne uka. Hvilken pumpe har dere?"}
    svar = client.post(f"/veiledning/{sak.pk}/spor/", data, follow=True)
    [melding] = [str(m) for m in svar.context["messages"]]
    assert "Veiledningsplikten kan ikke settes til side" in melding
    assert fortalt(sak, "kapasitet") == {"Kirsti Koordinator"}


def test_two_versions_of_one_page_do_not_both_write(veil):
    sak = veil.tatt()
    traad.skriv(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="En")
    with pytest.raises(Utdatert):
        traad.skriv(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="To")
    assert Foresporsel.objects.get(pk=sak.pk).innlegg.count() == 1
