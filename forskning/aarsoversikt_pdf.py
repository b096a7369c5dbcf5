"""The yearly overview as PDF: the same figures as on the page, for the one who ordered it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.jobb.models import Jobb
from grunnmur.organisasjon.models import Bruker, Helsefellesskap
from grunnmur.portal.dato import dato

from .selectors.aarsoversikt import Aarsoversikt, Telling, aarsoversikt

MAL = "forskning_aarsoversikt"
UTGAVE = "1.1"
"""Raise it when the layout changes, and every document is made anew."""


def som_dokument(aar: int, *, bestilt_av: Bruker, sprak: str, adresse: str) -> Dokument | Jobb:
    """The document, or the job that makes it, of what this person may see now: each person's is a document of its own."""
    with translation.override(sprak):
        return hent_eller_bestill(
            None, MAL, kontekst(aarsoversikt(bestilt_av, aar)), bestilt_av=bestilt_av, sprak=sprak,
            variant=f"{aar}-{bestilt_av.pk.hex[:19]}", skjemaversjon=UTGAVE,
            tittel=_("Forskning og innovasjon i %(aar)s") % {"aar": aar}, adresse=adresse, filnavn=filnavn(aar),
        )  # fmt: skip


def filnavn(aar: int) -> str:
    """«forskning-2026.pdf»."""
    return f"forskning-{aar}.pdf"


def kontekst(o: Aarsoversikt) -> dict[str, Any]:
    """What the template takes, as JSON, in the active language."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    return {
        "deler": [
            [_("Prosjekter"), _prosjekter(o)],
            [_("Temaer"), _linjer(o.temaer)],
            [_("Partnere som deltar"), _linjer(o.partnere)],
            [_("Finansiering"), _linjer(o.finansiering)],
            [_("Studenter"), _linjer(o.studenter)],
            [_("Søknader om midler"), _soknader(o)],
            [_("Resultater"), _linjer(o.resultater)],
        ],
        "uforankrede": [[u.saksnummer, f"{u.grunn}. {_('Sendt')} {dato(u.sendt)}."] for u in o.soknader.uforankrede],
        "avsender": helsefellesskap.navn if helsefellesskap else "",
        "styrende": "",
        "logo": helsefellesskap.logo_sha256 if helsefellesskap else "",
    }


def _linjer(tellinger: Sequence[Telling]) -> list[list[str]]:
    return [[t.navn, str(t.antall)] for t in tellinger]


def _prosjekter(o: Aarsoversikt) -> list[list[str]]:
    hode = [[_("I alt"), str(o.antall)], [_("Nye i året"), str(o.nye)], [_("Fullført i året"), str(o.fullfort)]]
    return [*hode, *_linjer(o.tilstander)]


def _soknader(o: Aarsoversikt) -> list[list[str]]:
    s = o.soknader
    return [
        [_("Sendt"), str(s.sendt)],
        [_("Forankret før de ble sendt"), str(s.forankret)],
        [_("Ikke forankret"), str(s.sendt - s.forankret)],
        [_("Innvilget"), str(s.innvilget)],
        [_("Søkt beløp"), kroner(s.sokt)],
        [_("Innvilget beløp"), kroner(s.innvilget_belop)],
    ]


def kroner(belop: int) -> str:
    """«1 200 000 kr»."""
    return f"{belop:,} kr".replace(",", "\N{NO-BREAK SPACE}").replace(" kr", "\N{NO-BREAK SPACE}kr")
