"""The asker in a real browser, in both directions, about one patient, and to the stop; every page measured by axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.axe import sjekk_side
from tests.nettleser import logg_inn
from tests.veiledning.banken import publisert
from veiledning.models import Foresporsel

pytestmark = [pytest.mark.django_db(transaction=True)]
MED_OG_UTEN_SKRIPT = pytest.mark.parametrize("med_skript", [True, False], ids=["med skript", "uten skript"])


def aapne(ny_side: Callable[..., Page], bruker: Any, sti: str, *, med_skript: bool = True, bredde: int = 1280) -> Page:
    side = ny_side(viewport={"width": bredde, "height": 900}, java_script_enabled=med_skript)
    logg_inn(side, bruker)
    side.goto(sti)
    return side


def begynn(side: Page, hva: str) -> None:
    side.get_by_label(hva).check()
    side.get_by_role("button", name="Gå videre").click()


def velg_enhet(side: Page, sok: str, enhet: str) -> None:
    side.get_by_label("Enheten du vil spørre").fill(sok)
    side.get_by_role("button", name="Søk i enheter").click()
    expect(side.get_by_text("1 enhet passer.")).to_be_visible()
    side.get_by_label(enhet).check()


def send(side: Page) -> Foresporsel:
    side.get_by_role("button", name="Neste: Se over og send").click()
    expect(side.get_by_role("heading", name="Se over og send")).to_be_visible()
    side.get_by_role("button", name="Send spørsmålet").click()
    expect(side.get_by_role("heading", name="Hva skjer nå?")).to_be_visible()
    sak = Foresporsel.objects.get(tilstand="meldt")
    expect(side.get_by_text(f"Saksnummeret er {sak.saksnummer}.")).to_be_visible()
    return sak


@pytest.mark.krav("S1-V02", "S1-V04", "S0-V02")
@MED_OG_UTEN_SKRIPT
def test_the_municipality_asks_the_hospital(veil: Any, ny_side: Callable[..., Page], med_skript: bool) -> None:
    side = aapne(ny_side, veil.soker, "/veiledning/", med_skript=med_skript)
    side.get_by_role("link", name="Still et spørsmål").first.click()
    begynn(side, "Ny kunnskap, metode eller prosedyre")
    expect(side.get_by_role("link", name="spesialisthelsetjenesteloven § 6-3")).to_be_visible()
    side.get_by_role("button", name="Neste: Se over og send").click()
    expect(side.get_by_role("link", name="Velg hvem du vil spørre.")).to_be_visible()
    velg_enhet(side, "palliativ", "Palliativt senter, Gjøvik")
    side.get_by_label("Somatikk").check()
    side.get_by_label("Hva handler det om?").fill("Smertelindring i hjemmet")
    side.get_by_label("Hva trenger dere å vite?").fill("Hvordan brukes smertepumper?")
    side.get_by_label("Veiledning", exact=True).check()
    side.get_by_label("Video").check()
    sak = send(side)
    assert (sak.til_enhet, sak.hjemmel, sak.form) == (veil.palliativ, "sphl_6_3", "video")
    expect(side.get_by_text("Svein Svarer ved Palliativt senter, Gjøvik har fått spørsmålet")).to_be_visible()


@pytest.mark.krav("S0-V01", "S0-V04")
@MED_OG_UTEN_SKRIPT
def test_the_hospital_asks_the_municipality(veil: Any, ny_side: Callable[..., Page], med_skript: bool) -> None:
    side = aapne(ny_side, veil.sykehuslege, "/veiledning/ny/", med_skript=med_skript, bredde=390)
    begynn(side, "En gruppe av pasienter")
    expect(side.get_by_role("link", name="helse- og omsorgstjenesteloven § 5-11")).to_be_visible()
    velg_enhet(side, "korttid", "Korttidsavdelingen, Gjøvik, Gjøvik kommune")
    side.get_by_label("Somatikk").check()
    side.get_by_label("Hva handler det om?").fill("Utskriving på fredager")
    side.get_by_label("Hva trenger dere å vite?").fill("Hvilke hjelpemidler har dere klare?")
    side.get_by_label("Opplysninger").check()
    side.get_by_label("Telefon", exact=True).check()
    sak = send(side)
    assert (sak.til_virksomhet, sak.til_enhet, sak.hjemmel) == (veil.gjovik, veil.korttid, "hol_5_11")
    expect(side.get_by_text("Kari Kommunesvarer ved Korttidsavdelingen, Gjøvik har fått spørsmålet")).to_be_visible()


@pytest.mark.krav("S1-V09", "S1-V13", "S0-K03", "S1-H02")
@MED_OG_UTEN_SKRIPT
def test_somebody_is_rung_about_one_patient(veil: Any, ny_side: Callable[..., Page], med_skript: bool) -> None:
    side = aapne(ny_side, veil.soker, "/hospitering/enkeltpasient/", med_skript=med_skript, bredde=390)
    side.get_by_role("link", name="Be om å bli ringt opp").click()
    expect(side.get_by_label("En bestemt pasient")).to_be_checked()
    side.get_by_role("button", name="Gå videre").click()
    expect(side.get_by_text("ring 113")).to_be_visible()
    expect(side.locator("textarea")).to_have_count(0)
    expect(side.get_by_label("Nummer vi kan ringe")).to_have_value(
        "61\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}01"
    )
    velg_enhet(side, "palliativ", "Palliativt senter, Gjøvik")
    side.get_by_label("Somatikk").check()
    side.get_by_role("group", name="Dag vi kan ringe").get_by_role("radio").last.check()
    side.get_by_label("Fra klokken").select_option("09:00")
    side.get_by_label("Til klokken").select_option("11:00")
    sak = send(side)
    assert (sak.omfang, sak.overskrift, sak.behov, sak.svarfrist) == ("enkeltpasient", "", "", sak.ring_dag)
    expect(side.get_by_text("uten et ord om pasienten")).to_be_visible()


@pytest.mark.krav("S1-V10")
@MED_OG_UTEN_SKRIPT
def test_organisational_change_goes_elsewhere(veil: Any, ny_side: Callable[..., Page], med_skript: bool) -> None:
    side = aapne(ny_side, veil.soker, "/veiledning/ny/", med_skript=med_skript)
    begynn(side, "Organisatoriske eller administrative endringer")
    expect(side.get_by_text("endringer er ikke omfattet av plikten.")).to_be_visible()
    assert Foresporsel.objects.count() == 0
    side.get_by_role("link", name="Jeg har et helsefaglig spørsmål").click()
    expect(side.get_by_role("heading", name="Meld behov for veiledning")).to_be_visible()


def test_the_draft_is_kept_while_it_is_written_and_answers_come_up(veil: Any, side: Page) -> None:
    svar = publisert(veil)
    utkast = veil.utkast(veil.behov(overskrift="", behov=""))
    logg_inn(side, veil.soker)
    side.goto(f"/veiledning/{utkast.pk}/utkast/")
    side.get_by_label("Hva handler det om?").fill(svar.sporsmaal)
    expect(side.get_by_text("Lagret kl.")).to_be_visible()
    expect(side.get_by_role("heading", name="Kanskje det alt er besvart")).to_be_visible(timeout=15_000)
    expect(side.get_by_role("link", name=svar.sporsmaal)).to_be_visible()


def test_accessible_before_sending(veil: Any, side: Page) -> None:
    halvt, helt, ringing = veil.utkast(veil.behov(behov="", til_enhet=None)), veil.utkast(), veil.utkast(veil.tilbakering())
    logg_inn(side, veil.soker)
    for sti in ("ny/", "organisatorisk/", "felles-forstaaelse/", f"{helt.pk}/utkast/", f"{helt.pk}/se-over/",
                f"{halvt.pk}/se-over/", f"{ringing.pk}/utkast/", f"{ringing.pk}/se-over/", f"{helt.pk}/slett/"):  # fmt: skip
        side.goto(f"/veiledning/{sti}")
        sjekk_side(side)
    side.goto(f"/veiledning/{halvt.pk}/utkast/")
    side.get_by_label("Enheten du vil spørre").fill("gjøvik")
    side.get_by_role("button", name="Søk i enheter").click()
    sjekk_side(side)
    side.get_by_role("button", name="Neste: Se over og send").click()
    sjekk_side(side)


def test_accessible_after_sending(veil: Any, side: Page, ny_side: Callable[..., Page]) -> None:
    sendt, ringing = veil.meldt(), veil.meldt(veil.tilbakering())
    logg_inn(side, veil.soker)
    for sti in ("", "?vis=venter", "?q=finnesikke", f"{sendt.pk}/kvittering/", f"{ringing.pk}/kvittering/"):
        side.goto(f"/veiledning/{sti}")
        sjekk_side(side)
    svarer = aapne(ny_side, veil.svarer, "/veiledning/?fagfelt=somatikk")
    sjekk_side(svarer)
    utenfor = aapne(ny_side, veil.utenfor, "/veiledning/ny/")
    sjekk_side(utenfor)
