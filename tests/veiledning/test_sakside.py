"""The page of one question: who sees it, what it says to each of them, and which button is theirs."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grunnmur.saksgang.models import Lesing
from tests.veiledning.folk import virkedag
from tests.veiledning.samtale import avtalt, foreslaa, har_begynt, klokka
from veiledning.operations import avtale, frist, traad, vakt
from veiledning.operations.taushet import meld_taushet_forfalte

NB = "\N{NO-BREAK SPACE}"


def side(client, veil, sak, hvem):
    client.force_login(veil.folk[hvem])
    return client.get(f"/veiledning/{sak.pk}/")


def knapper(client, veil, sak, hvem) -> tuple[str, list[str], list[str]]:
    """The button, those beside it, and the rest, by code."""
    k = side(client, veil, sak, hvem).context["knapper"]
    return (k.forst.kode if k.forst else "", [n.kode for n in k.ved_siden], sorted(n.kode for n in k.flere))


def tekst(svar) -> str:
    """The words of the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", svar.content.decode()).replace(NB, " ").split())


@pytest.mark.parametrize(
    ("hvem", "status"),
    [
        ("soker", 200), ("svarer", 200), ("svarer2", 200), ("reserve", 200), ("vertsleder", 200), ("koordinator", 200),
        ("utenfor", 404), ("kommunesvarer", 404), ("kommunekoordinator", 404), ("spesialist", 404), ("hamarspor", 404),
        ("sykehuslege", 404),
    ],
)  # fmt: skip
def test_those_it_concerns_see_it_and_a_stranger_does_not_know_it_is_there(veil, client, hvem, status):
    sak = veil.tatt()
    assert side(client, veil, sak, hvem).status_code == status
    assert Lesing.objects.for_sak(sak).exists() == (status == 200 and hvem != "soker")


def test_a_verb_of_somebody_else_is_refused_and_a_stranger_finds_nothing(veil, client):
    sak = veil.tatt()
    svar = {}
    for hvem in ("svarer", "svarer2", "soker", "utenfor"):
        client.force_login(veil.folk[hvem])
        svar[hvem] = [
            client.post(f"/veiledning/{sak.pk}/svar/", {"versjon": 0, "tekst": "x"}).status_code,
            client.get(f"/veiledning/{sak.pk}/trekk/").status_code,
        ]
    assert svar == {"svarer": [409, 403], "svarer2": [403, 403], "soker": [403, 200], "utenfor": [404, 404]}


def test_the_button_is_what_this_person_should_do_next(veil, client):
    sak = veil.meldt()
    assert knapper(client, veil, sak, "svarer")[:2] == ("ta", ["videresend"])
    assert knapper(client, veil, sak, "soker") == ("", [], ["trekk"])
    assert "ta" in knapper(client, veil, sak, "reserve")[2]
    sak = vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert knapper(client, veil, sak, "svarer")[:2] == ("foreslaa-avtale", ["svar", "spor"])
    assert knapper(client, veil, sak, "soker") == ("", [], ["foreslaa-avtale", "skriv", "trekk"])
    sak = foreslaa(veil, sak)
    assert knapper(client, veil, sak, "soker")[:2] == ("bekreft-avtale", ["foreslaa-avtale"])
    assert knapper(client, veil, sak, "svarer")[0] == ""
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert "gjennomfor" not in str(knapper(client, veil, sak, "svarer"))
    har_begynt(sak)
    assert knapper(client, veil, sak, "svarer")[0] == "gjennomfor"
    sak.refresh_from_db()
    sak = avtale.gjennomfor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert knapper(client, veil, sak, "soker")[:2] == ("kode-utfall", ["ikke-besvart"])


def test_a_question_that_wants_words_is_answered_first(veil, client):
    sak = veil.tatt(veil.behov(form="skriftlig"))
    assert knapper(client, veil, sak, "svarer")[:2] == ("svar", ["spor", "foreslaa-avtale"])


@pytest.mark.krav("S1-V13")
def test_about_one_patient_there_is_a_number_to_ring_and_nothing_to_write(veil, client):
    sak = veil.tatt(veil.tilbakering())
    forst, ved_siden, flere = knapper(client, veil, sak, "svarer")
    assert (forst, ved_siden) == ("har-ringt", ["ring-uten-svar"])
    assert {"svar", "spor", "skriv", "foreslaa-avtale", "avgrens", "avvis-utenfor"} & set(flere) == set()
    svar = side(client, veil, sak, "svarer")
    assert 'href="tel:+4761000001"' in svar.content.decode()
    ord_ = tekst(svar)
    assert "kl. 09.00–11.00".replace(NB, " ") in ord_
    assert "dialogmelding" in ord_
    assert "113" in ord_
    assert "<textarea" not in svar.content.decode()


@pytest.mark.krav("S1-V02")
@pytest.mark.krav("S0-V02")
@pytest.mark.krav("S0-V04")
@pytest.mark.parametrize(
    ("felter", "av", "hvem", "lov"),
    [
        ("behov", "soker", "svarer", ("spesialisthelsetjenesteloven § 6-3", "1999-07-02-61/§6-3")),
        ("omvendt", "sykehuslege", "kommunesvarer", ("helse- og omsorgstjenesteloven § 5-11", "2011-06-24-30/§5-11")),
    ],
)
def test_the_law_of_the_direction_stands_with_its_link(veil, client, felter, av, hvem, lov):
    sak = veil.meldt(getattr(veil, felter)(), av=av)
    html = side(client, veil, sak, hvem).content.decode()
    assert f'<a class="ds-link" href="https://lovdata.no/lov/{lov[1]}" rel="external noopener">{lov[0]}</a>' in html


def test_whom_it_waits_for_stands_with_a_name_and_days(veil, client):
    sak = veil.tatt(naa=klokka(-3))
    ord_ = tekst(side(client, veil, sak, "soker"))
    dager = (timezone.localdate() - virkedag(-3)).days
    assert f"Venter på Svein Svarer {dager} dager" in ord_
    [venter] = side(client, veil, sak, "soker").context["side"].venter
    assert (venter.hvem, venter.over, venter.er_meg) == ("Svein Svarer", False, False)


def test_the_line_is_for_those_who_answer_and_the_asker_sees_whose_turn_it_is(veil, client):
    sak = veil.meldt()
    svar = side(client, veil, sak, "soker")
    assert svar.context["side"].vakt.steg == []
    assert "Spørsmålet er hos Svein Svarer." in tekst(svar)
    assert "Sigrid Svarerto" not in tekst(svar)
    linje = side(client, veil, sak, "svarer2").context["side"].vakt.steg
    assert [(s.navn, s.tilstand) for s in linje] == [
        ("Svein Svarer", "naa"), ("Sigrid Svarerto", "venter"), ("Roar Reserve", "venter"), ("Vera Vertsleder", "venter"),
    ]  # fmt: skip


def test_a_stand_in_is_told_on_whose_behalf(veil, client):
    veil.reserve.roller.update(gyldig_til=virkedag(-1))
    veil.stedfortreder_for("reserve", veil.svarer.roller.get(type="veiledningsansvarlig"))
    sak = veil.tatt(svarer="reserve")
    svar = side(client, veil, sak, "reserve")
    assert svar.context["knapper"].forst.paa_vegne_av == "Svein Svarer"
    assert "På vegne av Svein Svarer" in tekst(svar)
    assert "På vegne av Svein Svarer" in tekst(client.get(f"/veiledning/{sak.pk}/svar/"))


def test_the_thread_names_people_and_shows_links(veil, client):
    sak = veil.tatt()
    lenker = [("Prosedyre", "https://prosedyrer.example/pumpe")]
    sak = traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Slik:\n\n<b>først</b>", lenker=lenker)
    html = side(client, veil, sak, "soker").content.decode()
    assert "<strong>Svein Svarer</strong>" in html
    assert "&lt;b&gt;først&lt;/b&gt;" in html
    assert 'href="https://prosedyrer.example/pumpe" rel="external noopener noreferrer"' in html


def test_a_proposal_after_the_deadline_says_that_it_is_no_answer_yet(veil, client):
    sak = foreslaa(veil, veil.tatt(), start=klokka(8))
    assert "regnes som ubesvart til avtalen er bekreftet" in tekst(side(client, veil, sak, "soker"))
    sak = foreslaa(veil, sak, start=klokka(2))
    assert "regnes som ubesvart" not in tekst(side(client, veil, sak, "soker"))


def test_the_asker_sees_who_has_opened_it(veil, client):
    sak = veil.tatt()
    side(client, veil, sak, "svarer2")
    assert "Sigrid Svarerto åpnet saken" in tekst(side(client, veil, sak, "soker"))
    assert "Hvem har åpnet saken" not in tekst(side(client, veil, sak, "svarer"))


def test_a_proposed_day_stands_beside_the_deadline(veil, client):
    sak = veil.tatt()
    ny = virkedag(2, sak.svarfrist)
    sak = frist.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=ny)
    assert "er foreslått" in tekst(side(client, veil, sak, "soker"))
    assert knapper(client, veil, sak, "soker")[0] == "godta-frist"


def spor_opp(client, veil, sak, hvem) -> int:
    side(client, veil, sak, hvem)
    with CaptureQueriesContext(
        connection,
    ) as fanget:
        assert side(client, veil, sak, hvem).status_code == 200
    return len(fanget)


def test_the_number_of_queries_does_not_grow_with_the_thread(veil, client):
    sak = veil.tatt()
    sak = traad.skriv(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="En")
    en = {hvem: spor_opp(client, veil, sak, hvem) for hvem in ("soker", "svarer")}
    for _nr in range(3):
        sak = traad.skriv(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="Flere")
        sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hva?")
        sak = traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="Det.")
    assert {hvem: spor_opp(client, veil, sak, hvem) for hvem in ("soker", "svarer")} == en
    assert en == {"soker": 23, "svarer": 22}


def test_an_agreement_is_shown_with_both_who_are_responsible(veil, client):
    sak = avtalt(veil)
    ord_ = tekst(side(client, veil, sak, "soker"))
    assert "Legg avtalen i kalenderen" in ord_
    for ord_et in ("Gjennomgang av smertepumper", "Video", "Synne Søker", "Svein Svarer"):
        assert ord_et in ord_


def test_whoever_waits_for_the_meeting_is_told_when_it_is_and_nobody_waits_for_themselves(veil, client):
    sak = avtalt(veil)
    svar = side(client, veil, sak, "svarer")
    motes = svar.context["side"].motes
    assert motes == sak.avtaler.get().start
    assert svar.context["side"].andre == []
    assert "Etterpå registrerer du her at veiledningen er gitt." in tekst(svar)
    assert "Dette ventes det på" not in tekst(svar)
    assert [v.hvem for v in side(client, veil, sak, "soker").context["side"].andre] == ["Svein Svarer"]
    har_begynt(sak)
    assert side(client, veil, sak, "svarer").context["side"].motes is None


def test_the_page_of_a_verb_that_is_one_button_says_what_it_is_about(veil, client):
    sak = veil.meldt()
    client.force_login(veil.svarer)
    ord_ = tekst(client.get(f"/veiledning/{sak.pk}/ta/"))
    assert sak.behov in ord_
    assert "Spurt av Synne Søker" in ord_


@pytest.mark.krav("S1-V03")
def test_another_time_to_ring_is_never_said_to_hold_at_once(veil, client):
    vanlig, ring = veil.tatt(), veil.tatt(veil.tilbakering())
    client.force_login(veil.svarer)
    straks = "Et tidligere tidspunkt gjelder med en gang."
    assert [straks in tekst(client.get(f"/veiledning/{s.pk}/frist/")) for s in (vanlig, ring)] == [True, False]
    assert "Den som spurte, må godta et nytt tidspunkt." in tekst(client.get(f"/veiledning/{ring.pk}/frist/"))


def test_the_coordinator_is_told_what_to_do_about_silence_and_the_steps_say_whom_it_waits_for(veil, client):
    sak = veil.tatt(naa=klokka(-8))
    assert meld_taushet_forfalte(timezone.now()) == 1
    svar = side(client, veil, sak, "koordinator")
    assert svar.context["side"].folger_opp
    assert "Fristen er ute uten svar, og du skal følge det opp med den det ventes på." in tekst(svar)
    assert [s.dato for s in svar.context["side"].steg if s.tilstand == "naa"] != ["Venter på deg"]
    assert not side(client, veil, sak, "svarer").context["side"].folger_opp


def test_a_time_that_has_passed_is_not_said_to_come(veil, client):
    sak = veil.meldt()
    assert "Har ingen tatt imot det innen" in tekst(side(client, veil, sak, "soker"))
    assert "Spørres" in tekst(side(client, veil, sak, "svarer"))
    type(sak).objects.filter(pk=sak.pk).update(neste_trinn=timezone.now())
    assert "Den neste på vaktlisten blir også spurt." in tekst(side(client, veil, sak, "soker"))
    assert "Spørres" not in tekst(side(client, veil, sak, "svarer"))
