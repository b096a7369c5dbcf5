"""Open pages made by the verbs, for the tests about them."""

from __future__ import annotations

from grunnmur.organisasjon.models import Bruker, Virksomhet
from lis.lis1.models import Profil
from lis.lis1.operations import profil as op
from tests.lis1.folk import Lis1Cast

FULL = {
    "praksis": "Legekontor, sykehjem og helsestasjon.",
    "vakt": "Sjudelt vakt med bakvakt.",
    "veiledning": "Spesialist i allmennmedisin veileder hver uke.",
    "bolig": "Vi hjelper med bolig.",
    "kontakt_navn": "Kari Kommunekontakt",
    "kontakt_epost": "lis1@kommune.example",
    "kontakt_telefon": "61000001",
    "nettside": "https://kommune.example/lis1",
}


def lagret(lis: Lis1Cast, virksomhet: Virksomhet | None = None, av: Bruker | None = None, **andre: str) -> Profil:
    return op.lagre_profil(virksomhet or lis.gjovik, utfort_av=av or lis.kommunekontakt, versjon=0, felter={**FULL, **andre})


def publisert(lis: Lis1Cast, virksomhet: Virksomhet | None = None, av: Bruker | None = None, **andre: str) -> Profil:
    profil = lagret(lis, virksomhet, av, **andre)
    return op.publiser_profil(profil.virksomhet, utfort_av=av or lis.kommunekontakt, versjon=profil.versjon)
