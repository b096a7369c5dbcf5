"""A round is decided and published: somebody ruled out, the committee, the clock's alternative and the candidate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lis.tildeling.models import Runde, Tildeling
from tests.axe import sjekk_side
from tests.tildeling.folk import TildelingsCast, lag_tildeling
from tests.tildeling.tilstander import beregnet, ny, til_behandling


@pytest.fixture
def lis(transactional_db: None) -> Any:
    """The cast of tests/tildeling/folk.py."""
    return lag_tildeling()


@pytest.fixture
def runde(lis: TildelingsCast) -> Runde:
    """In treatment, with a computed proposal: one candidate gets the first wish, the other nothing."""
    lis.plass(lis.gjovik)
    lis.plass(lis.hamar)
    sak = til_behandling(
        lis, "lis1lege", "kandidat2", onsker={"lis1lege": [lis.gjovik, lis.hamar], "kandidat2": [lis.hamar]}
    )
    lege = lis.lege("kandidat2")
    lege.navn = "Kine Kandidat"
    lege.save()
    beregnet(lis, sak)
    return ny(sak)


@pytest.mark.krav("S1-L11", "S1-L12", "S1-L13")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_fra_habilitet_til_publisert(lis: TildelingsCast, runde: Runde, som: Callable[..., Page], js: bool) -> None:
    def axe(side: Page) -> None:
        if js:
            sjekk_side(side)
            side.set_viewport_size({"width": 1280, "height": 900})

    def inn(kode: str, hvor: Any = runde) -> Page:
        return som(lis.folk[kode], hvor, java_script_enabled=js)

    overlege = inn("kommuneoverlege")
    expect(overlege.get_by_role("heading", name="Egen kommune")).to_be_visible()
    axe(overlege)
    overlege.get_by_role("link", name="Meld fra om egen habilitet").click()
    overlege.get_by_label("Hvem gjelder det?").select_option(label="Kine Kandidat")
    overlege.get_by_label("Nær tilknytning til en part").check()
    axe(overlege)
    overlege.get_by_role("button", name="Meld fra").click()
    expect(overlege.get_by_text("De andre i utvalget avgjør om du er med.")).to_be_visible()

    leder = inn("statsforvalter", "/")
    leder.get_by_role("link", name="Avgjør habilitet i LIS1-utvalget").click()
    leder.get_by_role("link", name="Avgjør Kåre Kommuneoverlege").click()
    leder.get_by_label("Inhabil: deltar ikke").check()
    axe(leder)
    leder.get_by_role("button", name="Lagre avgjørelsen").click()
    expect(leder.get_by_text("Avgjørelsen er registrert.")).to_be_visible()
    axe(leder)
    overlege.goto(runde.get_absolute_url())
    expect(overlege.get_by_role("heading", name="Du er inhabil i denne runden")).to_be_visible()
    expect(overlege.get_by_role("heading", name="Forslag til tildeling")).to_have_count(0)
    axe(overlege)

    koordinator = inn("koordinator")
    koordinator.get_by_role("link", name="Send til underskrift").click()
    axe(koordinator)
    koordinator.get_by_label("Forslaget som vedtas").select_option(index=1)
    expect(koordinator.get_by_label("Kåre Kommuneoverlege")).to_have_value(str(lis.hamarkontakt.pk))
    koordinator.get_by_role("button", name="Send til underskrift").click()
    expect(koordinator.get_by_text("Vedtaket er sendt til underskrift.")).to_be_visible()
    axe(koordinator)
    for kode in ("statsforvalter", "hamarkontakt", "koordinator"):
        side = inn(kode, "/")
        side.get_by_role("link", name="Skriv under tildelingen av LIS1-plasser").click()
        side.get_by_role("link", name="Les og skriv under").click()
        axe(side)
        side.get_by_role("button", name="Skriv under").click()
        expect(side.get_by_text("Du har skrevet under.")).to_be_visible()

    koordinator.goto(runde.get_absolute_url())
    koordinator.get_by_role("link", name="Bestem når det publiseres").click()
    axe(koordinator)
    koordinator.get_by_role("link", name="Avbryt").click()
    koordinator.get_by_role("link", name="Publiser", exact=True).click()
    axe(koordinator)
    koordinator.get_by_role("button", name="Ja, publiser").click()
    expect(koordinator.get_by_text("Alle det gjelder, har fått beskjed.")).to_be_visible()
    axe(koordinator)
    expect(koordinator.get_by_role("link", name="Protokoll (PDF)").first).to_be_visible()
    assert Tildeling.objects.filter(runde=runde).count() == 2

    lege = inn("lis1lege")
    lege.get_by_role("link", name="Se hva du fikk, og hvorfor").click()
    expect(lege.get_by_role("heading", name="Du er tildelt plass i Gjøvik kommune")).to_be_visible()
    expect(lege.get_by_text("Kine Kandidat")).to_have_count(0)
    axe(lege)
