"""Accessibility of a page as it stands in the browser: axe-core, the console, and no sideways scroll."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page

BREDDER = (320, 390, 1280)
FARGER = ("light", "dark")
REGLER = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()


def sjekk_side(side: Page, bredder: Iterable[int] = BREDDER, farger: Iterable[str] = FARGER) -> None:
    """Assert 0 violations, nothing in the console and nothing outside the window, at every width and in both schemes.

    The script is evaluated, not added as a tag: the page's own CSP forbids that, and stays in force.
    """
    for bredde in bredder:
        side.set_viewport_size({"width": bredde, "height": 900})
        for farge in farger:
            side.emulate_media(color_scheme=cast(Any, farge))
            merke = f"{side.url} at {bredde} px, {farge}"
            # Spelled out, because pytest rewrites assertions in test files only.
            assert not (funn := axe_funn(side)), f"{merke}: {funn}"
            assert not (funn := utenfor_vinduet(side)), f"{merke}: sideways scroll by {funn}"
    feil = getattr(side, "nettleserfeil", [])
    assert not feil, f"{side.url}: {feil}"
    side.emulate_media(color_scheme="light")


def axe_funn(side: Page) -> list[str]:
    """One line per violation: rule, element, reason."""
    if not side.evaluate("typeof window.axe === 'object'"):
        side.evaluate(_AXE)
    svar = side.evaluate("regler => window.axe.run(document, {runOnly: {type: 'tag', values: regler}})", REGLER)
    return [
        f"{brudd['id']}: {node['target']} {node.get('failureSummary', '')}"
        for brudd in svar["violations"]
        for node in brudd["nodes"]
    ]


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
