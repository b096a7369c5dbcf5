"""Who may do what with LIS1 positions, municipal places and open profiles: one predicate per sentence of the procedure."""

from __future__ import annotations

from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors import Fullmakt, fullmakt_til, tilgang_for
from grunnmur.saksgang.models import Sak

from .models import Kommuneplass, Profil, Stilling
from .models.kommuneplass import FOR_KOMMUNEN


def _med_rolle(bruker: Bruker, rolle: RolleType) -> Fullmakt | None:
    return next((f for f in tilgang_for(bruker).fullmakter if f.rolle.type == rolle), None)


def koordinator(bruker: Bruker) -> Fullmakt | None:
    """The LIS coordinator of the hospital trust, or a stand-in (S1-L11)."""
    return _med_rolle(bruker, RolleType.LIS_KOORDINATOR)


def er_koordinator(bruker: Bruker, stilling: Stilling) -> Fullmakt | None:
    """The trust advertises and hires (S1-L15–L17); nobody in a case about themselves."""
    return None if stilling.saken_gjelder_id == bruker.pk else koordinator(bruker)


def for_kommunen(bruker: Bruker, kommune: Virksomhet) -> Fullmakt | None:
    """The municipality's LIS contact or chief physician proposes its places (S1-L07)."""
    return next((f for rolle in FOR_KOMMUNEN if (f := fullmakt_til(bruker, rolle, virksomhet=kommune))), None)


def er_kommunen(bruker: Bruker, plass: Kommuneplass) -> Fullmakt | None:
    return for_kommunen(bruker, plass.kommune)


def statsforvalter(bruker: Bruker) -> Fullmakt | None:
    """The County Governor, or a stand-in (S1-L04)."""
    return _med_rolle(bruker, RolleType.STATSFORVALTER)


def er_statsforvalteren(bruker: Bruker, plass: Sak) -> Fullmakt | None:
    """The County Governor approves municipal places and checks that they are good enough (fakta 4)."""
    return statsforvalter(bruker)


def redigerer_profil(bruker: Bruker, virksomhet: Virksomhet) -> Fullmakt | None:
    """A municipality keeps its own page; the LIS coordinator that of the trust (S1-L10)."""
    if virksomhet.type == Virksomhetstype.HELSEFORETAK:
        return fullmakt_til(bruker, RolleType.LIS_KOORDINATOR, virksomhet=virksomhet)
    return for_kommunen(bruker, virksomhet)


def eier_profilen(bruker: Bruker, profil: Profil) -> Fullmakt | None:
    return redigerer_profil(bruker, profil.virksomhet)
