"""Make what documents are sealed with: `segl.py <folder>` makes a key and its certificate, unless they are there.

`segl.py <folder> --nytt` makes a new pair and puts the certificate of the old one in the list of older ones, so that
what it sealed is still the portal's. The old key is not kept: nothing needs it any more.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from grunnmur.dokumenter.seglnokkel import nytt_par

NAVN = "Portalens segl"


def lag(mappe: Path, *, nytt: bool = False) -> None:
    """Write `nokkel.pem`, `sertifikat.pem` and `eldre.pem`. The list of older ones is never made shorter."""
    nokkel, sertifikat, eldre = (mappe / navn for navn in ("nokkel.pem", "sertifikat.pem", "eldre.pem"))
    eldre.touch(mode=0o444)
    if sertifikat.exists() and not nytt:
        return
    foer = sertifikat.read_text() if sertifikat.exists() else ""
    par = nytt_par(NAVN)
    # The list first: cut off after any line, what is there still knows every seal that was put on.
    if foer not in eldre.read_text():
        skriv(eldre, eldre.read_text() + foer)
    skriv(nokkel, par[0], mode=0o400)  # web and worker run as the one who writes it
    skriv(sertifikat, par[1])


def skriv(fil: Path, tekst: str, *, mode: int = 0o444) -> None:
    """Put a whole file in place of what is there. Nobody else sees it while it is written."""
    ny = fil.with_suffix(".ny")
    ny.unlink(missing_ok=True)
    ny.touch(mode=0o600)
    ny.write_text(tekst)
    ny.chmod(mode)
    ny.replace(fil)


if __name__ == "__main__":
    lag(Path(sys.argv[1]), nytt="--nytt" in sys.argv[2:])
