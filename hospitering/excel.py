"""The list as a workbook: the same rows and the same scope, and never a formula from what somebody typed."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from .selectors.liste import Rad

MAKS_RADER = 5000
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def skriv_bok(rader: Iterable[Rad]) -> IO[bytes]:
    """An open file at its beginning; the caller closes it. Rows are written as they are read."""
    fil = TemporaryFile()  # noqa: SIM115  (handed to the response, which closes it)
    bok = xlsxwriter.Workbook(
        fil,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd.mm.yyyy",
        },
    )
    ark = bok.add_worksheet(_("Hospitering"))
    fet = bok.add_format({"bold": True, "bottom": 1})
    kolonner = _kolonner()
    for nr, (tittel, bredde) in enumerate(kolonner):
        ark.set_column(nr, nr, bredde)
        ark.write_string(0, nr, tittel, fet)
    ark.freeze_panes(1, 0)
    antall = 0
    for antall, rad in enumerate(rader, start=1):
        for nr, verdi in enumerate(_celler(rad)):
            if verdi is None or verdi == "":
                continue
            (ark.write_string if isinstance(verdi, str) else ark.write_datetime)(antall, nr, verdi)
    ark.autofilter(0, 0, antall, len(kolonner) - 1)
    bok.close()
    fil.seek(0)
    return fil


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


def _celler(rad: Rad) -> list[Any]:
    return [
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
