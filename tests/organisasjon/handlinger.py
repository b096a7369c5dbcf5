"""One call of every operation that the administrative contact may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType

from .hus import Rollebesetning


def rolle_til(bruker: Bruker, type_: str = RolleType.LEDER) -> Rolle:
    return Rolle.objects.get(bruker=bruker, type=type_)


HANDLINGER: dict[str, Callable[[Rollebesetning, Bruker], Any]] = {
    "gi_rolle": lambda h, av: operations.gi_rolle(
        h.ansatt, RolleType.LEDER, virksomhet=h.kommune, enhet=h.natt, utfort_av=av
    ),
    "avslutt_rolle": lambda h, av: operations.avslutt_rolle(rolle_til(h.toppleder), utfort_av=av),
    "opprett_enhet": lambda h, av: operations.opprett_enhet(h.kommune, navn="Ny enhet", utfort_av=av),
    "endre_enhet": lambda h, av: operations.endre_enhet(h.hjemme, navn="Hjemmesykepleien", utfort_av=av),
    "flytt_enhet": lambda h, av: operations.flytt_enhet(h.natt, til=h.helse, utfort_av=av),
    "legg_ned_enhet": lambda h, av: operations.legg_ned_enhet(h.natt, utfort_av=av),
    "sett_stedfortreder": lambda h, av: operations.sett_stedfortreder(
        rolle_til(h.toppleder),
        h.ansatt,
        fra=timezone.localdate(),
        til=timezone.localdate() + timedelta(days=1),
        utfort_av=av,
    ),
    "registrer_person": lambda h, av: operations.registrer_person(
        navn="Nils Ny", epost="nils.ny@kommune.example", enhet=h.natt, utfort_av=av
    ),
}
