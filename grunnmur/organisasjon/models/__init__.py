"""Who exists, who holds which role, who stands in."""

from .adgang import Arbeidsstedsmelding, Invitasjon
from .bruker import Bruker, Faggruppe, Malform, Varselvalg
from .enhet import Beskrivelse, Enhet
from .helsefellesskap import Deltakelse, Helsefellesskap, InnstillingManager, Logo
from .importkjoring import Importkjoring
from .organ import Organ, Organmedlem, Representasjon
from .rolle import PERSONLIGE_ROLLER, ROLLER_PAA_TVERS, Rolle, RolleType, Stedfortreder
from .sporing import ikke_tommes, sporet
from .tema import Tema
from .virksomhet import Nivaa, Sektor, Virksomhet, Virksomhetstype

__all__ = [
    "PERSONLIGE_ROLLER",
    "ROLLER_PAA_TVERS",
    "Arbeidsstedsmelding",
    "Beskrivelse",
    "Bruker",
    "Deltakelse",
    "Enhet",
    "Faggruppe",
    "Helsefellesskap",
    "Importkjoring",
    "InnstillingManager",
    "Invitasjon",
    "Logo",
    "Malform",
    "Nivaa",
    "Organ",
    "Organmedlem",
    "Representasjon",
    "Rolle",
    "RolleType",
    "Sektor",
    "Stedfortreder",
    "Tema",
    "Varselvalg",
    "Virksomhet",
    "Virksomhetstype",
    "ikke_tommes",
    "sporet",
]
