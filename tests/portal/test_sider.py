"""Pages by key: nothing is lost or shown twice, forwards and backwards, whatever the keys look like."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import signing
from django.db import connection, models
from django.test.utils import CaptureQueriesContext, isolate_apps

from grunnmur.portal import sider
from grunnmur.portal.sider import Nokkelside, velg_sortering

ANTALL = 53


@pytest.fixture
def rad(db: Any) -> Iterator[Any]:
    """53 rows in which every sort key is shared by several."""
    with isolate_apps("grunnmur.portal"):

        class Rad(models.Model):  # noqa: DJ008
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            navn = models.CharField(max_length=20)
            nr = models.IntegerField()
            tid = models.DateTimeField()
            dag = models.DateField()

            class Meta:
                app_label = "portal"

        with connection.schema_editor() as editor:
            editor.create_model(Rad)
        tilfeldig = random.Random(3)
        start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        Rad.objects.bulk_create(
            Rad(
                id=uuid.UUID(int=tilfeldig.getrandbits(128)),
                navn=tilfeldig.choice(["Åse", "Øyvind", "'; --", "a", "b"]),
                nr=i // 7,
                tid=start + dt.timedelta(hours=i // 3, microseconds=123456),
                dag=start.date() + dt.timedelta(days=i // 10),
            )
            for i in range(ANTALL)
        )
        yield Rad


def alle_sider(sporring: Any, sortering: str) -> list[Nokkelside]:
    funnet = [Nokkelside(sporring, sortering=sortering, antall=10)]
    while funnet[-1].neste:
        funnet.append(Nokkelside(sporring, sortering=sortering, antall=10, markor=funnet[-1].neste))
        assert len(funnet) <= ANTALL, "the pages never end"
    return funnet


@pytest.mark.parametrize("sortering", ["nr", "-nr", "navn", "-navn", "tid", "-tid", "dag", "-dag", "pk", "-pk"])
def test_every_row_comes_once_in_order(rad: Any, sortering: str) -> None:
    retning = "-" if sortering.startswith("-") else ""
    fasit = list(rad.objects.order_by(sortering, f"{retning}pk"))
    assert [ett for side in alle_sider(rad.objects.all(), sortering) for ett in side] == fasit


@pytest.mark.parametrize("sortering", ["nr", "-nr", "-tid", "navn"])
def test_the_way_back_shows_the_same_pages(rad: Any, sortering: str) -> None:
    fram = alle_sider(rad.objects.all(), sortering)
    tilbake = [fram[-1]]
    while tilbake[-1].forrige:
        tilbake.append(Nokkelside(rad.objects.all(), sortering=sortering, antall=10, markor=tilbake[-1].forrige))
    assert [side.rader for side in reversed(tilbake)] == [side.rader for side in fram]
    assert fram[0].forrige is None
    assert fram[-1].neste is None


@pytest.mark.parametrize("form", ["values", "named"])
def test_rows_may_be_dicts_or_named_tuples(rad: Any, form: str) -> None:
    felter = ("id", "nr", "navn")
    sporring = rad.objects.values(*felter) if form == "values" else rad.objects.values_list(*felter, named=True)
    funnet = [ett for side in alle_sider(sporring, "nr") for ett in side]
    assert len(funnet) == len({str(ett) for ett in funnet}) == ANTALL


def test_rows_added_meanwhile_move_nothing(rad: Any) -> None:
    forste = Nokkelside(rad.objects.all(), sortering="nr", antall=10)
    rad.objects.create(navn="ny", nr=-1, tid=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dag=dt.date(2026, 1, 1))
    andre = Nokkelside(rad.objects.all(), sortering="nr", antall=10, markor=forste.neste)
    assert andre.rader == list(rad.objects.filter(nr__gte=0).order_by("nr", "pk")[10:20])


@pytest.mark.parametrize("markor", ["", "x", "1", "../..", "W10", "\x00", "å" * 3000, "eyJ:abc:def", None])
def test_invented_cursor_gives_the_first_page(rad: Any, markor: str | None) -> None:
    side = Nokkelside(rad.objects.all(), sortering="nr", antall=10, markor=markor)
    assert side.rader == list(rad.objects.order_by("nr", "pk")[:10])
    assert side.forrige is None


@pytest.mark.parametrize(
    "innhold", [[], ["n"], ["n", 1], "tekst", 7, ["n", ["t", "i går"], 1], ["n", ["?", "x"], 1], {"n": 1}]
)
def test_cursor_with_a_good_signature_and_bad_content_gives_the_first_page(rad: Any, innhold: Any) -> None:
    ekte = Nokkelside(rad.objects.all(), sortering="nr", antall=10)
    falsk = signing.dumps(innhold, salt=ekte._salt)
    assert Nokkelside(rad.objects.all(), sortering="nr", antall=10, markor=falsk).rader == ekte.rader


def test_cursor_belongs_to_its_sort_order(rad: Any) -> None:
    markor = Nokkelside(rad.objects.all(), sortering="nr", antall=10).neste
    assert Nokkelside(rad.objects.all(), sortering="-nr", antall=10, markor=markor).forrige is None


def test_page_whose_rows_are_gone_falls_back_to_the_first(rad: Any) -> None:
    markor = Nokkelside(rad.objects.all(), sortering="nr", antall=10).neste
    igjen = rad.objects.filter(nr=0)
    side = Nokkelside(igjen, sortering="nr", antall=10, markor=markor)
    assert side.rader == list(igjen.order_by("nr", "pk"))
    assert (side.forrige, side.neste) == (None, None)


def test_empty_list_has_no_pages_and_counts_nothing(rad: Any) -> None:
    with CaptureQueriesContext(
        connection,
    ) as sporringer:
        side = Nokkelside(rad.objects.none(), sortering="nr")
        assert (list(side), side.forrige, side.neste, side.treff_tekst) == ([], None, None, "0 treff")
    assert len(sporringer) == 0


def test_page_costs_one_query_and_the_count_one_more(rad: Any) -> None:
    with CaptureQueriesContext(connection) as sporringer:
        side = Nokkelside(rad.objects.all(), sortering="nr", antall=10)
    assert len(sporringer) == 1
    with CaptureQueriesContext(connection) as sporringer:
        assert side.treff_tekst == "53 treff"
    assert len(sporringer) == 1


def test_count_stops_above_the_ceiling(rad: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sider, "TELLETAK", 20)
    side = Nokkelside(rad.objects.all(), sortering="nr", antall=10)
    assert (side.treff, side.treff_tekst) == (21, "over 1\N{NO-BREAK SPACE}000 treff")


def test_null_sort_key_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="NULL"):
        Nokkelside._pakk(None)


@pytest.mark.parametrize(
    ("valgt", "ventet"),
    [
        ("navn", ("navn", "sortering")),
        ("-navn", ("-navn", "-sortering")),
        ("rang", ("rang", "-plassering")),
        ("-rang", ("-rang", "plassering")),
        ("", ("-rang", "plassering")),
        ("passord", ("-rang", "plassering")),
        ("--navn", ("-rang", "plassering")),
    ],
)
def test_only_a_known_sort_is_a_key_and_minus_turns_it(valgt: str, ventet: tuple[str, str]) -> None:
    assert velg_sortering(valgt, {"navn": "sortering", "rang": "-plassering"}, "-rang") == ventet
