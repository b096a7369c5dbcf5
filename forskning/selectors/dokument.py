"""The knowledge base, the process and the rules for the logo as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje, historikk

from .. import overganger as o
from .. import rules
from ..models import (
    Behov,
    Dokument,
    Dokumentart,
    Dokumentdel,
    Dokumenttilstand,
    Mal,
    Partnerprofil,
    Prosjekt,
    Prosjekttilstand,
)
from ..oppsett import FIRE_DELER

DT = Dokumenttilstand
VISNING = {
    DT.UTKAST: Visning.UTKAST,
    DT.GJELDER: Visning.GJELDER,
    DT.AVLOST: Visning.AVLOST,
    DT.FORKASTET: Visning.TRUKKET,
}
FLEST = 10
"""How many rows of what is live a part of the knowledge base shows before it links to the list."""
DELNAVN: dict[str, Promise] = {
    "behov": _("Behov"),
    "pagaende": _("Pågående"),
    "miljoer": _("Miljøer"),
    "anbefalinger": _("Anbefalinger"),
}


class Lesefane(NamedTuple):
    adresse: str
    navn: str
    her: str


@dataclass(frozen=True)
class Leseside:
    """One kind of document as a reader meets it: what applies, the draft for those who write, and earlier versions."""

    art: str
    tittel: str
    gjelder: Dokument | None
    deler: list[Dokumentdel]
    maler: list[Mal]
    utkast: Dokument | None
    kan_skrive: bool
    tidligere: list[Dokument]


def leseside(bruker: Bruker, art: str) -> Leseside:
    versjoner = list(Dokument.objects.synlig_for(bruker).filter(art=art).select_related("organ").order_by("-nummer"))
    gjelder = next((d for d in versjoner if d.tilstand == DT.GJELDER), None)
    kan_skrive = rules.skriver_grunnlag(bruker) is not None
    return Leseside(
        art=art,
        tittel=gjelder.tittel if gjelder else str(Dokumentart(art).label),
        gjelder=gjelder,
        deler=list(gjelder.deler.all()) if gjelder else [],
        maler=list(gjelder.maler.defer("innhold")) if gjelder else [],
        utkast=next((d for d in versjoner if d.tilstand == DT.UTKAST), None) if kan_skrive else None,
        kan_skrive=kan_skrive,
        tidligere=[d for d in versjoner if d.tilstand == DT.AVLOST],
    )


@dataclass(frozen=True)
class Grunnlagsside:
    """The knowledge base: the text of one of its four parts, and what the portal knows about it today (S1-F01)."""

    les: Leseside
    valgt: str
    faner: list[Lesefane]
    tekst: str
    behov: list[Behov]
    prosjekter: list[Prosjekt]
    miljoer: list[Partnerprofil]
    antall: int


def grunnlagsside(bruker: Bruker, valgt: str) -> Grunnlagsside:
    """Raises `KeyError` for a part there is none of."""
    les = leseside(bruker, Dokumentart.KUNNSKAPSGRUNNLAG)
    nummer = FIRE_DELER.index(valgt) + 1 if valgt in FIRE_DELER else 0
    if not nummer:
        raise KeyError(valgt)
    behov = Behov.objects.synlig_for(bruker).aapne().select_related("virksomhet")
    prosjekter = Prosjekt.objects.synlig_for(bruker).filter(tilstand=Prosjekttilstand.PAAGAAR).select_related("eier")
    miljoer = Partnerprofil.objects.filter(miljo=True).select_related("virksomhet").order_by("virksomhet__sortering")
    levende: dict[str, QuerySet] = {"behov": behov, "pagaende": prosjekter.defer("sokevektor"), "miljoer": miljoer}
    rader = levende.get(valgt)
    viste = list(rader[:FLEST] if valgt != "miljoer" else rader) if rader is not None else []
    return Grunnlagsside(
        les=les,
        valgt=valgt,
        faner=[
            Lesefane(reverse("forskning:kunnskapsgrunnlag_del", args=[en]), str(DELNAVN[en]), "page" if en == valgt else "")
            for en in FIRE_DELER
        ],
        tekst=next((d.tekst for d in les.deler if d.nummer == nummer), ""),
        behov=viste if valgt == "behov" else [],
        prosjekter=viste if valgt == "pagaende" else [],
        miljoer=viste if valgt == "miljoer" else [],
        antall=rader.count() if rader is not None else 0,
    )


@dataclass(frozen=True)
class Dokumentside:
    """One version, and what may be done with it."""

    sak: Dokument
    visning: Visning
    kan: frozenset[str]
    deler: list[Dokumentdel]
    maler: list[Mal]
    historikk: list[Historikklinje]

    @property
    def kan_endres(self) -> bool:
        return o.ENDRE_DOKUMENT.navn in self.kan

    @property
    def har_faste_deler(self) -> bool:
        return self.sak.art == Dokumentart.KUNNSKAPSGRUNNLAG

    @property
    def har_hvem(self) -> bool:
        return self.sak.art == Dokumentart.PROSESS


def dokumentside(sak: Dokument, bruker: Bruker) -> Dokumentside:
    return Dokumentside(
        sak=sak,
        visning=VISNING[DT(sak.tilstand)],
        kan=frozenset(overgang.navn for overgang in o.DOKUMENT.mulige(bruker, sak)),
        deler=list(sak.deler.all()),
        maler=list(sak.maler.defer("innhold")),
        historikk=historikk(sak) if rules.skriver_grunnlag(bruker) else [],
    )


def delen(sak: Dokument, nummer: int) -> Dokumentdel | None:
    return sak.deler.filter(nummer=nummer).first()


def malen(bruker: Bruker, pk: UUID) -> Mal | None:
    """A file of a version that this person may read."""
    synlige = Dokument.objects.synlig_for(bruker)
    return Mal.objects.filter(Q(pk=pk), dokument__in=synlige.values("pk")).first()


def hjem(art: str) -> str:
    """The page where people read this kind of document."""
    navn = {Dokumentart.KUNNSKAPSGRUNNLAG: "kunnskapsgrunnlag", Dokumentart.PROSESS: "prosess", Dokumentart.LOGO: "logo"}
    return reverse(f"forskning:{navn[Dokumentart(art)]}")
