"""Municipal places in the browser, from proposal to approval; and an open page read without signing in (S1-L07, L10)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from lis.lis1.models import Kommuneplass
from tests.axe import sjekk_side
from tests.lis1.folk import HDIR, Lis1Cast, lag_lis1
from tests.lis1.plasser import avslaatt, foreslaatt, godkjent, halvaar
from tests.lis1.profiler import FULL, lagret, publisert

LISTE = "/lis/lis1/plasser/"


@pytest.fixture
def lis(transactional_db: None) -> Any:
    """The cast of tests/lis1/folk.py."""
    return lag_lis1()


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(tekst)


@pytest.mark.krav("S1-L07", "S1-L04")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_kommunen_foreslaar_statsforvalteren_godkjenner_og_kommunen_ser_det(
    lis: Lis1Cast, som: Callable[..., Page], js: bool
) -> None:
    kommunen = som(lis.kommunekontakt, LISTE, java_script_enabled=js)
    kommunen.get_by_role("link", name="Foreslå plasser").first.click()
    kommunen.locator("select[name=oppstart]").select_option(value=halvaar().isoformat())
    kommunen.locator("input[name=antall]").fill("3")
    kommunen.locator("select[name=enhet]").select_option(label="Korttidsavdelingen, Gjøvik")
    kommunen.locator("textarea[name=merknad]").fill("Legekontor og sykehjem.")
    kommunen.get_by_role("button", name="Send til Statsforvalteren").click()
    kvittering(kommunen, "3 plasser er foreslått.")

    embetet = som(lis.statsforvalter, "/", java_script_enabled=js)
    expect(embetet.locator("main")).to_contain_text("Godkjenn LIS1-plass fra Gjøvik kommune, eller svar nei")
    embetet.goto(embetet.url + LISTE[1:])
    embetet.get_by_role("link", name="Vis dem").click()
    for nummer in Kommuneplass.objects.order_by("saksnummer").values_list("saksnummer", flat=True)[:2]:
        embetet.get_by_role("checkbox", name=f"Velg {nummer}").check()
    embetet.get_by_role("button", name="Godkjenn de valgte").click()
    kvittering(embetet, "2 plasser er godkjent.")
    embetet.get_by_role("row").filter(has_text="Venter på deg").get_by_role("link").click()
    embetet.get_by_role("link", name="Ikke godkjenn").click()
    embetet.get_by_label("Hva mangler?").fill("Oppgi hvem som veileder.")
    embetet.get_by_role("button", name="Send svaret").click()
    kvittering(embetet, "Svaret er sendt.")

    kommunen.goto(kommunen.url)
    expect(kommunen.locator("tbody")).to_contain_text("Ikke godkjent")
    assert kommunen.locator("tbody tr").filter(has_text=re.compile("Godkjent")).count() == 2
    kommunen.get_by_role("row").filter(has_text="Ikke godkjent").get_by_role("link").click()
    expect(kommunen.locator("main")).to_contain_text("Oppgi hvem som veileder.")
    kommunen.get_by_role("link", name="Foreslå på nytt").click()
    kommunen.locator("textarea[name=merknad]").fill("Kommuneoverlegen veileder.")
    kommunen.get_by_role("button", name="Foreslå på nytt").click()
    kvittering(kommunen, "Plassen er foreslått på nytt.")


@pytest.mark.krav("S1-L10")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_en_kandidat_leser_en_side_uten_aa_logge_inn(
    lis: Lis1Cast, som: Callable[..., Page], ny_side: Callable[..., Page], js: bool
) -> None:
    kommunen = som(lis.kommunekontakt, "/lis/lis1/steder/", java_script_enabled=js)
    kommunen.get_by_role("link", name="Skriv siden").click()
    for felt, verdi in FULL.items():
        kommunen.locator(f"[name={felt}]").fill(verdi)
    kommunen.get_by_role("button", name="Publiser").click()
    kvittering(kommunen, "Siden er publisert.")
    utgangspunkt = kommunen.url.split("/lis/")[0]

    kandidaten = ny_side(viewport={"width": 390, "height": 844}, java_script_enabled=js)
    kandidaten.goto(f"{utgangspunkt}/lis/lis1/steder/")
    kandidaten.get_by_label("Søk", exact=True).fill("gjøvik")
    kandidaten.get_by_role("button", name="Søk").click()
    kandidaten.get_by_role("link", name="Gjøvik kommune").click()
    expect(kandidaten.locator("main")).to_contain_text(FULL["praksis"])
    expect(kandidaten.get_by_role("link", name="Gå til stillingsportalen")).to_have_attribute("href", HDIR)
    assert kandidaten.locator(".usermenu").count() == 0
    kandidaten.locator("main").get_by_role("link", name="Hvem bestemmer hva").click()
    expect(kandidaten.get_by_role("heading", level=1)).to_have_text("Hvem bestemmer hva i LIS1")


def test_sidene_er_tilgjengelige(lis: Lis1Cast, som: Callable[..., Page], ny_side: Callable[..., Page]) -> None:
    forslag, nei = foreslaatt(lis)[0], avslaatt(lis)
    godkjent(lis)
    publisert(lis)
    lagret(lis, lis.hamar, lis.hamarkontakt)
    for bruker, adresse in [
        (lis.statsforvalter, LISTE),
        (lis.statsforvalter, forslag.get_absolute_url()),
        (lis.statsforvalter, reverse("lis1:plass_ikke_godkjenn", args=[forslag.pk])),
        (lis.kommunekontakt, "/lis/lis1/plasser/ny/"),
        (lis.kommunekontakt, nei.get_absolute_url()),
        (lis.kommunekontakt, reverse("lis1:sted", args=[lis.gjovik.pk])),
        (lis.hamarkontakt, "/lis/lis1/steder/"),
        (lis.hamarkontakt, reverse("lis1:sted_rediger", args=[lis.hamar.pk])),
    ]:
        side = som(bruker, adresse)
        sjekk_side(side, bredder=(390, 1280), farger=("light",))
    utgangspunkt = side.url.split("/lis/")[0]
    aapen = ny_side()
    for adresse in ("/lis/lis1/steder/", reverse("lis1:sted", args=[lis.gjovik.pk]), reverse("lis1:hvem_bestemmer")):
        aapen.goto(f"{utgangspunkt}{adresse}")
        sjekk_side(aapen, bredder=(320, 390, 1280))
    skjema = som(lis.kommunekontakt, "/lis/lis1/plasser/ny/")
    skjema.locator("input[name=antall]").fill("40")
    skjema.get_by_role("button", name="Send til Statsforvalteren").click()
    sjekk_side(skjema, bredder=(320, 1280), farger=("light",))
