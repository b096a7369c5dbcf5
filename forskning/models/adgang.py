"""Who reads what of research, for `synlig_for` of every model here."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from grunnmur.organisasjon.models import Bruker, Deltakelse, Organmedlem, RolleType
from grunnmur.organisasjon.selectors import Tilgang, tilgang_for

BEKREFTER = (RolleType.LEDER, RolleType.FOU_KOORDINATOR, RolleType.KONTAKT_ADM)
"""The roles for a whole party that may be named to say yes or no for it (`Partnerprofil.bekreftes_av`)."""
STELLER_UTVALG = (RolleType.SEKRETARIAT, RolleType.UTVALGSSEKRETAER)


def i_nettverket(bruker: Bruker) -> bool:
    """Everybody with a role at a party that takes part today, and the secretariat: open ideas are shared with all."""
    tilgang = tilgang_for(bruker)
    return tilgang.har(RolleType.SEKRETARIAT) or bool(egne_parter(tilgang))


def egne_parter(tilgang: Tilgang) -> set[UUID]:
    """The parties of the network where the person holds any role today."""
    steder = {f.rolle.virksomhet_id for f in tilgang.fullmakter}
    deltar = Deltakelse.objects.gjeldende(tilgang.dag).filter(virksomhet__in=steder)
    return set(deltar.values_list("virksomhet_id", flat=True)) if steder else set()


def svarer_for(bruker: Bruker) -> set[UUID]:
    """The parties for which this person may be the one that answers."""
    return tilgang_for(bruker).virksomheter(*BEKREFTER)


def verv_for(bruker: Bruker) -> QuerySet[Organmedlem]:
    """Where the person has a capacity today."""
    return Organmedlem.objects.gjeldende(tilgang_for(bruker).dag).filter(bruker=bruker.pk)


def innvidd(bruker: Bruker, felt: str = "") -> Q:
    """The projects that this person sees even while they are restricted; `felt` is the path to the project.

    Its people, those who answer for a party that is or may be in it, and the committee that is asked to anchor it.
    """
    from .forankring import Forankring
    from .partner import Partner
    from .prosjekt import Prosjektdeltaker

    if not bruker.is_active:
        return Q(pk__in=[])
    prosjekt = f"{felt}__" if felt else ""
    mine = Q(**{f"{prosjekt}leder": bruker.pk}) | Q(**{f"{prosjekt}laget_av": bruker.pk})
    i_dag = tilgang_for(bruker).dag
    deltar = Prosjektdeltaker.objects.gjeldende(i_dag).filter(bruker=bruker.pk)
    mine |= Q(**{f"{prosjekt}pk__in": deltar.values("prosjekt")})
    if parter := svarer_for(bruker):
        spurt = Partner.objects.med().filter(virksomhet__in=parter)
        mine |= Q(**{f"{prosjekt}pk__in": spurt.values("prosjekt")})
    forankringer = Forankring.objects.filter(trukket__isnull=True)
    if not tilgang_for(bruker).har(*STELLER_UTVALG):
        forankringer = forankringer.filter(organ__in=verv_for(bruker).values("organ"))
    return mine | Q(**{f"{prosjekt}pk__in": forankringer.values("prosjekt")})
