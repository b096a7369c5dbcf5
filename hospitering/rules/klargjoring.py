"""Who confirms what before anybody starts, and who keeps the texts and lists that it is made from."""

from __future__ import annotations

from uuid import UUID

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.rules import er_systemadministrator, kan_forvalte
from grunnmur.organisasjon.selectors import Fullmakt

from ..models import Side, Soknad
from . import er_soker
from .avtale import er_vert


def er_instruksleser(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """The hospitant and the contact person each read the instruction themselves (S1-H16).

    Nobody reads for a contact person who can sign in; while that one cannot, the host leader does.
    """
    if er_soker(bruker, sak):
        return True
    kontakt = sak.kontakt_bruker
    if kontakt and kontakt.is_active and kontakt.pk != sak.soker_id:
        return bruker.pk == kontakt.pk
    return er_vert(bruker, sak)


def kan_melde_gjort(side_til_bruker: Side | None, ansvarlig: str) -> bool:
    """The hospitant says what the hospitant has done; the host, who asked for it all, may say either."""
    return side_til_bruker == Side.VERT or side_til_bruker == ansvarlig


def kan_skrive_taushetstekst(bruker: Bruker, virksomhet: Virksomhet | UUID | None) -> bool:
    """The party's administrative contact writes its own; the common one is the system administrator's (S1-H14)."""
    return er_systemadministrator(bruker) if virksomhet is None else kan_forvalte(bruker, virksomhet)
