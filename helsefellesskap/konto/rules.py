"""Who must have a second factor, who may invite whom, who may end an account."""

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Q
from django.utils import timezone

from grunnmur.organisasjon.models import Arbeidsstedsmelding, Bruker, Enhet, Invitasjon, Rolle, RolleType
from grunnmur.organisasjon.rules import er_systemadministrator, kan_forvalte, kan_gi_rolle
from grunnmur.organisasjon.selectors import fullmakt_til, tilgang_for

# These act for themselves only; every other role decides, answers or registers for others.
ROLLER_UTEN_TOFAKTORKRAV = frozenset({RolleType.ANSATT, RolleType.LIS1, RolleType.LIS3})
LEGER = frozenset({RolleType.LIS1, RolleType.LIS3})
"""The doctors whose service the LIS coordinator arranges."""
ANDRE_STEG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def trenger_tofaktor(bruker: Bruker) -> bool:
    """A person who may act for others today, in an own role or as a stand-in, or who administers the system."""
    if bruker.is_staff:
        return True
    return any(f.rolle.type not in ROLLER_UTEN_TOFAKTORKRAV for f in tilgang_for(bruker).fullmakter)


def mangler_tofaktor(bruker: Bruker) -> bool:
    """Needs a second factor and has none. Recovery codes alone are not one."""
    return trenger_tofaktor(bruker) and not is_mfa_enabled(bruker, ANDRE_STEG)


def kan_invitere(bruker: Bruker, enhet: Enhet, rolletype: str, dag: date | None = None) -> bool:
    """Nobody lets in more than they could give: the party's contact its own roles, a unit's leader employees, the LIS
    coordinator the doctors in specialisation of the own trust.
    """
    if kan_gi_rolle(bruker, rolletype, enhet.virksomhet_id, dag):
        return True
    if rolletype in LEGER:
        return fullmakt_til(bruker, RolleType.LIS_KOORDINATOR, virksomhet=enhet.virksomhet_id, dag=dag) is not None
    if rolletype != RolleType.ANSATT:
        return False
    return fullmakt_til(bruker, RolleType.LEDER, virksomhet=enhet.virksomhet_id, enhet=enhet, dag=dag) is not None


def kan_invitere_noen(bruker: Bruker) -> bool:
    """Whether the page for inviting has anything for this person."""
    return bruker.is_staff or tilgang_for(bruker).har(RolleType.LEDER, RolleType.KONTAKT_ADM)


def er_aapen(invitasjon: Invitasjon, naa: datetime) -> bool:
    """Unused, in time, and from somebody who could still send it."""
    if invitasjon.brukt or invitasjon.trukket or invitasjon.utloper <= naa or invitasjon.enhet.nedlagt:
        return False
    return kan_invitere(invitasjon.invitert_av, invitasjon.enhet, invitasjon.rolletype, timezone.localdate(naa))


def kan_besvare(bruker: Bruker, melding: Arbeidsstedsmelding, dag: date | None = None) -> bool:
    """The party answers, never the person the message is about."""
    return melding.bruker_id != bruker.pk and kan_forvalte(bruker, melding.virksomhet_id, dag)


def kan_stenge(bruker: Bruker, annen: Bruker, dag: date | None = None) -> bool:
    """The system administrator; or the administrative contact of every place where the person holds a role."""
    if annen.er_system or annen.pk == bruker.pk:
        return False
    if er_systemadministrator(bruker):
        return True
    if annen.is_staff:
        return False
    dag = dag or timezone.localdate()
    roller = Rolle.objects.filter(Q(gyldig_til=None) | Q(gyldig_til__gte=dag), bruker=annen)
    steder = {(rolle.type, rolle.virksomhet_id) for rolle in roller}
    return bool(steder) and all(kan_gi_rolle(bruker, type_, virksomhet, dag) for type_, virksomhet in steder)
