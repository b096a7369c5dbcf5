"""Browser fixtures: headless Chromium by Playwright against pytest-django's live server."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

NAVN = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def nettleser() -> Iterator[Browser]:
    """One browser for the whole run."""
    program = next((sti for navn in NAVN if (sti := shutil.which(navn))), None)
    with sync_playwright() as playwright:
        # No --disable-dev-shm-usage: containers give a small /dev/shm, and a test page needs little.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def ny_side(nettleser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Make a page of its own context (own cookies). `ny_side(java_script_enabled=False)` for a browser without scripts."""
    kontekster: list[BrowserContext] = []

    def lag(**valg: Any) -> Page:
        kontekst = nettleser.new_context(base_url=live_server.url, locale="nb-NO", timezone_id="Europe/Oslo", **valg)
        kontekst.set_default_timeout(30_000)
        kontekster.append(kontekst)
        side = kontekst.new_page()
        lytt_etter_feil(side)
        return side

    yield lag
    for kontekst in kontekster:
        kontekst.close()


@pytest.fixture
def side(ny_side: Callable[..., Page]) -> Page:
    """A page with JavaScript at 1280 px."""
    return ny_side(viewport={"width": 1280, "height": 900})


@pytest.fixture
def side_uten_js(ny_side: Callable[..., Page]) -> Page:
    """A page without JavaScript: everything must work here."""
    return ny_side(viewport={"width": 1280, "height": 900}, java_script_enabled=False)


def lytt_etter_feil(side: Page) -> None:
    """Collect what the browser complains about; `axe.sjekk_side` asserts that it is nothing."""
    feil: list[str] = []

    def ved_melding(melding: ConsoleMessage) -> None:
        if melding.text.startswith("Failed to load resource") and "/static/" not in melding.location.get("url", ""):
            return  # a page that answers 404 or 409 on purpose is no missing resource
        if melding.type == "error" or "Content Security Policy" in melding.text:
            feil.append(melding.text)

    side.on("console", ved_melding)
    side.on("pageerror", lambda unntak: feil.append(str(unntak)))
    side.nettleserfeil = feil  # type: ignore[attr-defined]


def logg_inn(side: Page, bruker: Any) -> None:
    """Give the browser a session of this person, past the sign-in page (which has tests of its own)."""
    from django.conf import settings
    from django.test import Client

    klient = Client()
    klient.force_login(bruker)
    kake = klient.cookies[settings.SESSION_COOKIE_NAME]
    adresse = side.context._impl_obj._options["baseURL"]
    side.context.add_cookies([{"name": kake.key, "value": kake.value, "url": adresse}])
