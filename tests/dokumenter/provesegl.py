"""Keys to seal with, and what a stranger may do to a sealed file. Keys are made once per run."""

from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from grunnmur.dokumenter.segl import forsegl
from grunnmur.dokumenter.seglnokkel import MINSTE_BIT, Seglnokkel, les_nokkel, nytt_par
from tests.dokumenter import proveskjema as prove


@cache
def par(navn: str) -> tuple[str, str]:
    return nytt_par(navn, bit=MINSTE_BIT)


def nokkel(navn: str = "Prøveportalen") -> Seglnokkel:
    return les_nokkel(*par(navn))


def bruk(settings: Any, navn: str = "Prøveportalen", *, eldre: str = "") -> None:
    """Let the portal seal with this key, and know these from before."""
    settings.SEGL_NOKKEL, settings.SEGL_SERTIFIKAT = par(navn)
    settings.SEGL_ELDRE = eldre


def forseglet(pdf: bytes, navn: str = "Prøveportalen", *, naa: datetime = prove.TID) -> bytes:
    return forsegl(pdf, nokkel(navn), naa=naa, grunn="Prøve", felt="Portalens segl")


def med_tillegg(pdf: bytes) -> bytes:
    """The file with an honest incremental update after the seal."""
    skriver = IncrementalPdfFileWriter(BytesIO(pdf))
    skriver.root[pdf_name("/Tillegg")] = skriver.add_object(DictionaryObject({pdf_name("/X"): NumberObject(1)}))
    skriver.update_root()
    ut = BytesIO()
    skriver.write(ut)
    return ut.getvalue()


def med_langt_segl(pdf: bytes) -> bytes:
    """More at the end of the file, and the seal drawn out so that its length seems to explain the rest.

    Whoever only adds up the two sealed stretches and the length of the seal gets the length of the file: the seal is
    given a second time, in the short spelling, so that there is room to draw it out.
    """
    leser = PdfFileReader(BytesIO(pdf))
    segl = leser.root["/AcroForm"]["/Fields"][0].raw_get("/V")
    start, foer, etter, resten = (int(tall) for tall in segl.get_object()["/ByteRange"])
    innhold = bytes.fromhex(pdf[foer + 1 : etter - 1].decode())
    spist = innhold.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")

    def fil(fyll: int) -> bytes:
        ny = (
            f"{segl.idnum} 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
            f"/ByteRange[{start} {foer} {etter} {resten}]/Contents("
        ).encode()
        ny += spist + bytes(fyll) + b")>>\nendobj\n"
        return (
            pdf
            + ny
            + (
                f"xref\n{segl.idnum} 1\n{len(pdf):010d} 00000 n \ntrailer\n<</Size {leser.trailer['/Size']}"
                f"/Root {leser.trailer.raw_get('/Root').idnum} 0 R/Prev {leser.last_startxref}>>\n"
                f"startxref\n{len(pdf) + len(ny)}\n%%EOF\n"
            ).encode()
        )

    # Each byte of filling makes the file one longer, and what the seal is taken to fill two.
    fyll = len(fil(0)) - (foer + resten + 2 * len(innhold) + 2)
    ut = fil(fyll)
    fyll += len(ut) - (foer + resten + 2 * (len(innhold) + fyll) + 2)
    ut = fil(fyll)
    assert len(ut) == foer + resten + 2 * (len(innhold) + fyll) + 2
    return ut
