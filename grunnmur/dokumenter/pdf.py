"""From template to PDF: archivable (PDF/A-2a), tagged, own font, the same bytes for the same input."""

import gc
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from grunnmur.dokumenter.kilder import PREFIKS, Kilder
from grunnmur.dokumenter.kontrollbilde import NAVN, kontrollbilde


class UlovligKilde(Exception):
    """The document asked for something outside the packaged files, and was not made."""


def render_pdf(
    mal: str, kontekst: dict[str, Any], *, sprak: str, tittel: str, bilder: dict[str, bytes] | None = None
) -> bytes:
    """Render `templates/pdf/<mal>.html` in a language. Takes a tenth of a second, so call it from a job.

    The template extends `pdf/dokument.html`. `bilder` are PNGs of this document, by name (`app:/<name>`); a document
    that can be checked gets the picture that leads to the check.
    Nothing depends on the clock: dates come in the context.
    Raises `UlovligKilde` when anything but a packaged file was asked for.
    """
    with translation.override(sprak):
        html = render_to_string(f"pdf/{mal}.html", {**kontekst, "sprak": sprak, "tittel": tittel})
    adresse = kontekst.get("utgave", {}).get("adresse")
    return html_til_pdf(html, (bilder or {}) | ({NAVN: kontrollbilde(adresse)} if adresse else {}))


def html_til_pdf(html: str, bilder: dict[str, bytes] | None = None) -> bytes:
    """The rendering itself, for HTML that is already whole."""
    skrifter, stil = _utstyr()
    kilder = Kilder(bilder)
    # Half a million small objects live until the document is done: looking for garbage among them is a tenth of its time.
    gc.disable()
    try:
        pdf = HTML(string=html, base_url=PREFIKS, url_fetcher=kilder).write_pdf(
            stylesheets=[stil], font_config=skrifter, pdf_variant="pdf/a-2a", pdf_tags=True
        )
    except FatalURLFetchingError as feil:
        raise UlovligKilde from feil
    finally:
        gc.enable()
    if kilder.nektet:
        raise UlovligKilde
    return bytes(pdf)


def varm_opp() -> None:
    """Load fonts and style sheet now: the first document would otherwise wait a second for them."""
    html_til_pdf('<html lang="nb"><title>-</title><p>-<b>-</b></html>')


@cache
def _utstyr() -> tuple[FontConfiguration, CSS]:
    """Once per process: each font configuration leaks some 400 kB, and parsing the style sheet costs time."""
    skrifter = FontConfiguration()
    return skrifter, CSS(url=f"{PREFIKS}dokument.css", font_config=skrifter, url_fetcher=Kilder())
