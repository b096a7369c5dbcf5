"""Who has precedence to a vacancy: reported ready, in the queue, general practice, catchment municipality (S1-I12, I24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.dato import lokal_dato
from lis.lege.models import Lege

from .. import rules
from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..models import Avdeling, Gruppe, Innmelding, Innmeldingstilstand, Innstilling, Koplass, Onske, Spesialisering


def med_forrang(dag: date | None = None) -> QuerySet[Innmelding]:
    """Enrolments of doctors who have precedence over external applicants, whatever field and site they want."""
    return Innmelding.objects.filter(
        tilstand__in=[Innmeldingstilstand.INNMELDT, Innmeldingstilstand.PAA_VENT],
        klar_tid__isnull=False,
        lege__spesialisering__gruppe=Gruppe.ALLMENNMEDISIN,
        lege__kommune__in=rules.opptakskommuner(dag),
    )


def passer_for(avdeling: Avdeling) -> QuerySet[Innmelding]:
    """Those who wish for the department's field and site, in order of seniority."""
    onsker = Onske.objects.filter(innmelding=OuterRef("pk"), avdeling__in=samme_fag_og_sted(avdeling))
    return etter_ansiennitet(med_forrang().filter(Exists(onsker)))


def etter_ansiennitet(innmeldinger: QuerySet[Innmelding]) -> QuerySet[Innmelding]:
    """As the queue ranks them, by the rule in force."""
    return innmeldinger.order_by("koplass__ansiennitetsdato", "lege__spesialisering__lik_rekkefolge", "lege__sortering")


def ansiennitetsdato(lege: str) -> Coalesce:
    """The day a doctor's seniority counts from; the start of the specialisation for one who is no longer in the queue."""
    i_koen = Koplass.objects.filter(innmelding__lege=OuterRef(lege)).values("ansiennitetsdato")[:1]
    spesialisering = Spesialisering.objects.filter(lege=OuterRef(lege)).values("start")
    return Coalesce(Subquery(i_koen), Subquery(spesialisering))


def samme_fag_og_sted(avdeling: Avdeling) -> QuerySet[Avdeling]:
    """The department, and any other of the same speciality at the same site."""
    return Avdeling.objects.filter(spesialitet=avdeling.spesialitet_id, enhet__sted=avdeling.enhet.sted)


def avdelinger_for(innmelding: Innmelding) -> list[Avdeling]:
    """Departments for whose field and site somebody has precedence."""
    ider = set()
    for onske in innmelding.onsker.select_related("avdeling__enhet"):
        ider |= set(samme_fag_og_sted(onske.avdeling).values_list("pk", flat=True))
    return list(Avdeling.objects.aktive().filter(pk__in=ider).select_related("enhet"))


def har_forrang(lege: Lege, sokt: date) -> bool:
    """Whether the doctor had precedence on the day of applying: enrolled and reported ready by then."""
    sak = med_forrang(sokt).filter(lege=lege).first()
    if sak is None or sak.innmeldt_tid is None or sak.klar_tid is None:
        return False
    return max(lokal_dato(sak.innmeldt_tid), lokal_dato(sak.klar_tid)) <= sokt


@dataclass(frozen=True)
class Klarmeldt:
    """A doctor reported ready, as a department sees it: what they wish here, and no other doctor's rank."""

    navn: str
    kommune: str
    klar: date | None
    perioder: list[tuple[str, date, date]]
    """Department, first and last day of the wished service, slack included."""
    url: str


@dataclass(frozen=True)
class Klarmeldtgruppe:
    """One field at one site, with those who have precedence there in order of seniority."""

    tittel: str
    leger: list[Klarmeldt]


def egne_avdelinger(bruker: Bruker) -> QuerySet[Avdeling]:
    """Every department for the coordinator, the led ones for a leader, none for others."""
    tilgang = tilgang_for(bruker)
    aktive = Avdeling.objects.aktive().select_related("enhet", "spesialitet")
    if tilgang.har(RolleType.LIS_KOORDINATOR):
        return aktive
    return aktive.filter(pk__in=Avdeling.objects.ledet_av(bruker)) if tilgang.har(RolleType.LEDER) else aktive.none()


def klarmeldte(bruker: Bruker) -> list[Klarmeldtgruppe]:
    """By field and site, for the departments that this person leads or coordinates (S1-I24)."""
    steder: dict[tuple[str, str], str] = {}
    for avdeling in egne_avdelinger(bruker):
        steder.setdefault(
            (avdeling.spesialitet_id, avdeling.sted), ", ".join(filter(None, [avdeling.spesialitet.navn, avdeling.sted]))
        )
    if not steder:
        return []
    onsker = Onske.objects.select_related("avdeling__enhet")
    saker = list(
        etter_ansiennitet(med_forrang())
        .select_related("lege__kommune")
        .prefetch_related(Prefetch("onsker", queryset=onsker))
    )
    lengde, koordinator = Innstilling.objects.gjeldende().lengde_maaneder, rules.koordinator(bruker) is not None
    grupper = []
    for (fag, sted), tittel in sorted(steder.items(), key=lambda par: par[1]):
        leger = []
        for sak in saker:
            her = [o for o in sak.onsker.all() if o.avdeling.spesialitet_id == fag and o.avdeling.sted == sted]
            if her:
                leger.append(_klarmeldt(sak, her, lengde, lenke=koordinator))
        grupper.append(Klarmeldtgruppe(tittel, leger))
    return grupper


def _klarmeldt(sak: Innmelding, onsker: list[Onske], lengde: int, *, lenke: bool) -> Klarmeldt:
    perioder = []
    for onske in onsker:
        nr = maaned_nr(onske.start)
        fra, til = maaned_start(nr - onske.slakk_foer), maaned_slutt(nr + onske.slakk_etter + lengde - 1)
        perioder.append((str(onske.avdeling), fra, til))
    return Klarmeldt(
        navn=sak.lege.navn,
        kommune=str(sak.lege.kommune or ""),
        klar=lokal_dato(sak.klar_tid) if sak.klar_tid else None,
        perioder=perioder,
        url=sak.get_absolute_url() if lenke else "",
    )
