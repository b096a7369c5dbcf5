"""The list as a workbook: the same rows and the same scope as on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker

from .filters import i_listen
from .models import Soknad
from .selectors import liste


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Saksnummer"), 14),
        (_("Søker"), 26),
        (_("Arbeidssted"), 40),
        (_("Enhet"), 32),
        (_("Virksomhet"), 28),
        (_("Fra"), 12),
        (_("Til"), 12),
        (_("Faggruppe"), 18),
        (_("Sendt"), 12),
        (_("Tilstand"), 28),
    ]


def _rader(bruker: Bruker, verdier: Iterable[Any]) -> Iterable[list[Celle]]:
    oppgaver = liste.mine_oppgaver(bruker)
    for verdi in verdier:
        [rad] = liste.rader([verdi], oppgaver)
        yield [
            rad.saksnummer,
            rad.soker,
            rad.arbeidssted,
            rad.hvor,
            rad.virksomhet,
            rad.fra,
            rad.til,
            rad.faggruppe,
            timezone.localtime(rad.sendt).date() if rad.sendt else None,
            rad.tilstand,
        ]


REGNEARK = Regneark(
    kode="hospitering.liste",
    tittel=gettext_lazy("Hospitering"),
    filnavn="hospitering",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=Soknad.objects.synlig_for,
)
