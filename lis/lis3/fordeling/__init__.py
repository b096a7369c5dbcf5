"""Who gets which place: exact, by seniority, from frozen input to a canonical answer. Knows no database.

`fordel` walks down the ranks. Each doctor gets the best level that is possible while everybody with longer seniority
keeps the level already reached; the senior may be moved between places of the same level to make room. So nobody can
do better unless somebody more senior does worse.
"""

from .forklaring import Aarsak, Grunn
from .inndata import Avdeling, Inndata, Lege, Onske, Plass, UavgjortRekkefolge, les
from .nivaaer import Alternativ, Del, Nivaa, nivaaer
from .resultat import Plassering, Resultat, fordel

__all__ = [
    "Aarsak",
    "Alternativ",
    "Avdeling",
    "Del",
    "Grunn",
    "Inndata",
    "Lege",
    "Nivaa",
    "Onske",
    "Plass",
    "Plassering",
    "Resultat",
    "UavgjortRekkefolge",
    "fordel",
    "les",
    "nivaaer",
]
