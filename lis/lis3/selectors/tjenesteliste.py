"""Who is where now, who is coming, who has ended: rows of the list of services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.visning import Visning
from lis.lege.models import Lege

from ..models import BORTFALT, FORAN, Avdeling, Tjeneste, Tjenestedel, Tjenestetilstand
from .tjeneste import visning

T = Tjenestetilstand

NAA, KOMMER, SLUTT = "naa", "kommer", "slutt"
TILSTANDER: dict[str, tuple[str, ...]] = {
    NAA: (T.PAAGAAR,),
    KOMMER: FORAN,
    SLUTT: (T.GJENNOMFORT, T.AVBRUTT, *BORTFALT),
}
GRUPPER = {NAA: "slutt", KOMMER: "forste_dag", SLUTT: "-forste_dag"}
"""How each group is sorted: who leaves first, who comes first, who came last."""


@dataclass(frozen=True)
class Rad:
    url: str
    lege: str
    kommune: str
    saksnummer: str
    avdelinger: str
    fra: date
    til: date
    veileder: str
    visning: Visning
    svarfrist: date | None


def tjenester_i(bruker: Bruker, *, vis: str, sok: str = "", avdeling: Avdeling | None = None) -> QuerySet[Tjeneste]:
    """The services this person may see, with the first and the last day."""
    deler = Tjenestedel.objects.filter(tjeneste=OuterRef("pk"))
    treff = Tjeneste.objects.synlig_for(bruker).filter(tilstand__in=TILSTANDER[vis])
    if sok.strip():
        treff = treff.filter(innmelding__lege__in=Lege.objects.sok(sok))
    if avdeling is not None:
        treff = treff.filter(Exists(deler.filter(plass__avdeling=avdeling)))
    med_avdeling = Tjenestedel.objects.select_related("plass__avdeling__enhet__virksomhet").order_by("nummer")
    return (
        treff.annotate(
            forste_dag=Subquery(deler.order_by("nummer").values("fra")[:1]),
            slutt=Subquery(deler.order_by("-nummer").values("til")[:1]),
        )
        .filter(Q(forste_dag__isnull=False))
        .select_related("innmelding__lege__kommune", "veileder")
        .prefetch_related(Prefetch("deler", med_avdeling))
    )


def rader(saker: Iterable[Tjeneste]) -> list[Rad]:
    return [_rad(sak) for sak in saker]


def _rad(sak: Tjeneste) -> Rad:
    deler = list(sak.deler.all())
    lege = sak.innmelding.lege
    return Rad(
        url=sak.get_absolute_url(),
        lege=lege.navn,
        kommune=str(lege.kommune or ""),
        saksnummer=sak.saksnummer or "",
        avdelinger=", ".join(dict.fromkeys(str(d.plass.avdeling) for d in deler)),
        fra=deler[0].fra,
        til=deler[-1].til,
        veileder=sak.veileder.navn if sak.veileder else "",
        visning=visning(sak.tilstand),
        svarfrist=sak.svarfrist if sak.tilstand == T.TILBUDT else None,
    )
