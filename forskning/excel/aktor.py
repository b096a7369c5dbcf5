"""The register of parties as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker

from ..filters.aktor import i_listen
from ..selectors.aktor import i_registeret, rader


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Navn"), 44),
        (_("Type"), 28),
        (_("Sektor"), 12),
        (_("Nivå"), 16),
        (_("Part i helsefellesskapet"), 14),
        (_("Prosjekter"), 11),
    ]


def _rader(bruker: Bruker, aktorer: Iterable[Any]) -> Iterable[list[Celle]]:
    ja, nei = _("ja"), _("nei")
    for rad in rader(bruker, aktorer):
        yield [rad.navn, rad.type, rad.sektor, rad.nivaa, ja if rad.deltar else nei, rad.prosjekter]


REGNEARK = Regneark(
    kode="forskning.aktorer",
    tittel=gettext_lazy("Aktører"),
    filnavn="aktorer",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=i_registeret,
)
