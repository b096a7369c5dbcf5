"""An idea is registered and changed, shared or restricted (S0-F02, S1-A02, S1-F02)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Partner, Prosjekt, Prosjekttilstand

FELTER = (
    "type", "tittel", "sammendrag", "behovseier", "behov", "brukerinvolvering", "studenter", "studenter_begrunnelse",
    "finansiering", "finansior", "utlysning", "soknadsfrist", "budsjett", "oppstart", "avslutning", "etikk",
    "etikk_referanse", "etikk_url", "nva_url", "personvernkontakt", "personvern_epost",
)  # fmt: skip
"""What is said about a project, in the order of the form; themes, owner and leader beside it."""


@operasjon
def registrer(*, utfort_av: Bruker, felter: dict[str, Any], naa: datetime | None = None) -> Prosjekt:
    """Register an idea. Whoever does leads it, and the party that owns it is its first partner, to confirm like the rest.

    Raises `Nektet` to somebody who does not belong to the party.
    """
    naa = naa or timezone.now()
    prosjekt = Prosjekt(
        eier=felter["eier"], leder=utfort_av, laget_av=utfort_av, tilstand=Prosjekttilstand.IDE, opprettet=naa, endret=naa,
        begrensning=felter.get("begrensning", ""), **{navn: felter[navn] for navn in FELTER if navn in felter},
    )  # fmt: skip
    if not rules.registrerer(utfort_av, prosjekt):
        raise Nektet
    prosjekt.saksnummer = Saksteller.neste(Prosjekt.PREFIKS, naa)
    prosjekt.save(force_insert=True)
    prosjekt.temaer.set(felter["temaer"])
    flytt(prosjekt, o.REGISTRER, utfort_av=utfort_av, naa=naa)
    Partner.objects.create(prosjekt=prosjekt, virksomhet=prosjekt.eier, invitert_av=utfort_av, invitert=naa)
    return prosjekt
