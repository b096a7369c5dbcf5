"""Who must have a second factor, who may invite whom, who may end an account."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for

# These act for themselves only; every other role decides, answers or registers for others.
ROLLER_UTEN_TOFAKTORKRAV = frozenset({RolleType.ANSATT, RolleType.LIS1, RolleType.LIS3})
ANDRE_STEG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def trenger_tofaktor(bruker: Bruker) -> bool:
    """A person who may act for others today, in an own role or as a stand-in, or who administers the system."""
    if bruker.is_staff:
        return True
    return any(f.rolle.type not in ROLLER_UTEN_TOFAKTORKRAV for f in tilgang_for(bruker).fullmakter)


def mangler_tofaktor(bruker: Bruker) -> bool:
    """Needs a second factor and has none. Recovery codes alone are not one."""
    return trenger_tofaktor(bruker) and not is_mfa_enabled(bruker, ANDRE_STEG)
