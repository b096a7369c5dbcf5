"""Accessibility of a page as it stands in the browser: axe-core, the console, and no sideways scroll."""

import itertools
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

grundig = False
"""Whether every layout and scheme is asked about: `make drill` (tests/conftest.py)."""

_AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
# Only what is wrong comes back: the report of all that passed is a megabyte. No preload: no rule here reads stylesheets.
_KJOR = """async regler => {
    const svar = await window.axe.run(document, {runOnly: regler, resultTypes: ['violations'], preload: false});
    return svar.violations.flatMap(b => b.nodes.map(n => `${b.id}: ${n.target} ${n.failureSummary || ''}`));
}"""


def sjekk_side(side: Page, bredder: Iterable[int] = BREDDER, farger: Iterable[str] = FARGER) -> None:
    """Assert 0 violations, nothing in the console and nothing outside the window, at every width and in both schemes."""
    side.wait_for_load_state()  # a click returns as soon as the next page has begun to arrive
    for bredde, sporsmaal in itertools.groupby(_runder(list(bredder), list(farger)), key=lambda runde: runde[0]):
        side.set_viewport_size({"width": bredde, "height": 900})
        assert not (funn := utenfor_vinduet(side)), f"{side.url} at {bredde} px: sideways scroll by {funn}"
        for _bredde, farge, regler in sporsmaal:
            side.emulate_media(color_scheme=cast(Any, farge))
            # Spelled out, because pytest rewrites assertions in test files only.
            assert not (funn := axe_funn(side, regler)), f"{side.url} at {bredde} px, {farge}: {funn}"
    feil = getattr(side, "nettleserfeil", [])
    assert not feil, f"{side.url}: {feil}"
    side.emulate_media(color_scheme="light")


def _runder(bredder: list[int], farger: list[str]) -> list[tuple[int, str, list[str] | None]]:
    """What axe is asked: width, scheme and rules (None: all).

    For every change: all rules at the narrowest in the first scheme and at the widest in the last, sizes in between.
    `make drill` asks all rules once for each layout, and what another scheme (colours) or another width within the same
    layout (sizes) may change.
    """
    if not grundig and len(bredder) > 1:
        imellom = [(bredde, farger[0], OM_STORRELSE) for bredde in bredder[1:-1]]
        return [(bredder[0], farger[0], None), *imellom, (bredder[-1], farger[-1], None)]
    runder: list[tuple[int, str, list[str] | None]] = []
    lagt_ut: set[int] = set()
    for bredde in bredder:
        oppsett = sum(bredde > brudd for brudd in BRUDD)
        runder.append((bredde, farger[0], OM_STORRELSE if oppsett in lagt_ut else None))
        if oppsett not in lagt_ut:
            runder += [(bredde, farge, OM_FARGE) for farge in farger[1:]]
        lagt_ut.add(oppsett)
    return runder


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
