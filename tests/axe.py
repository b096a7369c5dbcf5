"""Accessibility of a page as it stands in the browser: axe-core, the console, and no sideways scroll."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page

BREDDER = (320, 390, 1280)
FARGER = ("light", "dark")
BRUDD = (640, 650, 960, 1200)
"""Where the stylesheets lay the page out anew, in px (`test_utseende` reads it out of them)."""

ALLE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OM_FARGE = ["color-contrast", "link-in-text-block"]
OM_STORRELSE = ["target-size"]

_AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
# Only what is wrong comes back: the report of all that passed is a megabyte. No preload: no rule here reads stylesheets.
_KJOR = """async regler => {
    const svar = await window.axe.run(document, {runOnly: regler, resultTypes: ['violations'], preload: false});
    return svar.violations.flatMap(b => b.nodes.map(n => `${b.id}: ${n.target} ${n.failureSummary || ''}`));
}"""


def sjekk_side(side: Page, bredder: Iterable[int] = BREDDER, farger: Iterable[str] = FARGER) -> None:
    """Assert 0 violations, nothing in the console and nothing outside the window, at every width and in both schemes.

    Every rule is run once for each layout. What cannot differ is not asked again: another scheme changes colours alone,
    and another width within the same layout changes sizes alone.
    """
    side.wait_for_load_state()  # a click returns as soon as the next page has begun to arrive
    lagt_ut: set[int] = set()
    for bredde in bredder:
        side.set_viewport_size({"width": bredde, "height": 900})
        oppsett = sum(bredde > brudd for brudd in BRUDD)
        for nr, farge in enumerate(farger):
            if nr and oppsett in lagt_ut:
                continue
            side.emulate_media(color_scheme=cast(Any, farge))
            merke = f"{side.url} at {bredde} px, {farge}"
            regler = OM_FARGE if nr else OM_STORRELSE if oppsett in lagt_ut else None
            # Spelled out, because pytest rewrites assertions in test files only.
            assert not (funn := axe_funn(side, regler)), f"{merke}: {funn}"
            assert not (funn := utenfor_vinduet(side)), f"{merke}: sideways scroll by {funn}"
        lagt_ut.add(oppsett)
    feil = getattr(side, "nettleserfeil", [])
    assert not feil, f"{side.url}: {feil}"
    side.emulate_media(color_scheme="light")


def axe_funn(side: Page, regler: list[str] | None = None) -> list[str]:
    """One line per violation: rule, element, reason. All rules unless some are named.

    The script is evaluated, not added as a tag: the page's own CSP forbids that, and stays in force.
    """
    if not side.evaluate("typeof window.axe === 'object'"):
        side.evaluate(_AXE)
    valg = {"type": "rule", "values": regler} if regler else {"type": "tag", "values": ALLE}
    return list(side.evaluate(_KJOR, valg))


def utenfor_vinduet(side: Page) -> list[str]:
    """The elements that make the page scroll sideways."""
    funn = side.evaluate(
        """() => {
            const bredde = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= bredde) return [];
            return [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > bredde + 1)
                .slice(-3).map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    return list(funn)
