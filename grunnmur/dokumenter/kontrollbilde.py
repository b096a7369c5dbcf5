"""The picture that leads a telephone from paper to the page that says whether the document is genuine."""

from io import BytesIO

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage

NAVN = "kontroll.png"
PUNKT = 8
"""Pixels per module: enough that no reader of PDFs has to guess where one ends."""


def kontrollbilde(adresse: str) -> bytes:
    """The address as a QR code (PNG), without the quiet zone: the style sheet keeps the paper around it white."""
    kode = QRCode(error_correction=ERROR_CORRECT_M, box_size=PUNKT, border=0)
    kode.add_data(adresse)
    ut = BytesIO()
    kode.make_image(image_factory=PilImage).save(ut, format="PNG")
    return ut.getvalue()
