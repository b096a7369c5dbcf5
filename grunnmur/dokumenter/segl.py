"""The seal of an issued document: PAdES, put on as an incremental update that leaves the archivable file as it is.

The same document, key and time give the same bytes: the time is that of the issue, the signature is RSA with
PKCS #1 v1.5, and the two places where pyHanko would put a clock or a random number are taken from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Coroutine
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto import cms, keys, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from grunnmur.dokumenter.seglnokkel import Seglnokkel

FELT = "Segl"
AVTRYKKSTYPE = "sha256"
T = TypeVar("T")


def forsegl(pdf: bytes, nokkel: Seglnokkel, *, naa: datetime, grunn: str, felt: str) -> bytes:
    """Return the document with a seal that covers all of it.

    `grunn` stands in the signature for whoever opens the file in a reader; `felt` is what a screen reader calls it.
    """
    skriver = _Skriver(BytesIO(pdf))
    skriver.register_extension(ESIC_EXTENSION_1)
    innfelling = PdfCMSEmbedder(
        # Seen by nobody: outside the page, so that it need not be tagged (PDF/UA), and not hidden, which PDF/A forbids.
        SigFieldSpec(
            FELT, readable_field_name=felt, invis_sig_settings=InvisSigSettings(set_print_flag=True, box_out_of_bounds=True)
        )
    ).write_cms(field_name=FELT, writer=skriver)
    next(innfelling)
    signatur = SignatureObject(timestamp=naa, subfilter=SigSeedSubFilter.PADES, reason=grunn, bytes_reserved=_plass(nokkel))
    innfelling.send(SigObjSetup(sig_placeholder=signatur))
    avtrykk, ut = innfelling.send(SigIOSetup(md_algorithm=AVTRYKKSTYPE, in_place=False, output=BytesIO()))
    innfelling.send(_cms(nokkel, avtrykk.document_digest))
    return bytes(ut.getvalue())


class _Skriver(IncrementalPdfFileWriter):
    """Adds to the file nothing that the same input would not give again, and leaves its metadata alone."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        forste, _andre = prev.trailer["/ID"]
        return ArrayObject([forste, ByteStringObject(hashlib.sha256(prev.stream.getvalue()).digest()[:16])])

    def _update_meta(self) -> None:
        """pyHanko would write the time of the clock here. The title and the rest are what they were."""


class _Signerer(SimpleSigner):
    """Keeps the key as read: pyHanko reads and checks it anew for each signature."""

    def __init__(self, nokkel: Seglnokkel) -> None:
        register = SimpleCertificateStore()
        register.register_multiple([_asn1(ett) for ett in nokkel.kjede])
        self.privat = nokkel.privat
        super().__init__(_asn1(nokkel.sertifikat), _asn1_nokkel(nokkel), register)

    async def unsigned_attrs(self, *args: Any, **kwargs: Any) -> None:
        """None: no time-stamping service is asked, so nothing leaves the house."""

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != AVTRYKKSTYPE:
            raise ValueError(digest_algorithm)
        return self.privat.sign(data, PKCS1v15(), hashes.SHA256())


def _cms(nokkel: Seglnokkel, avtrykk: bytes) -> bytes:
    signerer = _signerer(nokkel)
    # The attributes of PAdES B-B, in an order of their own: pyHanko gathers them as they are done, which is any order.
    attributter = cms.CMSAttributes(
        [
            simple_cms_attribute("content_type", "data"),
            simple_cms_attribute("message_digest", avtrykk),
            simple_cms_attribute("signing_certificate_v2", as_signing_certificate_v2(signerer.signing_cert)),
        ]
    )
    return bytes(_uten_vent(signerer.async_sign_prescribed_attributes(AVTRYKKSTYPE, attributter)).dump())


@lru_cache(maxsize=4)
def _signerer(nokkel: Seglnokkel) -> _Signerer:
    return _Signerer(nokkel)


@lru_cache(maxsize=4)
def _plass(nokkel: Seglnokkel) -> int:
    """Room for the signature in hexadecimal. It is as long every time: only the checksum in it differs."""
    return 2 * len(_cms(nokkel, bytes(32)))


def _uten_vent(lop: Coroutine[Any, Any, T]) -> T:
    """Run what is asynchronous by form only: the key is in memory, so nothing is ever waited for."""
    try:
        lop.send(None)
    except StopIteration as ferdig:
        return ferdig.value
    raise RuntimeError("The seal waited for something.")


def _asn1(sertifikat: Any) -> x509.Certificate:
    return x509.Certificate.load(sertifikat.public_bytes(serialization.Encoding.DER))


def _asn1_nokkel(nokkel: Seglnokkel) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(
        nokkel.privat.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
