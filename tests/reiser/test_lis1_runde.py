"""A round from plan to points: coordinator, candidate and committee in a browser, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lis.tildeling.models import Kandidat, Runde
from lis.tildeling.operations import runde as rundeop
from tests.axe import sjekk_side
from tests.tildeling.folk import OPPSTART, TildelingsCast, lag_tildeling
from tests.tildeling.tilstander import gjeldende, utkast


@pytest.fixture
def lis(transactional_db: None) -> Any:
    """The cast of tests/tildeling/folk.py."""
    return lag_tildeling()


def grunnlag(lis: TildelingsCast) -> None:
    """Adopted criteria with one thing that gives points and a group, places in two municipalities, two doctors."""
    kriterier = utkast(lis)
    kriterier.kriterium.create(nummer=1, navn="Tjenestetid i distrikt", hoyest=10)
    kriterier.grupper.create(navn="Har bodd i regionen", forklaring="Folkeregistrert her i fem år.")
    gjeldende(lis, kriterier)
    for sted in (lis.gjovik, lis.gjovik, lis.hamar):
        lis.plass(sted)
    lis.stilling("lis1lege")
    lis.stilling("kandidat2")


@pytest.mark.krav("S1-L12", "S1-L08")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_fra_plan_til_poeng(lis: TildelingsCast, som: Callable[..., Page], js: bool) -> None:
    grunnlag(lis)

    def axe(side: Page) -> None:
        if js:
            sjekk_side(side)
            side.set_viewport_size({"width": 1280, "height": 900})

    side = som(lis.koordinator, "/lis/lis1/runder/", java_script_enabled=js)
    expect(side.get_by_role("heading", name="Halvår uten runde")).to_be_visible()
    axe(side)
    side.get_by_role("link", name="Planlegg en runde").first.click()
    axe(side)
    side.get_by_role("button", name="Planlegg runden").click()
    expect(side.get_by_role("link", name="Velg halvår")).not_to_be_visible()
    axe(side)
    side.get_by_role("combobox", name="Halvår").select_option(value=OPPSTART.isoformat())
    frist = timezone.localdate() + timedelta(days=14)
    side.get_by_label("Frist for ønsker").fill(f"{frist:%d.%m.%Y}")
    side.get_by_role("button", name="Planlegg runden").click()
    expect(side.get_by_role("heading", name="Hvem skal ha plass?")).to_be_visible()
    axe(side)
    side.get_by_role("button", name="Hent kandidatene").first.click()
    expect(side.get_by_text("2 nye kandidater")).to_be_visible()
    axe(side)
    side.get_by_role("link", name="Reserver plasser").click()
    side.get_by_label("Gjøvik, Har bodd i regionen").fill("1")
    axe(side)
    side.get_by_role("button", name="Lagre").click()
    expect(side.get_by_text("1 reservert: Har bodd i regionen")).to_be_visible()
    side.get_by_role("link", name="Bekreft grupper").click()
    side.get_by_label("Har bodd i regionen").first.check()
    axe(side)
    side.get_by_role("button", name="Lagre").click()
    side.get_by_role("link", name="Åpne for ønsker").click()
    axe(side)
    side.get_by_role("button", name="Åpne for ønsker").click()
    expect(side.get_by_text("Runden er åpen. Kandidatene har fått beskjed.")).to_be_visible()
    axe(side)
    runde = Runde.objects.get()

    _onsk(lis, som, runde, axe, js)
    side.goto(runde.get_absolute_url())
    uten = side.get_by_role("row").filter(has_text="har ikke konto i portalen")
    uten.get_by_role("link", name="Skriv inn ønsker").click()
    axe(side)
    side.get_by_label("Ønske nummer for Hamar").fill("1")
    side.get_by_role("button", name="Lagre ønskene").click()
    expect(side.get_by_role("heading", name="Alle har levert ønsker")).to_be_visible()
    expect(side.get_by_text("1. Hamar")).to_have_count(0)
    axe(side)

    rundeop.lukk_forfalte(naa=runde.frist + timedelta(minutes=1))
    _gi_poeng(lis, som, runde, axe, js)


def _onsk(lis: TildelingsCast, som: Callable[..., Page], runde: Runde, axe: Callable[[Page], None], js: bool) -> None:
    side = som(lis.lis1lege, "/", java_script_enabled=js)
    side.get_by_role("link", name="Lever ønsker om kommune fra 1. mars 2029").click()
    axe(side)
    side.get_by_role("link", name="Lever ønsker", exact=True).click()
    axe(side)
    side.get_by_role("button", name="Legg til Gjøvik").click()
    side.get_by_role("button", name="Legg til Hamar").click()
    side.get_by_role("button", name="Opp Hamar").click()
    expect(side.get_by_label("Ønske nummer for Hamar")).to_have_value("1")
    expect(side.get_by_text("Endringen er ikke levert ennå.")).to_be_visible()
    axe(side)
    side.get_by_role("button", name="Lever ønskene").click()
    expect(side.get_by_role("heading", name="Dette har du levert")).to_be_visible()
    axe(side)
    levert = Kandidat.objects.get(lege=lis.lege("lis1lege"))
    assert [str(o) for o in levert.onsker.all()] == ["1. Hamar", "2. Gjøvik"]


def _gi_poeng(lis: TildelingsCast, som: Callable[..., Page], runde: Runde, axe: Callable[[Page], None], js: bool) -> None:
    side = som(lis.kommuneoverlege, runde, java_script_enabled=js)
    expect(side.get_by_text("1. Hamar").first).to_be_visible()
    axe(side)
    side.get_by_role("link", name="Gi poeng").click()
    expect(side.get_by_text("Mangler poeng").first).to_be_visible()
    axe(side)
    side.get_by_role("row").nth(1).get_by_role("link").click()
    axe(side)
    for _nr in range(2):
        side.get_by_label("Tjenestetid i distrikt").fill("4")
        side.get_by_role("button", name="Lagre og gå til neste").click()
    expect(side.get_by_text("Mangler poeng")).to_have_count(0)
