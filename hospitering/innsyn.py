"""What a hospitering stores about the hospitant, and what a contact person has said of it, for those two to see."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.innsyn import registrer_innsyn

from .models import (
    Avklaring,
    Avtale,
    Evaluering,
    Evalueringstilstand,
    Forberedelse,
    Periodeforslag,
    Reiseavtale,
    Side,
    Taushetserklaering,
    Ukebelegg,
)


def registrer() -> None:
    for modell in (Avtale, Avklaring, Reiseavtale, Taushetserklaering, Forberedelse, Ukebelegg):
        registrer_innsyn(modell, _i_egen_sak(modell))
    registrer_innsyn(Periodeforslag, _perioder)
    registrer_innsyn(Evaluering, _evalueringer)


def _i_egen_sak(modell: type[Model]) -> Any:
    return lambda bruker: modell._default_manager.filter(soknad__soker=bruker)


def _perioder(bruker: Bruker) -> QuerySet[Periodeforslag]:
    """In the own case, and those the person has proposed or answered for a host unit."""
    egne = Q(avtale__soknad__soker=bruker) | Q(foreslatt_av=bruker) | Q(besvart_av=bruker)
    return Periodeforslag.objects.filter(egne)


def _evalueringer(bruker: Bruker) -> QuerySet[Evaluering]:
    """What the person has said; and what the host said of the own case, once the own answer is given, waived or too late."""
    egen_venter = Evaluering.objects.filter(
        soknad=OuterRef("soknad"), side=Side.HOSPITANT, tilstand=Evalueringstilstand.VENTER
    )
    i_egen_sak = Q(soknad__soker=bruker) & (Q(side=Side.HOSPITANT) | ~Exists(egen_venter))
    return Evaluering.objects.filter(i_egen_sak | Q(levert_av=bruker))
