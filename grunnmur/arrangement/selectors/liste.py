"""Events as people find them: the list, what is to come, and what came of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Sak, SaksLenke

from .. import rules
from ..models import Arrangement, Deltaker, Svar, Tilstand

T = Tilstand
VISNING = {
    T.PLANLAGT: Visning.PLANLAGT,
    T.KUNNGJORT: Visning.KUNNGJORT,
    T.GJENNOMFORT: Visning.FULLFORT,
    T.AVLYST: Visning.AVLYST,
}
GJELDER = "arrangement"
"""The kind of link from an event to the case it came of."""


def har_arrangementer(bruker: Bruker) -> bool:
    """Everybody in the network, and whoever is invited to something."""
    return bool(tilgang_for(bruker).parter) or Arrangement.objects.synlig_for(bruker).exists()


def kommende(
    bruker: Bruker, *, temaer: Iterable[Tema] | None = None, typer: Iterable[str] | None = None
) -> QuerySet[Arrangement]:
    """Announced events that are not over and that this person may see, soonest first. For the pages of areas."""
    saker = Arrangement.objects.synlig_for(bruker).kommende(timezone.now()).select_related("arrangor")
    if typer is not None:
        saker = saker.filter(type__in=list(typer))
    if temaer is not None:
        saker = saker.filter(pk__in=Arrangement.objects.filter(temaer__in=list(temaer)).values("pk"))
    return saker.order_by("start", "pk")


def arrangementer_for(sak: Sak, bruker: Bruker) -> list[Arrangement]:
    """The events that came of a case, of any area, as far as this person may see them, newest first."""
    type_ = ContentType.objects.get_for_model(Arrangement)
    lenker = SaksLenke.objects.filter(
        art=GJELDER, sak_type=type_, maal_type=ContentType.objects.get_for_model(sak), maal_id=sak.pk
    )
    synlige = Arrangement.objects.synlig_for(bruker).filter(pk__in=lenker.values("sak_id"))
    return list(synlige.select_related("arrangor").order_by("-start", "pk"))


@dataclass(frozen=True)
class Valg:
    """What a list shows: `vis` is «tidligere» or nothing; a year shows all of it, what has been and what is to come."""

    vis: str = ""
    q: str = ""
    type: str = ""
    tema: Tema | None = None
    form: str = ""
    aar: int | None = None


def liste(bruker: Bruker, valg: Valg) -> QuerySet[Arrangement, Any]:
    """The events this person may see, with how many come, and what this person has said."""
    naa = timezone.now()
    synlige = Arrangement.objects.synlig_for(bruker)
    saker = Arrangement.objects.filter(pk__in=synlige.order_by().values("pk"))
    kommer = Q(tilstand__in=[T.PLANLAGT, T.KUNNGJORT], slutt__gte=naa)
    if valg.aar:
        saker = saker.filter(start__year=valg.aar)
    else:
        saker = saker.exclude(kommer) if valg.vis == "tidligere" else saker.filter(kommer)
    if valg.type:
        saker = saker.filter(type=valg.type)
    if valg.form:
        saker = saker.filter(form=valg.form)
    if valg.tema:
        saker = saker.filter(temaer=valg.tema)
    if valg.q:
        saker = saker.filter(
            Q(tittel__icontains=valg.q) | Q(beskrivelse__icontains=valg.q) | Q(program__icontains=valg.q)
            | Q(arrangor__navn__icontains=valg.q) | Q(saksnummer__iexact=valg.q)
        )  # fmt: skip
    mitt = Deltaker.objects.filter(arrangement=OuterRef("pk"), bruker=bruker.pk)
    antall = Deltaker.objects.filter(arrangement=OuterRef("pk"), svar__in=[Svar.JA, Svar.VAR_MED]).order_by()
    return saker.select_related("arrangor").annotate(
        antall=Subquery(antall.values("arrangement").annotate(n=Count("pk")).values("n")),
        mitt_svar=Subquery(mitt.values("svar")[:1]),
    )


def aarene(bruker: Bruker) -> list[int]:
    """The years with an event this person may see, newest first."""
    synlige = Arrangement.objects.synlig_for(bruker).order_by()
    return sorted({tid.year for tid in synlige.datetimes("start", "year")}, reverse=True)


@dataclass(frozen=True, slots=True)
class Rad:
    """One line of the list. `merknad` is what stands there of the reader: an answer, or that it is full."""

    sak: Arrangement
    visning: Visning
    merknad: str


def visning(sak: Arrangement, *, venter: bool = False) -> Visning:
    """The state as this reader sees it."""
    return Visning.VENTER_PAA_DEG if venter else VISNING[T(sak.tilstand)]


def rader(saker: list[Any], bruker: Bruker) -> list[Rad]:
    venter = set(Oppgave.objects.venter_paa(bruker).values_list("sak_id", flat=True))
    return [Rad(sak, visning(sak, venter=sak.pk in venter), _merknad(sak)) for sak in saker]


def _merknad(sak: Any) -> str:
    if sak.tilstand != T.KUNNGJORT:
        return ""
    if sak.mitt_svar in (Svar.JA, Svar.VENTELISTE, Svar.INVITERT):
        return str(sak.mitt_svar)
    return "full" if sak.plasser is not None and (sak.antall or 0) >= sak.plasser else ""


def kan_lage(bruker: Bruker) -> bool:
    return rules.lager_for(bruker).exists()
