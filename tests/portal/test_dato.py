import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from grunnmur.portal import dato as d

OSLO = ZoneInfo("Europe/Oslo")
N = "\N{NO-BREAK SPACE}"


def synlig(tekst: str) -> str:
    """No-break spaces as underscores, so that the expectation shows them."""
    return tekst.replace(N, "_")


def test_date_in_words_holds_together() -> None:
    assert synlig(d.dato(dt.date(2026, 11, 27))) == "27._november_2026"
    assert synlig(d.dato_kort(dt.date(2026, 11, 27))) == "27._nov._2026"
    assert synlig(d.dato_uten_aar(dt.date(2026, 5, 2))) == "2._mai"


def test_moment_is_shown_in_norwegian_time() -> None:
    assert synlig(d.tidspunkt(dt.datetime(2026, 7, 1, 22, 7, tzinfo=dt.UTC))) == "2._juli_2026 kl._00.07"
    assert synlig(d.tidspunkt(dt.datetime(2026, 12, 1, 14, 7, tzinfo=dt.UTC))) == "1._desember_2026 kl._15.07"


def test_clock_refuses_a_bare_date() -> None:
    with pytest.raises(TypeError):
        d.klokke(dt.date(2026, 1, 1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fra", "til", "vanlig", "kort"),
    [
        ((2027, 1, 18), (2027, 1, 29), "18.–29._januar_2027", "18.–29._jan._2027"),
        ((2027, 3, 1), (2027, 8, 31), "1._mars–31._august_2027", "1._mars–31._aug._2027"),
        ((2027, 9, 1), (2028, 2, 29), "1._september_2027–29._februar_2028", "1._sep._2027–29._feb._2028"),
        ((2027, 1, 18), (2027, 1, 18), "18._januar_2027", "18._jan._2027"),
        ((2027, 1, 18), None, "fra 18._januar_2027", "fra 18._jan._2027"),
        (None, (2027, 1, 18), "til 18._januar_2027", "til 18._jan._2027"),
        (None, None, "", ""),
    ],
)
def test_period(fra: Any, til: Any, vanlig: str, kort: str) -> None:
    start, slutt = (dt.date(*fra) if fra else None), (dt.date(*til) if til else None)
    assert synlig(d.periode(start, slutt)) == vanlig
    assert synlig(d.periode(start, slutt, kort=True)) == kort


@pytest.mark.parametrize(
    ("dager", "nb", "nn"),
    [
        (0, "i dag", "i dag"),
        (1, "i morgen", "i morgon"),
        (-1, "i går", "i går"),
        (4, "om 4_dager", "om 4_dagar"),
        (-2, "for 2_dager siden", "for 2_dagar sidan"),
        (59, "om 59_dager", "om 59_dagar"),
        (91, "om 3_måneder", "om 3_månader"),
        (-365, "for 12_måneder siden", "for 12_månader sidan"),
    ],
)
def test_relative(dager: int, nb: str, nn: str, kompilert: None) -> None:
    idag = dt.date(2026, 11, 22)
    dag = idag + dt.timedelta(days=dager)
    assert synlig(d.relativ(dag, idag)) == nb
    with translation.override("nn"):
        assert synlig(d.relativ(dag, idag)) == nn


def test_relative_counts_calendar_days_over_the_change_to_summer_time() -> None:
    kveld = dt.datetime(2026, 3, 29, 23, 30, tzinfo=OSLO)
    assert d.relativ(kveld, dt.date(2026, 3, 28)) == "i morgen"


@pytest.mark.parametrize(
    ("lagret", "vist"),
    [
        ("40000123", "400_00_123"),
        ("+4740000123", "400_00_123"),
        ("61000200", "61_00_02_00"),
        ("06200", "06200"),
        ("+46701234567", "+46701234567"),
        ("ukjent", "ukjent"),
    ],
)
def test_phone(lagret: str, vist: str) -> None:
    assert synlig(d.telefon(lagret)) == vist


def test_weekday_follows_the_language() -> None:
    lordag = dt.date(2026, 11, 28)
    assert d.ukedag(lordag) == "lørdag"
    with translation.override("nn"):
        assert d.ukedag(lordag) == "laurdag"


@pytest.mark.parametrize(
    ("dag", "antall", "ventet"),
    [
        (dt.date(2027, 3, 31), -1, dt.date(2027, 2, 28)),
        (dt.date(2028, 3, 31), -1, dt.date(2028, 2, 29)),
        (dt.date(2027, 1, 15), -13, dt.date(2025, 12, 15)),
        (dt.date(2027, 11, 30), 3, dt.date(2028, 2, 29)),
    ],
)
def test_months_are_counted_in_the_calendar(dag: dt.date, antall: int, ventet: dt.date) -> None:
    assert d.pluss_maaneder(dag, antall) == ventet
