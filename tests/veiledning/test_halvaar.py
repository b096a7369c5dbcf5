"""The half-yearly feedback: made once, told once, frozen, and read by those it is for."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from grunnmur.varsling.maler import skriv
from grunnmur.varsling.models import Varsel
from veiledning.models import Innstilling, Tilbakemelding
from veiledning.operations.halvaar import forrige_halvaar, lag_tilbakemeldinger
from veiledning.operations.kapasitet import noter_kapasitet

from .plikt import besvart, kodet

OSLO = ZoneInfo("Europe/Oslo")
MARS = datetime(2026, 3, 2, 9, tzinfo=OSLO)
FEMTENDE_JULI = datetime(2026, 7, 15, 0, 35, tzinfo=OSLO)


def gitt(c, antall, **andre):
    """Questions asked and answered in March, coded by the asker."""
    for nr in range(antall):
        sak = besvart(c, c.tatt(naa=MARS), naa=MARS + timedelta(days=1))
        kodet(sak, c.soker, naa=MARS + timedelta(days=2), kommentar=f"Kommentar {nr}", **andre)


@pytest.mark.parametrize(
    ("dag", "ventet"),
    [
        (date(2026, 7, 14), (2025, 2)),
        (date(2026, 7, 15), (2026, 1)),
        (date(2026, 12, 31), (2026, 1)),
        (date(2027, 1, 14), (2026, 1)),
        (date(2027, 1, 15), (2026, 2)),
        (date(2027, 6, 30), (2026, 2)),
    ],
)
def test_which_half_year_is_due(dag, ventet):
    assert forrige_halvaar(dag) == ventet


def test_it_is_made_and_told_once(veil):
    gitt(veil, 1)
    assert lag_tilbakemeldinger(FEMTENDE_JULI - timedelta(days=1)) == 0
    assert [lag_tilbakemeldinger(FEMTENDE_JULI) for _gang in range(2)] == [1, 0]
    rad = Tilbakemelding.objects.get()
    assert (rad.virksomhet, rad.enhet, rad.aar, rad.halvaar, rad.tall["spurt"]) == (veil.sykehus, veil.palliativ, 2026, 1, 1)
    varsler = Varsel.objects.filter(mal="veiledning.tilbakemelding").select_related("mottaker")
    assert sorted(v.mottaker.navn for v in varsler) == sorted(
        p.navn for p in (veil.svarer, veil.svarer2, veil.reserve, veil.vertsleder)
    )
    assert {v.adresse for v in varsler} == {f"/veiledning/tilbakemelding/{veil.palliativ.pk}/2026-1/"}
    assert skriv(varsler[0]).emne == f"Tilbakemelding til {veil.palliativ.visningsnavn} for første halvår 2026"


def test_what_is_made_stands(veil):
    gitt(veil, 1)
    lag_tilbakemeldinger(FEMTENDE_JULI)
    for endre in (lambda: Tilbakemelding.objects.update(tall={}), lambda: Tilbakemelding.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            endre()
    gitt(veil, 1)
    assert lag_tilbakemeldinger(FEMTENDE_JULI + timedelta(days=1)) == 0
    assert Tilbakemelding.objects.get().tall["spurt"] == 1


@pytest.mark.django_db
def test_a_failing_notice_leaves_no_feedback_behind(veil, monkeypatch):
    gitt(veil, 1)

    def faller(**_alt):
        raise RuntimeError("no mail today")

    with monkeypatch.context() as m:
        m.setattr("veiledning.operations.halvaar.send_epost", faller)
        with pytest.raises(RuntimeError):
            lag_tilbakemeldinger(FEMTENDE_JULI)
    assert not Tilbakemelding.objects.exists()
    assert lag_tilbakemeldinger(FEMTENDE_JULI) == 1


def test_who_answers_alone_gets_it_for_the_party(veil):
    sak = veil.tatt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None), svarer="spesialist", naa=MARS)
    noter_kapasitet(sak, "Vi har ikke tid.", utfort_av=veil.spesialist, naa=MARS)
    lag_tilbakemeldinger(FEMTENDE_JULI)
    rad = Tilbakemelding.objects.get()
    assert (rad.virksomhet, rad.enhet, rad.sted_id, rad.tall["kapasitet"]) == (veil.praksis, None, veil.praksis.pk, 1)
    assert [v.mottaker for v in Varsel.objects.filter(mal="veiledning.tilbakemelding")] == [veil.spesialist]


def test_the_page_says_what_went_well_and_shows_comments_only_of_enough(veil, client):
    Innstilling.objects.update(minste_gruppe=3)
    gitt(veil, 2)
    lag_tilbakemeldinger(FEMTENDE_JULI)
    client.force_login(veil.svarer)
    adresse = Tilbakemelding.objects.get().get_absolute_url()
    side = client.get(adresse).context["side"]
    assert (side.kommentarer, side.tall.nytte["melder"].snitt) == ([], None)
    assert side.gikk_bra == [
        "Dere ga veiledning i 2 saker.",
        "100 prosent fikk svar eller avtale innen fristen.",
        "Halvparten fikk det første svaret innen to virkedager.",
        "De som spurte, kunne løse oppgaven selv i 2 saker.",
    ]


def test_with_enough_the_comments_and_the_usefulness_are_there(veil, client):
    Innstilling.objects.update(minste_gruppe=3)
    gitt(veil, 3, nytte=5)
    lag_tilbakemeldinger(FEMTENDE_JULI)
    client.force_login(veil.vertsleder)
    svar = client.get(Tilbakemelding.objects.get().get_absolute_url())
    side = svar.context["side"]
    assert (side.kommentarer, side.tall.nytte["melder"].snitt) == (["Kommentar 0", "Kommentar 1", "Kommentar 2"], 5.0)
    assert "De som spurte, syntes veiledningen var nyttig." in side.gikk_bra
    assert veil.soker.navn not in svar.content.decode()


@pytest.mark.parametrize(
    ("hvem", "kode"),
    [
        ("svarer", 200), ("reserve", 200), ("vertsleder", 200), ("koordinator", 200),
        ("kommunesvarer", 404), ("kommunekoordinator", 404), ("soker", 404), ("spesialist", 404), ("utenfor", 404),
    ],
)  # fmt: skip
def test_who_reads_it(veil, client, hvem, kode):
    gitt(veil, 1)
    lag_tilbakemeldinger(FEMTENDE_JULI)
    client.force_login(veil.folk[hvem])
    assert client.get(Tilbakemelding.objects.get().get_absolute_url()).status_code == kode
    assert client.get(f"/veiledning/tilbakemelding/{veil.palliativ.pk}/2025-2/").status_code == 404
