"""The page of one service: everything one person sees of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.dato import dato_uten_aar, maaned
from grunnmur.portal.steg import Steg, Stegtilstand
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.selectors import Historikklinje, hendelser_i
from lis.lege.models import Laeringsmaal

from .. import overganger as o
from .. import rules
from ..models import BORTFALT, Innmelding, Innstilling, Tjeneste, Tjenestedel, Tjenestetilstand
from .historikk import historikk
from .samsvar import Samsvar, samsvar

T = Tjenestetilstand
V = Visning

VISNINGER: dict[str, Visning] = {
    T.PLANLAGT: V.MAA_SENDES,
    T.TILBUDT: V.TILBUDT,
    T.AKSEPTERT: V.VENTER_PAA_SVAR,
    T.BEKREFTET: V.BEKREFTET,
    T.KLAR: V.BEKREFTET,
    T.PAAGAAR: V.PAAGAAR,
    T.GJENNOMFORT: V.FULLFORT,
    T.AVBRUTT: V.AVSLUTTET,
    T.TAKKET_NEI: V.TAKKET_NEI,
    T.IKKE_FRIGITT: V.IKKE_FRIGITT,
    T.TRUKKET: V.TRUKKET,
}

NAA_I_STEG = {T.PLANLAGT: 0, T.TILBUDT: 1, T.AKSEPTERT: 2, T.BEKREFTET: 3, T.KLAR: 4, T.PAAGAAR: 5}
NAA_I_STEG |= {T.TAKKET_NEI: 1, T.IKKE_FRIGITT: 2, T.AVBRUTT: 5}


def visning(tilstand: str, *, venter_paa_meg: bool = False) -> Visning:
    return V.VENTER_PAA_DEG if venter_paa_meg else VISNINGER[tilstand]


def deler_av(sak: Tjeneste) -> list[Tjenestedel]:
    return list(sak.deler.select_related("plass__avdeling__enhet__virksomhet", "plass__avdeling__spesialitet"))


def samsvar_for(sak: Tjeneste, delene: list[Tjenestedel] | None = None) -> Samsvar:
    """The offer's marks against the wishes as they stand."""
    delene = deler_av(sak) if delene is None else delene
    onsker = sak.innmelding.onsker.select_related("avdeling__enhet")
    return samsvar(onsker, [d.plass.avdeling for d in delene], delene[0].fra)


@dataclass(frozen=True)
class Merke:
    """One of the three marks, in words."""

    navn: str
    passer: bool
    tilbudt: str
    onsket: str


@dataclass(frozen=True)
class Maal:
    maal: Laeringsmaal
    naadd: date | None


@dataclass(frozen=True)
class Tjenesteside:
    """One service as one person sees it today."""

    sak: Tjeneste
    deler: list[Tjenestedel]
    visning: Visning
    fullmakter: dict[str, Fullmakt | bool]
    steg: list[Steg]
    er_legen: bool
    ser_innmeldingen: bool
    samsvar: Samsvar | None
    merker: list[Merke]
    maal: list[Maal]
    avbrudd: list[Any]
    linjer: list[Historikklinje]
    frist: date | None
    stillinger_url: str

    def kan(self, *navn: str) -> bool:
        """Whether this person may do any of these now."""
        return any(n in self.fullmakter for n in navn)

    def paa_vegne_av(self, *navn: str) -> str:
        """Whom this person stands in for when doing any of these; empty for oneself."""
        for fullmakt in (self.fullmakter.get(n) for n in navn):
            if isinstance(fullmakt, Fullmakt) and fullmakt.paa_vegne_av:
                return fullmakt.paa_vegne_av.navn
        return ""

    @property
    def fra(self) -> date:
        return self.deler[0].fra

    @property
    def til(self) -> date:
        return self.deler[-1].til

    @property
    def avdelinger(self) -> str:
        return ", ".join(dict.fromkeys(str(d.plass.avdeling) for d in self.deler))

    @property
    def undervisning(self) -> list[tuple[str, str]]:
        """The departments' links to in-house teaching, with their names (S1-I21)."""
        lenker = {d.plass.avdeling: d.plass.avdeling.internundervisning_url for d in self.deler}
        return [(str(avdeling), lenke) for avdeling, lenke in lenker.items() if lenke]

    @property
    def maa_soke(self) -> bool:
        """Accepted, and the doctor has not applied: an accepted offer is not employment (S1-I25)."""
        return self.sak.tilstand in o.HAR_SOKT.fra and self.sak.sokt is None

    @property
    def mangler_vikar(self) -> bool:
        return self.sak.tilstand == T.AKSEPTERT and not rules.vikar_er_avklart(self.sak)


def tjenesteside(sak: Tjeneste, bruker: Bruker) -> Tjenesteside:
    """Everything the page shows. `sak` comes from `synlig_for(bruker)`."""
    delene, hendelser = deler_av(sak), hendelser_i(sak)
    mine = Oppgave.objects.venter_paa(bruker).for_sak(sak).order_by("frist").values_list("frist", flat=True)
    frister = list(mine)
    ser = Innmelding.objects.synlig_for(bruker).filter(pk=sak.innmelding_id).exists()
    treff = samsvar_for(sak, delene) if ser else None
    fullmakter = {overgang.navn: f for overgang, f in o.TJENESTE.fullmakter(bruker, sak).items()}
    return Tjenesteside(
        sak=sak,
        deler=delene,
        visning=visning(sak.tilstand, venter_paa_meg=bool(frister)),
        fullmakter=fullmakter,
        steg=stegliste(sak, hendelser),
        er_legen=rules.tjenestens_lege(bruker, sak),
        ser_innmeldingen=ser,
        samsvar=treff,
        merker=_merker(treff, delene) if treff else [],
        maal=_maal(sak),
        avbrudd=list(sak.avbrudd.all()),
        # Why somebody was passed over is about another doctor: it stays with the coordinator.
        linjer=historikk(sak, [h for h in hendelser if h.navn != o.PLANLEGG.navn or rules.er_koordinator(bruker, sak)]),
        frist=min(filter(None, frister), default=None),
        stillinger_url=Innstilling.objects.gjeldende().stillinger_url,
    )


def stegliste(sak: Tjeneste, hendelser: Iterable[Hendelse]) -> list[Steg]:
    """Where the service is, in six steps."""
    tider = {h.navn: h.tidspunkt for h in hendelser}
    navnene = _stegnavn()
    naa = NAA_I_STEG.get(T(sak.tilstand), len(navnene))
    if sak.tilstand == T.TRUKKET:
        naa = next((nr for nr, (navn, _tekst) in enumerate(navnene) if navn not in tider), len(navnene))
    stoppet = sak.tilstand in BORTFALT or sak.tilstand == T.AVBRUTT
    steg = []
    for nr, (navn, tekst) in enumerate(navnene):
        tilstand: Stegtilstand = "ferdig" if nr < naa else "venter"
        if nr == naa:
            tilstand = "stoppet" if stoppet else "naa"
        tid = {"start": sak.startet, "fullfor": sak.avsluttet}.get(navn) or tider.get(navn)
        dato = dato_uten_aar(tid) if tid and nr < naa else ""
        if nr == naa == 1 and sak.svarfrist and not stoppet:
            dato = _("Svar innen %(dag)s") % {"dag": dato_uten_aar(sak.svarfrist)}
        steg.append(Steg(tekst, tilstand, dato))
    return steg


def _stegnavn() -> list[tuple[str, str]]:
    return [
        ("tilby", _("Sykehuset sender tilbud")),
        ("aksepter", _("Legen svarer")),
        ("bekreft", _("Kommunen bekrefter at legen frigis")),
        ("tildel_veileder", _("Avdelingen tildeler veileder og plan")),
        ("start", _("Tjenesten starter")),
        ("fullfor", _("Tjenesten er gjennomført")),
    ]


def _merker(treff: Samsvar, delene: list[Tjenestedel]) -> list[Merke]:
    onske = treff.onske
    if onske is None:
        return []
    steder = dict.fromkeys(d.plass.avdeling.sted for d in delene)
    navn = dict.fromkeys(d.plass.avdeling.navn for d in delene)
    return [
        Merke(_("Tidsrom"), treff.tid, maaned(delene[0].fra), maaned(onske.start)),
        Merke(_("Avdeling"), treff.avdeling, ", ".join(navn), onske.avdeling.navn),
        Merke(_("Sted"), treff.sted, ", ".join(steder), onske.avdeling.sted),
    ]


def _maal(sak: Tjeneste) -> list[Maal]:
    naadd = dict(sak.innmelding.lege.oppnaadde_maal.values_list("maal", "meldt"))
    return [Maal(maal, naadd.get(maal.pk)) for maal in sak.laeringsmaal.all()]
