"""The nouns of LIS3: specialisation and rules, enrolment, the six-month question, departments, services, proposals."""

from .avdeling import Avdeling, Plass, Stenging
from .foresporsel import BESVART, Foresporseltilstand, Seksmndforesporsel
from .forslag import Forslag, Forslagstilstand, Overstyring
from .innmelding import (
    Deling,
    Delingsvurdering,
    Innmelding,
    Innmeldingstilstand,
    Klarmelding,
    Onske,
    Vikarstatus,
)
from .ko import Koplass
from .kommunepraksis import Kommunepraksis, Kommunepraksistilstand
from .spesialisering import Ansiennitetsregel, Gruppe, Innstilling, Spesialisering
from .tjeneste import BINDENDE, BORTFALT, FORAN, Tjeneste, Tjenesteavbrudd, Tjenestedel, Tjenestetilstand
from .vikariat import Besatt, Vikariat, Vikariatsoknad, Vikariattilstand

__all__ = [
    "BESVART",
    "BINDENDE",
    "BORTFALT",
    "FORAN",
    "Ansiennitetsregel",
    "Avdeling",
    "Besatt",
    "Deling",
    "Delingsvurdering",
    "Foresporseltilstand",
    "Forslag",
    "Forslagstilstand",
    "Gruppe",
    "Innmelding",
    "Innmeldingstilstand",
    "Innstilling",
    "Klarmelding",
    "Kommunepraksis",
    "Kommunepraksistilstand",
    "Koplass",
    "Onske",
    "Overstyring",
    "Plass",
    "Seksmndforesporsel",
    "Spesialisering",
    "Stenging",
    "Tjeneste",
    "Tjenesteavbrudd",
    "Tjenestedel",
    "Tjenestetilstand",
    "Vikariat",
    "Vikariatsoknad",
    "Vikariattilstand",
    "Vikarstatus",
]
