"""Who reads what of research, for `synlig_for` of every model here."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from grunnmur.organisasjon.models import Bruker, Organmedlem, RolleType
from grunnmur.organisasjon.selectors import Tilgang, tilgang_for

BEKREFTER = (RolleType.LEDER, RolleType.FOU_KOORDINATOR, RolleType.KONTAKT_ADM)
"""The roles for a whole party that may be named to say yes or no for it (`Partnerprofil.bekreftes_av`)."""
STELLER_UTVALG = (RolleType.SEKRETARIAT, RolleType.UTVALGSSEKRETAER)


def i_nettverket(bruker: Bruker, tilgang: Tilgang | None = None) -> bool:
    """Everybody with a role at a party that takes part today, and the secretariat: open ideas are shared with all."""
    tilgang = tilgang or tilgang_for(bruker)
    return tilgang.har(RolleType.SEKRETARIAT) or bool(tilgang.parter)


def svarer_for(bruker: Bruker, tilgang: Tilgang | None = None) -> set[UUID]:
    """The parties for which this person may be the one that answers."""
    return (tilgang or tilgang_for(bruker)).virksomheter(*BEKREFTER)


def innvidd(bruker: Bruker, tilgang: Tilgang | None = None) -> Q:
    """The projects that this person sees even while they are restricted.

    Its people, those who answer for a party that is or may be in it, and the committee that is asked to anchor it.
    """
    from .forankring import Forankring
    from .partner import Partner
    from .prosjekt import Prosjektdeltaker

    if not bruker.is_active:
        return Q(pk__in=[])
    tilgang = tilgang or tilgang_for(bruker)
    deltar = Prosjektdeltaker.objects.gjeldende(tilgang.dag).filter(bruker=bruker.pk)
    mine = Q(leder=bruker.pk) | Q(laget_av=bruker.pk) | Q(pk__in=deltar.values("prosjekt"))
    if parter := svarer_for(bruker, tilgang):
        mine |= Q(pk__in=Partner.objects.med().filter(virksomhet__in=parter).values("prosjekt"))
    forankringer = Forankring.objects.filter(trukket__isnull=True)
    if not tilgang.har(*STELLER_UTVALG):
        verv = Organmedlem.objects.gjeldende(tilgang.dag).filter(bruker=bruker.pk)
        forankringer = forankringer.filter(organ__in=verv.values("organ"))
    return mine | Q(pk__in=forankringer.values("prosjekt"))
