"""LIS1 in a browser: positions registered alike, advertised together, one filled; the shortage; the other readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from grunnmur.organisasjon.models import Bruker
from lis.lis1.models import Kull, Stilling
from lis.lis1.operations.kull import sorg_for_kull
from tests.axe import sjekk_side
from tests.lis1.folk import Lis1Cast
from tests.lis1.stillinger import UTLYSNING, besatt, planlagt


@pytest.fixture
def lis1(transactional_db: None) -> Any:
    """The cast of tests/lis1/folk.py, and the cohorts to come."""
    from tests.lis1.folk import lag_lis1

    cast = lag_lis1()
    sorg_for_kull(utfort_av=Bruker.objects.systemet())
    return cast


@pytest.mark.krav("S1-L01", "S1-L05", "S1-L07", "S1-L15", "S1-L16", "S1-L17")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_fra_registrering_til_ansettelse_og_mangelen_som_foelger(
    lis1: Lis1Cast, som: Callable[..., Page], skript: bool
) -> None:
    koordinator = som(lis1.koordinator, "/lis/lis1/", java_script_enabled=skript)
    kull = Kull.objects.order_by("start")[1]
    koordinator.get_by_role("link", name=str(kull).capitalize()).click()
    expect(koordinator.get_by_text("Kullet har ingen stillinger ennå.")).to_be_visible()
    koordinator.get_by_role("link", name="Registrer stillinger").click()

    # A deviation without its reasons is sent back with what was typed.
    koordinator.get_by_label("Hvor mange like stillinger?").fill("3")
    koordinator.get_by_label("Enhet i sykehuset").select_option(label="Medisinsk avdeling, Elverum")
    koordinator.get_by_label("I en bestemt kommune").check()
    koordinator.get_by_label("Kommune", exact=True).select_option(label="Hamar kommune")
    koordinator.get_by_label("Måneder i sykehus").fill("14")
    koordinator.get_by_role("button", name="Registrer").click()
    expect(koordinator.get_by_role("link", name="Stillingen er ikke så lang som reglene sier.")).to_be_visible()
    if skript:
        sjekk_side(koordinator, bredder=(390, 1280))
    koordinator.get_by_label("Måneder i sykehus").fill("12")
    koordinator.get_by_role("button", name="Registrer").click()
    expect(koordinator.locator(".ds-alert")).to_contain_text("3 stillinger er registrert.")
    assert Stilling.objects.filter(kull=kull, kommune=lis1.hamar).count() == 3

    for stilling in Stilling.objects.order_by("saksnummer")[:2]:
        koordinator.get_by_role("checkbox", name=f"Velg stilling {stilling.saksnummer}").check()
    koordinator.get_by_role("button", name="Merk de valgte som utlyst").click()
    expect(koordinator.locator(".ds-alert")).to_contain_text("2 stillinger er merket som utlyst.")

    forste = Stilling.objects.order_by("saksnummer")[0]
    koordinator.get_by_role("link", name=forste.saksnummer or "").click()
    koordinator.get_by_role("link", name="Registrer ansettelse").click()
    koordinator.get_by_label("Legens navn").fill("Nina Nylege")
    koordinator.get_by_label("Legens e-post").fill("nina@prove.example")
    koordinator.get_by_role("button", name="Registrer ansettelsen").click()
    expect(koordinator.locator(".ds-alert")).to_contain_text("Nina Nylege er registrert som ansatt.")
    expect(koordinator.get_by_text("nina@prove.example")).to_be_visible()

    # Hamar has no place: it is said early, to everybody who reads.
    koordinator.goto("/")
    expect(koordinator.locator(".callout")).to_contain_text("Det mangler 3 kommuneplasser")
    koordinator.get_by_role("link", name="Se balansen").click()
    expect(
        koordinator.get_by_role("img", name=re.compile("3 trenger plass, 0 godkjente plasser, det mangler 3"))
    ).to_be_visible()

    kommunen = som(lis1.kommuneoverlege, "/lis/lis1/stillinger/", java_script_enabled=skript)
    kommunen.get_by_label("Søk").fill("nylege")
    kommunen.get_by_role("button", name="Vis").click()
    rad = kommunen.get_by_role("row", name=re.compile(forste.saksnummer or ""))
    expect(rad).to_contain_text("Nina Nylege")
    expect(kommunen.get_by_role("checkbox")).to_have_count(0)
    rad.get_by_role("link").click()
    expect(kommunen.get_by_text("nina@prove.example")).to_have_count(0)
    expect(kommunen.get_by_role("link", name="Endre stillingen")).to_have_count(0)


@pytest.mark.krav("S1-L14")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_ansettelsen_som_ikke_ble_noe_av_har_ingen_aarsak(lis1: Lis1Cast, som: Callable[..., Page], skript: bool) -> None:
    stilling = besatt(lis1, kull=Kull.objects.order_by("start")[0])
    legen = som(lis1.lis1lege, "/lis/lis1/", java_script_enabled=skript)
    expect(legen.get_by_role("heading", level=1)).to_have_text("LIS1-stilling, Medisinsk avdeling, Elverum")
    if skript:
        sjekk_side(legen)
    koordinator = som(lis1.koordinator, stilling, java_script_enabled=skript)
    koordinator.get_by_role("link", name="Ansettelsen ble ikke noe av").click()
    expect(koordinator.locator("main textarea, main input:not([type=hidden])")).to_have_count(0)
    koordinator.get_by_role("button", name="Registrer at ansettelsen ikke ble noe av").click()
    expect(koordinator.locator(".ds-alert")).to_contain_text("Stillingen er utlyst igjen.")
    stilling.refresh_from_db()
    assert (stilling.tilstand, stilling.lege) == ("utlyst", None)


@pytest.mark.parametrize("sti", ["/lis/lis1/", "kull", "/lis/lis1/stillinger/", "/lis/lis1/balanse/", "stilling", "datoer"])
def test_sidene_er_tilgjengelige(lis1: Lis1Cast, som: Callable[..., Page], sti: str) -> None:
    kull = Kull.objects.order_by("start")[0]
    planlagt(lis1, kull)
    stilling = planlagt(
        lis1, kull, sykehus_maaneder=15, avvik_begrunnelse="Delt.", avvik_url=UTLYSNING, kommunepraksis="navngitt",
        kommune=lis1.hamar, koblet=False, ukoblet_begrunnelse="Avtale.",
    )  # fmt: skip
    besatt(lis1, kull=kull)
    adresser = {
        "kull": kull.get_absolute_url(),
        "stilling": stilling.get_absolute_url(),
        "datoer": f"{kull.get_absolute_url()}endre/",
    }
    sjekk_side(som(lis1.koordinator, adresser.get(sti, sti)))
