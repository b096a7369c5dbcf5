"""Guidance: questions, rota, thread, agreement, outcome, joint activities and the answer bank."""

from .aktivitet import Aktivitet, Aktivitetstilstand, Paamelding, Paameldingssvar
from .bank import Banksvar, Banktilstand, Bankversjon, Utdatertmelding
from .foresporsel import AVSLUTTET, HAR_ANSVARLIG, UBESVART, Foresporsel, Tilstand
from .halvaar import Tilbakemelding
from .innstilling import Innstilling
from .kodeverk import (
    Besvart,
    Fagfelt,
    Form,
    Grunn,
    Hastegrad,
    Hjemmel,
    LedetTil,
    Nyvurdering,
    Omfang,
    Side,
    Videregrunn,
    Ytelse,
)
from .traad import (
    AVTALEFORMER,
    FLEST_LENKER,
    VARIGHETER,
    Avgrensning,
    Innlegg,
    Innleggstype,
    Lenke,
    Utfall,
    Veiledningsavtale,
)
from .vakt import Fagomraade, Svarvakt, Ukedag
from .vern import SPESIALIST, SVARER_SELV

__all__ = [
    "AVSLUTTET",
    "AVTALEFORMER",
    "FLEST_LENKER",
    "HAR_ANSVARLIG",
    "SPESIALIST",
    "SVARER_SELV",
    "UBESVART",
    "VARIGHETER",
    "Aktivitet",
    "Aktivitetstilstand",
    "Avgrensning",
    "Banksvar",
    "Banktilstand",
    "Bankversjon",
    "Besvart",
    "Fagfelt",
    "Fagomraade",
    "Foresporsel",
    "Form",
    "Grunn",
    "Hastegrad",
    "Hjemmel",
    "Innlegg",
    "Innleggstype",
    "Innstilling",
    "LedetTil",
    "Lenke",
    "Nyvurdering",
    "Omfang",
    "Paamelding",
    "Paameldingssvar",
    "Side",
    "Svarvakt",
    "Tilbakemelding",
    "Tilstand",
    "Ukedag",
    "Utdatertmelding",
    "Utfall",
    "Veiledningsavtale",
    "Videregrunn",
    "Ytelse",
]
