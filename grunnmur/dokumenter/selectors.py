"""What is known about a document: the issue in force, and what anybody may learn about a copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from grunnmur.dokumenter.koder import LENGDE
from grunnmur.dokumenter.models import Dokument


def gjeldende_utgave(
    *, sak_type_id: int | None, sak_id: UUID | None, mal: str, sprak: str, variant: str, med_pdf: bool = True
) -> Dokument | None:
    """The newest issue of one document, if it was ever made."""
    rekke = Dokument.objects.i_rekken(sak_type_id=sak_type_id, sak_id=sak_id, mal=mal, sprak=sprak, variant=variant)
    return (rekke if med_pdf else rekke.defer("pdf")).gjeldende().first()


class Funn(Enum):
    """What a check can end in."""

    EKTE = "ekte"
    UENDRET = "uendret"
    ENDRET = "endret"
    UKJENT = "ukjent"


@dataclass(frozen=True)
class Kontroll:
    """The answer to «is this genuine?». Holds what anybody may know: never a name, never content."""

    funn: Funn
    tittel: str = ""
    saksnummer: str = ""
    skjemaversjon: str = ""
    utstedt: datetime | None = None
    erstattet: datetime | None = None
    seglnokkel: str = ""


UKJENT = Kontroll(Funn.UKJENT)


def kontroller_kode(kode: str) -> Kontroll:
    """Look up a verification code as `les_kode` leaves it."""
    if len(kode) != LENGDE or not kode.isascii():
        return UKJENT
    return _kontroll(Funn.EKTE, kode=kode)


def kontroller_fil(sha256: str, kode: str = "") -> Kontroll:
    """Look up a file by its checksum. `kode` tells which document it claims to be when it is not one of ours."""
    funnet = _kontroll(Funn.UENDRET, pdf_sha256=sha256)
    if funnet is not UKJENT or not kode:
        return funnet
    paastaatt = kontroller_kode(kode)
    if paastaatt is UKJENT:
        return UKJENT
    return replace(paastaatt, funn=Funn.ENDRET, erstattet=None)


def _kontroll(funn: Funn, **hva: str) -> Kontroll:
    rad = (
        Dokument.objects.filter(**hva)
        .order_by("-opprettet")
        .values_list("tittel", "saksnummer", "skjemaversjon", "opprettet", "erstattet_av__opprettet", "seglnokkel")
        .first()
    )
    return Kontroll(funn, *rad) if rad else UKJENT
