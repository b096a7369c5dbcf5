"""The keys of the seal: the one that seals now, and the list of those that are the portal's.

Nothing of Django's is read while this is imported: the production settings ask `seglfeil` before they stand.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.x509.oid import NameOID
from django.conf import settings

from grunnmur.dokumenter.seglfunn import Seglnavn

DEMOSEGL = "Demosegl, gjelder ikke"
"""Subject of a certificate that proves nothing. Production refuses it, and whoever checks a document is told."""

MINSTE_BIT = 2048


class SeglMangler(Exception):
    """There is no key to seal with, or it cannot be used. Says which setting to look at."""


@dataclass(frozen=True)
class Seglnokkel:
    """What a document is sealed with: key, its certificate, and the certificates above it."""

    privat: RSAPrivateKey
    sertifikat: x509.Certificate
    kjede: tuple[x509.Certificate, ...]

    @property
    def avtrykk(self) -> str:
        return avtrykk(self.sertifikat)

    @property
    def demo(self) -> bool:
        return er_demo(self.sertifikat)


def avtrykk(sertifikat: x509.Certificate) -> str:
    """How a key is told from all others: SHA-256 of its certificate."""
    return sertifikat.fingerprint(hashes.SHA256()).hex()


def er_demo(sertifikat: x509.Certificate) -> bool:
    """Whether the certificate says of itself that it is for show."""
    return any(DEMOSEGL in str(navn.value) for navn in sertifikat.subject)


def les_nokkel(nokkel: str, sertifikat: str, passord: str = "") -> Seglnokkel:
    """Read a key and its certificate (PEM; the certificate first, those above it after). Raises `SeglMangler`."""
    try:
        kjede = x509.load_pem_x509_certificates(sertifikat.encode())
    except ValueError:
        raise SeglMangler("SEGL_SERTIFIKAT is not a certificate in PEM.") from None
    try:
        privat = serialization.load_pem_private_key(nokkel.encode(), passord.encode() or None)
    except (ValueError, TypeError):
        raise SeglMangler("SEGL_NOKKEL is not a private key in PEM that SEGL_PASSORD opens.") from None
    if not isinstance(privat, RSAPrivateKey) or privat.key_size < MINSTE_BIT:
        # RSA with PKCS #1 v1.5 gives the same seal every time; the other kinds do not.
        raise SeglMangler(f"SEGL_NOKKEL must be an RSA key of at least {MINSTE_BIT} bits.")
    if privat.public_key() != kjede[0].public_key():
        raise SeglMangler("SEGL_NOKKEL does not belong to the first certificate of SEGL_SERTIFIKAT.")
    return Seglnokkel(privat, kjede[0], tuple(kjede[1:]))


def les_sertifikater(tekst: str) -> list[x509.Certificate]:
    """Read a list of certificates in PEM, which may be empty. Raises `SeglMangler`."""
    if not tekst.strip():
        return []
    try:
        return x509.load_pem_x509_certificates(tekst.encode())
    except ValueError:
        raise SeglMangler("SEGL_ELDRE is not a list of certificates in PEM.") from None


def seglfeil(nokkel: str, sertifikat: str, passord: str, eldre: str) -> list[str]:
    """Return one sentence per reason why production may not seal with this."""
    feil = []
    try:
        if les_nokkel(nokkel, sertifikat, passord).demo:
            feil.append("SEGL_SERTIFIKAT is that of a demo: make one of your own.")
    except SeglMangler as grunn:
        feil.append(str(grunn))
    try:
        if any(er_demo(ett) for ett in les_sertifikater(eldre)):
            feil.append("SEGL_ELDRE holds the certificate of a demo: take it out.")
    except SeglMangler as grunn:
        feil.append(str(grunn))
    return feil


def seglnokkel() -> Seglnokkel:
    """The key that seals now. Raises `SeglMangler`: nothing may be issued without a seal."""
    if settings.SEGL_NOKKEL or settings.SEGL_SERTIFIKAT:
        return _lest(settings.SEGL_NOKKEL, settings.SEGL_SERTIFIKAT, settings.SEGL_PASSORD)
    if settings.SEGL_DEMOFIL:
        return _demonokkel(Path(settings.SEGL_DEMOFIL))
    raise SeglMangler("SEGL_NOKKEL and SEGL_SERTIFIKAT are missing.")


def kjente_nokler() -> dict[str, Seglnavn]:
    """Fingerprint of every certificate whose seal is the portal's, and what to call it. Trust is this list, nothing else."""
    kjente = {avtrykk(ett): Seglnavn.ELDRE for ett in les_sertifikater(settings.SEGL_ELDRE)}
    try:
        naa = seglnokkel()
    except SeglMangler:
        return kjente  # nothing is sealed here, but what was sealed before can still be told
    return kjente | {naa.avtrykk: Seglnavn.DEMO if naa.demo else Seglnavn.PORTALEN}


def segl_utloper() -> datetime | None:
    """When the certificate that is sealed with expires. None in a demo and where nothing is sealed."""
    if not settings.SEGL_SERTIFIKAT:
        return None
    return _lest(settings.SEGL_NOKKEL, settings.SEGL_SERTIFIKAT, settings.SEGL_PASSORD).sertifikat.not_valid_after_utc


def nytt_par(navn: str, *, bit: int = 3072, aar: int = 10, naa: datetime | None = None) -> tuple[str, str]:
    """Make a key and a certificate that it has signed itself, both in PEM."""
    naa = naa or datetime.now(UTC)
    privat = generate_private_key(65537, bit)
    hvem = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, navn)])
    annen_bruk = (
        "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
        "decipher_only",
    )  # fmt: skip
    bruk = dict.fromkeys(annen_bruk, False)
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(hvem)
        .issuer_name(hvem)
        .public_key(privat.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(naa - timedelta(days=1))
        .not_valid_after(naa + timedelta(days=365 * aar))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **bruk), critical=True)
        .sign(privat, hashes.SHA256())
    )
    return (
        privat.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
        sertifikat.public_bytes(serialization.Encoding.PEM).decode(),
    )


@lru_cache(maxsize=8)
def _lest(nokkel: str, sertifikat: str, passord: str) -> Seglnokkel:
    return les_nokkel(nokkel, sertifikat, passord)


def _demonokkel(fil: Path) -> Seglnokkel:
    """The demo's key, made the first time somebody asks. Two that ask at once get the same one."""
    if not fil.exists():
        fil.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=fil.parent) as ny:  # readable by its owner only
            ny.write("".join(nytt_par(DEMOSEGL, bit=MINSTE_BIT, aar=50)))
            ny.flush()
            try:
                os.link(ny.name, fil)
            except FileExistsError:
                pass
    tekst = fil.read_text()
    return _lest(tekst, tekst, "")
