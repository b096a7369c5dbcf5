"""A doctor who has a place, in the browser: hired, delayed, falls away, and confirmed (S1-L09, L19–L22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lis.tildeling.operations import forsinkelse, fravaer
from tests.axe import sjekk_side
from tests.tildeling.folk import OPPSTART, TildelingsCast, lag_tildeling
from tests.tildeling.tildelinger import SLUTT, ansatt, fra_annet_hf, frafalt, gjor, tildelt
from tests.tildeling.tilstander import gjeldende

LISTE = "/lis/lis1/tildelinger/"


@pytest.fixture
def lis(transactional_db: None) -> Any:
    """The cast of tests/tildeling/folk.py."""
    return lag_tildeling()


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(tekst)


@pytest.mark.krav("S1-L05", "S1-L09", "S1-L19", "S1-L21", "S1-L22")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_fra_ansettelse_til_frafall_med_kvitteringer(lis: TildelingsCast, som: Callable[..., Page], js: bool) -> None:
    sak = tildelt(lis)
    kommunen = som(lis.kommunekontakt, "/", java_script_enabled=js)
    kommunen.get_by_role("link", name="Ansett LIS1-legen i Gjøvik kommune, og registrer det").first.click()
    kommunen.get_by_role("button", name="Registrer ansettelsen").click()
    kvittering(kommunen, "Ansettelsen er registrert.")

    sykehuset = som(lis.koordinator, f"{LISTE}?q=lisen", java_script_enabled=js)
    sykehuset.get_by_role("link", name="Lise Lisen").click()
    sykehuset.get_by_role("link", name="Meld forsinkelse").click()
    sykehuset.get_by_label("Sykehusdelen").check()
    sykehuset.get_by_label("Ny siste dag i denne delen").fill("31.03.2029")
    sykehuset.get_by_role("button", name="Meld forsinkelse").click()
    kvittering(sykehuset, "1. april")

    kommunen.goto(kommunen.url.split("/lis/")[0] + sak.get_absolute_url())
    kommunen.get_by_text("Legen faller fra", exact=True).click()
    kommunen.get_by_label("Legen faller fra og med").fill("01.04.2029")
    kommunen.get_by_role("button", name="Meld frafall").click()
    kvittering(kommunen, "Frafallet er meldt.")

    embetet = som(lis.statsforvalter, "/", java_script_enabled=js)
    embetet.get_by_role("link", name="Bekreft at du har fått vite om frafallet i Gjøvik kommune").first.click()
    embetet.get_by_role("button", name="Bekreft mottatt").click()
    kvittering(embetet, "Du har bekreftet")

    kommunen.goto(kommunen.url)
    expect(kommunen.locator("main")).to_contain_text("Venter på bekreftelse")
    expect(kommunen.locator("main")).to_contain_text("Stig Statsforvalter")


def test_sidene_er_tilgjengelige(lis: TildelingsCast, som: Callable[..., Page]) -> None:
    gjeldende(lis)
    sak, borte = ansatt(lis), frafalt(lis, "kandidat2", kommune=lis.hamar)
    fra_annet_hf(lis)
    gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="kommune", ny_dato=date(2029, 10, 15))
    gjor(fravaer.meld_fravaer, sak, lis.koordinator, fra=OPPSTART, til=SLUTT)
    for bruker, adresse in [
        (lis.koordinator, f"{LISTE}?halvaar=2029-03-01"),
        (lis.hamarkontakt, f"{LISTE}?q=finnesikke"),
        (lis.kommunekontakt, sak.get_absolute_url()),
        (lis.kommunekontakt, f"{sak.get_absolute_url()}forsinkelse/"),
        (lis.kommunekontakt, f"{sak.get_absolute_url()}fravaer/"),
        (lis.koordinator, borte.get_absolute_url()),
        (lis.lis1lege, sak.get_absolute_url()),
    ]:
        side = som(bruker, adresse)
        sjekk_side(side, bredder=(320, 390, 1280), farger=("light",))
    skjema = som(lis.kommunekontakt, f"{sak.get_absolute_url()}forsinkelse/")
    skjema.get_by_role("button", name="Meld forsinkelse").click()
    sjekk_side(skjema, bredder=(320, 1280), farger=("light",))
