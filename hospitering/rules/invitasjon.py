"""Who may invite hospitants to a unit, and what an application must be to answer an invitation."""

from __future__ import annotations

from datetime import date

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, fullmakt_til

from ..models import AapenInvitasjon, Invitasjonstilstand, Soknad


def leder_enheten(bruker: Bruker, sak: AapenInvitasjon) -> Fullmakt | None:
    """Whoever leads the unit, or the leader above where it has none."""
    return fullmakt_til(bruker, RolleType.LEDER, virksomhet=sak.enhet.virksomhet_id, enhet=sak.enhet)


def leder_enheten_eller_systemet(bruker: Bruker, sak: AapenInvitasjon) -> Fullmakt | bool | None:
    return bruker.er_system or leder_enheten(bruker, sak)


def kan_sokes(invitasjon: AapenInvitasjon, dag: date) -> bool:
    """Open, and the last day to apply has not passed."""
    return invitasjon.tilstand == Invitasjonstilstand.AAPEN and invitasjon.frist >= dag


def svarer_paa(soknad: Soknad, invitasjon: AapenInvitasjon) -> bool:
    """The application is for that unit, within those days. Anything else is an application like any other."""
    fra, til = soknad.periode_fra, soknad.periode_til
    if soknad.onsket_enhet_id != invitasjon.enhet_id or fra is None or til is None:
        return False
    return invitasjon.fra <= fra and til <= invitasjon.til
