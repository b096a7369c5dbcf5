"""Vacancies as people see them: the list, and one with its applicants in order of precedence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje
from lis.lege.models import Lege, Spesialitet

from .. import overganger as o
from .. import rules
from ..models import Avdeling, Vikariat, Vikariatsoknad, Vikariattilstand
from .forrang import ansiennitetsdato, har_forrang
from .historikk import historikk

V = Vikariattilstand

VISNINGER = {
    V.UTKAST: Visning.UTKAST,
    V.UTLYST: Visning.UTLYST,
    V.BESATT: Visning.TILDELT,
    V.TRUKKET: Visning.TRUKKET,
}


def visning(sak: Vikariat, *, venter: bool) -> Visning:
    if venter:
        return Visning.VENTER_PAA_DEG
    if sak.tilstand == V.UTLYST and sak.soknadsfrist < timezone.localdate():
        return Visning.UNDER_BEHANDLING
    return VISNINGER[V(sak.tilstand)]


def egne_avdelinger(bruker: Bruker) -> QuerySet[Avdeling]:
    """Where this person may publish."""
    if not tilgang_for(bruker).har(RolleType.LEDER):
        return Avdeling.objects.none()
    return Avdeling.objects.ledet_av(bruker).aktive().select_related("enhet").order_by("enhet__sortering")


def fagvalg() -> list[tuple[str, str]]:
    """Specialities that some department has."""
    return list(Spesialitet.objects.filter(pk__in=Avdeling.objects.values("spesialitet")).values_list("kode", "navn"))


def stedvalg() -> list[tuple[str, str]]:
    steder = Avdeling.objects.exclude(enhet__sted="").values_list("enhet__sted", flat=True).order_by("enhet__sted")
    return [(sted, sted) for sted in dict.fromkeys(steder)]


def liste(bruker: Bruker, *, vis: str = "ledige", fag: str = "", sted: str = "") -> QuerySet[Vikariat]:
    """What this person sees; `vis` is ledige or alle."""
    saker = Vikariat.objects.synlig_for(bruker).select_related("avdeling__enhet", "avdeling__spesialitet")
    if vis == "ledige":
        saker = saker.filter(tilstand__in=[V.UTKAST, V.UTLYST])
    if fag:
        saker = saker.filter(avdeling__spesialitet=fag)
    return saker.filter(avdeling__enhet__sted=sted) if sted else saker


@dataclass(frozen=True)
class Vikariatrad:
    sak: Vikariat
    visning: Visning
    har_sokt: bool


def rader(saker: list[Vikariat], bruker: Bruker) -> list[Vikariatrad]:
    venter = set(Oppgave.objects.venter_paa(bruker).values_list("sak_id", flat=True))
    sokt = set(Vikariatsoknad.objects.filter(lege__bruker=bruker).values_list("vikariat", flat=True))
    return [Vikariatrad(sak, visning(sak, venter=sak.pk in venter), sak.pk in sokt) for sak in saker]


@dataclass(frozen=True)
class Soker:
    """An applicant as the department sees it. The order is the rank; other doctors' numbers are not told."""

    lege: Lege
    kommune: str
    sokt: date
    for_sent: bool
    forrang: bool


@dataclass(frozen=True)
class Vikariatside:
    """One vacancy as one person sees it today."""

    sak: Vikariat
    visning: Visning
    fullmakter: dict[str, Fullmakt | bool]
    ser_sokere: bool
    er_avdelingen: bool
    sokere: list[Soker]
    er_lege: bool
    egen_soknad: Vikariatsoknad | None
    har_forrang: bool
    historikk: list[Historikklinje]
    frist_er_ute: bool

    def kan(self, navn: str) -> bool:
        return navn in self.fullmakter

    @property
    def kan_registrere(self) -> bool:
        return self.kan(o.HAR_SOKT_VIK.navn) and self.egen_soknad is None

    @property
    def kan_besette(self) -> bool:
        return self.kan(o.BESETT.navn)

    @property
    def kan_publisere(self) -> bool:
        return self.kan(o.LYS_UT.navn)

    @property
    def med_forrang(self) -> list[Soker]:
        return [s for s in self.sokere if s.forrang]


def vikariatside(sak: Vikariat, bruker: Bruker) -> Vikariatside:
    """Applicants and history are for the department and the coordinator; a doctor sees the own application."""
    idag = timezone.localdate()
    er_avdelingen = bool(rules.vikariatets_avdeling(bruker, sak))
    ser = er_avdelingen or rules.koordinator(bruker) is not None
    lege = Lege.objects.filter(bruker=bruker).first()
    egen = sak.soknader.filter(lege=lege).first() if lege else None
    venter = Oppgave.objects.venter_paa(bruker).for_sak(sak).exists()
    return Vikariatside(
        sak=sak,
        visning=visning(sak, venter=venter),
        fullmakter={overgang.navn: f for overgang, f in o.VIKARIAT.fullmakter(bruker, sak).items()},
        ser_sokere=ser,
        er_avdelingen=er_avdelingen,
        sokere=sokere(sak) if ser else [],
        er_lege=lege is not None,
        egen_soknad=egen,
        har_forrang=egen.forrang if egen else bool(lege and har_forrang(lege, idag)),
        historikk=historikk(sak) if ser else [],
        frist_er_ute=sak.soknadsfrist < idag,
    )


def sokere(sak: Vikariat) -> list[Soker]:
    """Those with precedence first, and by seniority."""
    rader_ = (
        sak.soknader.select_related("lege__kommune")
        .annotate(regnes_fra=ansiennitetsdato("lege"))
        .order_by(
            "-forrang",
            F("regnes_fra").asc(nulls_last=True),
            "lege__spesialisering__lik_rekkefolge",
            "lege__sortering",
        )
    )
    return [
        Soker(s.lege, s.lege.kommune.fullt_navn if s.lege.kommune else "", s.sokt, s.sokt > sak.soknadsfrist, s.forrang)
        for s in rader_
    ]
