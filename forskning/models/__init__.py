"""Research and innovation that the parties do together, from idea to shared result."""

from .behov import Behov, Behovskobling, Temaforslag
from .dialog import Innlegg
from .forankring import ANKRER, Forankring, Soknad
from .framdrift import Milepael, Resultat, Viderebruk
from .grunnlag import ER_FORUM, MAKS_MAL_BYTE, SKRIVER_GRUNNLAG, Dokument, Dokumentdel, Forumdeltaker, Mal
from .innstilling import Innstilling
from .kodeverk import (
    FOER_SOKNAD,
    LEVER,
    MED_I_PROSJEKTET,
    Begrensning,
    Behovstilstand,
    Bekreftelsesmaate,
    Dokumentart,
    Dokumenttilstand,
    Etikkstatus,
    Finansiering,
    Milepaelart,
    Partnersvar,
    Prosjektrolle,
    Prosjekttilstand,
    Prosjekttype,
    Resultatart,
    Soknadsutfall,
    Stansgrunn,
    Temaforslagtilstand,
    Uforankretgrunn,
    Utlysningskilde,
    Utlysningstilstand,
)
from .partner import Partner, Partnerprofil
from .prosjekt import Interesse, Prosjekt, Prosjektdeltaker
from .utlysning import Utlysning

__all__ = [
    "ANKRER", "ER_FORUM", "FOER_SOKNAD", "LEVER", "MAKS_MAL_BYTE", "MED_I_PROSJEKTET", "SKRIVER_GRUNNLAG",
    "Begrensning", "Behov", "Behovskobling", "Behovstilstand", "Bekreftelsesmaate", "Dokument", "Dokumentart",
    "Dokumentdel", "Dokumenttilstand", "Etikkstatus", "Finansiering", "Forankring", "Forumdeltaker", "Innlegg",
    "Innstilling", "Interesse", "Mal", "Milepael", "Milepaelart", "Partner", "Partnerprofil", "Partnersvar", "Prosjekt",
    "Prosjektdeltaker", "Prosjektrolle", "Prosjekttilstand", "Prosjekttype", "Resultat", "Resultatart", "Soknad",
    "Soknadsutfall", "Stansgrunn", "Temaforslag", "Temaforslagtilstand", "Uforankretgrunn", "Utlysning",
    "Utlysningskilde", "Utlysningstilstand", "Viderebruk",
]  # fmt: skip
