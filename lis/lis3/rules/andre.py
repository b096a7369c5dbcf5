"""Vacancies, proposals, and practice the other way."""

from __future__ import annotations

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, fullmakt_til
from lis.lege.models import Lege

from ..models import (
    Forslag,
    Kommunepraksis,
    Vikariat,
)
from .hvem import avdelingsleder, er_selv, er_systemet, koordinator


def vikariatets_avdeling(bruker: Bruker, sak: Vikariat) -> Fullmakt | None:
    """The department publishes and closes its own vacancies (S1-I24)."""
    return avdelingsleder(bruker, sak.avdeling)


def er_lege(bruker: Bruker, sak: Vikariat) -> bool:
    """A doctor in specialisation applies for the vacancy (S1-I25)."""
    return bruker.is_active and Lege.objects.filter(bruker=bruker).exists()


def forslagets_koordinator(bruker: Bruker, sak: Forslag) -> Fullmakt | None:
    return koordinator(bruker)


def koordinator_eller_beregning(bruker: Bruker, sak: Forslag) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or koordinator(bruker)


def praksisens_kommune(bruker: Bruker, sak: Kommunepraksis) -> Fullmakt | None:
    """The LIS contact of the municipality that is asked (S1-L02)."""
    unntatt = {sak.saken_gjelder_id} if sak.saken_gjelder_id else set()
    return fullmakt_til(bruker, RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=sak.kommune_id, unntatt=unntatt)


def praksisens_lege(bruker: Bruker, sak: Kommunepraksis) -> bool:
    return er_selv(bruker, sak.lege)


def praksisens_kommune_eller_systemet(bruker: Bruker, sak: Kommunepraksis) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or praksisens_kommune(bruker, sak)
