"""What is searched for in the answer bank is found, by whoever may read it, whatever form of the word they use."""

from __future__ import annotations

import pytest
from django.db import connection

from grunnmur.portal.sok import som_sporring
from tests.bench.svarbank import lag_svarbank
from veiledning.models import Aktivitet, Banksvar
from veiledning.operations import bank
from veiledning.selectors.bank import KANDIDATER, avgrenset, merket, sokeside, treff
from veiledning.selectors.lignende import lignende
from veiledning.selectors.soketekst import sjeldneste_ord

from .banken import foreslaatt, publisert
from .folk import virkedag


def funnet(bruker, tekst):
    return [t.svar.sporsmaal for t in treff(sokeside(avgrenset(bruker, {}), tekst, None))]


@pytest.fixture
def tre(veil):
    publisert(veil, sporsmaal="Hvordan brukes smertepumper hjemme?", svar="Pumpen settes opp av palliativt senter.")
    publisert(veil, sporsmaal="Når trappes metadon ned?", svar="Langsomt, og alltid sammen med legen.")
    publisert(veil, sporsmaal="Hvem følger opp diabetes?", svar="Diabetessykepleier ved poliklinikken.")
    return veil


PUMPE, METADON, DIABETES = (
    "Hvordan brukes smertepumper hjemme?", "Når trappes metadon ned?", "Hvem følger opp diabetes?",
)  # fmt: skip


@pytest.mark.parametrize(
    ("tekst", "svar"),
    [
        ("smertepumpe", [PUMPE]), ("SMERTEPUMPENE", [PUMPE]), ("palliative", [PUMPE]),  # inflected
        ("smertep", [PUMPE]), ("poliklinikken diab", [DIABETES]),  # the last word only begun
        ("metadon langsomt", [METADON]), ("metadon diabetes", []),  # all the words
        ("metadon or poliklinikken", [DIABETES, METADON]), ('"sammen med legen"', [METADON]), ('"legen sammen"', []),
        ("legen -metadon", []), ("romferge", []), ("og", []), ("'; --", []), ("& | !", []), (":*", []),
    ],
)  # fmt: skip
def test_what_is_typed_finds(tre, tekst, svar):
    assert sorted(funnet(tre.hamarspor, tekst)) == svar


def test_the_question_counts_for_more_than_the_answer(tre):
    publisert(tre, sporsmaal="Noe annet", svar="Her nevnes metadon i forbifarten.")
    assert funnet(tre.hamarspor, "metadon") == [METADON, "Noe annet"]


def test_without_words_the_newest_come_first(tre):
    assert funnet(tre.hamarspor, " ") == [DIABETES, METADON, PUMPE]


def test_it_is_narrowed_by_field_and_party(tre):
    svar = Banksvar.objects.first()
    for navn, verdi, andre in [
        ("fagfelt", "somatikk", "rus"), ("virksomhet", str(tre.sykehus.pk), str(tre.gjovik.pk)),
    ]:  # fmt: skip
        assert avgrenset(tre.hamarspor, {navn: verdi}).count() == 3
        assert avgrenset(tre.hamarspor, {navn: andre}).count() == 0
    Banksvar.objects.filter(pk=svar.pk).update(fagomraade=tre.fag["rus"])
    assert list(avgrenset(tre.hamarspor, {"fagomraade": str(tre.fag["rus"].pk)})) == [svar]


def test_only_what_is_published_and_only_for_the_network(veil):
    svar = foreslaatt(veil, sporsmaal="Hvordan brukes metadon?")
    assert [funnet(veil.folk[r], "metadon") for r in ("soker", "svarer", "hamarspor")] == [[], [], []]
    bank.samtykk(svar.pk, utfort_av=veil.soker, versjon=svar.versjon)
    assert [len(funnet(veil.folk[r], "metadon")) for r in ("soker", "hamarspor", "sekretariat", "utenfor")] == [1, 1, 1, 0]


def test_what_is_found_is_marked_and_everything_else_escaped(veil):
    publisert(veil, sporsmaal="Er <b>metadon</b> farlig?", svar='<script>alert("metadon")</script>')
    (ett,) = treff(sokeside(avgrenset(veil.hamarspor, {}), "metadon", None))
    assert ett.tittel == "Er &lt;b&gt;<mark>metadon</mark>&lt;/b&gt; farlig?"
    assert "<script" not in ett.utdrag
    assert merket("\x02<i>\x03") == "<mark>&lt;i&gt;</mark>"


def test_common_words_rank_no_more_than_the_newest_and_every_page_holds(db):
    veil = lag_svarbank(KANDIDATER + 40)
    sporring = avgrenset(veil.hamarspor, {})
    side = sokeside(sporring, "pasient", None)
    assert side.treff == KANDIDATER
    sett = [s.pk for s in side]
    while side.neste:
        side = sokeside(sporring, "pasient", side.neste)
        sett += [s.pk for s in side]
    assert (len(sett), len(set(sett))) == (KANDIDATER, KANDIDATER)
    assert sporring.order_by("publisert_tid").first().pk not in sett


@pytest.mark.parametrize("tekst", ["metadon", "metad", "pasient metadon", '"morfin metadon"'])
def test_the_index_answers_every_kind_of_query(veil, tekst):
    with connection.cursor() as peker:
        peker.execute("SET LOCAL enable_seqscan = off")
        plan = Banksvar.objects.filter(sokevektor=som_sporring(tekst)).values("pk").explain()
    assert "banksvar_sok" in plan


# --- while somebody writes --------------------------------------------------------------------------------------------


def test_answers_and_sessions_that_share_the_words_are_shown_while_writing(tre):
    felter = {
        "virksomhet": tre.sykehus, "svarer": tre.svarer, "laget_av": tre.koordinator, "form": "video", "fagfelt": "rus",
        "tilstand": "planlagt",
    }  # fmt: skip
    for nr, (tittel, dager) in enumerate([("Nedtrapping av metadon", 5), ("Metadon i fjor", -200), ("Fallforebygging", 5)]):
        start = virkedag(dager) if dager > 0 else None
        Aktivitet.objects.create(
            tittel=tittel, beskrivelse="Fagdag.", saksnummer=f"VA-{nr}", start=tid(start, dager), **felter
        )
    funn = lignende(tre.hamarspor, "Vi lurer på hvordan metadonen skal trappes ned for en ny pasient")
    assert [s.sporsmaal for s in funn.svar] == [METADON]
    assert [a.tittel for a in funn.aktiviteter] == ["Nedtrapping av metadon"]
    assert not lignende(tre.utenfor, "Vi lurer på hvordan metadonen skal trappes ned").svar


def tid(dag, dager):
    from datetime import datetime, time, timedelta

    from django.utils import timezone

    if dag is None:
        return timezone.now() + timedelta(days=dager)
    return timezone.make_aware(datetime.combine(dag, time(12)))


@pytest.mark.parametrize(
    "tekst", ["", "metadon", "og i en til dere", "romferge til månen", "' | ' & metadon:*", "\\ \\ \\ \\"]
)
def test_a_text_that_says_too_little_finds_nothing_and_breaks_nothing(tre, tekst):
    assert [s.sporsmaal for s in lignende(tre.hamarspor, tekst).svar] == ([METADON] if "&" in tekst else [])


def test_the_same_field_comes_first(veil):
    for fag, sporsmaal in [("rus", "Metadon og rus?"), ("diabetes", "Metadon og diabetes?")]:
        svar = publisert(veil, sporsmaal=sporsmaal, svar="Se prosedyren.")
        Banksvar.objects.filter(pk=svar.pk).update(fagomraade=veil.fag[fag])
    for fag, forst in [("rus", "Metadon og rus?"), ("diabetes", "Metadon og diabetes?")]:
        funn = lignende(veil.hamarspor, "Vi trenger råd om metadon", fagomraade=veil.fag[fag])
        assert funn.svar[0].sporsmaal == forst


def test_the_rare_words_are_chosen_by_what_the_bank_holds(db):
    lag_svarbank(400)
    ordene = sjeldneste_ord("En pasient med romferge, morfin og fagord3")
    assert ordene[0] == "romferg"
    assert "pasient" not in ordene and "morfin" not in ordene
    assert sjeldneste_ord("pasient") == ["pasient"]
