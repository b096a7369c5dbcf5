"""The verbs of offers and services, from a place set aside to the last goal reported."""

from .avvik import behold_plassen, etter_endring
from .drift import avbryt, avslutt, fullfor, meld_maal, start
from .oppmote import bytt_veileder, tildel_veileder
from .svar import aksepter, bekreft, frigi_ikke, har_sokt, takk_nei
from .tilbud import Dellinje, planlegg, tilby, trekk_tilbud, trekk_ved_frafall

__all__ = [
    "Dellinje",
    "aksepter",
    "avbryt",
    "avslutt",
    "behold_plassen",
    "bekreft",
    "bytt_veileder",
    "etter_endring",
    "frigi_ikke",
    "fullfor",
    "har_sokt",
    "meld_maal",
    "planlegg",
    "start",
    "takk_nei",
    "tilby",
    "tildel_veileder",
    "trekk_tilbud",
    "trekk_ved_frafall",
]
