"""Files that people upload as templates: which kinds are taken, told by what they hold and not by what they are called."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from grunnmur.portal.felt import paa_en_linje

from .models import MAKS_MAL_BYTE

OOXML = "application/vnd.openxmlformats-officedocument."
TYPER = {
    ".pdf": "application/pdf",
    ".docx": f"{OOXML}wordprocessingml.document",
    ".pptx": f"{OOXML}presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
INNI = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml", ".odt": "content.xml", ".odp": "content.xml"}
"""The part that makes a zip file a document of this kind."""
MED_MAKRO = ("vbaproject.bin", "basic/script-lc.xml")
FLEST_DELER = 5000


class LestMal(NamedTuple):
    filnavn: str
    mediatype: str


def lest_mal(filnavn: str, innhold: bytes) -> LestMal:
    """The safe name and the media type. Raises `ValidationError` for another kind of file, macros, or too many bytes."""
    endelse = PurePosixPath(filnavn.replace("\\", "/")).suffix.lower()
    if endelse not in TYPER:
        raise ValidationError({"fil": [_("Velg en fil av typen docx, pptx, odt, odp eller pdf.")]})
    if len(innhold) > MAKS_MAL_BYTE:
        raise ValidationError({"fil": [_("Filen er for stor. Velg en fil på høyst 5 MB.")]})
    if not (innhold.startswith(b"%PDF-") if endelse == ".pdf" else _er_dokument(endelse, innhold)):
        raise ValidationError(
            {"fil": [_("Filen inneholder ikke det navnet sier. Åpne den, lagre den på nytt og prøv igjen.")]}
        )
    stamme = PurePosixPath(paa_en_linje(filnavn).replace("\\", "/")).stem[:80] or "mal"
    return LestMal(f"{get_valid_filename(stamme)}{endelse}", TYPER[endelse])


def _er_dokument(endelse: str, innhold: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(innhold)) as arkiv:
            navn = arkiv.namelist()
            mediatype = b""
            if "mimetype" in navn:
                with arkiv.open("mimetype") as strom:
                    mediatype = strom.read(200)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        return False
    if len(navn) > FLEST_DELER or INNI[endelse] not in navn:
        return False
    if any(ett.lower().endswith(MED_MAKRO) for ett in navn):
        raise ValidationError({"fil": [_("Filen har makroer. Lagre den uten makroer og prøv igjen.")]})
    return endelse in (".docx", ".pptx") or mediatype.decode("ascii", "replace").strip() == TYPER[endelse]
