"""Read models over parties, units, roles and stand-ins. Rights (`tilgang.py`) are asked for here too."""

from __future__ import annotations

from ..tilgang import (
    Fullmakt,
    Tilgang,
    ansvarlige,
    ansvarlige_roller,
    fullmakt_til,
    tilgang_for,
    underliggende,
)
from .arbeidssted import arbeider_utenfor, egne_enheter, enheter_med_telefon
from .endringer import endringer_siden
from .forvaltning import (
    egne_roller,
    finn_personer,
    forvaltede_enheter,
    forvaltede_importer,
    forvaltede_roller,
    forvaltede_virksomheter,
    mulige_overordnede,
    rolle_for_stedfortreder,
    roller_i,
    stedfortredere_for,
)
from .oversikt import (
    Enhetslinje,
    Hull,
    Oversikt,
    enhetsprofil,
    hull_i,
    logobilde,
    merkevaren,
    oversikt_for,
    registrerte_enheter,
)

__all__ = [
    "Enhetslinje",
    "Fullmakt",
    "Hull",
    "Oversikt",
    "Tilgang",
    "ansvarlige",
    "ansvarlige_roller",
    "arbeider_utenfor",
    "egne_enheter",
    "egne_roller",
    "endringer_siden",
    "enheter_med_telefon",
    "enhetsprofil",
    "finn_personer",
    "forvaltede_enheter",
    "forvaltede_importer",
    "forvaltede_roller",
    "forvaltede_virksomheter",
    "fullmakt_til",
    "hull_i",
    "logobilde",
    "merkevaren",
    "mulige_overordnede",
    "oversikt_for",
    "registrerte_enheter",
    "rolle_for_stedfortreder",
    "roller_i",
    "stedfortredere_for",
    "tilgang_for",
    "underliggende",
]
