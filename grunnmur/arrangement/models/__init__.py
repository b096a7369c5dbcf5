"""Events: what, when and where, who arranges together, and who takes part."""

from .arrangement import LAGER, OVERTAR, SVARER, Arrangement, Arrangementstema
from .deltaker import LENKE_VARER, Deltaker, Gjest, Svarlenke
from .kodeverk import Bekreftelse, Form, Hvem, Kanal, Svar, Tilstand, Type
from .medarrangor import Medarrangor

__all__ = [
    "LAGER",
    "LENKE_VARER",
    "OVERTAR",
    "SVARER",
    "Arrangement",
    "Arrangementstema",
    "Bekreftelse",
    "Deltaker",
    "Form",
    "Gjest",
    "Hvem",
    "Kanal",
    "Medarrangor",
    "Svar",
    "Svarlenke",
    "Tilstand",
    "Type",
]
