"""Who somebody is: coordinator, municipal contact, doctor, department leader, ALIS office."""

from __future__ import annotations

from uuid import UUID

from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige, fullmakt_til, tilgang_for
from lis.lege.models import Lege

from ..models import (
    Avdeling,
    Innmelding,
    Kommunepraksis,
    Seksmndforesporsel,
    Tjeneste,
)


def koordinator(bruker: Bruker, *, unntatt: UUID | None = None) -> Fullmakt | None:
    """The LIS coordinator of the hospital trust, or a stand-in; never in a case about themselves."""
    if bruker.pk == unntatt:
        return None
    return next(
        (
            f
            for f in tilgang_for(bruker).fullmakter
            if f.rolle.type == RolleType.LIS_KOORDINATOR and f.rolle.bruker_id != unntatt
        ),
        None,
    )


def koordinatorer(helseforetak: Virksomhet, *, unntatt: UUID | None = None) -> list[Fullmakt]:
    return ansvarlige(RolleType.LIS_KOORDINATOR, virksomhet=helseforetak, unntatt={unntatt} if unntatt else ())


def kommunekontakter(lege: Lege) -> list[Fullmakt]:
    """The LIS contact of the doctor's municipality, and stand-ins; never the doctor."""
    if lege.kommune_id is None:
        return []
    unntatt = {lege.bruker_id} if lege.bruker_id else set()
    return ansvarlige(RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=lege.kommune_id, unntatt=unntatt)


def kommunekontakt(bruker: Bruker, lege: Lege) -> Fullmakt | None:
    return next((f for f in kommunekontakter(lege) if f.bruker.pk == bruker.pk), None)


def er_selv(bruker: Bruker, lege: Lege) -> bool:
    return bruker.is_active and lege.bruker_id == bruker.pk


def avdelingsleder(bruker: Bruker, avdeling: Avdeling, *, unntatt: UUID | None = None) -> Fullmakt | None:
    return fullmakt_til(
        bruker,
        RolleType.LEDER,
        virksomhet=avdeling.enhet.virksomhet_id,
        enhet=avdeling.enhet_id,
        unntatt={unntatt} if unntatt else (),
    )


def er_systemet(bruker: Bruker, sak: object) -> bool:
    """Time itself acts: Celery, through its own transitions."""
    return bruker.er_system


def er_koordinator(bruker: Bruker, sak: Innmelding | Seksmndforesporsel | Tjeneste | Kommunepraksis) -> Fullmakt | None:
    return koordinator(bruker, unntatt=sak.saken_gjelder_id)


def koordinator_eller_systemet(bruker: Bruker, sak: Innmelding | Seksmndforesporsel | Tjeneste) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or er_koordinator(bruker, sak)


def alis_kontor(bruker: Bruker) -> Fullmakt | None:
    return next((f for f in tilgang_for(bruker).fullmakter if f.rolle.type == RolleType.ALIS_KONTOR), None)
