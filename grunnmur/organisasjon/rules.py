"""Who may keep a party's units, roles and stand-ins true (S1-H10): one predicate per sentence."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from .models import ROLLER_PAA_TVERS, Bruker, Rolle, RolleType, Virksomhet
from .tilgang import tilgang_for


def er_systemadministrator(bruker: Bruker) -> bool:
    return bruker.is_active and bruker.is_staff


def kan_forvalte(bruker: Bruker, virksomhet: Virksomhet | UUID, dag: date | None = None) -> bool:
    """The party's own administrative contact, or the contact's stand-in, or the system administrator."""
    virksomhet_id = virksomhet.id if isinstance(virksomhet, Virksomhet) else virksomhet
    return er_systemadministrator(bruker) or virksomhet_id in tilgang_for(bruker, dag).virksomheter(RolleType.KONTAKT_ADM)


def kan_gi_rolle(bruker: Bruker, rolletype: str, virksomhet: Virksomhet | UUID, dag: date | None = None) -> bool:
    """The administrative contact gives the roles of their own party.

    Not those that reach across parties. And a stand-in does not appoint administrative contacts: borrowed
    power could otherwise make itself lasting.
    """
    if er_systemadministrator(bruker):
        return True
    if rolletype in ROLLER_PAA_TVERS or not kan_forvalte(bruker, virksomhet, dag):
        return False
    return rolletype != RolleType.KONTAKT_ADM or er_kontakt_adm_selv(bruker, virksomhet, dag)


def er_kontakt_adm_selv(bruker: Bruker, virksomhet: Virksomhet | UUID, dag: date | None = None) -> bool:
    """Holds the role in their own right, not as a stand-in."""
    virksomhet_id = virksomhet.id if isinstance(virksomhet, Virksomhet) else virksomhet
    return any(
        f.rolle.type == RolleType.KONTAKT_ADM and f.rolle.virksomhet_id == virksomhet_id and f.paa_vegne_av is None
        for f in tilgang_for(bruker, dag).fullmakter
    )


def kan_sette_stedfortreder(bruker: Bruker, rolle: Rolle, dag: date | None = None) -> bool:
    """Whoever holds the role, for it alone; or whoever may give that role."""
    if bruker.is_active and rolle.bruker_id == bruker.id and rolle.gjelder(dag):
        return True
    return kan_gi_rolle(bruker, rolle.type, rolle.virksomhet_id, dag)


def kan_endre_profil(bruker: Bruker, enhet_id: UUID, virksomhet_id: UUID, dag: date | None = None) -> bool:
    """A unit's leader, or the leader's stand-in, describes the unit; the administrative contact may too."""
    return enhet_id in tilgang_for(bruker, dag).enheter(RolleType.LEDER) or kan_forvalte(bruker, virksomhet_id, dag)


def har_forvalteransvar(bruker: Bruker) -> bool:
    """Keeps a party, or holds a role in their own right that somebody could stand in for."""
    if er_systemadministrator(bruker):
        return True
    return any(
        f.rolle.type == RolleType.KONTAKT_ADM or (f.paa_vegne_av is None and f.rolle.kan_ha_stedfortreder)
        for f in tilgang_for(bruker).fullmakter
    )
