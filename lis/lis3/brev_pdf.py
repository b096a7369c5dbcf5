"""The letters as PDF: how to ask for one. What they say is read in `selectors/brev.py`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import translation

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.jobb.models import Jobb
from grunnmur.organisasjon.models import Bruker, Helsefellesskap
from grunnmur.saksgang.models import Sak

from .selectors.brev import Brev, Skriv

MAL = "lis3_brev"
UTGAVE = "1.0"
"""Raise it when the layout changes, and every letter is made anew."""


def brev_som_dokument(
    sak: Sak, variant: str, skriv: Skriv, *, bestilt_av: Bruker, sprak: str, adresse: str
) -> Dokument | Jobb:
    """The letter, or the job that makes it. `variant` is tilbud, bekreftelse or foresporsel.

    `skriv` makes the content in `sprak`; the caller has decided that the person may see the case.
    """
    with translation.override(sprak):
        brev = skriv()
        return hent_eller_bestill(
            sak,
            MAL,
            brevkontekst(brev),
            bestilt_av=bestilt_av,
            sprak=sprak,
            variant=variant,
            tittel=brev.tittel,
            skjemaversjon=UTGAVE,
            adresse=adresse,
            filnavn=filnavn(sak, variant),
        )


def filnavn(sak: Sak, variant: str) -> str:
    """«tilbud-T3-2026-0007.pdf»."""
    return f"{variant}-{sak.saksnummer}.pdf"


def brevkontekst(brev: Brev) -> dict[str, Any]:
    """What the template takes, as JSON."""
    innhold = asdict(brev)
    for del_ in innhold["deler"]:
        del_["rader"] = [list(rad) for rad in del_["rader"]]
    return innhold | avsender()


def avsender() -> dict[str, str]:
    """Head and foot: whose paper it is."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        return {"avsender": "", "styrende": ""}
    return {"avsender": helsefellesskap.navn, "styrende": helsefellesskap.prosedyre}
