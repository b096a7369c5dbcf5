"""The look, in a real browser: every component, every error page, at three widths and in both colour schemes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from grunnmur.portal import navigasjon
from tests.axe import BRUDD, axe_funn, sjekk_side, utenfor_vinduet

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.portal.galleri"),
    pytest.mark.usefixtures("galleri"),
]


@pytest.mark.parametrize("adresse", ["/komponenter/", "/innlogget/", "/skjema/", "/bekreft/", "/inngang/"])
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


def test_rejected_form_has_no_violations(side: Page) -> None:
    side.goto("/skjema/")
    side.get_by_role("button", name="Send inn").click()
    expect(side.locator("#feiloppsummering")).to_be_visible()
    sjekk_side(side)


@pytest.mark.parametrize("bredde", [390, 1280])
def test_open_menu_has_no_violations(side: Page, bredde: int) -> None:
    side.set_viewport_size({"width": bredde, "height": 900})
    side.goto("/innlogget/")
    side.locator("details[data-lukkbar] > summary:visible").click()
    expect(side.get_by_role("link", name="Profil og kontaktopplysninger").locator("visible=true")).to_have_count(1)
    sjekk_side(side, bredder=[bredde])


def test_long_menu_wraps_instead_of_scrolling(side: Page) -> None:
    for adresse in ("tilgjengelighet", "account_login", "account_logout", "sett_sprak", "lagre"):
        navigasjon.registrer(f"Kompetanse {adresse}", adresse)
    side.goto("/innlogget/")
    expect(side.locator(".mainnav li")).to_have_count(9)
    sjekk_side(side, bredder=[1000, 1280], farger=["light"])


def test_page_in_nynorsk_has_no_violations(side: Page, kompilert: None) -> None:
    side.context.add_cookies([{"name": "sprak", "value": "nn", "url": side.context._impl_obj._options["baseURL"]}])
    side.goto("/komponenter/")
    expect(side.locator("html")).to_have_attribute("lang", "nn")
    expect(side.get_by_text("Ventar på deg")).to_have_count(2)
    sjekk_side(side, bredder=[390])


def test_print_drops_the_frame_and_says_when(side: Page) -> None:
    side.goto("/innlogget/")
    side.emulate_media(media="print")
    expect(side.locator("header.top")).to_be_hidden()
    expect(side.locator("footer.foot")).to_be_hidden()
    expect(side.locator("p.print-only")).to_contain_text("Skrevet ut")


def test_the_widths_cover_every_layout_of_the_stylesheets() -> None:
    stil = "".join(fil.read_text() for fil in Path("static").rglob("*.css"))
    funnet = re.findall(
        r"(?:(?:min|max)-width:|width *[<>]=?) *([\d.]+)(rem|px|em)", " ".join(re.findall(r"@media[^{]*", stil))
    )
    assert {float(tall) * (1 if enhet == "px" else 16) for tall, enhet in funnet} == set(BRUDD)


def test_contrast_that_fails_in_dark_alone_is_found(side: Page) -> None:
    """A control: the second scheme is asked about colours, though not about the rest."""
    side.goto("/skjema/")
    side.evaluate("document.querySelector('h1').style.color = '#222'")
    with pytest.raises(AssertionError, match=r"px, dark: .*color-contrast"):
        sjekk_side(side)


def test_the_checks_can_fail(side: Page) -> None:
    """A control: the same helper finds a missing label, poor contrast and an overwide element."""
    side.goto("/skjema/")
    side.evaluate(
        """() => {
            document.querySelector('label').remove();
            document.querySelector('h1').style.color = '#ccc';
            document.querySelector('main').insertAdjacentHTML('beforeend', '<div id="bred">x</div>');
            document.querySelector('#bred').style.width = '3000px';
        }"""
    )
    regler = {funn.split(":")[0] for funn in axe_funn(side)}
    assert {"label", "color-contrast"} <= regler
    assert utenfor_vinduet(side) != []


def test_inline_style_from_the_server_is_blocked_and_reported(side: Page) -> None:
    """A control of the console check: the policy is in force on these pages."""
    side.goto("/komponenter/")
    side.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    side.wait_for_timeout(200)
    assert any("Content Security Policy" in feil for feil in side.nettleserfeil)  # type: ignore[attr-defined]
