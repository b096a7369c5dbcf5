"""How long the allocation is kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, avsluttet, registrer_alt, registrer_folger, tomt_om_utfylt

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


def _runden_er_over(grense: date) -> Q:
    return Q(runde__tilstand__in=[RT.PUBLISERT, RT.AVLYST], runde__endret__date__lt=grense)


def registrer() -> None:
    """Left: who got which place when, and the numbers a decision was computed from, without a word anybody wrote.

    Adopted criteria are rules and about nobody: their text stays, and what was said in the case about them goes.
    """
    registrer_folger("tildeling", tom_for_saker)
    registrer_alt(
        "tildeling.kriterier",
        _("Kommentarer i saker om kriterier for LIS1 som er avløst eller forkastet"),
        Kriterier,
        avsluttet(Kriterietilstand.AVLOST, Kriterietilstand.FORKASTET),
        {},
        VEDTAK_MAANEDER,
    )
    registrer_alt(
        "tildeling.runde",
        _("Begrunnelser, kommentarer og protokoll i tildelingsrunder som er publisert eller avlyst"),
        Runde,
        avsluttet(RT.PUBLISERT, RT.AVLYST),
        {},
        VEDTAK_MAANEDER,
    )
    registrer_alt(
        "tildeling.forslag",
        _("Begrunnelser for endringer i forslag til tildeling når runden er over"),
        Forslag,
        _runden_er_over,
        {},
        VEDTAK_MAANEDER,
    )
    registrer_alt(
        "tildeling.tildeling",
        _("Begrunnelser og fravær i tildelinger som er fullført eller falt fra"),
        Tildeling,
        avsluttet(Tildelingstilstand.FULLFORT, Tildelingstilstand.FRAFALT),
        {"unntak_begrunnelse": tomt_om_utfylt("unntak_begrunnelse")},
        TJENESTE_MAANEDER,
    )
    registrer_alt(
        "tildeling.restplass",
        _("Kommentarer om restplasser som er besatt eller lukket"),
        Restplass,
        avsluttet(Restplasstilstand.BESATT, Restplasstilstand.LUKKET),
        {},
        TJENESTE_MAANEDER,
    )


def tom_for_saker(_sak_type: int, saker: list[UUID]) -> None:
    """What rows beside the emptied cases say; ids of cases are unique across kinds. Days of absence go altogether."""
    Kandidat.objects.filter(runde__in=saker).exclude(unntak_begrunnelse="").update(unntak_begrunnelse=TOMT)
    Endring.objects.filter(forslag__in=saker).update(begrunnelse=TOMT)
    Fravaer.objects.filter(tildeling__in=saker).delete()
