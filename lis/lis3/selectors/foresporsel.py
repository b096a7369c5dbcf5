"""How a six-month question looks, and the lists of the check: what must be sent, who has not answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato_kort, dato_uten_aar
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Sak
from grunnmur.saksgang.overgang import tabell_for

from ..models import Foresporseltilstand, Innmelding, Innmeldingstilstand, Seksmndforesporsel

F = Foresporseltilstand


class Status(NamedTuple):
    """A state, and the day that belongs to it in words."""

    visning: Visning
    tekst: str


def status(
    tilstand: str | None,
    *,
    frist: date | None,
    sendes: date | None,
    svarfrist: date | None,
    svar_tid: datetime | None,
    dag: date,
) -> Status | None:
    """The question as the coordinator's lists show it today. Red when the deadline has passed and it is not sent."""
    if tilstand is None or tilstand == F.ERSTATTET or frist is None or sendes is None:
        return None
    if tilstand in (F.PLANLAGT, F.GODKJENT):
        if frist < dag:
            return Status(Visning.IKKE_SENDT, _("Fristen var %(dag)s") % {"dag": dato_kort(frist)})
        if tilstand == F.PLANLAGT and sendes <= dag:
            return Status(Visning.MAA_SENDES, _("Innen %(dag)s") % {"dag": dato_kort(frist)})
        return Status(Visning.SENDES_SENERE, dato_kort(max(sendes, dag)))
    if tilstand == F.SENDT and svarfrist:
        if svarfrist < dag:
            return Status(Visning.IKKE_BESVART, _("Svarfristen var %(dag)s") % {"dag": dato_uten_aar(svarfrist)})
        return Status(Visning.VENTER_PAA_SVAR, _("Svarfrist %(dag)s") % {"dag": dato_uten_aar(svarfrist)})
    svart = dato_kort(svar_tid) if svar_tid else ""
    if tilstand == F.AVKREFTET:
        return Status(Visning.SVARTE_NEI, svart)
    return Status(Visning.ENDRING_MELDT if tilstand == F.ENDRING else Visning.BEKREFTET, svart)


def status_for(sak: Seksmndforesporsel, dag: date) -> Status | None:
    return status(sak.tilstand, frist=sak.frist, sendes=sak.sendes, svarfrist=sak.svarfrist, svar_tid=sak.svar_tid, dag=dag)


def visning_for(bruker: Bruker, sak: Seksmndforesporsel, dag: date) -> Visning | None:
    """The state as this reader sees it: «Venter på deg» for whoever must send, answer or report the change."""
    if Oppgave.objects.venter_paa(bruker).for_sak(sak).exists():
        return Visning.VENTER_PAA_DEG
    vist = status_for(sak, dag)
    return vist.visning if vist else None


def kan(bruker: Bruker, sak: Sak) -> set[str]:
    """The names of what this person may do with the case now."""
    return {overgang.navn for overgang in tabell_for(sak).mulige(bruker, sak)}


# --- the six-month check ----------------------------------------------------------------------------------------------


def maa_sendes(dag: date) -> Q:
    """Waits for the coordinator, or should have gone out and has not."""
    return Q(tilstand=F.PLANLAGT, sendes__lte=dag) | Q(tilstand=F.GODKJENT, frist__lt=dag)


FANER: dict[str, tuple[Promise, str]] = {
    "maa_sendes": (gettext_lazy("Må sendes"), "clock"),
    "venter": (gettext_lazy("Venter på svar"), "hourglass"),
    "ikke_besvart": (gettext_lazy("Ikke besvart"), "warning"),
    "nei_endring": (gettext_lazy("Nei eller endring"), "swap"),
    "bekreftet": (gettext_lazy("Bekreftet"), "check-circle"),
    "senere": (gettext_lazy("Sendes senere"), "calendar"),
}
HASTER = ("maa_sendes", "ikke_besvart", "nei_endring")


def vilkaar(fane: str, dag: date) -> Q:
    """What each tab of the check holds. Together they hold every question in force, once."""
    return {
        "maa_sendes": maa_sendes(dag),
        "venter": Q(tilstand=F.SENDT, svarfrist__gte=dag),
        "ikke_besvart": Q(tilstand=F.SENDT, svarfrist__lt=dag),
        "nei_endring": Q(tilstand__in=[F.AVKREFTET, F.ENDRING]),
        "bekreftet": Q(tilstand=F.BEKREFTET),
        "senere": Q(tilstand=F.PLANLAGT, sendes__gt=dag) | Q(tilstand=F.GODKJENT, frist__gte=dag),
    }[fane]


SORTERES_ETTER = {"venter": "svarfrist", "ikke_besvart": "svarfrist", "senere": "sendes"}
KOLONNER = (
    "pk", "versjon", "tilstand", "planlagt_start", "frist", "sendes", "svarfrist", "svar_tid", "sendt_tid",
    "sen_innmelding", "svar_kommentar", "innmelding__lege__navn", "innmelding__lege__kommune__navn",
    "innmelding_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rad:
    """One question in the check, finished for the template."""

    id: UUID
    url: str
    versjon: int
    lege: str
    kommune: str
    planlagt_start: date
    frist: date
    sendt: datetime | None
    sen_innmelding: bool
    kommentar: str
    status: Status | None
    kan_sendes: bool


def i_sjekken(synlige: QuerySet[Seksmndforesporsel]) -> QuerySet[Seksmndforesporsel]:
    """The questions in force for those who are in the queue."""
    i_koen = [Innmeldingstilstand.INNMELDT, Innmeldingstilstand.PAA_VENT]
    return synlige.exclude(tilstand=F.ERSTATTET).filter(innmelding__tilstand__in=i_koen)


def antall_i_fanene(sjekken: QuerySet[Seksmndforesporsel], dag: date) -> dict[str, int]:
    """How many each tab holds, in one statement."""
    return sjekken.aggregate(**{fane: Count("pk", filter=vilkaar(fane, dag)) for fane in FANER})


def i_fane(sjekken: QuerySet[Seksmndforesporsel], fane: str, dag: date) -> tuple[QuerySet[Any, Any], str]:
    """The rows of one tab as plain values, and what they are sorted by: the most urgent first."""
    nokkel = SORTERES_ETTER.get(fane, "frist")
    return sjekken.filter(vilkaar(fane, dag)).values_list(*KOLONNER, named=True), nokkel


def rader(verdier: Iterable[Any], dag: date) -> Iterator[Rad]:
    for v in verdier:
        yield Rad(
            id=v.pk,
            url=reverse("lis3:foresporsel", args=[v.pk]),
            versjon=v.versjon,
            lege=v.innmelding__lege__navn,
            kommune=v.innmelding__lege__kommune__navn or "",
            planlagt_start=v.planlagt_start,
            frist=v.frist,
            sendt=v.sendt_tid,
            sen_innmelding=v.sen_innmelding,
            kommentar=v.svar_kommentar,
            status=status(v.tilstand, frist=v.frist, sendes=v.sendes, svarfrist=v.svarfrist, svar_tid=v.svar_tid, dag=dag),
            kan_sendes=v.tilstand in (F.PLANLAGT, F.GODKJENT),
        )


def gjeldende_for(innmelding: Innmelding) -> Seksmndforesporsel | None:
    """The question in force for an enrolment, for its case page."""
    return Seksmndforesporsel.objects.gjeldende().filter(innmelding=innmelding.pk).first()
