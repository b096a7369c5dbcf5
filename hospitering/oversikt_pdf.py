"""The yearly report as PDF: the same figures as on the page, for the one who ordered it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.jobb.models import Jobb
from grunnmur.organisasjon.models import Bruker, Helsefellesskap
from grunnmur.organisasjon.selectors.utsnitt import Utsnitt

from .selectors.oversikt import Oversikt, oversikt, synlige_saker
from .selectors.oversikttabeller import Tabell, Verdi, retningstabell, tabellene
from .selectors.oversiktutsnitt import aaret

MAL = "hospitering_aarsrapport"
UTGAVE = "1.1"
"""Raise it when the layout changes, and every document is made anew."""


def som_dokument(utsnitt: Utsnitt, aar: int, *, bestilt_av: Bruker, sprak: str, adresse: str) -> Dokument | Jobb:
    """The document, or the job that makes it, of what this person may see now: each person's is a document of its own."""
    enheter = utsnitt.enheter()
    with translation.override(sprak):
        tall = oversikt(synlige_saker(bestilt_av, utsnitt, enheter), aaret(aar), utsnitt, enheter)
        return hent_eller_bestill(
            None, MAL, kontekst(tall, utsnitt), bestilt_av=bestilt_av, sprak=sprak,
            variant=f"{aar}-{_avtrykk(bestilt_av, utsnitt)}", skjemaversjon=UTGAVE,
            tittel=_("Hospitering i %(aar)s") % {"aar": aar}, adresse=adresse, filnavn=filnavn(aar),
        )  # fmt: skip


def filnavn(aar: int) -> str:
    """«hospitering-2026.pdf»."""
    return f"hospitering-{aar}.pdf"


def kontekst(o: Oversikt, utsnitt: Utsnitt) -> dict[str, Any]:
    """What the template takes, as JSON, in the active language. What waits now is no part of a year."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    i_alt = [
        [_("Søknader sendt"), str(o.sendt)],
        [_("Innvilget av begge ledere"), str(o.vert.innvilget)],
        [_("Gjennomført"), str(o.gjennomfort)],
        [_("Avlyst"), str(o.avlyst)],
    ]
    return {
        "hvem": utsnitt.navn,
        "i_alt": i_alt,
        "tabeller": [_tabell(t) for t in (*tabellene(o), retningstabell(o.retninger))],
        "avsender": helsefellesskap.navn if helsefellesskap else "",
        "styrende": "",
        "logo": helsefellesskap.logo_sha256 if helsefellesskap else "",
    }


def _tabell(tabell: Tabell) -> dict[str, Any]:
    bredde = 6
    return {
        "tittel": tabell.tittel,
        "hode": tabell.hode,
        "kolonner": tabell.kolonner,
        "linjer": [[f"{rad.navn} ({rad.forklaring})" if rad.forklaring else rad.navn, [_tall(v) for v in rad.verdier]]
                   for rad in tabell.linjer],
        "navnebredde": 36 - bredde * len(tabell.kolonner),
        "bredde": bredde,
    }  # fmt: skip


def _tall(verdi: Verdi) -> str:
    return "–" if verdi is None else f"{verdi:g}".replace(".", ",") if isinstance(verdi, float) else str(verdi)


def _avtrykk(bruker: Bruker, utsnitt: Utsnitt) -> str:
    """Whose document it is, and of what: short enough to be kept with it."""
    return hashlib.sha256(f"{bruker.pk}{utsnitt.kode}".encode()).hexdigest()[:19]
