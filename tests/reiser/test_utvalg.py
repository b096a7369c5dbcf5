"""A committee meets: the secretary calls it together, the members read, the chair approves, and the minutes are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grunnmur.utvalg.models import Mote
from tests.axe import sjekk_side
from tests.utvalg.folk import UtvalgCast


@pytest.fixture
def utv(transactional_db: None) -> Any:
    """The people of committees (tests/utvalg/folk.py)."""
    from tests.utvalg.folk import lag_utvalg

    return lag_utvalg()


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert", has_text=tekst).first).to_be_visible()


@pytest.mark.krav("S1-L11")
@pytest.mark.parametrize("js", [True, False], ids=["med_js", "uten_js"])
def test_from_a_plan_to_approved_minutes(utv: UtvalgCast, som: Callable[..., Page], js: bool) -> None:
    dag = timezone.localdate() + timedelta(days=30)
    sekretaer = som(utv.utvalgssekretaer, "/", java_script_enabled=js)
    sekretaer.get_by_role("link", name="Utvalg", exact=True).first.click()
    if js:
        sjekk_side(sekretaer)
    sekretaer.get_by_role("link", name="LIS1-utvalget", exact=True).click()
    expect(sekretaer.get_by_text("Disse er ikke representert i dag")).to_be_visible()
    if js:
        sjekk_side(sekretaer)
    sekretaer.get_by_role("link", name="Nytt møte").click()
    sekretaer.get_by_role("radio", name="Videomøte").check()
    sekretaer.get_by_label("Dag", exact=False).first.fill(dag.strftime("%d.%m.%Y"))
    sekretaer.get_by_label("Fra klokken").fill("10.00")
    sekretaer.get_by_label("Til klokken").fill("12.00")
    sekretaer.get_by_label("Frist for saker til sakslisten").fill((dag - timedelta(days=14)).strftime("%d.%m.%Y"))
    if js:
        sjekk_side(sekretaer)
    sekretaer.get_by_role("button", name="Planlegg").click()
    mote = Mote.objects.get()
    kvittering(sekretaer, f"{mote.saksnummer} er planlagt.")
    sekretaer.get_by_role("link", name="Sett opp en sak").click()
    sekretaer.get_by_label("Hva gjelder saken?").fill("Fordeling av kommuneplasser")
    sekretaer.get_by_label("Innstilling").fill("Plassene fordeles som foreslått.")
    sekretaer.get_by_role("button", name="Sett opp saken").click()
    sekretaer.get_by_role("button", name="Send sakslisten").click()
    kvittering(sekretaer, "Sakslisten er sendt.")

    medlem = som(utv.medlem, "/varsler/", java_script_enabled=js)
    expect(medlem.get_by_role("link", name=f"Saksliste: LIS1-utvalget ({mote.saksnummer})")).to_be_visible()
    medlem.goto(mote.get_absolute_url())
    expect(medlem.get_by_text("Fordeling av kommuneplasser")).to_be_visible()
    if js:
        sjekk_side(medlem)

    # The day comes.
    Mote.objects.filter(pk=mote.pk).update(
        start=timezone.now() - timedelta(hours=3), slutt=timezone.now() - timedelta(hours=1)
    )
    sekretaer.reload()
    sekretaer.get_by_role("link", name="Registrer hvem som deltok").click()
    sekretaer.get_by_label("Magnus Medlem, medlem").select_option(label="Vilde Vara")
    sekretaer.get_by_role("combobox", name="Møteleder").select_option(label="Laila Leder")
    if js:
        sjekk_side(sekretaer)
    sekretaer.get_by_role("button", name="Registrer").click()
    sekretaer.get_by_role("link", name="Skriv vedtaket").click()
    sekretaer.get_by_label("Vedtatt som innstilt").check()
    sekretaer.get_by_label("Oda Overlege").select_option(label="Egen virksomhet er part")
    if js:
        sjekk_side(sekretaer)
    sekretaer.get_by_role("button", name="Lagre vedtaket").click()
    sekretaer.get_by_role("button", name="Send protokollen til godkjenning").click()

    leder = som(utv.utvalgsleder, "/", java_script_enabled=js, viewport={"width": 390, "height": 844})
    leder.get_by_role("link", name="Godkjenn protokollen fra LIS1-utvalget").first.click()
    expect(leder.get_by_text("Oda Overlege forlot møtet under saken (egen virksomhet er part).")).to_be_visible()
    leder.get_by_role("button", name="Godkjenn protokollen").click()
    kvittering(leder, "Du har godkjent protokollen.")

    vara = som(utv.vara, mote, java_script_enabled=js)
    expect(vara.get_by_text("Vara for Magnus Medlem")).to_be_visible()
    expect(vara.get_by_role("link", name="Protokoll (PDF)")).to_be_visible()
    if js:
        sjekk_side(vara)


def test_a_written_procedure_is_answered_on_the_phone(utv: UtvalgCast, som: Callable[..., Page]) -> None:
    mote = utv.sendt(utv.skriftligfelter(), saker=2)
    medlem = som(utv.medlem, "/", viewport={"width": 390, "height": 844})
    medlem.get_by_role("link", name="Svar i skriftlig behandling i LIS1-utvalget").first.click()
    medlem.get_by_role("link", name="Svar på sakene").click()
    sjekk_side(medlem)
    for gruppe in medlem.get_by_label("Enig i innstillingen").all():
        gruppe.check()
    medlem.get_by_role("button", name="Send svaret").click()
    kvittering(medlem, "Svaret ditt er registrert.")
    assert mote.svar.count() == 2
