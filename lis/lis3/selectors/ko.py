"""The queue: rank and seniority, the rows as plain values, and what is wrong in it today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.portal.dato import dato_kort, dato_uten_aar, periode, pluss_maaneder
from grunnmur.portal.visning import Visning
from lis.lege.models import Laeringsmaal, Maalstatus

from ..frister import maaned_nr
from ..models import (
    Deling,
    Delingsvurdering,
    Foresporseltilstand,
    Gruppe,
    Innmelding,
    Innmeldingstilstand,
    Innstilling,
    Koplass,
    Tjenestetilstand,
)
from . import foresporsel
from .ansiennitet import Ansiennitet, ansiennitet, ansiennitet_annotert, ansiennitet_av, rang_for, regelen, reglene
from .foresporsel import Status
from .ledighet import Plassledighet, ledighet

__all__ = [
    "Ansiennitet",
    "ansiennitet",
    "ansiennitet_annotert",
    "ansiennitet_av",
    "i_koen",
    "ledige_for",
    "med_lik_ansiennitet",
    "rader",
    "rang_for",
    "regelen",
    "reglene",
    "som_verdier",
]

T = Tjenestetilstand
INGEN = UUID(int=0)
SORTERINGER = {"ansiennitet": "-koplass__plassering", "periode": "planlagt_start", "lege": "lege__sortering"}
STANDARD = "-ansiennitet"

KOLONNER = ("pk", "tilstand", "planlagt_start", "paa_vent_til", "deling", "delingsvurdering", "maal")
FRA_ANDRE = {
    "forste_start": "koplass__onske__start",
    "forste_foer": "koplass__onske__slakk_foer",
    "forste_etter": "koplass__onske__slakk_etter",
    "forste_avdeling": "koplass__onske__avdeling_id",
    "forste_navn": "koplass__onske__avdeling__enhet__navn",
    "forste_sted": "koplass__onske__avdeling__enhet__sted",
    "spurt_id": "koplass__foresporsel_id",
    "spurt_tilstand": "koplass__foresporsel__tilstand",
    "spurt_frist": "koplass__foresporsel__frist",
    "spurt_sendes": "koplass__foresporsel__sendes",
    "spurt_svarfrist": "koplass__foresporsel__svarfrist",
    "spurt_svart": "koplass__foresporsel__svar_tid",
    "spurt_sent": "koplass__foresporsel__sen_innmelding",
    "plass_id": "koplass__tjeneste_id",
    "plass_tilstand": "koplass__tjeneste__tilstand",
    "plass_svarfrist": "koplass__tjeneste__svarfrist",
    "plass_fra": "koplass__forste_del__fra",
    "plass_avdeling": "koplass__forste_del__plass__avdeling_id",
    "rang": "koplass__rang",
    "deler_rang": "koplass__deler_rang",
    "uavgjort": "koplass__uavgjort",
    "regnes_fra": "koplass__ansiennitetsdato",
    "fratrekk": "koplass__fratrekk",
    "legens_navn": "lege__navn",
    "kommune": "lege__kommune__navn",
    "gruppe": "lege__spesialisering__gruppe",
    "spes_start": "lege__spesialisering__start",
}
"""What a row shows of doctor, rank, first wish, question in force and place, by the name it has in the row."""


# --- the list ---------------------------------------------------------------------------------------------------------


def i_koen(synlige: QuerySet[Innmelding]) -> QuerySet[Innmelding]:
    """Those in the queue, joined with first wish, question in force, place and open objectives."""
    maal = Laeringsmaal.objects.filter(i_sykehus=True).exclude(
        Exists(Maalstatus.objects.filter(maal=OuterRef("pk"), lege=OuterRef(OuterRef("lege"))))
    )
    koen = synlige.filter(tilstand__in=[Innmeldingstilstand.INNMELDT, Innmeldingstilstand.PAA_VENT])
    return koen.annotate(maal=ArraySubquery(maal.values("kode")))


def som_verdier(sporring: QuerySet[Innmelding]) -> QuerySet[Any, Any]:
    valgt = sporring.annotate(**{navn: F(sti) for navn, sti in FRA_ANDRE.items()})
    # The sort keys of `SORTERINGER` are there too, for `Nokkelside` to read.
    return valgt.values_list(*KOLONNER, *FRA_ANDRE, "koplass__plassering", "lege__sortering", named=True)


@dataclass(frozen=True, slots=True)
class Rad:
    """One doctor in the queue, finished for template and workbook."""

    id: UUID
    url: str
    rang: int | None
    delt: bool
    uavgjort: bool
    uten_rang: str
    lege: str
    kommune: str
    ansiennitet: Ansiennitet | None
    periode: str
    lengde: str
    start: date | None
    avdeling: str
    sted: str
    maal: str
    foresporsel: Status | None
    foresporsel_url: str
    sen_innmelding: bool
    plass: Status
    plass_url: str
    tavle_url: str


@dataclass(frozen=True, slots=True)
class Ledige:
    """Which places are free, asked once for a whole page."""

    plasser: tuple[Plassledighet, ...]

    def passer(self, rad: Any, lengde: int) -> int:
        """How many places could take this doctor as wished first: time with slack, department."""
        if rad.forste_avdeling is None or rad.forste_start is None:
            return 0
        onsket = maaned_nr(rad.forste_start)
        starter = range(onsket - rad.forste_foer, onsket + rad.forste_etter + 1)
        return sum(
            p.plass.avdeling_id == rad.forste_avdeling and any(p.ledig(nr, lengde) for nr in starter) for p in self.plasser
        )


def ledige_for(verdier: list[Any], lengde: int) -> Ledige:
    """What is free for those on this page who have no place: three statements, however many rows."""
    uten = [v for v in verdier if v.plass_id is None and v.forste_start]
    if not uten:
        return Ledige(())
    fra = min(pluss_maaneder(v.forste_start, -v.forste_foer) for v in uten)
    til = max(pluss_maaneder(v.forste_start, v.forste_etter + lengde) for v in uten)
    return Ledige(tuple(ledighet(fra, til).values()))


def rader(verdier: Iterable[Any], dag: date, *, innstilling: Innstilling, ledige: Ledige | None = None) -> Iterator[Rad]:
    """Rows in the order given. Without `ledige` the place column does not say what is free."""
    foran, bak = reverse("lis3:sak", args=[INGEN]).split(str(INGEN))
    sporsmaal, tjeneste = reverse("lis3:foresporsel", args=[INGEN]), reverse("lis3:tjeneste", args=[INGEN])
    tavle = reverse("lis3:tavle")
    grupper = {g.value: str(g.label) for g in Gruppe}
    for v in verdier:
        lengde = innstilling.delperiode_maaneder if v.deling == Deling.DELT else innstilling.lengde_maaneder
        plass = _plass(v, dag)
        passer = ledige.passer(v, lengde) if ledige is not None and v.plass_id is None else 0
        if v.plass_id is None and ledige is not None:
            plass = Status(plass.visning, _ledig_tekst(passer))
        yield Rad(
            id=v.pk,
            url=f"{foran}{v.pk}{bak}",
            rang=v.rang,
            delt=bool(v.deler_rang and v.deler_rang > 1),
            uavgjort=bool(v.uavgjort),
            uten_rang=_uten_rang(v, grupper),
            lege=v.legens_navn,
            kommune=v.kommune or "",
            ansiennitet=_ansiennitet(v, dag),
            periode=periode(v.forste_start, _slutt(v.forste_start, innstilling), kort=True) if v.forste_start else "",
            lengde=_lengde(v, innstilling),
            start=v.planlagt_start,
            avdeling=v.forste_navn or "",
            sted=v.forste_sted or "",
            maal=", ".join(kode.partition("-")[2].lstrip("0") for kode in sorted(v.maal)),
            foresporsel=_sjekk(v, dag),
            foresporsel_url=sporsmaal.replace(str(INGEN), str(v.spurt_id)) if v.spurt_id else "",
            sen_innmelding=bool(v.spurt_sent),
            plass=plass,
            plass_url=tjeneste.replace(str(INGEN), str(v.plass_id)) if v.plass_id else "",
            tavle_url=f"{tavle}?lege={v.pk}" if passer else "",
        )


def _ansiennitet(v: Any, dag: date) -> Ansiennitet | None:
    if v.regnes_fra is None:
        return None
    return ansiennitet(v.spes_start, v.fratrekk, v.regnes_fra, dag)


def _uten_rang(v: Any, grupper: dict[str, str]) -> str:
    """Why somebody has no rank; empty for those who have."""
    if v.rang is not None:
        return ""
    if v.gruppe != Gruppe.ALLMENNMEDISIN:
        return grupper.get(v.gruppe, "")
    return _("Kommunen er utenfor sykehusområdet")


def _slutt(start: date, innstilling: Innstilling) -> date:
    return pluss_maaneder(start, innstilling.lengde_maaneder) - timedelta(days=1)


def _lengde(v: Any, innstilling: Innstilling) -> str:
    if v.deling == Deling.DELT:
        deler = _("%(md)s + %(md)s md.") % {"md": innstilling.delperiode_maaneder}
        return f"{deler}, {_('venter på vurdering')}" if v.delingsvurdering == Delingsvurdering.VENTER else deler
    return _("%(md)s md.") % {"md": innstilling.lengde_maaneder}


def _sjekk(v: Any, dag: date) -> Status | None:
    if v.tilstand == Innmeldingstilstand.PAA_VENT and v.spurt_tilstand != Foresporseltilstand.BEKREFTET:
        til = _("Til %(dag)s") % {"dag": dato_kort(v.paa_vent_til)} if v.paa_vent_til else ""
        return Status(Visning.PAA_VENT, til)
    return foresporsel.status(
        v.spurt_tilstand,
        frist=v.spurt_frist,
        sendes=v.spurt_sendes,
        svarfrist=v.spurt_svarfrist,
        svar_tid=v.spurt_svart,
        dag=dag,
    )


def _plass(v: Any, dag: date) -> Status:
    if v.plass_id is None:
        return Status(Visning.UTEN_PLASS, "")
    if v.plass_tilstand == T.PLANLAGT:
        return Status(Visning.TILDELT, _("Ikke tilbudt ennå"))
    if v.plass_tilstand == T.TILBUDT:
        if v.plass_svarfrist < dag:
            return Status(Visning.IKKE_BESVART, dato_uten_aar(v.plass_svarfrist))
        return Status(Visning.TILBUDT, _("Svarfrist %(dag)s") % {"dag": dato_uten_aar(v.plass_svarfrist)})
    return Status(Visning.TILDELT, _("Som ønsket") if _som_onsket(v) else _("Avviker fra første ønske"))


def _som_onsket(v: Any) -> bool:
    if v.forste_start is None or v.plass_fra is None:
        return False
    avstand = maaned_nr(v.plass_fra) - maaned_nr(v.forste_start)
    i_tide = -v.forste_foer <= avstand <= v.forste_etter
    return i_tide and v.plass_avdeling == v.forste_avdeling


def _ledig_tekst(antall: int) -> str:
    if not antall:
        return _("Ingen ledige")
    return ngettext("%(antall)s ledig som passer", "%(antall)s ledige som passer", antall) % {"antall": antall}


def med_lik_ansiennitet(synlige: QuerySet[Innmelding], pk: UUID) -> list[Innmelding]:
    """Everybody in the queue with rank who shares this one's seniority, in the order that holds now."""
    dag = Koplass.objects.filter(pk=pk, rang__isnull=False).values_list("ansiennitetsdato", flat=True).first()
    if dag is None:
        return []
    like = synlige.filter(koplass__ansiennitetsdato=dag, koplass__rang__isnull=False)
    rekkefolge = ("koplass__rang", "lege__sortering", "pk")
    return list(like.select_related("koplass", "lege__kommune", "lege__spesialisering").order_by(*rekkefolge))
