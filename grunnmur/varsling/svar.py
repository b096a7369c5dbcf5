"""What a failed mail means: later, never, or nobody knows. Reasons hold codes, never addresses."""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from enum import Enum

_UTVIDET = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_STENGER = 421


@dataclass(frozen=True)
class Svar:
    """`stans`: the connection, or the whole relay, is of no more use in this pass."""

    class Art(Enum):
        MIDLERTIDIG = "midlertidig"
        VARIG = "varig"
        TVIL = "tvil"

    art: Art
    grunn: str
    stans: bool = False


def tolk(feil: Exception, *, i_tvil: bool) -> Svar:
    """Interpret what sending raised; `i_tvil` says whether the text was under way."""
    kode, tekst = _kode(feil)
    if kode:
        grunn = " ".join([str(kode), *_UTVIDET.findall(tekst)[:1]])
        # A relay that refuses our sender refuses everybody's mail: that is for us to mend, no mail's fault.
        if isinstance(feil, smtplib.SMTPSenderRefused):
            return Svar(Svar.Art.MIDLERTIDIG, grunn, stans=True)
        if kode >= 500:
            return Svar(Svar.Art.VARIG, grunn)
        return Svar(Svar.Art.MIDLERTIDIG, grunn, stans=kode == _STENGER)
    grunn = type(feil).__name__
    if isinstance(feil, smtplib.SMTPNotSupportedError | ValueError):
        return Svar(Svar.Art.VARIG, grunn)
    return Svar(Svar.Art.TVIL if i_tvil else Svar.Art.MIDLERTIDIG, grunn, stans=True)


def _kode(feil: Exception) -> tuple[int, str]:
    if isinstance(feil, smtplib.SMTPRecipientsRefused):
        kode, svar = next(iter(feil.recipients.values()))
        return kode, _tekst(svar)
    if isinstance(feil, smtplib.SMTPResponseException):
        return feil.smtp_code, _tekst(feil.smtp_error)
    return 0, ""


def _tekst(svar: bytes | str) -> str:
    return svar.decode("ascii", "replace") if isinstance(svar, bytes) else svar
