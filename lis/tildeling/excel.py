"""The shared list of candidates as a workbook: the same rows and the same scope as on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker

from .filters.tildeling import i_listen
from .models import Tildeling
from .selectors.tildelingsliste import rader


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Lege"), 28),
        (_("Tildeling"), 14),
        (_("Kommune"), 22),
        (_("Halvår"), 12),
        (_("Begynner"), 12),
        (_("Siste dag"), 12),
        (_("Forsinket"), 10),
        (_("Ansatt av kommunen"), 14),
        (_("Kanal"), 24),
        (_("Kommer fra"), 28),
        (_("Unntak"), 10),
        (_("Status"), 14),
    ]


def _rader(bruker: Bruker, saker: Iterable[Any]) -> Iterable[list[Celle]]:
    ja, nei = _("ja"), _("nei")
    for rad in rader(saker):
        yield [
            rad.lege,
            rad.saksnummer,
            rad.kommune,
            rad.halvaar,
            rad.start,
            rad.slutt,
            ja if rad.forsinket else nei,
            rad.ansatt_dato,
            rad.kanal,
            rad.hf,
            ja if rad.unntak else nei,
            rad.visning.etikett,
        ]


REGNEARK = Regneark(
    kode="tildeling.tildelinger",
    tittel=gettext_lazy("LIS1-kandidater"),
    filnavn="lis1-kandidater",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=Tildeling.objects.synlig_for,
)
