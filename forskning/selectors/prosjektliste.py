"""The register of projects as a list: the same rows on the page and in the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.visning import Visning

from ..models import FOER_SOKNAD, LEVER, MED_I_PROSJEKTET, Partner, Partnersvar, Prosjekt, Prosjektdeltaker
from ..models.adgang import svarer_for
from .visning import prosjektvisning

INGEN_FRIST = date.max
SORTERINGER = {"endret": "endret", "tittel": "tittel", "frist": "sortering_frist", "eier": "eier__sortering"}
STANDARD = "-endret"
BUNT = 500
RADEN = (
    "saksnummer", "tilstand", "versjon", "type", "tittel", "begrensning", "finansiering", "finansior", "soknadsfrist",
    "endret", "eier__navn", "eier__type", "eier__sortering", "leder__navn", "utlysning__frist",
)  # fmt: skip
"""The columns that a row is made of: a project is wide, and a call too."""


def i_listen(synlige: QuerySet[Prosjekt]) -> QuerySet[Prosjekt]:
    """With what a row shows, and the deadline as a sort key, where those without one stand last."""
    frist = Coalesce(TruncDate("utlysning__frist"), "soknadsfrist", Value(INGEN_FRIST), output_field=DateField())
    return synlige.select_related("eier", "leder", "utlysning").annotate(sortering_frist=frist).only(*RADEN)


def med_frist_innen(sporring: QuerySet[Any], til: date) -> QuerySet[Any]:
    """Those whose application is still to be sent, by that day."""
    i_dag = timezone.localdate()
    return sporring.filter(tilstand__in=FOER_SOKNAD, sortering_frist__gte=i_dag, sortering_frist__lte=til)


def mine(bruker: Bruker) -> Q:
    """Those that the person leads or takes part in today."""
    deltar = Prosjektdeltaker.objects.gjeldende().filter(bruker=bruker.pk)
    return Q(leder=bruker.pk) | Q(pk__in=deltar.values("prosjekt"))


def vaare(bruker: Bruker) -> Q:
    """Those where a party that the person may answer for is in it or asked to be."""
    partnere = Partner.objects.med().filter(virksomhet__in=svarer_for(bruker))
    return Q(pk__in=partnere.values("prosjekt"))


def egne(bruker: Bruker, antall: int) -> list[Prosjekt]:
    """What the person leads or takes part in and is not over, the one that moved last first. For Min side; one query."""
    levende = Prosjekt.objects.synlig_for(bruker).filter(mine(bruker), tilstand__in=LEVER)
    return list(levende.select_related("utlysning").defer("sokevektor").order_by("-endret", "pk")[:antall])


@dataclass(frozen=True, slots=True)
class Prosjektrad:
    """One project, finished for template and workbook."""

    id: UUID
    url: str
    saksnummer: str
    tittel: str
    type: str
    eier: str
    leder: str
    temaer: list[str]
    partnere: int
    """Parties that have said yes, the owner too."""
    spurt: int
    """Parties that are asked and have not answered."""
    partnertekst: str
    spurttekst: str
    finansiering: str
    frist: date | None
    begrenset: bool
    visning: Visning
    endret: datetime


def rader(prosjekter: Iterable[Prosjekt]) -> Iterator[Prosjektrad]:
    """Three queries for each `BUNT` of rows, whatever is in them."""
    alle = iter(prosjekter)
    while bunt := list(islice(alle, BUNT)):
        temaer, partnere = _temaer(bunt), _partnere(bunt)
        for p in bunt:
            ja, spurt = partnere.get(p.pk, (0, 0))
            yield Prosjektrad(
                id=p.pk,
                url=p.get_absolute_url(),
                saksnummer=p.saksnummer or "",
                tittel=p.tittel,
                type=p.get_type_display(),
                eier=p.eier.fullt_navn,
                leder=p.leder.navn,
                temaer=temaer.get(p.pk, []),
                partnere=ja,
                spurt=spurt,
                partnertekst=ngettext("%(antall)s deltar", "%(antall)s deltar", ja) % {"antall": ja},
                spurttekst=ngettext("%(antall)s har ikke svart", "%(antall)s har ikke svart", spurt) % {"antall": spurt}
                if spurt
                else "",
                finansiering=p.finansior or p.get_finansiering_display(),
                frist=p.frist if p.tilstand in FOER_SOKNAD else None,
                begrenset=p.er_begrenset,
                visning=prosjektvisning(p.tilstand),
                endret=p.endret,
            )


def _temaer(prosjekter: list[Prosjekt]) -> dict[UUID, list[str]]:
    svar: dict[UUID, list[str]] = {}
    temaer = {tema.pk: (nr, str(tema)) for nr, tema in enumerate(Tema.objects.all())}
    par = Prosjekt.temaer.through.objects.filter(prosjekt__in=[p.pk for p in prosjekter])
    for prosjekt, tema in sorted(par.values_list("prosjekt_id", "tema_id"), key=lambda ett: temaer[ett[1]]):
        svar.setdefault(prosjekt, []).append(temaer[tema][1])
    return svar


def _partnere(prosjekter: list[Prosjekt]) -> dict[UUID, tuple[int, int]]:
    """Of each project, how many parties are in it, and how many are asked."""
    med = Partner.objects.filter(prosjekt__in=[p.pk for p in prosjekter], svar__in=MED_I_PROSJEKTET).order_by()
    telt = med.values("prosjekt").annotate(
        ja=Count("pk", filter=Q(svar=Partnersvar.BEKREFTET)), spurt=Count("pk", filter=Q(svar=Partnersvar.INVITERT))
    )
    return {rad["prosjekt"]: (rad["ja"], rad["spurt"]) for rad in telt}
