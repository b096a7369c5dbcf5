"""The one button of the front page is what the role does most."""

from __future__ import annotations

from typing import Any

import pytest

from tests.forskning.folk import lag_forskning
from tests.klient import som
from tests.lis1.folk import lag_lis1

pytestmark = pytest.mark.django_db


def knappen(bruker: Any) -> str:
    side = som(bruker).get("/").content.decode()
    return side.partition('class="pagehead"')[2].partition('class="cols"')[0]


def test_research_and_committees_begin_with_their_own() -> None:
    forsk: Any = lag_forskning()
    ventet = {
        "forsker": "Registrer en idé", "fou": "Registrer en idé", "utvalgssekretaer": "Se utvalgene",
        "sekretariat": "Se utvalgene", "kommuneforsker": "Ny søknad",
    }  # fmt: skip
    for kode, tekst in ventet.items():
        assert f"{tekst}</a>" in knappen(forsk.folk[kode]), kode


def test_those_who_oversee_lis1_begin_there() -> None:
    lis: Any = lag_lis1()
    assert "Se kommuneplassene</a>" in knappen(lis.statsforvalter)
    assert "Se balansen i LIS1</a>" in knappen(lis.rhf)
