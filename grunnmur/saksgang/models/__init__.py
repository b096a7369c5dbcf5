"""Cases, what happened to them, who decided, who read them, who was refused; and filters of their lists."""

from .bevaring import Bevaringstid, Tomming
from .hendelse import Hendelse, Signatur, Signaturform
from .innsyn import Avvisning, Lesing
from .lagretfilter import Lagretfilter
from .lenke import SaksLenke
from .peker import PekerPaaSak
from .sak import Sak, SakQuerySet, Saksteller
from .vedtak import Utfall, Vedtak

__all__ = [
    "Avvisning",
    "Bevaringstid",
    "Hendelse",
    "Lagretfilter",
    "Lesing",
    "PekerPaaSak",
    "Sak",
    "SakQuerySet",
    "SaksLenke",
    "Saksteller",
    "Signatur",
    "Signaturform",
    "Tomming",
    "Utfall",
    "Vedtak",
]
