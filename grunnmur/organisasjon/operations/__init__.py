"""Every write to parties, units, people and roles."""

from .enheter import (
    Plass,
    endre_enhet,
    flytt_enhet,
    gjenaapne_enhet,
    lagre_enhet,
    legg_ned_enhet,
    opprett_enhet,
)
from .importer import Importrad, forkast_import, prov_import, utfor_import
from .roller import avslutt_rolle, avslutt_stedfortreder, gi_rolle, sett_stedfortreder
from .sporbar import sporbar
from .stamdata import last_inn_stamdata, sett_logo
from .virksomheter import avslutt_deltakelse, meld_deltakelse, registrer_person

__all__ = [
    "Importrad",
    "Plass",
    "avslutt_deltakelse",
    "avslutt_rolle",
    "avslutt_stedfortreder",
    "endre_enhet",
    "flytt_enhet",
    "forkast_import",
    "gi_rolle",
    "gjenaapne_enhet",
    "lagre_enhet",
    "last_inn_stamdata",
    "legg_ned_enhet",
    "meld_deltakelse",
    "opprett_enhet",
    "prov_import",
    "registrer_person",
    "sett_logo",
    "sett_stedfortreder",
    "sporbar",
    "utfor_import",
]
