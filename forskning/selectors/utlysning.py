"""Calls as people see them: the list, and one call with all that fits it (S1-F03, S4-D11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.dato import dato_kort
from grunnmur.portal.visning import Visning
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.selectors import Historikklinje, feltendringer

from .. import overganger as o
from .. import rules
from ..models import FOER_SOKNAD, LEVER, Behov, Interesse, Partner, Prosjekt, Utlysning, Utlysningstilstand
from . import frister, treff
from .visning import prosjektvisning

U = Utlysningstilstand
VISNINGER = {U.AAPEN: Visning.AAPEN_UTLYSNING, U.UTLOPT: Visning.FRISTEN_ER_UTE, U.TRUKKET: Visning.TATT_BORT}
SORTERINGER = {"frist": "frist", "tittel": "tittel", "finansior": "finansior", "lagt_inn": "opprettet"}
FANER = {"kommende": "frist", "utlopte": "-frist", "alle": "-frist"}
"""The views of the list, and how each is sorted unless something else is chosen."""
HASTER_DAGER = 21
FLEST_PARTER = 6

LEDETEKSTER = {
    "tittel": _("Hva utlysningen heter"),
    "finansior": _("Finansiør"),
    "frist": _("Søknadsfrist"),
    "lenke": _("Lenke til utlysningen"),
    "beskrivelse": _("Hva det kan søkes om"),
    "temaer": _("Temaer"),
}


def visning(utlysning: Utlysning) -> Visning:
    return VISNINGER[U(utlysning.tilstand)]


# --- the list ---------------------------------------------------------------------------------------------------------


def i_fane(synlige: QuerySet[Utlysning], fane: str) -> QuerySet[Utlysning]:
    """What a view shows; a call that was taken away stands nowhere but on its own page."""
    synlige = synlige.exclude(tilstand=U.TRUKKET)
    if fane == "kommende":
        return synlige.filter(tilstand=U.AAPEN)
    return synlige.filter(tilstand=U.UTLOPT) if fane == "utlopte" else synlige


@dataclass(frozen=True, slots=True)
class Utlysningsrad:
    id: UUID
    url: str
    saksnummer: str
    tittel: str
    finansior: str
    frist: datetime
    dager: int
    haster: bool
    lenke: str
    temaer: list[str]
    prosjekter: int
    """Projects that aim at it, of those that this person may see."""
    interesserte: int
    visning: Visning


def rader(bruker: Bruker, utlysninger: Iterable[Utlysning]) -> list[Utlysningsrad]:
    """Three queries, whatever the number of rows."""
    alle = list(utlysninger)
    prosjekter = _antall(Prosjekt.objects.synlig_for(bruker).filter(utlysning__in=alle, tilstand__in=LEVER))
    interesser = _antall(Interesse.objects.filter(utlysning__in=alle, trukket__isnull=True))
    temaer: dict[UUID, list[str]] = {}
    par = Utlysning.temaer.through.objects.filter(utlysning__in=alle).select_related("tema").order_by("tema__rekkefolge")
    for rad in par:
        temaer.setdefault(rad.utlysning_id, []).append(str(rad.tema))
    i_dag = timezone.localdate()
    return [
        Utlysningsrad(
            id=u.pk,
            url=u.get_absolute_url(),
            saksnummer=u.saksnummer or "",
            tittel=u.tittel,
            finansior=u.finansior,
            frist=u.frist,
            dager=(u.frist_dag - i_dag).days,
            haster=u.tilstand == U.AAPEN and (u.frist_dag - i_dag).days <= HASTER_DAGER,
            lenke=u.lenke,
            temaer=temaer.get(u.pk, []),
            prosjekter=prosjekter.get(u.pk, 0),
            interesserte=interesser.get(u.pk, 0),
            visning=visning(u),
        )
        for u in alle
    ]


def _antall(rader: QuerySet[Any]) -> dict[UUID, int]:
    telt = rader.order_by().values("utlysning").annotate(antall=Count("pk", distinct=True))
    return dict(telt.values_list("utlysning", "antall"))


# --- one call ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Treff:
    """Something that fits: a project, a need."""

    url: str
    tittel: str
    under: str
    visning: Visning | None
    hvorfor: str


@dataclass(frozen=True)
class Partertreff:
    """A party whose projects, or needs, are about the same themes."""

    virksomhet: Virksomhet
    antall: int


@dataclass(frozen=True)
class Utlysningsside:
    """One call as one person sees it."""

    utlysning: Utlysning
    visning: Visning
    fullmakter: dict[str, Fullmakt | bool]
    dager: int
    prosjekter: list[Treff]
    """Those that aim at it."""
    passer: list[Treff]
    behov: list[Treff]
    parter: list[Partertreff]
    plan: frister.Plan | None
    """How the strategic committee can anchor an application to it; None when it is closed."""
    kan_starte: bool
    historikk: list[Historikklinje]

    @property
    def verb(self) -> set[str]:
        return set(self.fullmakter)

    @property
    def siste_dag(self) -> date | None:
        """The last day to send for anchoring: for the meeting, or in writing where there is none and still time."""
        if self.plan is None or self.plan.mote:
            return self.plan.siste_til_mote if self.plan else None
        return None if self.plan.kort_tid else self.plan.siste_skriftlig


def utlysningsside(utlysning: Utlysning, bruker: Bruker) -> Utlysningsside:
    aapen = utlysning.tilstand == U.AAPEN
    i_dag = timezone.localdate()
    synlige = Prosjekt.objects.synlig_for(bruker).filter(tilstand__in=LEVER).select_related("eier")
    sikter = list(synlige.filter(utlysning=utlysning).order_by("opprettet"))
    temaer = list(utlysning.temaer.all())
    tekst = f"{utlysning.tittel} {utlysning.beskrivelse}"
    passer, behovene = [], []
    if aapen:
        ledige = synlige.filter(utlysning__isnull=True, tilstand__in=FOER_SOKNAD).exclude(finansiering="egen")
        passer = [prosjekttreff(p) for p in treff.lignende(ledige, temaer=temaer, tekst=tekst)]
        synlige_behov = Behov.objects.synlig_for(bruker).aapne().select_related("virksomhet")
        behovene = [behovstreff(b) for b in treff.lignende(synlige_behov, temaer=temaer, tekst=tekst)]
    return Utlysningsside(
        utlysning=utlysning,
        visning=visning(utlysning),
        fullmakter={overgang.navn: f for overgang, f in o.UTLYSNING.fullmakter(bruker, utlysning).items()},
        dager=(utlysning.frist_dag - i_dag).days,
        prosjekter=[prosjekttreff(p, passer=False) for p in sikter],
        passer=passer,
        behov=behovene,
        parter=parter_som_passer(bruker, temaer) if aapen else [],
        plan=frister.for_organ(rules.det_strategiske_utvalget(), utlysning.frist_dag, i_dag) if aapen else None,
        kan_starte=aapen and rules.kan_registrere(bruker),
        historikk=historikk(utlysning),
    )


def prosjekttreff(prosjekt: Prosjekt, *, passer: bool = True) -> Treff:
    under = f"{prosjekt.saksnummer}, {prosjekt.eier.fullt_navn}"
    return Treff(
        url=prosjekt.get_absolute_url(),
        tittel=prosjekt.tittel,
        under=f"{under} · {_('begrenset')}" if prosjekt.er_begrenset else under,
        visning=prosjektvisning(prosjekt.tilstand),
        hvorfor=hvorfor(prosjekt) if passer else "",
    )


def behovstreff(behov: Behov) -> Treff:
    return Treff(
        url=behov.get_absolute_url(),
        tittel=behov.tittel,
        under=f"{behov.saksnummer}, {behov.virksomhet.fullt_navn}",
        visning=None,
        hvorfor=hvorfor(behov),
    )


def utlysningstreff(utlysning: Utlysning) -> Treff:
    frist = _("frist %(dag)s") % {"dag": dato_kort(utlysning.frist)}
    return Treff(utlysning.get_absolute_url(), utlysning.tittel, f"{utlysning.finansior}, {frist}", None, hvorfor(utlysning))


def hvorfor(rad: Any) -> str:
    """Why a row of `treff.lignende` is shown."""
    if rad.felles and rad.like_ord:
        return str(_("Samme tema og ord"))
    return str(_("Samme tema") if rad.felles else _("Samme ord"))


def parter_som_passer(bruker: Bruker, temaer: Iterable[Any]) -> list[Partertreff]:
    """Parties of any kind that are in visible projects with these themes, those in most of them first."""
    om_temaet = Prosjekt.objects.synlig_for(bruker).filter(temaer__in=list(temaer)).values("pk")
    med = Partner.objects.med().filter(prosjekt__in=om_temaet).order_by()
    telt = med.values("virksomhet").annotate(antall=Count("prosjekt", distinct=True))
    telt = telt.order_by("-antall", F("virksomhet__sortering").asc())[:FLEST_PARTER]
    antall = {rad["virksomhet"]: rad["antall"] for rad in telt}
    parter = Virksomhet.objects.in_bulk(list(antall))
    return [Partertreff(parter[pk], n) for pk, n in antall.items()]


def historikk(utlysning: Utlysning) -> list[Historikklinje]:
    """Newest first."""
    return saksgang.historikk(utlysning, endringer=partial(feltendringer, ledetekster=LEDETEKSTER))
