"""Milestones, results and where they were used, as the pages of a project show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from grunnmur.arrangement.models import Arrangement
from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.selectors import hast
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Sak

from ..models import Milepael, Prosjekt, Resultat, Viderebruk
from ..tekster.framdrift import FORMIDLING, LEVER_DET

PAA_OVERSIKTEN = 3


@dataclass(frozen=True)
class Viderebrukslinje:
    """Where a result was used, and the case it was used in where the reader sees that one."""

    beskrivelse: str
    dag: date
    sak: str
    url: str


@dataclass(frozen=True)
class Resultatlinje:
    resultat: Resultat
    viderebruk: list[Viderebrukslinje]

    @property
    def doi_url(self) -> str:
        return doi_url(self.resultat)


@dataclass(frozen=True)
class Milepaelslinje:
    """`hast` is a colour: danger when overdue, warning within a week, else empty."""

    milepael: Milepael
    hast: str


@dataclass(frozen=True)
class Framdriftsside:
    """Milestones that are to be done, done and taken out; results; and what the portal has asked of the leader."""

    kommende: list[Milepaelslinje]
    gjorte: list[Milepael]
    utgaatte: list[Milepael]
    resultater: list[Resultatlinje]
    spurt_om_det_lever: Oppgave | None
    bedt_om_formidling: Oppgave | None


@dataclass(frozen=True)
class Framdriftspanel:
    """What the overview of a project shows of it."""

    neste: list[Milepaelslinje]
    gjort: int
    antall: int
    resultater: list[Resultat]
    flere_resultater: int


def doi_url(resultat: Resultat) -> str:
    return f"https://doi.org/{resultat.doi}" if resultat.doi else ""


def framdriftsside(bruker: Bruker, prosjekt: Prosjekt) -> Framdriftsside:
    milepaeler = list(prosjekt.milepaeler.select_related("naadd_av").order_by("frist", "pk"))
    spurt = {o.type: o for o in Oppgave.objects.for_sak(prosjekt).aapne().filter(type__in=[LEVER_DET, FORMIDLING])}
    gjorte = [m for m in milepaeler if m.naadd]
    return Framdriftsside(
        kommende=_kommende(milepaeler),
        gjorte=sorted(gjorte, key=lambda m: m.naadd or m.frist, reverse=True),
        utgaatte=[m for m in milepaeler if m.utgaatt],
        resultater=list(resultatlinjer(bruker, prosjekt.resultater.gjeldende())),
        spurt_om_det_lever=spurt.get(LEVER_DET),
        bedt_om_formidling=spurt.get(FORMIDLING),
    )


def _kommende(milepaeler: Iterable[Milepael]) -> list[Milepaelslinje]:
    i_dag = timezone.localdate()
    return [Milepaelslinje(m, hast(m.frist, i_dag)) for m in milepaeler if not m.naadd and not m.utgaatt]


def resultatlinjer(bruker: Bruker | None, resultater: Iterable[Resultat]) -> Iterator[Resultatlinje]:
    """Results with where they were used. A case that the reader does not see is left out, and only the words stand.

    Nobody signed in (`None`) is sent to no case.
    """
    rader = list(resultater)
    bruk: dict[object, list[Viderebrukslinje]] = {rad.pk: [] for rad in rader}
    alle = list(Viderebruk.objects.filter(resultat__in=rader).order_by("registrert"))
    saker = _synlige_saker(bruker, alle)
    for v in alle:
        sak = saker.get((v.sak_type_id, v.sak_id))
        bruk[v.resultat_id].append(
            Viderebrukslinje(
                v.beskrivelse,
                timezone.localdate(v.registrert),
                (sak.saksnummer or "") if sak else "",
                sak.get_absolute_url() if sak else "",  # type: ignore[attr-defined]
            )
        )
    for rad in rader:
        yield Resultatlinje(rad, bruk[rad.pk])


def _synlige_saker(bruker: Bruker | None, alle: list[Viderebruk]) -> dict[tuple[object, object], Sak]:
    if bruker is None:
        return {}
    funnet: dict[tuple[object, object], Sak] = {}
    for type_id in {v.sak_type_id for v in alle if v.sak_type_id}:
        modell = ContentType.objects.get_for_id(type_id).model_class()
        ider = [v.sak_id for v in alle if v.sak_type_id == type_id]
        for sak in modell.objects.synlig_for(bruker).filter(pk__in=ider):  # type: ignore[union-attr]
            funnet[type_id, sak.pk] = sak
    return funnet


def panel(bruker: Bruker, prosjekt: Prosjekt) -> Framdriftspanel | None:
    """The next milestones and the newest results. None where there is nothing of either."""
    milepaeler = list(prosjekt.milepaeler.filter(utgaatt__isnull=True).order_by("frist", "pk"))
    resultater = list(prosjekt.resultater.gjeldende().order_by("-dato", "-registrert"))
    if not milepaeler and not resultater:
        return None
    return Framdriftspanel(
        neste=_kommende(milepaeler)[:PAA_OVERSIKTEN],
        gjort=sum(1 for m in milepaeler if m.naadd),
        antall=len(milepaeler),
        resultater=resultater[:PAA_OVERSIKTEN],
        flere_resultater=max(0, len(resultater) - PAA_OVERSIKTEN),
    )


def finn_sak(bruker: Bruker, nummer: str) -> Sak | None:
    """The project or the event with this number, where this person sees it."""
    for modell in (Prosjekt, Arrangement):
        if sak := modell.objects.synlig_for(bruker).filter(saksnummer__iexact=nummer.strip()).first():
            return sak
    return None
