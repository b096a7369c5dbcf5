"""Who gets which municipality: fair by construction, from frozen input to a canonical answer. Knows no database.

`fordel` follows the order of the input: one common order gives serial dictatorship, one per municipality gives
doctor-proposing deferred acceptance. Either way nobody who goes before is passed over, no place is wasted, and nobody
gains by listing other wishes than their own. `kontroller` proves an answer without sharing any code with `fordel`.
"""

from .beregning import fordel
from .feil import Feilkode, UgyldigInndata
from .forklaring import Aarsak, Grunn, Stengt
from .inndata import VERSJON, Inndata, Kandidat, Kommune
from .kanonisk import avtrykk, kanonisk
from .kontroll import Brudd, Bruddslag, kontroller
from .lesing import les
from .nokkeltall import Kommunetall, Nokkeltall
from .rekkefolge import Egne, Felles, Metode, forpliktelse, lodd
from .resultat import FeilResultat, Plassering, Resultat, les_resultat
from .sammenligning import Forskjell, Sammenligning, Utslag, sammenlign
from .virkning import Forbigaatt, Ledig, Tap, Virkning, virkning

__all__ = [
    "VERSJON",
    "Aarsak",
    "Brudd",
    "Bruddslag",
    "Egne",
    "FeilResultat",
    "Feilkode",
    "Felles",
    "Forbigaatt",
    "Forskjell",
    "Grunn",
    "Inndata",
    "Kandidat",
    "Kommune",
    "Kommunetall",
    "Ledig",
    "Metode",
    "Nokkeltall",
    "Plassering",
    "Resultat",
    "Sammenligning",
    "Stengt",
    "Tap",
    "UgyldigInndata",
    "Utslag",
    "Virkning",
    "avtrykk",
    "fordel",
    "forpliktelse",
    "kanonisk",
    "kontroller",
    "les",
    "les_resultat",
    "lodd",
    "sammenlign",
    "virkning",
]
