"""Who changed a unit, and what, read from its row history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ..models import Bruker, Enhet

VISES = ("navn", "sted", "overordnet", "adresse", "telefon", "fagomraade", "profil", "nedlagt")
"""The fields that people know, in the order of the page."""


class Felt(NamedTuple):
    navn: str
    verdi: str


@dataclass
class Enhetsendring:
    """What one person saved at one time, with the values it got then."""

    hvem: str
    tid: datetime
    felter: list[Felt] = field(default_factory=list)


def endringer_siden(enhet: Enhet, versjon: int) -> list[Enhetsendring]:
    """What happened to a unit after a version, oldest first. One operation is one change, whatever it wrote."""
    historikk = Enhet.pgh_event_model.objects  # type: ignore[attr-defined]
    rader = historikk.filter(pgh_obj_id=enhet.pk).select_related("pgh_context").order_by("pgh_id")
    foer = rader.filter(versjon__lte=versjon).last()
    endringer: dict[Any, Enhetsendring] = {}
    folk = _folk(rader.filter(versjon__gt=versjon))
    for rad in rader.filter(versjon__gt=versjon):
        hvem = folk.get(_hvem(rad), _("Noen andre"))
        endring = endringer.setdefault(rad.pgh_context_id or rad.pk, Enhetsendring(hvem, rad.pgh_created_at))
        endring.felter += [_felt(navn, rad) for navn in VISES if foer is None or _ulik(navn, foer, rad)]
        foer = rad
    return [endring for endring in endringer.values() if endring.felter]


def _ulik(navn: str, foer: Any, etter: Any) -> bool:
    attname = Enhet._meta.get_field(navn).attname  # type: ignore[union-attr]
    return bool(getattr(foer, attname) != getattr(etter, attname))


def _felt(navn: str, rad: Any) -> Felt:
    etikett = str(Enhet._meta.get_field(navn).verbose_name)  # type: ignore[union-attr]
    return Felt(etikett[:1].upper() + etikett[1:], str(getattr(rad, navn) or ""))


def _hvem(rad: Any) -> str:
    return str((rad.pgh_context.metadata if rad.pgh_context else {}).get("utfort_av", ""))


def _folk(rader: Any) -> dict[str, str]:
    nokler = {nokkel for rad in rader if (nokkel := _hvem(rad))}
    return {str(b.pk): b.navn for b in Bruker.objects.filter(pk__in=nokler)}
