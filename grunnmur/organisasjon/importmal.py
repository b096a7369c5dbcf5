"""The files people fill in: a header row, and in Excel a sheet that explains each column."""

from __future__ import annotations

import io
from collections.abc import Sequence


def mal_csv(kolonner: Sequence[str]) -> bytes:
    """With a byte order mark and semicolons, which is what Norwegian Excel opens as columns."""
    return ("\ufeff" + ";".join(kolonner) + "\r\n").encode()


def mal_xlsx(kolonner: Sequence[str], forklaringer: Sequence[tuple[str, str, str]], overskrifter: Sequence[str]) -> bytes:
    """First sheet to fill in, all of it text so that no number loses its zeros; second sheet the explanations."""
    import xlsxwriter  # only when a workbook is written: a start should not wait for it

    fil = io.BytesIO()
    with xlsxwriter.Workbook(fil, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as bok:
        fet, tekst = bok.add_format({"bold": True}), bok.add_format({"num_format": "@"})
        ark = bok.add_worksheet("Import")
        ark.set_column(0, len(kolonner) - 1, 24, tekst)
        ark.write_row(0, 0, kolonner, fet)
        ark.freeze_panes(1, 0)
        forklaring = bok.add_worksheet("Forklaring")
        forklaring.set_column(0, 1, 18)
        forklaring.set_column(2, 2, 90)
        forklaring.write_row(0, 0, overskrifter, fet)
        for nr, linje in enumerate(forklaringer, start=1):
            forklaring.write_row(nr, 0, linje)
    return fil.getvalue()
