"""The numbers of guidance, by direction: how much is asked, how soon it is answered, what it came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Least, TruncDate

from grunnmur.portal.persentil import Persentil
from grunnmur.saksgang.models import Hendelse

from .. import overganger as o
from ..models import Avgrensning, Besvart, Foresporsel, Grunn, Hjemmel, LedetTil, Nyvurdering, Side, Tilstand, Utfall
from .tallsql import Virkedager, fridager

T = Tilstand
GITT = (T.GJENNOMFORT, T.LUKKET)
SVART = (T.AVTALT, *GITT)
"""There is an answer, or an agreement that both have confirmed."""


@dataclass(frozen=True)
class Nytte:
    """How useful one side found it, from 1 to 5; None where so few have said it that somebody could be recognised."""

    antall: int = 0
    snitt: float | None = None


@dataclass(frozen=True)
class Tall:
    """One direction, or one unit. Days are working days; None where there is nothing to measure."""

    spurt: int = 0
    besvart: int = 0
    med_frist: int = 0
    """Answered, agreed upon, or past the deadline: those that `innen_frist` is a part of."""
    innen_frist: int = 0
    trukket: int = 0
    samordnet: int = 0
    median_svar: float | None = None
    p90_svar: float | None = None
    median_avtale: float | None = None
    p90_avtale: float | None = None
    avgrenset: dict[str, int] = field(default_factory=dict)
    """By ground; those a leader has turned round are counted here too."""
    omgjort: int = 0
    videresendt: int = 0
    kapasitet: int = 0
    taushet: int = 0
    ikke_besvart: int = 0
    utfall: dict[str, dict[str, int]] = field(default_factory=dict)
    """Side → code → how many."""
    ledet_til: dict[str, int] = field(default_factory=dict)
    """What the askers say."""
    nytte: dict[str, Nytte] = field(default_factory=dict)

    @property
    def andel_innen_frist(self) -> int | None:
        """Per cent."""
        return round(100 * self.innen_frist / self.med_frist) if self.med_frist else None


def tall_for(utvalg: QuerySet[Foresporsel], *, dag: date, minste: int) -> dict[str, Tall]:
    """Both directions side by side, always both, in five queries. `minste` is the fewest whose usefulness is shown."""
    saker = _saker(utvalg, dag)
    hendelser, utfall, grunner = _hendelser(utvalg), _utfall(utvalg, minste), _avgrenset(utvalg)
    return {
        h: Tall(
            **saker.get(h, {}),
            **hendelser.get(h, {}),
            **utfall.get(h, _uten_utfall()),
            **grunner.get(h, _uten_grunn()),
        )
        for h in Hjemmel.values
    }


def i_perioden(fra: date, til: date) -> Q:
    """Asked from the first day to the last, Norwegian time; what is not sent has never been asked."""
    return Q(meldt_tid__date__gte=fra, meldt_tid__date__lte=til) & ~Q(tilstand=T.UTKAST)


def _saker(utvalg: QuerySet[Foresporsel], dag: date) -> dict[str, dict[str, Any]]:
    alle = utvalg.order_by()
    ytre = alle.aggregate(fra=Min("meldt_tid__date"), svar=Max("forste_svar_tid__date"), avtale=Max("avtalt_tid__date"))
    if ytre["fra"] is None:
        return {}
    fri = fridager(ytre["fra"], max(filter(None, ytre.values())))
    svar, avtale = Virkedager("meldt_tid", "forste_svar_tid", fri), Virkedager("meldt_tid", "avtalt_tid", fri)
    har_svar, har_avtale = Q(forste_svar_tid__isnull=False), Q(avtalt_tid__isnull=False)
    alene, svart = Q(samordnet_til__isnull=True), Q(tilstand__in=SVART)
    rader = (
        alle.annotate(svart_dag=TruncDate(Least("avtalt_tid", "gjennomfort_tid")))
        .values("hjemmel")
        .annotate(
            spurt=Count("pk"),
            besvart=Count("pk", filter=Q(tilstand__in=GITT)),
            med_frist=Count("pk", filter=alene & (svart | Q(tilstand__in=[T.MELDT, T.MOTTATT], svarfrist__lt=dag))),
            innen_frist=Count("pk", filter=alene & svart & Q(svart_dag__lte=F("svarfrist"))),
            trukket=Count("pk", filter=Q(tilstand=T.TRUKKET)),
            samordnet=Count("pk", filter=~alene),
            median_svar=Persentil(svar, andel=0.5, filter=har_svar),
            p90_svar=Persentil(svar, andel=0.9, filter=har_svar),
            median_avtale=Persentil(avtale, andel=0.5, filter=har_avtale),
            p90_avtale=Persentil(avtale, andel=0.9, filter=har_avtale),
        )
    )
    return {rad.pop("hjemmel"): rad for rad in _som_dikter(rader)}


def _som_dikter(rader: Any) -> list[dict[str, Any]]:
    """Rows of `values`, whose keys are known only when they run."""
    return [dict(rad) for rad in rader]


def _hendelser(utvalg: QuerySet[Foresporsel]) -> dict[str, dict[str, Any]]:
    """How often something happened; capacity and silence once per question."""
    ganger = {o.VIDERESEND.navn: "videresendt", o.IKKE_BESVART.navn: "ikke_besvart"}
    saker = {o.NEVN_KAPASITET.navn: "kapasitet", o.MELD_TAUSHET.navn: "taushet"}
    rader = (
        Hendelse.objects.filter(
            sak_type=ContentType.objects.get_for_model(Foresporsel),
            sak_id__in=utvalg.order_by().values("pk"),
            navn__in=[*ganger, *saker],
        )
        .annotate(hjemmel=Subquery(Foresporsel.objects.filter(pk=OuterRef("sak_id")).values("hjemmel")))
        .order_by()
        .values("hjemmel", "navn")
        .annotate(ganger=Count("pk"), saker=Count("sak_id", distinct=True))
    )
    ut: dict[str, dict[str, Any]] = {}
    for rad in rader:
        navn = rad["navn"]
        maal, antall = (ganger[navn], rad["ganger"]) if navn in ganger else (saker[navn], rad["saker"])
        ut.setdefault(rad["hjemmel"], {})[maal] = antall
    return ut


def _uten_utfall() -> dict[str, Any]:
    return {
        "utfall": {side: dict.fromkeys(Besvart.values, 0) for side in Side.values},
        "ledet_til": dict.fromkeys(LedetTil.values, 0),
        "nytte": {side: Nytte() for side in Side.values},
    }


def _utfall(utvalg: QuerySet[Foresporsel], minste: int) -> dict[str, dict[str, Any]]:
    svar = {f"b_{kode}": Count("pk", filter=Q(besvart=kode)) for kode in Besvart.values}
    ledet = {f"l_{kode}": Count("pk", filter=Q(ledet_til__contains=[kode])) for kode in LedetTil.values}
    rader = (
        Utfall.objects.filter(foresporsel__in=utvalg.order_by())
        .order_by()
        .values("foresporsel__hjemmel", "side")
        .annotate(**svar, **ledet, antall=Count("nytte"), sum=Sum("nytte"))
    )
    ut: dict[str, dict[str, Any]] = {}
    for rad in _som_dikter(rader):
        retning, side = ut.setdefault(rad["foresporsel__hjemmel"], _uten_utfall()), rad["side"]
        retning["utfall"][side] = {kode: rad[f"b_{kode}"] for kode in Besvart.values}
        snitt = rad["sum"] / rad["antall"] if rad["antall"] >= max(minste, 1) else None
        retning["nytte"][side] = Nytte(rad["antall"], snitt)
        if side == Side.MELDER:
            retning["ledet_til"] = {kode: rad[f"l_{kode}"] for kode in LedetTil.values}
    return ut


def _uten_grunn() -> dict[str, Any]:
    return {"avgrenset": dict.fromkeys(Grunn.values, 0), "omgjort": 0}


def _avgrenset(utvalg: QuerySet[Foresporsel]) -> dict[str, dict[str, Any]]:
    rader = (
        Avgrensning.objects.filter(foresporsel__in=utvalg.order_by())
        .values("foresporsel__hjemmel", "grunn")
        .annotate(antall=Count("pk"), omgjort=Count("pk", filter=Q(nytt_utfall=Nyvurdering.OMGJORT)))
    )
    ut: dict[str, dict[str, Any]] = {}
    for rad in rader:
        retning = ut.setdefault(rad["foresporsel__hjemmel"], _uten_grunn())
        retning["avgrenset"][rad["grunn"]] = rad["antall"]
        retning["omgjort"] += rad["omgjort"]
    return ut
