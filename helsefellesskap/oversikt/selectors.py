"""What the front page shows. The only place that reads from several areas at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forskning.models import Prosjekt
from forskning.navigasjon import har_forskning
from forskning.selectors.prosjektliste import egne as egne_prosjekter
from forskning.selectors.prosjektsteg import steg as prosjektsteg
from forskning.selectors.visning import prosjektvisning
from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.selectors import Fristrad, Oppgaverad, adresse_til, hast, rader, ventende
from grunnmur.oppgaver.typer import oppgavetype
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.steg import Steg
from grunnmur.portal.visning import Visning
from hospitering.models import AapenInvitasjon, Soknad, Tilstand
from hospitering.selectors.invitasjoner import til_forsiden
from hospitering.selectors.steg import kortsteg, visning
from lis.lis1.navigasjon import har_lis1
from lis.lis1.selectors.balanse import Mangel, framover, mangel
from lis.lis3.models import Innmelding
from lis.lis3.navigasjon import har_lis_tjeneste
from lis.lis3.selectors.innmeldingsvei import kort as lis_kort
from lis.lis3.selectors.leger import egen_aapen
from lis.tildeling.selectors.egne import EgenRunde, egne_runder
from veiledning.models import UBESVART, Foresporsel
from veiledning.selectors.liste import egne_aapne
from veiledning.selectors.visning import visning as sporsmaalsvisning

MEST = 6
"""How many rows of each kind the front page shows before it links to the rest."""
MEST_INVITASJONER = 3


@dataclass(frozen=True)
class Sakskort:
    """One of my own cases, of any area, as a card."""

    tittel: str
    url: str
    saksnummer: str
    visning: Visning
    steg: list[Steg]
    er_utkast: bool
    endret: datetime
    fra: date | None = None
    til: date | None = None
    frist: date | None = None
    """By when somebody owes me an answer."""


@dataclass(frozen=True)
class LisInngang:
    """What this person may begin in LIS-tjeneste; all of it empty for most."""

    kan_melde_inn: bool = False
    kan_melde_klar: bool = False
    kan_melde_seg_klar: bool = False


@dataclass(frozen=True)
class Hovedvalg:
    """The one thing this person most often begins here."""

    tekst: str
    url: str
    ikon: str


@dataclass(frozen=True)
class MinSide:
    """*Venter på deg*, my cases, and deadlines, each with at most `MEST` rows and how many there are."""

    venter: list[Oppgaverad]
    antall_venter: int
    frister: list[Fristrad]
    saker: list[Sakskort]
    flere_saker: bool
    flere_sporsmal: bool
    flere_prosjekter: bool
    vis_saker: bool
    """An empty list of own cases is only shown to somebody for whom hospitering is the next thing to do."""
    har_forskning: bool
    lis: LisInngang
    hovedvalg: Hovedvalg
    invitasjoner: list[AapenInvitasjon]
    """Units that ask for hospitants of this person's professional group."""
    mangel: Mangel | None
    """Too few municipal places for LIS1, for the coordinator."""


def min_side(bruker: Bruker) -> MinSide:
    """The signed-in front page: six queries and the roles, and three more for the LIS coordinator, whatever the number."""
    oppgaver = list(ventende(bruker).order_by("sorteringsfrist", "venter_siden", "pk"))
    mine = list(
        Soknad.objects.filter(soker=bruker).exclude(tilstand=Tilstand.TRUKKET).med_navn().order_by("-endret")[: MEST + 1]
    )
    spurt = egne_aapne(bruker, MEST + 1)
    prosjekter = egne_prosjekter(bruker, MEST + 1) if har_forskning(bruker) else []
    svar_paa = {o.sak_id for o in oppgaver}
    lis_sak = egen_aapen(bruker) if har_lis_tjeneste(bruker) else None
    lis = _lis_inngang(bruker, har_sak=lis_sak is not None)
    hovedvalg = _hovedvalg(bruker, lis)
    lis_saker = [_lis_kort(lis_sak, venter_paa_meg=lis_sak.pk in svar_paa)] if lis_sak else []
    lis_saker += [_rundekort(egen) for egen in (egne_runder(bruker) if har_lis1(bruker) else [])]
    saker = lis_saker + _sist_endret(mine, spurt, prosjekter, svar_paa)
    return MinSide(
        venter=rader(oppgaver[:MEST]),
        antall_venter=len(oppgaver),
        frister=_frister(oppgaver[:MEST]),
        saker=saker,
        flere_saker=len(mine) > MEST,
        flere_sporsmal=len(spurt) > MEST,
        flere_prosjekter=len(prosjekter) > MEST,
        vis_saker=bool(saker) or not (oppgaver or hovedvalg.url != reverse("hospitering:ny")),
        har_forskning=har_forskning(bruker),
        lis=lis,
        hovedvalg=hovedvalg,
        invitasjoner=til_forsiden(bruker, MEST_INVITASJONER),
        mangel=mangel(framover()) if tilgang_for(bruker).har(RolleType.LIS_KOORDINATOR) else None,
    )


def _sist_endret(
    mine: list[Soknad], spurt: list[Foresporsel], prosjekter: list[Prosjekt], svar_paa: set[UUID]
) -> list[Sakskort]:
    """Applications, questions and projects together, the one that moved last first."""
    kort = [_kort(s, venter_paa_meg=s.pk in svar_paa) for s in mine[:MEST]]
    kort += [_sporsmaalskort(f, venter_paa_meg=f.pk in svar_paa) for f in spurt[:MEST]]
    kort += [_prosjektkort(p) for p in prosjekter[:MEST]]
    return sorted(kort, key=lambda k: k.endret, reverse=True)


def _prosjektkort(sak: Prosjekt) -> Sakskort:
    """A project that I lead or take part in."""
    return Sakskort(
        tittel=sak.tittel,
        url=sak.get_absolute_url(),
        saksnummer=sak.saksnummer or "",
        visning=prosjektvisning(sak.tilstand),
        steg=prosjektsteg(sak),
        er_utkast=False,
        endret=sak.endret,
    )


def _sporsmaalskort(sak: Foresporsel, *, venter_paa_meg: bool) -> Sakskort:
    return Sakskort(
        tittel=_("Veiledning: %(navn)s") % {"navn": sak.navn},
        url=sak.get_absolute_url(),
        saksnummer=sak.saksnummer or "",
        visning=sporsmaalsvisning(sak.tilstand, venter_paa_meg=venter_paa_meg),
        steg=[],
        er_utkast=sak.meldt_tid is None,
        endret=sak.endret,
        frist=sak.svarfrist if sak.tilstand in UBESVART else None,
    )


def _frister(oppgaver: list[Oppgave]) -> list[Fristrad]:
    idag = timezone.localdate()
    return [
        Fristrad(o.frist, str(oppgavetype(o.type).kort) % {"emne": o.emne}, adresse_til(o), hast(o.frist, idag))
        for o in oppgaver
        if o.frist
    ]


def _kort(soknad: Soknad, *, venter_paa_meg: bool) -> Sakskort:
    hvor = soknad.vertsnavn or _("enhet som ikke er valgt")
    return Sakskort(
        tittel=_("Hospitering ved %(hvor)s") % {"hvor": hvor},
        url=soknad.get_absolute_url(),
        saksnummer=soknad.saksnummer or "",
        visning=visning(soknad.tilstand, venter_paa_meg=venter_paa_meg),
        steg=[] if soknad.tilstand == Tilstand.UTKAST else kortsteg(soknad),
        er_utkast=soknad.tilstand == Tilstand.UTKAST,
        endret=soknad.endret,
        fra=soknad.periode_fra,
        til=soknad.periode_til,
    )


def _lis_kort(sak: Innmelding, *, venter_paa_meg: bool) -> Sakskort:
    """The doctor's own enrolment for hospital service."""
    vist, steg = lis_kort(sak, venter_paa_meg=venter_paa_meg)
    return Sakskort(
        tittel=_("Sykehustjenesten din"),
        url=sak.get_absolute_url(),
        saksnummer=sak.saksnummer or "",
        visning=vist,
        steg=steg,
        er_utkast=False,
        endret=sak.endret,
        fra=sak.planlagt_start,
    )


def _rundekort(egen: EgenRunde) -> Sakskort:
    """A round in which a municipal place is allocated to this doctor."""
    return Sakskort(
        tittel=_("Kommuneplass i LIS1, %(halvaar)s") % {"halvaar": egen.halvaar.lower()},
        url=egen.runde.get_absolute_url(),
        saksnummer=egen.runde.saksnummer or "",
        visning=egen.visning,
        steg=[],
        er_utkast=False,
        endret=egen.runde.endret,
        fra=egen.runde.oppstart,
    )


R = RolleType
HOVEDVALG: tuple[tuple[tuple[str, ...], Promise, str, str], ...] = (
    ((R.FORSKER, R.FOU_KOORDINATOR), gettext_lazy("Registrer en idé"), "forskning:ny", "plus"),
    ((R.STATSFORVALTER,), gettext_lazy("Se kommuneplassene"), "lis1:plasser", "table"),
    ((R.RHF,), gettext_lazy("Se balansen i LIS1"), "lis1:balanse", "table"),
    ((R.SEKRETARIAT, R.UTVALGSSEKRETAER), gettext_lazy("Se utvalgene"), "utvalg:liste", "group"),
)
"""What these roles begin most often, whoever else they are; the rest is told by LIS-tjeneste, or applies for a placement."""


def _hovedvalg(bruker: Bruker, lis: LisInngang) -> Hovedvalg:
    """LIS-tjeneste for whoever works with it, then by role, and an application for everybody else."""
    tilgang = tilgang_for(bruker)
    if tilgang.har(R.LIS_KOORDINATOR):
        return Hovedvalg(_("Se plasseringskøen"), reverse("lis3:ko"), "table")
    if lis.kan_melde_inn:
        return Hovedvalg(_("Meld inn lege"), reverse("lis3:ny"), "plus")
    if lis.kan_melde_klar:
        return Hovedvalg(_("Meld lege klar"), reverse("lis3:klar"), "check-circle")
    for roller, tekst, adresse, ikon in HOVEDVALG:
        if tilgang.har(*roller):
            return Hovedvalg(str(tekst), reverse(adresse), ikon)
    return Hovedvalg(_("Ny søknad"), reverse("hospitering:ny"), "plus")


def _lis_inngang(bruker: Bruker, *, har_sak: bool) -> LisInngang:
    tilgang = tilgang_for(bruker)
    kommunen = tilgang.har(RolleType.KOMMUNE_LIS_KONTAKT)
    return LisInngang(
        kan_melde_inn=kommunen or tilgang.har(RolleType.LIS_KOORDINATOR),
        kan_melde_klar=kommunen or tilgang.har(RolleType.ALIS_KONTOR),
        kan_melde_seg_klar=tilgang.har(RolleType.LIS3) and not har_sak,
    )
