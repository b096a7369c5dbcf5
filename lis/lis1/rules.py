"""Who may do what with LIS1 positions, municipal places and open profiles: one predicate per sentence of the procedure."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors import Fullmakt, fullmakt_til, tilgang_for

from .models import Kommuneplass, Profil, Stilling
from .models.kommuneplass import FOR_KOMMUNEN, statsforvalteren


def _fullmakter(bruker: Bruker, rolle: RolleType) -> list[Fullmakt]:
    return [f for f in tilgang_for(bruker).fullmakter if f.rolle.type == rolle]


def koordinator(bruker: Bruker) -> Fullmakt | None:
    """The LIS coordinator of this network's hospital trust, or a stand-in (S1-L11)."""
    mulige = _fullmakter(bruker, RolleType.LIS_KOORDINATOR)
    nett = Helsefellesskap.objects.gjeldende() if mulige else None
    return next((f for f in mulige if nett and f.rolle.virksomhet_id == nett.helseforetak_id), None)


def er_koordinator(bruker: Bruker, stilling: Stilling) -> Fullmakt | None:
    """The trust advertises and hires (S1-L15–L17); nobody in a case about themselves."""
    return None if stilling.saken_gjelder_id == bruker.pk else koordinator(bruker)


def for_kommunen(bruker: Bruker, kommune: Virksomhet) -> Fullmakt | None:
    """The municipality's LIS contact or chief physician proposes its places (S1-L07)."""
    return next((f for rolle in FOR_KOMMUNEN if (f := fullmakt_til(bruker, rolle, virksomhet=kommune))), None)


def er_kommunen(bruker: Bruker, plass: Kommuneplass) -> Fullmakt | None:
    return for_kommunen(bruker, plass.kommune)


def statsforvalter(bruker: Bruker, unntatt: Collection[UUID] = ()) -> Fullmakt | None:
    """The County Governor that approves for this network, or a stand-in (S1-L04); nobody in or for `unntatt`."""
    mulige = _fullmakter(bruker, RolleType.STATSFORVALTER)
    embete = statsforvalteren() if mulige else None
    return next(
        (
            f
            for f in mulige
            if embete
            and f.rolle.virksomhet_id == embete.pk
            and f.bruker.pk not in unntatt
            and (f.paa_vegne_av is None or f.paa_vegne_av.pk not in unntatt)
        ),
        None,
    )


def er_statsforvalteren(bruker: Bruker, plass: Kommuneplass) -> Fullmakt | None:
    """The County Governor approves municipal places and checks that they are good enough (fakta 4): never a place that
    the same person proposed, or that was proposed for them.
    """
    return statsforvalter(bruker, plass.foreslaatt_av) if statsforvalter(bruker) else None


def redigerer_profil(bruker: Bruker, virksomhet: Virksomhet) -> Fullmakt | None:
    """A municipality keeps its own page; the LIS coordinator that of the trust (S1-L10)."""
    if virksomhet.type == Virksomhetstype.HELSEFORETAK:
        return fullmakt_til(bruker, RolleType.LIS_KOORDINATOR, virksomhet=virksomhet)
    return for_kommunen(bruker, virksomhet)


def eier_profilen(bruker: Bruker, profil: Profil) -> Fullmakt | None:
    return redigerer_profil(bruker, profil.virksomhet)
