"""Departments: the list of those a person keeps, and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from grunnmur.organisasjon.selectors import tilgang_for, underliggende
from lis.lege.models import Spesialistgodkjenning

from .. import rules
from ..models import Avdeling, Plass, Stenging, Tjenestedel


def stelte_avdelinger(bruker: Bruker) -> QuerySet[Avdeling]:
    """Every department for the coordinator, also the inactive; the led ones for a leader; none for others."""
    tilgang = tilgang_for(bruker)
    alle = Avdeling.objects.select_related("enhet__virksomhet", "spesialitet")
    if tilgang.har(RolleType.LIS_KOORDINATOR):
        return alle
    return alle.filter(pk__in=Avdeling.objects.ledet_av(bruker)) if tilgang.har(RolleType.LEDER) else alle.none()


def med_antall(avdelinger: QuerySet[Avdeling], dag: date) -> QuerySet[Avdeling]:
    """With how many places there are on the day, and the objectives, by site."""
    naa = Q(plasser__fra__lte=dag) & (Q(plasser__til__isnull=True) | Q(plasser__til__gte=dag))
    talte = avdelinger.annotate(antall_plasser=Count("plasser", filter=naa)).prefetch_related("laeringsmaal")
    return talte.order_by("enhet__sted", "enhet__sortering", "pk")  # a count drops the model's own order


@dataclass(frozen=True)
class Plassrad:
    plass: Plass
    naa: Tjenestedel | None
    neste: Tjenestedel | None
    stenginger: list[Stenging]


@dataclass(frozen=True)
class Veileder:
    """Somebody employed at the department, and who checked the speciality when."""

    bruker: Bruker
    godkjenning: Spesialistgodkjenning | None


@dataclass(frozen=True)
class Avdelingsside:
    avdeling: Avdeling
    plasser: list[Plassrad]
    veiledere: list[Veileder]
    er_leder: bool

    @property
    def ikke_kontrollert(self) -> list[str]:
        """Names of those who may not be supervisors until somebody has checked them."""
        return [v.bruker.navn for v in self.veiledere if v.godkjenning is None]


def avdelingsside(avdeling: Avdeling, bruker: Bruker, dag: date) -> Avdelingsside:
    """Everything the page shows; who holds a place only when that has been offered."""
    deler = (
        Tjenestedel.objects.filter(opptar=True, til__gte=dag)
        .exclude(tjeneste__tilstand="planlagt")
        .select_related("tjeneste__innmelding__lege")
        .order_by("fra")
    )
    plasser = avdeling.plasser.filter(Q(til__isnull=True) | Q(til__gte=dag)).prefetch_related(
        Prefetch("deler", deler), Prefetch("stenginger", Stenging.objects.filter(til__gte=dag))
    )
    return Avdelingsside(
        avdeling=avdeling,
        plasser=[_plassrad(plass, dag) for plass in plasser],
        veiledere=veiledere_ved(avdeling, dag),
        er_leder=rules.leder_avdelingen(bruker, avdeling) is not None,
    )


def _plassrad(plass: Plass, dag: date) -> Plassrad:
    deler: Sequence[Tjenestedel] = list(plass.deler.all())
    naa = next((d for d in deler if d.fra <= dag), None)
    return Plassrad(plass, naa, next((d for d in deler if d.fra > dag), None), list(plass.stenginger.all()))


def veiledere_ved(avdeling: Avdeling, dag: date) -> list[Veileder]:
    """Everybody employed at the department or below it, the checked specialists first."""
    ansatte = (
        Bruker.objects.filter(roller__in=_roller(avdeling, dag), is_active=True, er_system=False).distinct().order_by("navn")
    )
    godkjente = {
        g.bruker_id: g
        for g in Spesialistgodkjenning.objects.filter(
            spesialitet=avdeling.spesialitet_id, bruker__in=ansatte
        ).select_related("kontrollert_av")
    }
    alle = [Veileder(b, godkjente.get(b.pk)) for b in ansatte]
    return sorted(alle, key=lambda v: v.godkjenning is None)


def _roller(avdeling: Avdeling, dag: date) -> QuerySet[Rolle]:
    enheter = underliggende([avdeling.enhet_id])
    return Rolle.objects.gjeldende(dag).filter(type=RolleType.ANSATT, enhet__in=enheter)
