"""The look, in a real browser: every component, every error page, at three widths and in both colour schemes."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.axe import sjekk_side

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.portal.galleri")]

MALER = Path(__file__).parent / "maler"


@pytest.fixture(autouse=True)
def galleri(settings: Any) -> None:
    maler = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**maler, "DIRS": [MALER, *maler["DIRS"]]}]


@pytest.mark.parametrize("adresse", ["/komponenter/", "/skjema/", "/bekreft/", "/inngang/"])
def test_page_has_no_violations(side: Page, adresse: str) -> None:
    side.goto(adresse)
    sjekk_side(side)


@pytest.mark.parametrize(
    ("adresse", "overskrift"),
    [
        ("/nektet/", "Du kan ikke gjøre dette"),
        ("/uforstaaelig/", "Vi forstod ikke det du sendte"),
        ("/finnes-ikke/", "Vi fant ikke siden"),
    ],
)
def test_error_page_has_no_violations(side: Page, adresse: str, overskrift: str) -> None:
    side.goto(adresse)
    expect(side.get_by_role("heading", level=1)).to_have_text(overskrift)
    side.nettleserfeil.clear()  # type: ignore[attr-defined]  (the browser reports the status itself)
    sjekk_side(side)
