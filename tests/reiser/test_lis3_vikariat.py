"""A vacancy in the browser: the department publishes, the doctor registers, the department says who got it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lis.lis3.models import Vikariat
from tests.axe import sjekk_side
from tests.lis3.folk import LisCast
from tests.lis3.test_vikariat import klar, sok, utlyst


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(tekst)


@pytest.mark.krav("S1-I12", "S1-I24", "S1-I25")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_fra_utlysning_til_begrunnet_avvik(lis: LisCast, som: Callable[..., Page], skript: bool) -> None:
    klar(lis, "lis3")
    idag = timezone.localdate()
    leder = som(lis.avdelingsleder, "/lis/lis3/vikariater/", java_script_enabled=skript)
    leder.get_by_role("link", name="Nytt vikariat").click()
    leder.get_by_label("Hva slags vikariat er det?").fill("Vikar i medisinsk avdeling")
    leder.locator("[name=fra]").fill(f"{idag + timedelta(days=60):%d.%m.%Y}")
    leder.locator("[name=til]").fill(f"{idag + timedelta(days=240):%d.%m.%Y}")
    leder.get_by_label("Søknadsfrist").fill(f"{idag + timedelta(days=14):%d.%m.%Y}")
    leder.get_by_role("button", name="Publiser").click()
    expect(leder).to_have_title(re.compile("^Feil: "))
    assert Vikariat.objects.count() == 0  # the link is missing
    leder.get_by_label("Lenke til utlysningen").fill("https://rekruttering.prove.example/1")
    leder.get_by_role("button", name="Publiser").click()
    kvittering(leder, "Vikariatet er publisert.")
    sak = Vikariat.objects.get()

    lege = som(lis.lis3, "/lis/lis3/vikariater/", java_script_enabled=skript)
    lege.get_by_role("link", name="Vikar i medisinsk avdeling").click()
    expect(lege.get_by_role("link", name="Gå til utlysningen")).to_have_attribute("href", sak.lenke)
    lege.get_by_label("Hvilken dag sendte du søknaden?").fill(f"{idag:%d.%m.%Y}")
    lege.get_by_role("button", name="Jeg har søkt").click()
    kvittering(lege, "Avdelingen ser at du har forrang")
    expect(lege.get_by_role("heading", name="Du har søkt")).to_be_visible()
    assert lege.get_by_role("heading", name="Leger som har registrert søknad").count() == 0

    leder.reload()
    expect(leder.locator(".case__info .kv").first).to_contain_text("Forrang")
    leder.get_by_label("En ekstern søker uten forrang").check()
    leder.get_by_role("button", name="Registrer utfallet").click()
    leder.get_by_label("Begrunnelse for å gå utenom forrang").fill("Krever ferdig spesialist.")
    leder.get_by_role("button", name="Registrer utfallet").click()
    kvittering(leder, "Utfallet er registrert.")
    koordinator = som(lis.koordinator, sak.get_absolute_url(), java_script_enabled=skript)
    expect(koordinator.locator(".case__info .kv").last).to_contain_text("Krever ferdig spesialist.")


def test_sidene_er_tilgjengelige(lis: LisCast, som: Callable[..., Page]) -> None:
    side = som(lis.avdelingsleder, "/lis/lis3/vikariater/")
    sjekk_side(side, bredder=(390,))  # empty
    klar(lis, "lis3")
    klar(lis, "lis3b")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    adresser = [
        (lis.avdelingsleder, "/lis/lis3/vikariater/"),
        (lis.avdelingsleder, "/lis/lis3/vikariater/ny/"),
        (lis.avdelingsleder, sak.get_absolute_url()),
        (lis.lis3b, sak.get_absolute_url()),
        (lis.koordinator, "/lis/lis3/klarmeldte/"),
        (lis.koordinator, "/lis/lis3/regler/"),
        (lis.koordinator, "/lis/lis3/regler/endre/"),
    ]
    for bruker, adresse in adresser:
        sjekk_side(som(bruker, adresse), bredder=(390, 1280), farger=("light",))
    side = som(lis.avdelingsleder, sak.get_absolute_url())
    side.get_by_role("button", name="Registrer utfallet").click()
    sjekk_side(side, bredder=(320, 1280))  # with its error, in both schemes
