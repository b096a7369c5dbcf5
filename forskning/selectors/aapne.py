"""What anybody may read without signing in: projects that are shown openly, their results, and what is new (S1-F06, S4-D10).

Everything here begins with `Prosjekt.objects.offentlige()`. Parties are named, people never.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.sok import som_sporring
from grunnmur.portal.visning import Visning

from ..models import Partner, Partnersvar, Prosjekt, Resultat, Resultatart, Soknad, Soknadsutfall
from .framdrift import Resultatlinje, resultatlinjer
from .visning import prosjektvisning

NYHETER = 50
"""How many entries the feed has."""

Leser = Bruker | AnonymousUser


def prosjekter(*, q: str = "", tema: str = "") -> QuerySet[Prosjekt]:
    """Open projects that match, for a page by key."""
    treff = Prosjekt.objects.offentlige().select_related("eier").prefetch_related("temaer")
    if tema:
        treff = treff.filter(pk__in=Prosjekt.objects.filter(temaer__kode=tema).values("pk"))
    if q.strip():
        treff = treff.filter(sokevektor=som_sporring(q))
    return treff


def resultater(*, art: str = "", tema: str = "") -> QuerySet[Resultat]:
    """Results of open projects: publications and the rest (S4-D12)."""
    aapne = Prosjekt.objects.offentlige()
    if tema:
        aapne = aapne.filter(pk__in=Prosjekt.objects.filter(temaer__kode=tema).values("pk"))
    treff = Resultat.objects.gjeldende().filter(prosjekt__in=aapne.values("pk")).select_related("prosjekt__eier")
    return treff.filter(art=art) if art in Resultatart.values else treff


def temaer() -> list[tuple[str, str]]:
    """The themes of open projects, as choices."""
    brukt = Prosjekt.temaer.through.objects.filter(prosjekt__in=Prosjekt.objects.offentlige().values("pk"))
    return [(tema.kode, str(tema)) for tema in Tema.objects.filter(pk__in=brukt.values("tema"))]


@dataclass(frozen=True)
class Aapentprosjekt:
    """One project as anybody may read it: what it is, who is in it as parties, who pays, and what came of it."""

    prosjekt: Prosjekt
    visning: Visning
    temaer: list[Tema]
    partnere: list[str]
    """Those that have said yes themselves, the owner aside."""
    finansior: str
    """Only of an application that was granted."""
    resultater: list[Resultatlinje]
    ser_i_portalen: bool


def aapent(prosjekt: Prosjekt, leser: Leser) -> Aapentprosjekt:
    bekreftet = Partner.objects.filter(prosjekt=prosjekt, svar=Partnersvar.BEKREFTET).exclude(virksomhet=prosjekt.eier_id)
    innvilget = Soknad.objects.filter(prosjekt=prosjekt, utfall=Soknadsutfall.INNVILGET).order_by("sendt").last()
    return Aapentprosjekt(
        prosjekt=prosjekt,
        visning=prosjektvisning(prosjekt.tilstand),
        temaer=list(prosjekt.temaer.all()),
        partnere=[p.virksomhet.fullt_navn for p in bekreftet.select_related("virksomhet").order_by("virksomhet__sortering")],
        finansior=innvilget.finansior if innvilget else "",
        resultater=list(resultatlinjer(None, prosjekt.resultater.gjeldende())),
        ser_i_portalen=isinstance(leser, Bruker) and Prosjekt.objects.synlig_for(leser).filter(pk=prosjekt.pk).exists(),
    )


@dataclass(frozen=True)
class Nyhet:
    """One entry of the feed: a project that was shown openly, or a result of one."""

    id: UUID
    prosjekt: Prosjekt
    resultat: Resultat | None
    tid: datetime
    """When anybody could read it first."""

    @property
    def adresse(self) -> str:
        side = reverse("forskning:aapent_prosjekt", args=[self.prosjekt.pk])
        return f"{side}#r-{self.resultat.pk}" if self.resultat else side


def nyheter(antall: int = NYHETER) -> list[Nyhet]:
    """The newest of what is open, projects and results together."""
    nye = prosjekter().order_by("-publisert")[:antall]
    res = resultater().select_related("prosjekt__eier").prefetch_related("prosjekt__temaer").order_by("-registrert")[:antall]
    alle = [*_prosjektnyheter(nye), *_resultatnyheter(res)]
    return sorted(alle, key=lambda nyhet: (nyhet.tid, nyhet.id), reverse=True)[:antall]


def _prosjektnyheter(rader: Iterable[Prosjekt]) -> list[Nyhet]:
    return [Nyhet(p.pk, p, None, p.publisert) for p in rader if p.publisert]


def _resultatnyheter(rader: Iterable[Resultat]) -> list[Nyhet]:
    """A result that is older than the open page of its project could be read first with that."""
    return [Nyhet(r.pk, r.prosjekt, r, max(r.registrert, r.prosjekt.publisert or r.registrert)) for r in rader]
