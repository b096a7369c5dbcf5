"""How long the allocation is kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, registrer_folger, registrer_regel, tomt_om_utfylt
from grunnmur.saksgang.models import Sak

from .models import (
    Endring,
    Forslag,
    Fravaer,
    Kandidat,
    Kriterier,
    Kriterietilstand,
    Restplass,
    Restplasstilstand,
    Runde,
    Rundetilstand,
    Tildeling,
    Tildelingstilstand,
)

VEDTAK_MAANEDER = 120
"""Ten years: a decision with its protocol can be replayed as long as somebody may ask about it."""
TJENESTE_MAANEDER = 36
"""Three years after the doctor has finished or fallen away: the next part of the specialisation has begun."""

RT = Rundetilstand


def _avsluttet(*tilstander: str) -> Callable[[date], Q]:
    """In one of the states that end a case since before a day."""
    return lambda grense: Q(tilstand__in=tilstander, endret__date__lt=grense)


def _runden_er_over(grense: date) -> Q:
    return Q(runde__tilstand__in=[RT.PUBLISERT, RT.AVLYST], runde__endret__date__lt=grense)


def _regel(
    kode: str, navn: Promise, modell: type[Sak], utlopt: Callable[[date], Q], felter: Mapping[str, Any], maaneder: int
) -> None:
    registrer_regel(
        Bevaringsregel(
            f"tildeling.{kode}",
            navn=navn,
            modell=modell,
            utlopt=utlopt,
            felter=felter,
            forslag_maaneder=maaneder,
            alt=True,
        )
    )


def registrer() -> None:
    """Left: who got which place when, and the numbers a decision was computed from, without a word anybody wrote.

    Adopted criteria are rules and about nobody: their text stays, and what was said in the case about them goes.
    """
    registrer_folger("tildeling", tom_for_saker)
    _regel(
        "kriterier",
        _("Kommentarer i saker om kriterier for LIS1 som er avløst eller forkastet"),
        Kriterier,
        _avsluttet(Kriterietilstand.AVLOST, Kriterietilstand.FORKASTET),
        {},
        VEDTAK_MAANEDER,
    )
    _regel(
        "runde",
        _("Begrunnelser, kommentarer og protokoll i tildelingsrunder som er publisert eller avlyst"),
        Runde,
        _avsluttet(RT.PUBLISERT, RT.AVLYST),
        {},
        VEDTAK_MAANEDER,
    )
    _regel(
        "forslag",
        _("Begrunnelser for endringer i forslag til tildeling når runden er over"),
        Forslag,
        _runden_er_over,
        {},
        VEDTAK_MAANEDER,
    )
    _regel(
        "tildeling",
        _("Begrunnelser og fravær i tildelinger som er fullført eller falt fra"),
        Tildeling,
        _avsluttet(Tildelingstilstand.FULLFORT, Tildelingstilstand.FRAFALT),
        {"unntak_begrunnelse": tomt_om_utfylt("unntak_begrunnelse")},
        TJENESTE_MAANEDER,
    )
    _regel(
        "restplass",
        _("Kommentarer om restplasser som er besatt eller lukket"),
        Restplass,
        _avsluttet(Restplasstilstand.BESATT, Restplasstilstand.LUKKET),
        {},
        TJENESTE_MAANEDER,
    )


def tom_for_saker(_sak_type: int, saker: list[UUID]) -> None:
    """What rows beside the emptied cases say; ids of cases are unique across kinds. Days of absence go altogether."""
    Kandidat.objects.filter(runde__in=saker).exclude(unntak_begrunnelse="").update(unntak_begrunnelse=TOMT)
    Endring.objects.filter(forslag__in=saker).update(begrunnelse=TOMT)
    Fravaer.objects.filter(tildeling__in=saker).delete()
