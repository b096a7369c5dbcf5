"""Calls come from a file, parties and projects gather round one, and a need finds its project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import axe
from tests.forskning.test_innhenting import ics


@pytest.fixture
def forsk(transactional_db: None) -> Any:
    """The people of research (tests/forskning/folk.py), where a browser can see them."""
    from tests.forskning.folk import lag_forskning

    return lag_forskning()


@pytest.mark.krav("S1-F03", "S4-D11")
def test_from_a_calendar_file_to_parties_who_apply_together(som: Callable[..., Page], forsk: Any, tmp_path: Path) -> None:
    fil = tmp_path / "frister.ics"
    fil.write_bytes(ics())
    fou = som(forsk.fou, "/forskning/utlysninger/")
    axe.sjekk_side(fou)
    fou.get_by_role("link", name="Hent fra fil").click()
    axe.sjekk_side(fou)
    fou.get_by_role("button", name="Prøv filen").click()
    expect(fou.get_by_role("heading", name="rette opp")).to_be_visible()
    fou.locator("input[type=file]").set_input_files(str(fil))
    fou.get_by_role("button", name="Prøv filen").click()
    expect(fou.get_by_text("1 ny utlysning blir lagt inn.")).to_be_visible()
    axe.sjekk_side(fou)
    fou.get_by_role("button", name="Hent utlysningene").click()
    expect(fou.get_by_text("1 ny utlysning er lagt inn.")).to_be_visible()
    hamar = som(forsk.hamarsjef, "/forskning/utlysninger/")
    hamar.get_by_role("link", name="Fra kalender").click()
    axe.sjekk_side(hamar)
    hamar.get_by_role("link", name="Meld interesse").click()
    axe.sjekk_side(hamar)
    hamar.get_by_role("button", name="Meld interesse").click()
    expect(hamar.get_by_text("Interessen er meldt.")).to_be_visible()
    forsker = som(forsk.forsker, "/forskning/utlysninger/")
    forsker.get_by_role("link", name="Fra kalender").click()
    expect(forsker.get_by_text("Hamar kommune")).to_be_visible()
    forsker.get_by_role("link", name="Start et prosjekt").click()
    expect(forsker.get_by_text("Fra kalender").first).to_be_visible()


@pytest.mark.krav("S1-A02", "S1-F01")
def test_from_a_need_to_a_project_that_takes_it_up(som: Callable[..., Page], forsk: Any) -> None:
    forsk.ide()
    tjenesten = som(forsk.kommuneforsker, "/forskning/behov/")
    axe.sjekk_side(tjenesten)
    tjenesten.get_by_role("link", name="Meld et behov").click()
    tjenesten.get_by_role("button", name="Meld behovet").click()
    expect(tjenesten.get_by_role("heading", name="rette opp")).to_be_visible()
    axe.sjekk_side(tjenesten)
    tjenesten.get_by_label("Hva trenger dere å vite?").fill("Hva gjør utskriving trygg?")
    tjenesten.get_by_label("Hvorfor, og hva skal det brukes til?").fill("Mange kommer tilbake til sykehuset.")
    tjenesten.get_by_label("Tjenesteutvikling").check()
    tjenesten.get_by_role("button", name="Meld behovet").click()
    expect(tjenesten.get_by_text("Behovet er meldt.")).to_be_visible()
    axe.sjekk_side(tjenesten)
    forsker = som(forsk.forsker, "/forskning/behov/")
    forsker.get_by_role("link", name="Hva gjør utskriving trygg?").click()
    axe.sjekk_side(forsker)
    forsker.get_by_role("button", name="Ta opp behovet").click()
    expect(forsker.get_by_text("Prosjektet har tatt opp behovet.")).to_be_visible()
    tjenesten.goto("/varsler/")
    tjenesten.get_by_text("Et prosjekt har tatt opp behovet").first.click()
    expect(tjenesten.get_by_role("heading", name="Hva gjør utskriving trygg?")).to_be_visible()
    tjenesten.get_by_role("link", name="Behovet er besvart").click()
    tjenesten.get_by_label("Hva besvarte behovet?").fill("Rapporten fra prosjektet.")
    tjenesten.get_by_role("button", name="Merk som besvart").click()
    expect(tjenesten.get_by_text("Behovet er merket som besvart.")).to_be_visible()
    axe.sjekk_side(tjenesten)
