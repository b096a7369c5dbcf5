"""Forms of the party's own pages: they parse and explain, operations do the rest."""

from .enhet import Enhetsskjema, Profilskjema
from .feil import legg_feil
from .importrader import Importskjema, forklaringer_for, kolonner_for, tolk
from .rolle import Avsluttskjema, Rolleskjema, Stedfortrederskjema

__all__ = [
    "Avsluttskjema",
    "Enhetsskjema",
    "Importskjema",
    "Profilskjema",
    "Rolleskjema",
    "Stedfortrederskjema",
    "forklaringer_for",
    "kolonner_for",
    "legg_feil",
    "tolk",
]
