"""Who may do what with rounds, allocations and places left over: one predicate per sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.organisasjon.selectors.organ import DELTAR
from lis.lis1 import rules as lis1

from .models import Forslag, Kriterier, Restplass, Runde, Tildeling
from .models.vedtak import Habilitetsutfall

Verv = Organmedlem.Verv
Svar = TypeVar("Svar")
_husket: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("lis1_husket", default=None)


@contextmanager
def spurt_en_gang() -> Iterator[None]:
    """While a page is drawn, who somebody is in the round is asked once. Never around anything that writes."""
    merke = _husket.set({})
    try:
        yield
    finally:
        _husket.reset(merke)


def _en_gang(regel: Callable[[Bruker, Any], Svar]) -> Callable[[Bruker, Any], Svar]:
    @wraps(regel)
    def svar(bruker: Bruker, om: Model) -> Svar:
        husket = _husket.get()
        if husket is None:
            return regel(bruker, om)
        nokkel = (regel.__name__, bruker.pk, om.pk)
        if nokkel not in husket:
            husket[nokkel] = regel(bruker, om)
        return husket[nokkel]

    return svar


def er_systemet(bruker: Bruker, _sak: object) -> bool:
    """Time itself, or a committee's decision, acts through its own transitions."""
    return bruker.er_system


@_en_gang
def verv_i_dag(bruker: Bruker, organ: Organ) -> Organmedlem | None:
    """The capacity this person has in the committee today."""
    if not bruker.is_active:
        return None
    return Organmedlem.objects.gjeldende(timezone.localdate()).filter(bruker=bruker.pk, organ=organ.pk).first()


def sitter(bruker: Bruker, organ: Organ) -> bool:
    """A seat in the committee today, or a deputy's."""
    verv = verv_i_dag(bruker, organ)
    return verv is not None and verv.verv in (*DELTAR, Verv.VARA)


@_en_gang
def er_utelukket(bruker: Bruker, runde: Runde) -> bool:
    """Ruled out by the committee, or a candidate in the round: no part in what decides it."""
    return (
        runde.habilitet.filter(bruker=bruker.pk, utfall=Habilitetsutfall.INHABIL).exists()
        or runde.kandidater.filter(lege__bruker=bruker.pk).exists()
    )


def ordner_organet(bruker: Bruker, organ: Organ) -> Fullmakt | bool | None:
    """The LIS coordinator, the committee's leader and its secretary."""
    verv = verv_i_dag(bruker, organ)
    return lis1.koordinator(bruker) or (verv is not None and verv.verv in (Verv.LEDER, Verv.SEKRETAER))


def skriver_kriterier(bruker: Bruker, organ: Organ) -> Fullmakt | bool | None:
    """Who may begin on a new version of the committee's scheme."""
    return ordner_organet(bruker, organ)


def ordner_kriterier(bruker: Bruker, kriterier: Kriterier) -> Fullmakt | bool | None:
    """The LIS coordinator, and the committee's own leader and secretary, write the scheme down (S1-L12)."""
    return ordner_organet(bruker, kriterier.organ)


def ordner_runden(bruker: Bruker, runde: Runde) -> Fullmakt | bool | None:
    """The same people prepare the round; whoever is ruled out does not prepare it either (forvaltningsloven § 6)."""
    return None if er_utelukket(bruker, runde) else ordner_organet(bruker, runde.organ)


def behandler(bruker: Bruker, runde: Runde) -> Fullmakt | bool | None:
    """The committee and those who prepare for it: they read the wishes when the deadline is past, and no one else does."""
    if er_utelukket(bruker, runde):
        return None
    return ordner_organet(bruker, runde.organ) or sitter(bruker, runde.organ)


def behandler_forslag(bruker: Bruker, forslag: Forslag) -> Fullmakt | bool | None:
    """A proposal is for those who work with its round."""
    return behandler(bruker, forslag.runde)


def sitter_i_utvalget(bruker: Bruker, runde: Runde) -> bool:
    """Whoever may have to decide, or prepares for those who do, declares their own interests, ruled out or not."""
    verv = verv_i_dag(bruker, runde.organ)
    return verv is not None and verv.verv != Verv.OBSERVATOR


def avgjor_habilitet(bruker: Bruker, runde: Runde) -> bool:
    """The committee decides about its members; not those already ruled out. Nobody about themselves (the operation)."""
    return sitter(bruker, runde.organ) and not er_utelukket(bruker, runde)


def skal_signere(bruker: Bruker, runde: Runde) -> bool:
    """Those who decide the round, sit in the committee still, and have not signed yet."""
    return sitter(bruker, runde.organ) and runde.deltakere.filter(bruker=bruker.pk, tilbakekalt=None, signert=None).exists()


def er_deltaker(bruker: Bruker, runde: Runde) -> bool:
    return bruker.is_active and runde.deltakere.filter(bruker=bruker.pk, tilbakekalt=None).exists()


def sender_tilbake(bruker: Bruker, runde: Runde) -> Fullmakt | bool | None:
    """Whoever is to sign; and those who prepare it, so that it never waits for somebody who has left."""
    return er_deltaker(bruker, runde) or ordner_runden(bruker, runde)


def onsker(bruker: Bruker, runde: Runde) -> bool:
    """A candidate whose municipality is to be allocated."""
    egne = runde.kandidater.filter(lege__bruker=bruker.pk, trukket=None, fast_kommune=None)
    return bruker.is_active and egne.exists()


# --- what a round is ready for ----------------------------------------------------------------------------------------


def kan_aapnes(runde: Runde) -> bool:
    """There is somebody to allocate."""
    return runde.kandidater.filter(trukket=None).exists()


def alle_har_levert(runde: Runde) -> bool:
    """Nobody has wishes left to give: the round may close before its deadline."""
    return not runde.kandidater.filter(trukket=None, fast_kommune=None, onsker_levert=None).exists()


def habiliteten_er_avklart(runde: Runde) -> bool:
    return not runde.habilitet.filter(utfall="").exists()


def alle_har_signert(runde: Runde) -> bool:
    gjeldende = runde.deltakere.filter(tilbakekalt=None)
    return gjeldende.exists() and not gjeldende.filter(signert=None).exists()


# --- after --------------------------------------------------------------------------------------------------------------


def er_kommunen(bruker: Bruker, tildeling: Tildeling) -> Fullmakt | None:
    """The municipality hires, and says so when somebody falls away (S1-L19, L21)."""
    return _ikke_om_seg_selv(bruker, tildeling, lis1.for_kommunen(bruker, tildeling.plass.kommune))


def er_en_av_partene(bruker: Bruker, tildeling: Tildeling) -> Fullmakt | None:
    """Trust and municipality keep each other up to date (S1-L09)."""
    fullmakt = lis1.for_kommunen(bruker, tildeling.plass.kommune) or lis1.koordinator(bruker)
    return _ikke_om_seg_selv(bruker, tildeling, fullmakt)


def skal_kvittere(bruker: Bruker, tildeling: Tildeling) -> Fullmakt | None:
    """The LIS coordinator and the County Governor confirm that they know (S1-L21, L22)."""
    return lis1.koordinator(bruker) or lis1.statsforvalter(bruker)


def kvitterer_som(bruker: Bruker) -> list[RolleType]:
    """The offices for which this person confirms that somebody fell away."""
    mulige = {RolleType.LIS_KOORDINATOR: lis1.koordinator, RolleType.STATSFORVALTER: lis1.statsforvalter}
    return [rolle for rolle, har in mulige.items() if har(bruker)]


def _ikke_om_seg_selv(bruker: Bruker, tildeling: Tildeling, fullmakt: Fullmakt | None) -> Fullmakt | None:
    return None if tildeling.saken_gjelder_id == bruker.pk else fullmakt


def for_kommunen(bruker: Bruker, kommune: Virksomhet) -> Fullmakt | None:
    return lis1.for_kommunen(bruker, kommune)


def er_restplassens_part(bruker: Bruker, restplass: Restplass) -> Fullmakt | None:
    """Trust and municipality cooperate on places left over (S1-L13)."""
    return lis1.koordinator(bruker) or lis1.for_kommunen(bruker, restplass.plass.kommune)


def er_foretaket(bruker: Bruker, restplass: Restplass) -> Fullmakt | None:
    """The trust agrees with other trusts (S1-L18)."""
    return lis1.koordinator(bruker)


def er_restplassens_kommune(bruker: Bruker, restplass: Restplass) -> Fullmakt | None:
    """The municipality hires into the place (S1-L23)."""
    return lis1.for_kommunen(bruker, restplass.plass.kommune)
