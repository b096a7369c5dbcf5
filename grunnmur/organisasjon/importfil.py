"""Read a table out of an uploaded CSV or Excel file, and trust nothing in it.

Knows nothing of units or people: it returns rows of text, or says what is wrong with the file as a whole.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAKS_BYTE = 2 * 1024 * 1024
MAKS_UTPAKKET = 20 * 1024 * 1024
MAKS_FILER_I_ZIP = 200
MAKS_RADER = 1000
MAKS_KOLONNER = 30
# A sheet may claim a cell on row 1 048 576; the empty rows before it are counted, not read for ever.
MAKS_TOMME = 5 * MAKS_RADER

_TELEFON = re.compile(r"\+[\d ()\-]+", re.ASCII)


@dataclass(frozen=True)
class Rad:
    """One row: its number in the file as people see it, and its cells by column name."""

    nummer: int
    celler: dict[str, str]
    feil: tuple[str, ...] = ()


def les_tabell(innhold: bytes, *, kolonner: Sequence[str], krevde: Sequence[str]) -> list[Rad]:
    """Rows under a header row that names the columns. Raises ValidationError with what to do about the file."""
    if not innhold:
        raise ValidationError(_("Filen er tom. Velg en annen fil."))
    if len(innhold) > MAKS_BYTE:
        raise ValidationError(_("Filen er for stor. Den kan være høyst 2 MB. Del den i flere."))
    rader = _les_xlsx(innhold) if innhold.startswith(b"PK") else _les_csv(innhold)
    nummererte = [(nr, rad) for nr, rad in enumerate(islice(rader, MAKS_TOMME + 1), start=1)]
    if len(nummererte) > MAKS_TOMME:
        raise ValidationError(_("Filen har for mange rader. Slett tomme rader nederst, eller del filen."))
    fylte = [(nr, rad) for nr, rad in nummererte if any(celle != "" for celle in rad)]
    if not fylte:
        raise ValidationError(_("Filen er tom. Velg en annen fil."))
    if len(fylte) - 1 > MAKS_RADER:
        raise ValidationError(_("Filen har for mange rader. Den kan ha høyst 1000. Del den i flere."))
    if len(fylte) == 1:
        raise ValidationError(_("Filen har bare overskrifter. Legg til minst én rad."))
    navn = _overskrifter(fylte[0][1], kolonner, krevde)
    return [_rad(nr, navn, celler) for nr, celler in fylte[1:]]


def _overskrifter(celler: Sequence[Any], kolonner: Sequence[str], krevde: Sequence[str]) -> list[str]:
    navn = [_tekst(celle).strip().lower().replace(" ", "_").replace("-", "_") for celle in celler]
    while navn and not navn[-1]:
        navn.pop()
    if len(navn) > MAKS_KOLONNER:
        raise ValidationError(_("Filen har for mange kolonner. Bruk malen."))
    if ukjente := [str(nr) for nr, n in enumerate(navn, start=1) if n not in kolonner]:
        # Not repeated word for word: a file without headers has a person on its first row.
        raise ValidationError(
            _("Første rad må være overskriftene fra malen. Disse kolonnene er ukjente: nr. %(numre)s.")
            % {"numre": ", ".join(ukjente)}
        )
    if len(set(navn)) < len(navn):
        raise ValidationError(_("To kolonner har samme overskrift. Ta bort den ene."))
    if mangler := [n for n in krevde if n not in navn]:
        raise ValidationError(_("Filen mangler kolonnen %(navn)s. Bruk malen.") % {"navn": ", ".join(mangler)})
    return navn


def _rad(nummer: int, navn: Sequence[str], celler: Sequence[Any]) -> Rad:
    feil = []
    verdier: dict[str, str] = {}
    for plass, celle in enumerate(celler):
        if plass >= len(navn):
            if celle != "":
                feil.append(_("Raden har flere celler enn det er overskrifter."))
                break
            continue
        if _er_formel(celle):
            feil.append(_("«%(kolonne)s» inneholder en formel. Skriv verdien i stedet.") % {"kolonne": navn[plass]})
            continue
        verdier[navn[plass]] = _tekst(celle).strip()
    return Rad(nummer, {n: verdier.get(n, "") for n in navn}, tuple(feil))


class _Formel(str):
    """A formula or an error in an Excel cell: never a value."""


def _er_formel(celle: Any) -> bool:
    """Also what a spreadsheet would run if the value were exported and opened again."""
    if isinstance(celle, _Formel):
        return True
    tekst = celle if isinstance(celle, str) else ""
    if tekst.startswith(("=", "@", "\t", "\r")):
        return True
    return tekst.startswith(("+", "-")) and not _TELEFON.fullmatch(tekst.strip())


def _tekst(celle: Any) -> str:
    if isinstance(celle, datetime):
        return celle.strftime("%d.%m.%Y")
    if isinstance(celle, date):
        return celle.strftime("%d.%m.%Y")
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return "" if celle is None or isinstance(celle, time) else str(celle)


def _les_csv(innhold: bytes) -> Iterator[list[str]]:
    try:
        tekst = innhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(
            _("Filen er ikke lagret som UTF-8. I Excel: velg «Lagre som» og filtypen «CSV UTF-8», eller bruk xlsx.")
        ) from None
    if "\0" in tekst:
        raise ValidationError(_("Filen er ikke en CSV-fil. Lagre den på nytt som «CSV UTF-8» eller xlsx."))
    hode = tekst.split("\n", 1)[0]
    skille = max(";,\t", key=hode.count)
    try:
        yield from csv.reader(io.StringIO(tekst, newline=""), delimiter=skille, strict=True)
    except csv.Error:
        raise ValidationError(_("Filen er ikke en gyldig CSV-fil. Sjekk anførselstegnene, eller bruk xlsx.")) from None


_IKKE_EXCEL = (
    zipfile.BadZipFile,
    DefusedXmlException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    NotImplementedError,
    RuntimeError,
    zipfile.LargeZipFile,
)


def _les_xlsx(innhold: bytes) -> Iterator[Sequence[Any]]:
    # Only when a workbook is read: a start should not wait for the library.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    ugyldig = ValidationError(_("Filen er ikke en gyldig Excel-fil. Lagre den på nytt som xlsx, eller bruk CSV."))
    try:
        _krev_trygg_zip(innhold)
        bok = load_workbook(io.BytesIO(innhold), read_only=True, keep_links=False)
        ark = bok.worksheets[0]
        ark.reset_dimensions()
        yield from (_celler(rad) for rad in ark.iter_rows(max_col=MAKS_KOLONNER + 1))
    except (InvalidFileException, *_IKKE_EXCEL) as feil:
        raise ugyldig from feil


def _celler(rad: Iterable[Any]) -> list[Any]:
    verdier: list[Any] = []
    for celle in rad:
        if getattr(celle, "data_type", "n") in {"f", "e"}:
            verdier.append(_Formel(celle.value))
        else:
            verdier.append("" if celle.value is None else celle.value)
    return verdier


def _krev_trygg_zip(innhold: bytes) -> None:
    """Refuse what unpacks to far more than it is, and XML that brings its own definitions."""
    with zipfile.ZipFile(io.BytesIO(innhold)) as pakke:
        deler = pakke.infolist()
        if len(deler) > MAKS_FILER_I_ZIP or sum(d.file_size for d in deler) > MAKS_UTPAKKET:
            raise ValidationError(_("Filen blir for stor når den pakkes ut. Lag en ny fil med bare disse radene."))
        for del_ in deler:
            # zipfile reads no more than the size that was declared, so the sum above binds.
            if del_.filename.lower().endswith((".xml", ".rels")):
                data = pakke.read(del_)
                if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                    raise ValueError("document type definition")
            elif "vbaproject" in del_.filename.lower():
                raise ValueError("macros")
