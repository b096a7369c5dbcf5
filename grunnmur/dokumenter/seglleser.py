"""Read the seals of a file that somebody has sent us. Runs as a program of its own, with a fence around it.

A PDF from a stranger may be made to hang or fill whoever reads it. This process has little memory and little time, may
write no file, knows no setting and no secret, and gives back a few yes and no. Nothing of Django's is loaded here.
"""

import json
import sys
from contextlib import suppress
from io import BytesIO
from typing import Any

MINNE = 768 * 1024 * 1024
SEKUNDER = 10
MAKS_SEGL = 5
AVTRYKKSTYPER = {"sha256", "sha384", "sha512"}


def gjerd_inn() -> None:
    """Set the bounds that the system holds us to."""
    import resource

    for hva, grense in (
        (resource.RLIMIT_AS, MINNE),
        (resource.RLIMIT_CPU, SEKUNDER),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system that lacks one of them has the others
            resource.setrlimit(hva, (grense, grense))


def les_segl(pdf: bytes) -> list[dict[str, Any]]:
    """What each signature of the file is worth. Raises anything at all on a file that is not what it seems."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    return [_vurder(ett, pdf) for ett in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[:MAKS_SEGL]]


def _vurder(segl: Any, pdf: bytes) -> dict[str, Any]:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    start, foer, etter, resten = (int(tall) for tall in segl.byte_range)
    # The hole in what is sealed must be the signature and nothing else. pyHanko looks at its length alone.
    innhold = segl.pkcs7_content.hex()
    hull = start == 0 and 0 < foer < etter <= etter + resten <= len(pdf)
    hull = hull and pdf[foer:etter] in {f"<{tall}>".encode() for tall in (innhold.upper(), innhold)}
    hel = False
    if hull and segl.md_algorithm in AVTRYKKSTYPER:
        hel = all(validate_sig_integrity(segl.signer_info, segl.signer_cert, "data", segl.compute_digest()))
    return {
        "avtrykk": segl.signer_cert.sha256.hex(),
        "navn": str(segl.signer_cert.subject.native.get("common_name", ""))[:200],
        "hel": hel,
        "dekker": hull and etter + resten == len(pdf),
    }


if __name__ == "__main__":
    gjerd_inn()
    sys.stdout.write(json.dumps(les_segl(sys.stdin.buffer.read())))
