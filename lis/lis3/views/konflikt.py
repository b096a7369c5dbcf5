"""When somebody else was faster: what a page says, for every kind of case in LIS3."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Sak
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.selectors import siste_endring

Konflikt = Utdatert | UlovligOvergang


def krev_rett(bruker: Bruker, sak: Sak, verb: Iterable[Overgang]) -> None:
    """That it is too late is told only to somebody who once could; anybody else is refused."""
    if not any(overgang.tillatt(bruker, sak) for overgang in verb):
        raise PermissionDenied


def konfliktkontekst(sak: Sak, feil: Konflikt | None) -> dict[str, Any]:
    """Who changed what and when, or that it is too late: for `lis3/konflikt.html`. Answer with status 409."""
    if isinstance(feil, Utdatert):
        return {"konflikt": siste_endring(sak), "konflikt_tid": sak.endret}
    if isinstance(feil, UlovligOvergang):
        return {"for_sent": str(feil)}
    return {}


def legg_til_feil(skjema: BaseForm, feil: ValidationError) -> None:
    """Put an operation's refusal at the fields it names; what names no field of the form stands on top."""
    if not hasattr(feil, "error_dict"):
        skjema.add_error(None, feil)
        return
    for navn, meldinger in feil.error_dict.items():
        skjema.add_error(navn if navn in skjema.fields else None, meldinger)
