"""Projects on Min side: one's own, restricted ones too, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forskning.operations import person
from tests.forskning.conftest import forsk  # noqa: F401  the fixed cast of research
from tests.forskning.tilstander import stanset


def kort(bruker: Any) -> list[str]:
    klient = Client()
    klient.force_login(bruker)
    return [k.tittel for k in klient.get("/").context["side"].saker]


@pytest.mark.krav("S0-F02")
def test_what_one_leads_or_takes_part_in_stands_among_ones_cases(forsk: Any) -> None:  # noqa: F811
    p = forsk.ide(tittel="Lukket for andre", begrensning="avtale")
    stanset(forsk, tittel="Ble ikke noe av")
    assert kort(forsk.forsker) == ["Lukket for andre"]
    assert "Lukket for andre" not in kort(forsk.kommuneforsker)
    assert kort(forsk.sykehusfou) == []
    felter = {"bruker": forsk.kommuneforsker, "navn": "", "rolle": "medarbeider", "virksomhet": None}
    person.legg_til(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, felter=felter)
    assert "Lukket for andre" in kort(forsk.kommuneforsker)


def test_many_projects_cost_as_much_as_one(forsk: Any) -> None:  # noqa: F811
    def sporringer() -> int:
        klient = Client()
        klient.force_login(forsk.forsker)
        klient.get("/")
        with CaptureQueriesContext(connection) as fanget:
            klient.get("/")
        return len(fanget)

    forsk.ide()
    en = sporringer()
    forsk.ide()
    forsk.ide()
    assert sporringer() == en
