"""Criteria as people see them: the versions, and one version as a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.portal.dato import lokal_dato
from grunnmur.portal.visning import Visning
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.selectors import Endring, Historikklinje
from grunnmur.utvalg.models import Mote, Motesak, Motetilstand

from .. import overganger as o
from .. import rules
from ..models import Kriteriegruppe, Kriterier, Kriterietilstand, Kriterium
from ..models.adgang import steller_med_runder
from . import kriterieforskjell as forskjell
from .utvalget import lis1_utvalget

K = Kriterietilstand

VISNINGER = {
    K.UTKAST: Visning.UTKAST,
    K.TIL_VEDTAK: Visning.TIL_VEDTAK,
    K.GJELDER: Visning.GJELDER,
    K.AVLOST: Visning.AVLOST,
    K.FORKASTET: Visning.IKKE_VEDTATT,
}
BEHANDLET = (Motetilstand.HOLDT, Motetilstand.PROTOKOLLERT, Motetilstand.GODKJENT)


# --- the versions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Versjonsrad:
    """One row of the list of versions."""

    url: str
    nummer: int
    saksnummer: str
    visning: Visning
    vedtatt: date | None
    vedtak: str
    """The number of the decision, «U-2026-0007/2»."""


@dataclass(frozen=True)
class Kriterieoversikt:
    organ: Organ | None
    gjelder: Kriterier | None
    gjelder_vedtak: str
    kriterium: list[Kriterium]
    versjoner: list[Versjonsrad]
    kan_skrive: bool
    """Whether this person may begin on a new version now."""
    paa_vei: Kriterier | None
    """The version that is being written or waits for the committee, for those who see it."""


def oversikt(bruker: Bruker) -> Kriterieoversikt:
    """Four queries beside the roles, whatever the number of versions."""
    organ = lis1_utvalget()
    alle = list(Kriterier.objects.synlig_for(bruker).select_related("organ", "motesak__mote").order_by("-nummer"))
    gjelder = next((k for k in alle if k.tilstand == K.GJELDER), None)
    paa_vei = next((k for k in alle if k.tilstand in (K.UTKAST, K.TIL_VEDTAK)), None)
    skriver = organ is not None and bool(rules.skriver_kriterier(bruker, organ))
    return Kriterieoversikt(
        organ=organ,
        gjelder=gjelder,
        gjelder_vedtak=_vedtaksnummer(gjelder) if gjelder else "",
        kriterium=list(gjelder.kriterium.all()) if gjelder else [],
        versjoner=[_versjonsrad(k) for k in alle],
        kan_skrive=skriver and paa_vei is None,
        paa_vei=paa_vei,
    )


def _versjonsrad(k: Kriterier) -> Versjonsrad:
    vedtak = _vedtaksnummer(k) if k.vedtatt else ""
    return Versjonsrad(k.get_absolute_url(), k.nummer, k.saksnummer or "", VISNINGER[K(k.tilstand)], k.vedtatt, vedtak)


def _vedtaksnummer(k: Kriterier) -> str:
    return k.motesak.saksnummer if k.motesak else ""


# --- one version ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Framlegging:
    """Where a version that waits for the committee stands on an agenda; `faller` when it will not be decided there."""

    mote: Mote
    nummer: str
    url: str
    """Empty for those who may not open the meeting."""
    trukket: bool
    avlyst: bool
    behandlet: bool

    @property
    def faller(self) -> bool:
        return self.trukket or self.avlyst


@dataclass(frozen=True)
class Kriterieside:
    """One version as one person sees it."""

    kriterier: Kriterier
    visning: Visning
    kan: frozenset[str]
    kriterium: list[Kriterium]
    grupper: list[Kriteriegruppe]
    hoyest: int
    """The most points anybody can get."""
    forrige: Kriterier | None
    """The version adopted before this one."""
    endringer: list[Endring]
    framlegging: Framlegging | None
    steller: bool
    """Works with rounds: sees the history too."""
    historikk: list[Historikklinje]
    frist: date | None
    har_mote: bool
    """Whether the committee has a meeting the draft can still be put to."""

    @property
    def er_utkast(self) -> bool:
        return self.kriterier.tilstand == K.UTKAST

    @property
    def er_vedtatt(self) -> bool:
        return self.kriterier.vedtatt is not None

    @property
    def har_kommunepoeng(self) -> bool:
        return any(k.per_kommune for k in self.kriterium)


def til_siden(bruker: Bruker) -> QuerySet[Kriterier]:
    """What this person may open, with what its page shows."""
    rader = (Prefetch("kriterium", Kriterium.objects.order_by("nummer")), Prefetch("grupper"))
    return Kriterier.objects.synlig_for(bruker).select_related("organ", "motesak__mote__organ").prefetch_related(*rader)


def kriterieside(sak: Kriterier, bruker: Bruker) -> Kriterieside:
    steller = steller_med_runder(bruker)
    oppgave = Oppgave.objects.venter_paa(bruker).for_sak(sak).order_by("frist").first()
    forrige = forrige_vedtatte(sak)
    kriterium = list(sak.kriterium.all())
    kan = frozenset(overgang.navn for overgang in o.KRITERIER.mulige(bruker, sak))
    return Kriterieside(
        kriterier=sak,
        visning=Visning.VENTER_PAA_DEG if oppgave else VISNINGER[K(sak.tilstand)],
        kan=kan - {o.TREKK_TILBAKE.navn} if sak.motesak and utvalget_har_behandlet(sak.motesak) else kan,
        kriterium=kriterium,
        grupper=list(sak.grupper.all()),
        hoyest=sum(k.hoyest for k in kriterium),
        forrige=forrige,
        endringer=forskjell.mellom(forrige, sak) if forrige else [],
        framlegging=_framlegging(sak, bruker),
        steller=steller,
        historikk=_historikk(sak) if steller else [],
        frist=oppgave.frist if oppgave else None,
        har_mote=o.LEGG_FRAM.navn in kan and mulige_moter(sak).exists(),
    )


def forrige_vedtatte(sak: Kriterier) -> Kriterier | None:
    """The version adopted last before this one; what a reader compares it with."""
    vedtatte = Kriterier.objects.filter(organ=sak.organ_id, nummer__lt=sak.nummer, tilstand__in=[K.GJELDER, K.AVLOST])
    return vedtatte.order_by("-nummer").prefetch_related("kriterium", "grupper").first()


def _framlegging(sak: Kriterier, bruker: Bruker) -> Framlegging | None:
    if sak.motesak is None:
        return None
    mote = sak.motesak.mote
    synlig = Mote.objects.synlig_for(bruker).filter(pk=mote.pk).exists()
    return Framlegging(
        mote=mote,
        nummer=sak.motesak.saksnummer,
        url=mote.get_absolute_url() if synlig else "",
        trukket=sak.motesak.trukket is not None,
        avlyst=mote.tilstand == Motetilstand.AVLYST,
        behandlet=utvalget_har_behandlet(sak.motesak),
    )


def utvalget_har_behandlet(motesak: Motesak) -> bool:
    """The committee has met over it: what it decided comes with the minutes."""
    return motesak.trukket is None and motesak.mote.tilstand in BEHANDLET


def _historikk(sak: Kriterier) -> list[Historikklinje]:
    return saksgang.historikk(sak, endringer=forskjell.som_endringer)


# --- what may be chosen -----------------------------------------------------------------------------------------------


def mulige_moter(sak: Kriterier, naa: datetime | None = None) -> QuerySet[Mote]:
    """Meetings of the committee that still take items, the nearest first; a written procedure made for it too."""
    dag = lokal_dato(naa or timezone.now())
    planlagte = Mote.objects.filter(organ=sak.organ_id, tilstand=Motetilstand.PLANLAGT, sakslistefrist__gte=dag)
    return planlagte.select_related("organ").order_by("start")


def kriterium(sak: Kriterier, nummer: int) -> Kriterium | None:
    return next((k for k in sak.kriterium.all() if k.nummer == nummer), None)


def gruppe(sak: Kriterier, pk: UUID) -> Kriteriegruppe | None:
    return next((g for g in sak.grupper.all() if g.pk == pk), None)
