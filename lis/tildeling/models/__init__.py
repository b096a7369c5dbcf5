from .forslag import Endring, Endringsgrunn, Forslag, Forslagstilstand
from .kandidat import Gruppemedlem, Kandidat, Onske, Poeng
from .kriterier import Kriteriegruppe, Kriterier, Kriterietilstand, Kriterium, Rekkefolge
from .restplass import Restplass, Restplasstilstand
from .runde import Kanal, Reservasjon, Runde, Rundetilstand
from .tildeling import (
    Del,
    Forsinkelse,
    Frafall,
    Frafallskvittering,
    Frafallstidspunkt,
    Fravaer,
    Tildeling,
    Tildelingstilstand,
)
from .vedtak import Deltaker, Habilitet, Habilitetsutfall

__all__ = [
    "Del",
    "Deltaker",
    "Endring",
    "Endringsgrunn",
    "Forsinkelse",
    "Forslag",
    "Forslagstilstand",
    "Frafall",
    "Frafallskvittering",
    "Frafallstidspunkt",
    "Fravaer",
    "Gruppemedlem",
    "Habilitet",
    "Habilitetsutfall",
    "Kanal",
    "Kandidat",
    "Kriteriegruppe",
    "Kriterier",
    "Kriterietilstand",
    "Kriterium",
    "Onske",
    "Poeng",
    "Rekkefolge",
    "Reservasjon",
    "Restplass",
    "Restplasstilstand",
    "Runde",
    "Rundetilstand",
    "Tildeling",
    "Tildelingstilstand",
]
