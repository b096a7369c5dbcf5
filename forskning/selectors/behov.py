"""Needs as people see them: the list, one need with what fits it, and the needs of a project (S1-F01, S1-A02)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.portal.visning import Visning
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.selectors import Historikklinje, feltendringer

from .. import overganger as o
from .. import rules
from ..models import LEVER, Behov, Behovskobling, Behovstilstand, Prosjekt, Prosjekttilstand, Utlysning
from . import treff
from .utlysning import Treff, behovstreff, prosjekttreff, utlysningstreff

B = Behovstilstand
VISNINGER = {
    B.MELDT: Visning.BEHOV_MELDT,
    B.I_PROSJEKT: Visning.I_PROSJEKT,
    B.BESVART: Visning.BESVART,
    B.LUKKET: Visning.IKKE_AKTUELT,
}
SORTERINGER = {"meldt": "opprettet", "tittel": "tittel", "virksomhet": "virksomhet__sortering"}
STANDARD = "-meldt"
FANER = ("aapne", "alle")

LEDETEKSTER = {
    "tittel": _("Hva dere trenger å vite"),
    "beskrivelse": _("Hvorfor, og hva det skal brukes til"),
    "enhet": _("Enhet"),
    "temaer": _("Temaer"),
}


def visning(behov: Behov) -> Visning:
    return VISNINGER[B(behov.tilstand)]


def egne_virksomheter(bruker: Bruker) -> QuerySet[Virksomhet]:
    """The parties this person may report a need for."""
    return Virksomhet.objects.filter(pk__in=tilgang_for(bruker).parter).order_by("sortering")


def egne_enheter(bruker: Bruker) -> QuerySet[Enhet]:
    """The units where this person holds a role today."""
    enheter = {f.rolle.enhet_id for f in tilgang_for(bruker).fullmakter if f.rolle.enhet_id}
    return Enhet.objects.aktive().filter(pk__in=enheter, virksomhet__in=egne_virksomheter(bruker)).order_by("sortering")


# --- the list ---------------------------------------------------------------------------------------------------------


def i_fane(synlige: QuerySet[Behov], fane: str) -> QuerySet[Behov]:
    synlige = synlige.select_related("virksomhet", "enhet")
    return synlige if fane == "alle" else synlige.filter(tilstand__in=[B.MELDT, B.I_PROSJEKT])


@dataclass(frozen=True, slots=True)
class Behovsrad:
    id: UUID
    url: str
    saksnummer: str
    tittel: str
    virksomhet: str
    enhet: str
    meldt: datetime
    temaer: list[str]
    prosjekter: int
    """Projects that have taken it up, of those that this person may see."""
    visning: Visning


def rader(bruker: Bruker, behov: Iterable[Behov]) -> list[Behovsrad]:
    """Two queries, whatever the number of rows."""
    alle = list(behov)
    koblinger = Behovskobling.objects.filter(behov__in=alle, prosjekt__in=_levende(bruker).values("pk"))
    telt = dict(koblinger.order_by().values_list("behov").annotate(antall=Count("pk")))
    temaer: dict[UUID, list[str]] = {}
    par = Behov.temaer.through.objects.filter(behov__in=alle).select_related("tema").order_by("tema__rekkefolge")
    for rad in par:
        temaer.setdefault(rad.behov_id, []).append(str(rad.tema))
    return [
        Behovsrad(
            id=b.pk,
            url=b.get_absolute_url(),
            saksnummer=b.saksnummer or "",
            tittel=b.tittel,
            virksomhet=b.virksomhet.fullt_navn,
            enhet=b.enhet.visningsnavn if b.enhet else "",
            meldt=b.opprettet,
            temaer=temaer.get(b.pk, []),
            prosjekter=telt.get(b.pk, 0),
            visning=visning(b),
        )
        for b in alle
    ]


def _levende(bruker: Bruker) -> QuerySet[Prosjekt]:
    return Prosjekt.objects.synlig_for(bruker).exclude(tilstand=Prosjekttilstand.IKKE_VIDEREFORT)


# --- one need ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Behovsside:
    """One need as one person sees it."""

    behov: Behov
    visning: Visning
    fullmakter: dict[str, Fullmakt | bool]
    prosjekter: list[Treff]
    """Those that have taken it up."""
    passer: list[Treff]
    utlysninger: list[Treff]
    mine: list[Prosjekt]
    """Projects this person keeps that could take it up."""
    kan_starte: bool
    historikk: list[Historikklinje]

    @property
    def verb(self) -> set[str]:
        return set(self.fullmakter)

    @property
    def egne_verb(self) -> set[str]:
        """What those who have the need do with it; taking it up is done from a project."""
        return self.verb & {o.ENDRE_BEHOV.navn, o.BESVAR_BEHOV.navn, o.LUKK_BEHOV.navn, o.GJENAAPNE_BEHOV.navn}


def behovsside(behov: Behov, bruker: Bruker) -> Behovsside:
    aapent = behov.tilstand in (B.MELDT, B.I_PROSJEKT)
    koblede = behov.koblinger.values("prosjekt")
    med = _levende(bruker).filter(pk__in=koblede).select_related("eier").order_by("opprettet")
    temaer, tekst = list(behov.temaer.all()), f"{behov.tittel} {behov.beskrivelse}"
    passer, utlysninger = [], []
    if aapent:
        andre = Prosjekt.objects.synlig_for(bruker).filter(tilstand__in=LEVER).exclude(pk__in=koblede).select_related("eier")
        passer = [prosjekttreff(p) for p in treff.lignende(andre, temaer=temaer, tekst=tekst)]
        aapne = Utlysning.objects.synlig_for(bruker).aapne()
        utlysninger = [utlysningstreff(u) for u in treff.lignende(aapne, temaer=temaer, tekst=tekst)]
    return Behovsside(
        behov=behov,
        visning=visning(behov),
        fullmakter={overgang.navn: f for overgang, f in o.BEHOV.fullmakter(bruker, behov).items()},
        prosjekter=[prosjekttreff(p, passer=False) for p in med],
        passer=passer,
        utlysninger=utlysninger,
        mine=mine_prosjekter(bruker, behov) if aapent else [],
        kan_starte=aapent and rules.kan_registrere(bruker),
        historikk=saksgang.historikk(behov, endringer=partial(feltendringer, ledetekster=LEDETEKSTER)),
    )


def mine_prosjekter(bruker: Bruker, behov: Behov) -> list[Prosjekt]:
    """The projects this person leads that are alive and have not taken it up."""
    egne = Prosjekt.objects.synlig_for(bruker).filter(leder=bruker.pk, tilstand__in=LEVER)
    return list(egne.exclude(pk__in=behov.koblinger.values("prosjekt")).order_by("-opprettet")[:20])


# --- on the page of a project -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Behovspanel:
    """The needs a project answers, and those that fit it, for `forskning/prosjekt/_behov.html`."""

    koblede: list[tuple[Behov, Visning]]
    passer: list[tuple[Behov, Treff]]
    kan_koble: bool


def panel(bruker: Bruker, prosjekt: Prosjekt) -> Behovspanel | None:
    """None where there is nothing to say. Those that fit are for whoever keeps the project."""
    synlige = Behov.objects.synlig_for(bruker).select_related("virksomhet")
    koblede = list(synlige.filter(koblinger__prosjekt=prosjekt).order_by("koblinger__tidspunkt"))
    kan_koble = prosjekt.tilstand in LEVER and bool(rules.styrer(bruker, prosjekt))
    passer: list[Behov] = []
    if kan_koble:
        ledige = synlige.aapne().exclude(koblinger__prosjekt=prosjekt)
        tekst = f"{prosjekt.tittel} {prosjekt.behov}"
        passer = treff.lignende(ledige, temaer=prosjekt.temaer.all(), tekst=tekst, antall=3)
    if not koblede and not passer:
        return None
    return Behovspanel([(b, visning(b)) for b in koblede], [(b, behovstreff(b)) for b in passer], kan_koble)
