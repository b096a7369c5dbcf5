"""The official form as PDF/A-2a against a minimal table document in the same run."""

from __future__ import annotations

from grunnmur.dokumenter.pdf import html_til_pdf
from grunnmur.organisasjon.models import Helsefellesskap
from hospitering.selectors.skjema import skjemadata
from hospitering.skjema_pdf import MAL, skjemakontekst
from tests.rollebesetning import Cast

from .maaling import linje, ms, side_om_side

RUNDER = 20


def maal_pdf(cast: Cast) -> None:
    """Same font, same variant, as many table rows as the form has."""
    from grunnmur.dokumenter.pdf import render_pdf

    sak = cast.besvart()
    helsefellesskap = Helsefellesskap.objects.get()
    kontekst = skjemakontekst(skjemadata(sak, helsefellesskap), helsefellesskap=helsefellesskap)
    rader = "".join(f"<tr><th scope=row>Felt {n}:</th><td>Verdi nummer {n}</td></tr>" for n in range(34))
    minimal = f'<html lang="nb"><head><title>Minimal</title></head><body><h1>Tabell</h1><table>{rader}</table></body></html>'
    tid = side_om_side(
        {
            "skjema": lambda: render_pdf(MAL, kontekst, sprak="nb", tittel="Skjema"),
            "minimal": lambda: html_til_pdf(minimal),
        },
        runder=RUNDER,
        oppvarming=2,
    )
    linje(
        "PDF, skjemaet: ganger et minimalt dokument",
        # Both are nothing but computing: CPU time says the same as the clock, without the neighbours.
        tid["skjema"].cpu / tid["minimal"].cpu,
        "≤ 1.5 (mål 1.3)",
        f"skjema {ms(tid['skjema'].cpu)}, minimalt {ms(tid['minimal'].cpu)} CPU",
    )
