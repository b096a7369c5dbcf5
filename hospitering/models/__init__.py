"""The nouns of hospitering: the application, its agreement, what must be ready, the evaluation, and the host units."""

from .avtale import Avklaring, Avtale, Periodeforslag, Reiseavtale
from .evaluering import Evaluering, Maalnaaelse, Utbytte
from .innstilling import Innstilling, Purrefrist
from .invitasjon import AapenInvitasjon
from .klargjoring import Forberedelse, Forberedelsespunkt, Instrukslesing, Taushetserklaering, Taushetstekst
from .kodeverk import (
    BEHANDLET_AV_VERTEN,
    BINDENDE,
    HOS_VERTEN,
    MED_AVTALE,
    SLUTT,
    Aarsak,
    Evalueringstilstand,
    Form,
    Frafallsgrunn,
    Invitasjonstilstand,
    Periodeart,
    Periodetilstand,
    Punkt,
    Reisedekning,
    Side,
    SokesI,
    Steg,
    Tilstand,
)
from .soknad import SKJEMAVERSJON, Soknad, SoknadQuerySet
from .vertsenhet import Enhetsprofil, Ukebelegg, Ukeskapasitet

__all__ = [
    "BEHANDLET_AV_VERTEN",
    "BINDENDE",
    "HOS_VERTEN",
    "MED_AVTALE",
    "SKJEMAVERSJON",
    "SLUTT",
    "AapenInvitasjon",
    "Aarsak",
    "Avklaring",
    "Avtale",
    "Enhetsprofil",
    "Evaluering",
    "Evalueringstilstand",
    "Forberedelse",
    "Forberedelsespunkt",
    "Form",
    "Frafallsgrunn",
    "Innstilling",
    "Instrukslesing",
    "Invitasjonstilstand",
    "Maalnaaelse",
    "Periodeart",
    "Periodeforslag",
    "Periodetilstand",
    "Punkt",
    "Purrefrist",
    "Reiseavtale",
    "Reisedekning",
    "Side",
    "SokesI",
    "Soknad",
    "SoknadQuerySet",
    "Steg",
    "Taushetserklaering",
    "Taushetstekst",
    "Tilstand",
    "Ukebelegg",
    "Ukeskapasitet",
    "Utbytte",
]
