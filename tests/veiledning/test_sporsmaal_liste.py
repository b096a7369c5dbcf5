"""The list: who sees which rows, tabs, filters, sorting, pages, the workbook, and saved filters."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.models import Lagretfilter
from tests.klient import som
from veiledning.models import Foresporsel
from veiledning.operations import traad, vakt

LISTE = "/veiledning/"


@pytest.fixture(autouse=True)
def _uten_husket_valgliste() -> None:
    """The parties and fields to choose among are kept in the process, where those of the test before still are."""
    caches["lokal"].clear()


def rader(klient: Client, **valg: Any) -> list[Any]:
    return klient.get(LISTE, valg).context["rader"]


def numre(klient: Client, **valg: Any) -> list[str]:
    return [rad.saksnummer for rad in rader(klient, **valg)]


# state → who has the question to the palliative centre in «Alle jeg kan se»
SYNLIG = {
    "utkast": set(),
    "meldt": {
        "soker", "svarer", "svarer2", "reserve", "koordinator", "vertsleder", "divisjonsleder", "sekretariat",
    },
}  # fmt: skip
SYNLIG["tatt"] = SYNLIG["meldt"]


@pytest.mark.parametrize("tilstand", SYNLIG)
def test_everybody_sees_only_their_own(veil, tilstand):
    getattr(veil, tilstand)()
    ser = set()
    for kode, bruker in veil.folk.items():
        svar = som(bruker).get(LISTE, {"vis": "alle"})
        if svar.status_code == 200 and svar.context["rader"]:
            ser.add(kode)
    assert ser == SYNLIG[tilstand]


def test_a_stranger_finds_no_list(veil):
    veil.meldt()
    for adresse in (LISTE, f"{LISTE}eksport.xlsx"):
        assert som(veil.utenfor).get(adresse).status_code == 404
    assert som(veil.utenfor).post(f"{LISTE}filtre/", {"navn": "x", "sporring": "q=a"}).status_code == 404


@pytest.mark.krav("S1-V13", "S1-V09")
def test_about_one_patient_a_row_says_that_somebody_wants_to_be_rung(veil):
    sak = veil.meldt(veil.tilbakering())
    html = som(veil.svarer).get(LISTE).content.decode()
    assert "Ring meg om en pasient" in html
    assert sak.ring_tlf not in html
    assert "61\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}01" not in html


def test_a_row_says_who_has_it_and_until_when(veil):
    sak = veil.meldt()
    [rad] = rader(som(veil.soker))
    assert (rad.tittel, rad.hos, rad.svarfrist, rad.over_frist) == (sak.overskrift, "Svein Svarer", sak.svarfrist, False)
    assert rad.visning.name == "VENTER_PAA_SVAR"
    assert rader(som(veil.svarer))[0].visning.name == "VENTER_PAA_DEG"
    vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    [rad] = rader(som(veil.koordinator))
    assert (rad.hos, rad.visning.name) == ("Svein Svarer", "TATT_IMOT")


def test_beside_the_state_stands_who_has_it_but_not_the_reader_nor_somebody_who_is_done(veil):
    sak = veil.meldt()
    assert [r.hos_tekst for r in rader(som(veil.soker))] == ["Hos Svein Svarer"]
    assert [r.hos_tekst for r in rader(som(veil.svarer))] == [""]  # «Venter på deg» says it
    Foresporsel.objects.filter(pk=sak.pk).update(vakt=None)
    assert [r.hos_tekst for r in rader(som(veil.soker))] == ["Hos vaktlisten"]
    sak.refresh_from_db()
    sak = vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Slik gjør vi det.")
    assert [r.hos_tekst for r in rader(som(veil.koordinator))] == ["Svein Svarer"]


def test_who_answers_alone_has_no_rota(veil):
    sak = veil.meldt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None))
    Foresporsel.objects.filter(pk=sak.pk).update(vakt=None)
    assert [r.hos_tekst for r in rader(som(veil.soker))] == [f"Hos {veil.praksis.fullt_navn}"]


def test_a_list_that_is_empty_has_no_filter_until_one_is_chosen(veil):
    assert b'id="filter"' not in som(veil.soker).get(LISTE).content
    assert b'id="filter"' in som(veil.soker).get(LISTE, {"q": "sår"}).content


def test_tabs(veil):
    egen = veil.meldt()
    til_kommunen = veil.meldt(veil.omvendt(), av="sykehuslege")
    utkast = veil.utkast()
    assert sorted(numre(som(veil.soker))) == ["", egen.saksnummer]  # who sees only their own starts there, drafts too
    assert utkast.navn in [rad.tittel for rad in rader(som(veil.soker), vis="mine")]
    assert numre(som(veil.svarer), vis="venter") == [egen.saksnummer]
    assert numre(som(veil.svarer2), vis="venter") == []
    assert numre(som(veil.kommunesvarer), vis="venter") == [til_kommunen.saksnummer]
    assert numre(som(veil.svarer2), vis="enheten") == [egen.saksnummer]
    assert numre(som(veil.koordinator), vis="enheten") == []  # coordinates, but answers nowhere
    assert numre(som(veil.koordinator), vis="alle") == [egen.saksnummer]
    svar = som(veil.soker).get(LISTE)
    assert (svar.context["bare_egne"], svar.context["har_enhet"]) == (True, False)


def test_who_stands_in_has_what_waits(veil):
    sak = veil.meldt(veil.omvendt(), av="sykehuslege")
    assert numre(som(veil.hamarspor), vis="venter") == []
    veil.stedfortreder_for("hamarspor", veil.kommunesvarer.roller.get(type=RolleType.VEILEDNINGSANSVARLIG))
    assert numre(som(veil.hamarspor), vis="venter") == [sak.saksnummer]


# filter → the questions it leaves, of «a» (to the centre, about pain), «b» (to be rung) and «c» (to the specialist, late)
FILTRE = [
    ({"q": "smerte"}, "ac"),
    ({"q": "smertelindr hjemme"}, "ac"),
    ({"q": "lindring"}, ""),
    ({"q": "smertepumper"}, "ac"),
    ({"q": "%"}, ""),
    ({"q": "' | !"}, ""),
    ({"tilstand": "mottatt"}, "a"),
    ({"omfang": "enkeltpasient"}, "b"),
    ({"fagfelt": "rus"}, "c"),
    ({"fagomraade": "rus"}, "c"),
    ({"virksomhet": "praksis"}, "c"),
    ({"virksomhet": "gjovik"}, "abc"),
    ({"retning": "sphl_6_3"}, "abc"),
    ({"retning": "hol_5_11"}, ""),
    ({"frist": "ute"}, "c"),
    ({"frist": "ubesvart"}, "abc"),
]


@pytest.fixture
def tre(veil: Any) -> dict[str, Foresporsel]:
    a = veil.tatt()
    b = veil.meldt(veil.tilbakering())
    felter = veil.behov(til_virksomhet=veil.praksis, til_enhet=None, fagfelt="rus", fagomraade=veil.fag["rus"])
    c = veil.meldt(felter, naa=timezone.now() - timedelta(days=30))
    return {"a": a, "b": b, "c": c}


@pytest.mark.parametrize(("valg", "ventet"), FILTRE)
def test_filter(veil, tre, valg, ventet):
    if virksomhet := valg.get("virksomhet"):
        valg = {"virksomhet": str(getattr(veil, virksomhet).pk)}
    if fag := valg.get("fagomraade"):
        valg = {"fagomraade": str(veil.fag[fag].pk)}
    navn = {sak.saksnummer: kode for kode, sak in tre.items()}
    assert "".join(sorted(navn[nr] for nr in numre(som(veil.soker), **valg))) == ventet


def test_search_by_case_number_and_sort_by_deadline(veil, tre):
    klient = som(veil.soker)
    nr = tre["b"].saksnummer
    assert numre(klient, q=nr.lower()) == [nr]
    assert sorted(numre(klient, q="v-2026" if nr.startswith("V-2026") else nr[:6].lower())) == sorted(
        s.saksnummer for s in tre.values()
    )
    assert numre(klient, sorter="frist")[0] == tre["c"].saksnummer
    assert [rad.over_frist for rad in rader(klient, sorter="frist")] == [True, False, False]


@pytest.mark.parametrize(
    "valg",
    [{"q": "a" * 5000}, {"tilstand": "finnes-ikke"}, {"virksomhet": "' OR 1=1"}, {"side": "tull"}, {"sorter": "-passord"},
     {"vis": "alt"}, {"fagfelt": ["rus", "x"]}, {"q": "21917010045"}, {"q": "'\\:*&!"}],
)  # fmt: skip
def test_a_broken_filter_is_never_an_error_page(veil, valg):
    veil.meldt()
    assert som(veil.svarer).get(LISTE, valg).status_code == 200


def test_no_hits_and_no_questions_say_what_to_do(veil):
    klient = som(veil.soker)
    assert "De har plikt til å svare deg." in klient.get(LISTE).content.decode()
    assert "Nullstill filteret" in klient.get(LISTE, {"q": "finnesikke"}).content.decode()


def test_the_page_asks_as_often_about_three_rows_as_about_one(veil):
    """Session, user and roles aside."""
    klient = som(veil.svarer)

    def maal() -> list[str]:
        klient.get(LISTE)
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(LISTE)
        return [s["sql"] for s in sporringer.captured_queries]

    veil.meldt()
    en = maal()
    veil.meldt()
    veil.tatt()
    tre = maal()
    assert len(tre) == len(en)
    egne = [sql for sql in tre if '"veiledning_' in sql or '"oppgaver_' in sql or '"saksgang_' in sql]
    assert len(egne) <= 6, egne
    assert len(tre) <= 12, tre
    assert "OFFSET" not in " ".join(tre)


def test_pages_show_each_question_once(veil):
    tid = timezone.now()
    saker = [veil.meldt(naa=tid - timedelta(hours=30 - nr)) for nr in range(30)]
    klient = som(veil.svarer)
    forste = klient.get(LISTE)
    andre = klient.get(LISTE, {"side": forste.context["side"].neste})
    sett = [r.saksnummer for svar in (forste, andre) for r in svar.context["rader"]]
    assert sett == [s.saksnummer for s in reversed(saker)]
    assert andre.context["side"].neste is None


def test_the_workbook_has_the_same_rows(veil, tre):
    svar = som(veil.soker).get(f"{LISTE}eksport.xlsx", {"frist": "ute"})
    assert svar.status_code == 200
    innhold = b"".join(svar.streaming_content) if svar.streaming else svar.content
    ark = list(load_workbook(BytesIO(innhold)).active.iter_rows(values_only=True))
    assert [rad[0] for rad in ark] == ["Saksnummer", tre["c"].saksnummer]
    assert tre["b"].ring_tlf not in str(ark)


def test_a_filter_is_saved_used_and_deleted(veil):
    klient = som(veil.svarer)
    svar = klient.post(f"{LISTE}filtre/", {"navn": "Ute", "sporring": "vis=alle&frist=ute&ukjent=1"})
    assert (svar.status_code, svar["Location"]) == (302, "/veiledning/?vis=alle&frist=ute")
    lagret = Lagretfilter.objects.get()
    assert (lagret.bruker, lagret.liste) == (veil.svarer, "veiledning")
    assert ">Ute</a>" in klient.get(LISTE).content.decode()
    klient.post(f"{LISTE}filtre/{lagret.pk}/slett/")
    assert Lagretfilter.objects.count() == 0
