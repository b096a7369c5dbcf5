"""The page of a project: its head, what is next, what can be done, and its history."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from forskning.models import Prosjekt


def side(bruker: Any, prosjekt: Prosjekt, status: int = 200) -> str:
    klient = Client()
    klient.force_login(bruker)
    svar = klient.get(prosjekt.get_absolute_url())
    assert svar.status_code == status
    return svar.content.decode()


@pytest.mark.krav("S0-F02")
def test_everybody_of_the_network_reads_an_open_idea_and_strangers_none(forsk: Any) -> None:
    p = forsk.ide()
    assert "Trygg utskriving til kommunen" in side(forsk.kommuneforsker, p)
    side(forsk.utenfor, p, status=404)


def test_a_restricted_idea_is_not_there_for_others(forsk: Any) -> None:
    p = forsk.ide(begrensning="konkurranse")
    assert "Begrenset: vi konkurrerer om midlene" in side(forsk.forsker, p)
    side(forsk.kommuneforsker, p, status=404)
