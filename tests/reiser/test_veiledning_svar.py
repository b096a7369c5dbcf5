"""From a question to an answer: agreed with an invitation, answered in the thread, rung about one patient."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.axe import sjekk_side
from tests.veiledning.folk import VeilCast, virkedag
from veiledning.models import Foresporsel


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert", has_text=tekst).first).to_be_visible()


@pytest.mark.krav("S1-V05", "S1-V03", "S0-V02")
@pytest.mark.parametrize("js", [True, False], ids=["med_js", "uten_js"])
def test_they_agree_when_and_both_have_it_in_their_calendar(
    veil: VeilCast, som: Callable[..., Page], tmp_path: Path, js: bool
) -> None:
    sak = veil.meldt()
    svarer = som(veil.svarer, sak, java_script_enabled=js)
    svarer.get_by_role("link", name="Ta spørsmålet").click()
    svarer.get_by_role("button", name="Ta spørsmålet").click()
    kvittering(svarer, "Du har tatt imot spørsmålet")
    if js:
        sjekk_side(svarer)
    svarer.get_by_role("link", name="Foreslå avtale").click()
    svarer.get_by_role("button", name="Send forslaget").click()
    expect(svarer.get_by_role("link", name="Fyll ut feltet «Dag».")).to_be_visible()
    if js:
        sjekk_side(svarer)
    svarer.get_by_label("Dag").fill(virkedag(2).strftime("%d.%m.%Y"))
    svarer.get_by_label("Klokken").fill("14.30")
    svarer.get_by_label("Varighet").select_option(label="45 minutter")
    svarer.get_by_label("Lenke til videomøtet").fill("https://video.example/rom-7")
    svarer.get_by_role("button", name="Send forslaget").click()
    kvittering(svarer, "Forslaget er sendt til Synne Søker")
    expect(svarer.get_by_role("heading", name="Forslag til avtale")).to_be_visible()

    soker = som(veil.soker, sak, java_script_enabled=js)
    expect(soker.get_by_text("Venter på at Synne Søker bekrefter")).to_be_visible()
    soker.get_by_role("link", name="Bekreft avtalen").click()
    expect(soker.get_by_text("kl. 14.30–15.15")).to_be_visible()
    if js:
        sjekk_side(soker)
    soker.get_by_role("button", name="Bekreft avtalen").click()
    kvittering(soker, "Avtalen er bekreftet")
    with soker.expect_download() as nedlasting:
        soker.get_by_role("link", name="Legg avtalen i kalenderen").click()
    nedlasting.value.save_as(tmp_path / "avtale.ics")
    [hendelse] = Calendar.from_ical((tmp_path / "avtale.ics").read_bytes()).walk("VEVENT")
    assert hendelse["summary"] == f"Veiledning {sak.saksnummer}: Gjøvik kommune og {veil.palliativ.visningsnavn}"
    if js:
        sjekk_side(soker)


@pytest.mark.krav("S0-V02", "S1-V13")
def test_a_question_is_asked_back_and_answered_in_words(veil: VeilCast, som: Callable[..., Page]) -> None:
    sak = veil.tatt(veil.behov(form="skriftlig"))
    svarer = som(veil.svarer, sak, java_script_enabled=False)
    svarer.get_by_role("link", name="Spør tilbake").click()
    svarer.get_by_label("Hva trenger du å vite").fill("Gjelder det 21917010045?")
    svarer.get_by_role("button", name="Send spørsmålet").click()
    expect(svarer.get_by_role("link", name="Teksten inneholder noe som ligner et personnummer")).to_be_visible()
    expect(svarer.get_by_label("Hva trenger du å vite")).to_have_value("Gjelder det 21917010045?")
    svarer.get_by_label("Hva trenger du å vite").fill("Hvilken pumpe har dere?")
    svarer.get_by_role("button", name="Send spørsmålet").click()
    kvittering(svarer, "Du har spurt Synne Søker")

    soker = som(veil.soker, sak)
    soker.get_by_role("link", name="Svar på spørsmålet").click()
    expect(soker.get_by_text("Hvilken pumpe har dere?")).to_be_visible()
    sjekk_side(soker)
    soker.get_by_label("Svaret ditt").fill("CADD-Solis")
    soker.get_by_role("button", name="Send svaret").click()
    kvittering(soker, "Svaret er sendt til Svein Svarer")

    svarer = som(veil.svarer, sak)
    svarer.get_by_role("link", name="Svar skriftlig").click()
    svarer.get_by_label("Svar", exact=False).first.fill("Slik gjør dere, steg for steg.")
    svarer.get_by_label("Tittel").first.fill("Prosedyre for smertepumpe")
    svarer.get_by_text("Flere lenker").click()
    sjekk_side(svarer)
    svarer.get_by_role("button", name="Send svaret").click()
    expect(svarer.get_by_role("link", name="Skriv adressen til lenken")).to_be_visible()
    svarer.get_by_label("Adresse").first.fill("https://prosedyrer.example/pumpe")
    svarer.get_by_role("button", name="Send svaret").click()
    kvittering(svarer, "Svaret er sendt til Synne Søker")
    soker.goto(sak.get_absolute_url())
    expect(soker.get_by_role("link", name="Prosedyre for smertepumpe")).to_have_attribute(
        "href", "https://prosedyrer.example/pumpe"
    )
    sjekk_side(soker)
    assert Foresporsel.objects.get(pk=sak.pk).tilstand == "gjennomfort"


@pytest.mark.krav("S1-V09", "S1-V13", "S0-K03")
@pytest.mark.parametrize("js", [True, False], ids=["med_js", "uten_js"])
def test_about_one_patient_somebody_rings(veil: VeilCast, som: Callable[..., Page], js: bool) -> None:
    sak = veil.tatt(veil.tilbakering())
    svarer = som(veil.svarer, sak, java_script_enabled=js)
    expect(svarer.get_by_role("link", name="61 00 00 01").first).to_have_attribute("href", "tel:+4761000001")
    expect(svarer.locator("textarea")).to_have_count(0)
    if js:
        sjekk_side(svarer)
    svarer.get_by_role("link", name="Ringte, fikk ikke svar").click()
    svarer.get_by_role("button", name="Registrer at du ringte").click()
    kvittering(svarer, "Synne Søker har fått beskjed om at du har ringt")
    svarer.get_by_role("link", name="Vi har snakket sammen").click()
    svarer.get_by_role("button", name="Vi har snakket sammen").click()
    kvittering(svarer, "Registrert. Synne Søker har fått beskjed.")
    assert Foresporsel.objects.get(pk=sak.pk).tilstand == "gjennomfort"
