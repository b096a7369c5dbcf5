"""Practice in a municipality in the browser: from the coordinator's question to a confirmed practice (S1-L02)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lis.lis3.models import Kommunepraksis
from tests.axe import sjekk_side
from tests.lis3.folk import LisCast
from tests.lis3.test_kommunepraksis import bekreftet, sendt


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(tekst)


@pytest.mark.krav("S1-L02")
def test_fra_sporsmaal_til_bekreftet_praksis_via_et_nei(lis: LisCast, som: Callable[..., Page]) -> None:
    idag = timezone.localdate()
    koordinator = som(lis.koordinator, "/lis/lis3/kommunepraksis/ny/", java_script_enabled=False)
    for felt, verdi in {
        "Legens navn": "Sylvi Sykehuslege",
        "Legens e-post": "sylvi@prove.example",
        "Start i spesialiseringen": "1.1.2024",
        "Hva trenger legen praksis i?": "Samhandling med legevakt.",
        "Fra": f"{idag + timedelta(days=30):%d.%m.%Y}",
        "Til": f"{idag + timedelta(days=90):%d.%m.%Y}",
    }.items():
        koordinator.get_by_role("textbox", name=felt).fill(verdi)
    koordinator.get_by_label("Sykehusspesialitet").check()
    koordinator.get_by_label("Legens avdeling").select_option(label="Medisinsk avdeling, Gjøvik")
    koordinator.locator("select[name=kommune]").select_option(label="Hamar kommune")
    koordinator.get_by_role("button", name="Send til kommunen").click()
    kvittering(koordinator, "Forespørselen er sendt til Hamar kommune.")
    sak = Kommunepraksis.objects.get()

    hamar = som(lis.hamar_lis, sak.get_absolute_url(), java_script_enabled=False)
    hamar.get_by_text("Ikke mulig hos oss").click()
    hamar.get_by_label("Hvorfor er praksis ikke mulig hos dere?").fill("Vi mangler veileder.")
    hamar.get_by_role("button", name="Svar at det ikke er mulig").click()
    kvittering(hamar, "Svaret er sendt.")

    koordinator.reload()
    koordinator.locator("select[name=kommune]").select_option(label="Gjøvik kommune")
    koordinator.get_by_role("button", name="Send til kommunen").click()
    kvittering(koordinator, "Forespørselen er sendt til Gjøvik kommune.")

    gjovik = som(lis.kommune_lis, sak.get_absolute_url(), java_script_enabled=False)
    expect(gjovik.locator("main")).not_to_contain_text("Vi mangler veileder.")
    gjovik.locator("select[name=enhet]").select_option(label="Korttidsavdelingen, Gjøvik")
    gjovik.locator("select[name=veileder]").select_option(label="Lisbeth Lisveileder")
    gjovik.get_by_role("button", name="Tilby praksis").click()
    kvittering(gjovik, "Tilbudet er sendt.")

    koordinator.reload()
    koordinator.get_by_role("button", name="Bekreft praksisen").click()
    kvittering(koordinator, "Praksisen er bekreftet.")
    expect(koordinator.locator(".case__info")).to_contain_text("Lisbeth Lisveileder")


def test_sidene_er_tilgjengelige(lis: LisCast, som: Callable[..., Page]) -> None:
    forste = sendt(lis)
    bekreftet(lis)
    for bruker, adresse in [
        (lis.koordinator, "/lis/lis3/kommunepraksis/"),
        (lis.koordinator, "/lis/lis3/kommunepraksis/ny/"),
        (lis.koordinator, forste.get_absolute_url()),
    ]:
        sjekk_side(som(bruker, adresse), bredder=(390, 1280), farger=("light",))
    side = som(lis.kommune_lis, forste.get_absolute_url())
    side.get_by_text("Ikke mulig hos oss").click()
    side.get_by_role("button", name="Svar at det ikke er mulig").click()
    sjekk_side(side, bredder=(320, 1280))
