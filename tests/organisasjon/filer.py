"""Files to import, made in memory: sound ones, and every kind that must be refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from grunnmur.organisasjon.importfil import MAKS_BYTE, MAKS_RADER


def csv(*linjer: str) -> bytes:
    return ("\ufeff" + "\r\n".join(linjer) + "\r\n").encode()


def xlsx(*rader: Sequence[Any], formel: str = "") -> bytes:
    fil = io.BytesIO()
    with xlsxwriter.Workbook(fil, {"in_memory": True, "strings_to_formulas": False}) as bok:
        ark = bok.add_worksheet()
        datoform = bok.add_format({"num_format": "dd.mm.yyyy"})
        for nr, rad in enumerate(rader):
            for plass, celle in enumerate(rad):
                if hasattr(celle, "year"):
                    ark.write_datetime(nr, plass, celle, datoform)
                else:
                    ark.write(nr, plass, celle)
        if formel:
            ark.write_formula(1, 0, formel)
    return fil.getvalue()


def med_del(fil: bytes, navn: str, innhold: bytes) -> bytes:
    """The workbook with one of its parts replaced or added."""
    ut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(fil)) as fra, zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as til:
        for del_ in fra.infolist():
            if del_.filename != navn:
                til.writestr(del_.filename, fra.read(del_))
        til.writestr(navn, innhold)
    return ut.getvalue()


ARK = "xl/worksheets/sheet1.xml"
GOD = xlsx(["navn"], ["Dagsenteret"])


def zipbombe() -> bytes:
    return med_del(GOD, "xl/sharedStrings.xml", b" " * (30 * 1024 * 1024))


def milliard_latter() -> bytes:
    dtd = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    return med_del(GOD, ARK, dtd)


def fjern_rad() -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOD)) as bok:
        ark = bok.read(ARK)
    return med_del(GOD, ARK, ark.replace(b'<row r="2"', b'<row r="900000"').replace(b'r="A2"', b'r="A900000"'))


GALE_FILER: dict[str, tuple[Callable[[], bytes], str]] = {
    "tom": (lambda: b"", "Filen er tom. Velg en annen fil."),
    "bare_blanke": (lambda: b"\xef\xbb\xbf;;\r\n;;\r\n", "Filen er tom. Velg en annen fil."),
    "bare_overskrift": (lambda: csv("navn;sted"), "Filen har bare overskrifter. Legg til minst én rad."),
    "windows_1252": (
        lambda: "navn;sted\r\nDagsenteret;Gjøvik".encode("cp1252"),
        "Filen er ikke lagret som UTF-8. I Excel: velg «Lagre som» og filtypen «CSV UTF-8», eller bruk xlsx.",
    ),
    "utf_16": (
        lambda: "navn;sted\r\nDagsenteret;Gjøvik".encode("utf-16"),
        "Filen er ikke lagret som UTF-8. I Excel: velg «Lagre som» og filtypen «CSV UTF-8», eller bruk xlsx.",
    ),
    "nulltegn": (
        lambda: b"navn\r\nDag\0sent\r\n",
        "Filen er ikke en CSV-fil. Lagre den på nytt som «CSV UTF-8» eller xlsx.",
    ),
    "anforselstegn": (
        lambda: csv("navn", '"Dagsenteret" igjen"'),
        "Filen er ikke en gyldig CSV-fil. Sjekk anførselstegnene, eller bruk xlsx.",
    ),
    "ukjent_kolonne": (
        lambda: csv("navn;Kari Normal;sted", "Dagsenteret;x;Gjøvik"),
        "Første rad må være overskriftene fra malen. Disse kolonnene er ukjente: nr. 2.",
    ),
    "uten_overskrift": (
        lambda: csv("Dagsenteret;Gjøvik", "Nattsenteret;Gjøvik"),
        "Første rad må være overskriftene fra malen. Disse kolonnene er ukjente: nr. 1, 2.",
    ),
    "mangler_kolonne": (lambda: csv("sted", "Gjøvik"), "Filen mangler kolonnen navn. Bruk malen."),
    "to_like_kolonner": (lambda: csv("navn;Navn", "A;B"), "To kolonner har samme overskrift. Ta bort den ene."),
    "for_mange_kolonner": (lambda: csv(";".join(["navn"] * 40), "A"), "Filen har for mange kolonner. Bruk malen."),
    "for_mange_rader": (
        lambda: csv("navn", *(f"Enhet {nr}" for nr in range(MAKS_RADER + 1))),
        "Filen har for mange rader. Den kan ha høyst 1000. Del den i flere.",
    ),
    "rad_900000": (fjern_rad, "Filen har for mange rader. Slett tomme rader nederst, eller del filen."),
    "for_stor": (
        lambda: csv("navn", "x" * MAKS_BYTE),
        "Filen er for stor. Den kan være høyst 2 MB. Del den i flere.",
    ),
    "zipbombe": (zipbombe, "Filen blir for stor når den pakkes ut. Lag en ny fil med bare disse radene."),
    "milliard_latter": (milliard_latter, "Filen er ikke en gyldig Excel-fil. Lagre den på nytt som xlsx, eller bruk CSV."),
    "avkortet_zip": (
        lambda: GOD[: len(GOD) // 2],
        "Filen er ikke en gyldig Excel-fil. Lagre den på nytt som xlsx, eller bruk CSV.",
    ),
    "zip_uten_bok": (
        lambda: b"PK\x05\x06" + b"\0" * 18,
        "Filen er ikke en gyldig Excel-fil. Lagre den på nytt som xlsx, eller bruk CSV.",
    ),
    "oedelagt_xml": (
        lambda: med_del(GOD, ARK, b"<worksheet><sheetData><row>"),
        "Filen er ikke en gyldig Excel-fil. Lagre den på nytt som xlsx, eller bruk CSV.",
    ),
    "makro": (
        lambda: med_del(GOD, "xl/vbaProject.bin", b"x"),
        "Filen er ikke en gyldig Excel-fil. Lagre den på nytt som xlsx, eller bruk CSV.",
    ),
}
