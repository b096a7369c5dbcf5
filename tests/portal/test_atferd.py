"""What portal.js adds, and that everything works without it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.portal.galleri"),
    pytest.mark.usefixtures("galleri"),
]


def fyll_ut(side: Page) -> None:
    side.get_by_label("Søkerens navn").fill("Synne Søker")
    side.get_by_label("Tlf.").fill("400 00 123")
    side.get_by_label("Fra").fill("18.1.27")
    side.get_by_label("Til", exact=True).fill("29.01.2027")
    side.get_by_label("Ønsket tema og mål").fill("Symptomlindring")
    side.get_by_label("Sykehuset").check()
    side.get_by_label("Ikke innvilget").check()
    side.get_by_label("Enhet").select_option(label="Palliativt senter")
    side.get_by_label("Jeg bekrefter").check()


def poster(side: Page, sti: str) -> list[Request]:
    funnet: list[Request] = []
    side.on("request", lambda r: funnet.append(r) if r.method == "POST" and r.url.endswith(sti) else None)
    return funnet


def test_form_works_without_javascript(side_uten_js: Page) -> None:
    side_uten_js.goto("/skjema/")
    side_uten_js.get_by_role("button", name="Send inn").click()
    assert side_uten_js.title() == "Feil: Søknad om hospitering – Helsefellesskap"
    side_uten_js.get_by_role("link", name="Velg et alternativ under «Innvilger du hospiteringen?».").click()
    assert side_uten_js.url.endswith("#id_utfall_0")
    fyll_ut(side_uten_js)
    side_uten_js.get_by_role("button", name="Send inn").click()
    expect(side_uten_js.locator("body")).to_have_text("mottatt")


def test_menus_open_without_javascript(side_uten_js: Page) -> None:
    side_uten_js.goto("/innlogget/")
    lenke = side_uten_js.locator(".usermenu__panel").get_by_role("link", name="Profil og kontaktopplysninger")
    expect(lenke).to_be_hidden()
    side_uten_js.locator(".usermenu > summary").click()
    lenke.click()
    assert side_uten_js.url.endswith("/profil/")


def test_error_summary_takes_the_focus_and_leads_to_the_field(side: Page) -> None:
    side.goto("/skjema/")
    side.get_by_role("button", name="Send inn").click()
    expect(side.locator("#feiloppsummering")).to_be_focused()
    side.get_by_role("link", name="Velg et alternativ under «Jeg søker om hospitering i».").click()
    expect(side.locator("#id_sted_0")).to_be_focused()


def test_receipt_takes_the_focus(side: Page) -> None:
    side.goto("/komponenter/")
    expect(side.locator(".flash").first).to_be_focused()


def test_field_is_tied_to_its_help_and_error(side: Page) -> None:
    side.goto("/skjema/")
    side.get_by_role("button", name="Send inn").click()
    felt = side.get_by_label("Ønsket tema og mål")
    expect(felt).to_have_accessible_description(
        "Skriv kort hva du vil lære. Fyll ut feltet «Ønsket tema og mål for hospiteringen»."
    )
    expect(felt).to_have_attribute("aria-invalid", "true")


def test_escape_closes_the_menu_and_gives_the_focus_back(side: Page) -> None:
    side.goto("/innlogget/")
    knapp = side.locator(".usermenu > summary")
    knapp.click()
    side.keyboard.press("Tab")
    side.keyboard.press("Escape")
    expect(knapp).to_be_focused()
    expect(side.locator(".usermenu")).not_to_have_attribute("open", "")


@pytest.mark.parametrize("gaa_bort", ["click", "tab"])
def test_menu_closes_when_left(side: Page, gaa_bort: str) -> None:
    side.goto("/innlogget/")
    side.locator(".usermenu > summary").click()
    if gaa_bort == "click":
        side.locator("h1").click()
    else:
        side.get_by_role("searchbox").or_(side.get_by_label("Søk")).first.focus()
    expect(side.locator(".usermenu")).not_to_have_attribute("open", "")


def test_count_shows_what_is_left(side: Page) -> None:
    side.goto("/skjema/")
    teller = side.locator("[data-teller=id_tema]")
    expect(teller).to_have_text("Inntil 200 tegn")
    side.get_by_label("Ønsket tema og mål").fill("æ😀c")
    expect(teller).to_have_text("197 tegn igjen")
    side.get_by_label("Ønsket tema og mål").fill("x" * 203)
    expect(teller).to_have_text("3 tegn for mye")
    expect(teller).to_have_attribute("data-for-mye", "")


def test_autosave_sends_the_form_and_takes_the_new_version(side: Page) -> None:
    side.goto("/skjema/")
    lagringer = poster(side, "/lagre/")
    side.get_by_label("Søkerens navn").fill("Synne")
    expect(side.locator("[data-lagrestatus]")).to_have_text("Lagret «Synne»")
    expect(side.locator("[name=versjon]")).to_have_value("4")
    assert len(lagringer) == 1


def test_failed_autosave_says_so(side: Page) -> None:
    side.route("**/lagre/", lambda rute: rute.fulfill(status=500, body="x"))
    side.goto("/skjema/")
    side.get_by_label("Søkerens navn").fill("Synne")
    expect(side.locator("[data-lagrestatus]")).to_have_text("Utkastet er ikke lagret.")


def test_stale_autosave_says_what_the_server_says(side: Page) -> None:
    side.route("**/lagre/", lambda rute: rute.fulfill(status=409, json={"melding": "Noen andre har endret saken."}))
    side.goto("/skjema/")
    side.get_by_label("Søkerens navn").fill("Synne")
    expect(side.locator("[data-lagrestatus]")).to_have_text("Noen andre har endret saken.")


def test_sending_waits_for_an_autosave_on_its_way(side: Page) -> None:
    """The post must carry the version that the autosave gave, or the server would call it stale."""

    def sent(rute: Any) -> None:
        side.wait_for_timeout(700)
        rute.fulfill(json={"melding": "Lagret", "versjon": 9})

    side.route("**/lagre/", sent)
    side.goto("/skjema/")
    fyll_ut(side)
    innsendinger = poster(side, "/skjema/")
    with side.expect_request("**/lagre/"):
        side.get_by_label("Søkerens navn").fill("Synne Ny")
    side.get_by_role("button", name="Send inn").click()
    expect(side.locator("body")).to_have_text("mottatt")
    assert len(innsendinger) == 1
    assert 'name="versjon"\r\n\r\n9' in (innsendinger[0].post_data or "")


def test_double_click_sends_once(side: Page) -> None:
    side.goto("/skjema/")
    fyll_ut(side)
    innsendinger = poster(side, "/skjema/")
    side.get_by_role("button", name="Send inn").dblclick()
    expect(side.locator("body")).to_have_text("mottatt")
    assert len(innsendinger) == 1


def test_the_button_that_was_pressed_is_sent_along(side: Page) -> None:
    side.goto("/skjema/")
    fyll_ut(side)
    innsendinger = poster(side, "/skjema/")
    side.get_by_role("button", name="Lagre utkast").click()
    expect(side.locator("body")).to_have_text("mottatt")
    assert 'name="lagre"' in (innsendinger[0].post_data or "")


def test_leaving_with_unsaved_changes_asks_first(side: Page) -> None:
    side.route("**/lagre/", lambda rute: rute.abort())
    sporsmaal: list[str] = []

    def svar(dialog: Any) -> None:
        sporsmaal.append(dialog.type)
        dialog.accept()

    side.on("dialog", svar)
    side.goto("/skjema/")
    side.get_by_role("link", name="Personvern").click()
    assert sporsmaal == []
    side.goto("/skjema/")
    side.get_by_label("Søkerens navn").press_sequentially("S")
    side.get_by_role("link", name="Personvern").click()
    side.wait_for_url("**/personvern/")
    assert sporsmaal == ["beforeunload"]


def test_back_button_brings_a_form_that_can_be_sent(ny_side: Callable[..., Page]) -> None:
    side = ny_side()
    side.goto("/skjema/")
    fyll_ut(side)
    side.get_by_role("button", name="Send inn").click()
    expect(side.locator("body")).to_have_text("mottatt")
    side.go_back()
    expect(side.get_by_role("button", name="Send inn")).not_to_have_attribute("aria-disabled", "true")
    fyll_ut(side)
    side.get_by_role("button", name="Send inn").click()
    expect(side.locator("body")).to_have_text("mottatt")
