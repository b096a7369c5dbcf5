"""The long walk: ten thousand steps of hospitering, in another order each time, and every promise after each of them."""

from __future__ import annotations

from typing import Any

from tests.hospitering.test_vandring import NAAS, VERB, gaa, maskinen
from tests.rollebesetning import Cast


def test_ti_tusen_steg_bryter_ingen_lofter(cast: Cast, caplog: Any) -> None:
    maskin = maskinen(cast)
    gaa(maskin, 250, derandomize=False)
    assert maskin.steg_gaatt >= 10_000
    assert {rad.message for rad in caplog.records if rad.levelname == "ERROR"} == set()
    assert maskin.naadd >= NAAS
    assert set(maskin.gjort) >= VERB
