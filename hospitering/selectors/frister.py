"""What the network reminds of today."""

from __future__ import annotations

from typing import NamedTuple

from grunnmur.organisasjon.models import Helsefellesskap

from ..models import Innstilling, Purrefrist

Dager = tuple[int | None, int | None]
"""Working days before somebody is reminded, and before whoever is above is told; both, or none for the network's own."""

OPPOVER_ETTER = 5
"""Working days after the network's own deadline that whoever is above is told."""


class Fristene(NamedTuple):
    felles: int | None
    """Working days of every step without days of its own; None where the network reminds of nothing."""
    egne: dict[str, tuple[int, int]]
    versjon: int

    @property
    def oppover(self) -> int | None:
        return self.felles + OPPOVER_ETTER if self.felles else None


def fristene() -> Fristene:
    felles = Helsefellesskap.objects.order_by("opprettet").values_list("purrefrist_virkedager", flat=True).first()
    egne = {p.oppgavetype: (p.virkedager, p.eskaleres) for p in Purrefrist.objects.all()}
    return Fristene(felles, egne, Innstilling.objects.gjeldende().versjon)
