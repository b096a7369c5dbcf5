"""The queue and the six-month question in a browser: the coordinator sends, the municipality answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lis.lis3.frister import maaned_nr, maaned_start
from lis.lis3.models import Foresporseltilstand, Koplass, Seksmndforesporsel
from tests.axe import sjekk_side
from tests.lis3.folk import LisCast
from tests.lis3.hjelp_foresporsel import i_koen, meldt


def om(maaneder: int):
    return maaned_start(maaned_nr(timezone.localdate()) + maaneder)


@pytest.mark.krav("S1-I14", "S1-I22")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_from_the_banner_to_the_answer(lis: LisCast, som: Callable[..., Page], skript: bool) -> None:
    meldt(lis, "lis3", timezone.now() - timedelta(days=60), om(7))
    meldt(lis, "lis3b", timezone.now(), om(12))
    koordinator = som(lis.koordinator, "/lis/lis3/ko/", java_script_enabled=skript)
    expect(koordinator.locator(".callout")).to_contain_text("1 seksmånedersforespørsel må sendes innen")
    expect(koordinator.get_by_role("row", name=re.compile("Liv Listre"))).to_contain_text("Må sendes")
    koordinator.locator("details.regnet summary").first.click()
    koordinator.get_by_role("link", name="Se og send").click()
    expect(koordinator.get_by_role("checkbox", name="Velg forespørselen for Liv Listre")).to_be_checked()
    koordinator.get_by_role("button", name="Send de valgte").click()
    expect(koordinator.locator(".ds-alert")).to_contain_text("1 forespørsel er sendt.")

    sak = Seksmndforesporsel.objects.get(innmelding=lis.innmelding("lis3"))
    kommunen = som(lis.kommune_lis, sak.get_absolute_url(), java_script_enabled=skript)
    expect(kommunen.get_by_role("heading", level=1)).to_have_text(
        "Kan Liv Listre gjennomføre sykehustjenesten som planlagt?"
    )
    kommunen.get_by_role("button", name="Nei").click()
    expect(kommunen.locator("form .ds-validation-message")).to_contain_text("Skriv hva LIS-koordinator trenger å vite.")
    kommunen.get_by_role("button", name="Ja, som planlagt").click()
    expect(kommunen.locator(".ds-alert")).to_contain_text("Svaret er sendt til LIS-koordinator.")
    sak.refresh_from_db()
    assert sak.tilstand == Foresporseltilstand.BEKREFTET

    koordinator.goto("/lis/lis3/ko/")
    expect(koordinator.get_by_role("row", name=re.compile("Liv Listre"))).to_contain_text("Bekreftet")
    expect(koordinator.locator(".callout")).to_have_count(0)


@pytest.mark.krav("S1-I13")
def test_equals_are_put_in_order(lis: LisCast, som: Callable[..., Page]) -> None:
    for kode in ("lis3", "lis3b", "lis3c"):
        i_koen(lis, kode, om(12))
    side = som(lis.koordinator, "/lis/lis3/ko/?avvik=uavgjort")
    lenke = side.get_by_role("table").get_by_role(
        "link", name=re.compile("^Avgjør rekkefølgen (Lage Listre|Lone Utenkonto)$")
    )
    expect(lenke).to_have_count(1)  # once for all who share the seniority
    lenke.click()
    side.get_by_label("Nummer for Lage Listre").select_option("2")
    side.get_by_label("Nummer for Lone Utenkonto").select_option("1")
    side.get_by_label("Begrunnelse").fill("Meldt klar først.")
    sjekk_side(side)
    side.get_by_role("button", name="Avgjør rekkefølgen").click()
    expect(side.locator(".ds-alert")).to_contain_text("Rekkefølgen er avgjort.")
    rang = {lege: Koplass.objects.get(innmelding=lis.innmelding(lege)).rang for lege in ("lis3", "lis3b", "lis3c")}
    assert rang == {"lis3": 1, "lis3b": 3, "lis3c": 2}


@pytest.mark.parametrize("sti", ["/lis/lis3/ko/?avvik=alle", "/lis/lis3/seksmnd/?vis=maa_sendes", "sak"])
def test_the_pages_are_accessible(lis: LisCast, som: Callable[..., Page], sti: str) -> None:
    sak = meldt(lis, "lis3", timezone.now() - timedelta(days=60), om(7))
    for kode in ("lis3b", "lis3c"):
        i_koen(lis, kode, om(12))
    side = som(lis.koordinator, sak.get_absolute_url() if sti == "sak" else sti)
    sjekk_side(side)
