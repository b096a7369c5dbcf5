"""The list of needs as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato

from ..filters.behov import i_listen
from ..models import Behov
from ..selectors.behov import rader


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Saksnummer"), 14),
        (_("Behov"), 50),
        (_("Virksomhet"), 28),
        (_("Enhet"), 28),
        (_("Temaer"), 36),
        (_("Meldt"), 14),
        (_("Prosjekter"), 11),
        (_("Status"), 24),
    ]


def _rader(bruker: Bruker, behov: Iterable[Any]) -> Iterable[list[Celle]]:
    for rad in rader(bruker, behov):
        yield [
            rad.saksnummer,
            rad.tittel,
            rad.virksomhet,
            rad.enhet,
            ", ".join(rad.temaer),
            lokal_dato(rad.meldt),
            rad.prosjekter,
            rad.visning.etikett,
        ]


REGNEARK = Regneark(
    kode="forskning.behov",
    tittel=gettext_lazy("Forskningsbehov"),
    filnavn="forskningsbehov",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=Behov.objects.synlig_for,
)
