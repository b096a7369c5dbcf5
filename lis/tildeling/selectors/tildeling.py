"""One doctor who has a place, as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.portal.dato import dato, dato_kort, periode, tidspunkt
from grunnmur.portal.steg import Steg, Stegtilstand
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje, Innsynslinje, hendelser_i, innsyn_i
from lis.lis1.models import Profil
from lis.lis1.models.kommuneplass import FOR_KOMMUNEN, SER_PLASSER
from lis.lis1.selectors.kommuner import halvaar_navn

from .. import overganger as o
from .. import rules
from ..models import Del, Forsinkelse, Frafall, Fravaer, Kriterier, Tildeling, Tildelingstilstand
from ..models.adgang import leser_lis1
from .historikk import historikk
from .kjede import Delrad, kjeden, samtidig_i_kommunen
from .tildelingsliste import VISNINGER, er_fra_annet_hf

T = Tildelingstilstand


@dataclass(frozen=True)
class Kvittering:
    """Who is to confirm that somebody fell away, and whether they have."""

    hvem: str
    tekst: str
    bekreftet: bool


@dataclass(frozen=True)
class Tildelingsside:
    """Everything the page shows to one person."""

    sak: Tildeling
    visning: Visning
    halvaar: str
    steg: list[Steg]
    fullmakter: dict[str, Fullmakt | bool]
    er_legen: bool
    er_leser: bool
    """Whether the lists around it exist for this person; to the doctor only the own allocation does."""
    ser_saken: bool
    """The parties and those told of delays and drop-outs; another municipality sees who, where and when (S1-L05)."""
    fra_annet_hf: bool
    forsinkelser: list[Forsinkelse]
    fravaer: list[Fravaer]
    """For the two parties and the doctor alone."""
    frafall: Frafall | None
    kvitteringer: list[Kvittering]
    kan_kvittere: bool
    samtidig: list[Tildeling]
    ordning: Kriterier | None
    """The adopted scheme: the version it was given by, else the one that applies today (S1-L19)."""
    ser_ordning: bool
    har_profil: bool
    historikk: list[Historikklinje]
    innsyn: list[Innsynslinje] | None

    def kan(self, navn: str) -> bool:
        return navn in self.fullmakter

    @property
    def kan_ansette(self) -> bool:
        return self.kan(o.ANSETT.navn)

    @property
    def kan_melde_frafall(self) -> bool:
        return self.kan(o.MELD_FRAFALL.navn)

    @property
    def kan_melde_fravaer(self) -> bool:
        return self.kan(o.MELD_FRAVAER.navn)

    @property
    def kan_melde_forsinkelse(self) -> bool:
        return self.kan(o.MELD_FORSINKELSE.navn) or self.kan(o.FORLENG.navn)

    @property
    def kan_noe(self) -> bool:
        return bool(self.fullmakter) and (self.sak.tilstand != T.FRAFALT or self.kan_kvittere)


def tildelingsside(sak: Tildeling, bruker: Bruker) -> Tildelingsside:
    er_legen = sak.saken_gjelder_id == bruker.pk
    tilgang = tilgang_for(bruker)
    kommunens = sak.plass.kommune_id in tilgang.virksomheter(*FOR_KOMMUNEN)
    ser_saken = er_legen or kommunens or tilgang.har(*SER_PLASSER)
    ser_fravaer = er_legen or kommunens or rules.er_en_av_partene(bruker, sak) is not None
    frafall = Frafall.objects.filter(tildeling=sak).prefetch_related("kvitteringer__bruker").first() if ser_saken else None
    ordning = sak.kriterier or _gjeldende()
    deler = kjeden(sak)
    return Tildelingsside(
        sak=sak,
        visning=VISNINGER[T(sak.tilstand)],
        halvaar=halvaar_navn(sak.plass.oppstart),
        steg=_steg(sak, deler),
        fullmakter={overgang.navn: f for overgang, f in o.TILDELING.fullmakter(bruker, sak).items()},
        er_legen=er_legen,
        er_leser=leser_lis1(bruker),
        ser_saken=ser_saken,
        fra_annet_hf=er_fra_annet_hf(sak),
        forsinkelser=list(sak.forsinkelser.all()) if ser_saken else [],
        fravaer=list(sak.fravaer.all()) if ser_fravaer else [],
        frafall=frafall,
        kvitteringer=_kvitteringer(frafall) if frafall and not er_legen else [],
        kan_kvittere=frafall is not None and bool(set(rules.kvitterer_som(bruker)) & set(frafall.mangler)),
        samtidig=list(samtidig_i_kommunen(sak)) if ser_saken and not er_legen else [],
        ordning=ordning,
        ser_ordning=ordning is not None and Kriterier.objects.synlig_for(bruker).filter(pk=ordning.pk).exists(),
        har_profil=Profil.objects.synlig_for(bruker).filter(pk=sak.plass.kommune_id).exists(),
        historikk=_historikk(sak, ser_fravaer) if ser_saken else [],
        innsyn=innsyn_i(sak) if er_legen else None,
    )


def _gjeldende() -> Kriterier | None:
    return Kriterier.objects.filter(tilstand="gjelder").order_by("-vedtatt").first()


def _historikk(sak: Tildeling, ser_fravaer: bool) -> list[Historikklinje]:
    """Absence is told to those who are told of it."""
    return historikk(sak, [h for h in hendelser_i(sak) if ser_fravaer or h.navn != o.MELD_FRAVAER.navn])


def _kvitteringer(frafall: Frafall) -> list[Kvittering]:
    gitt = {kvittering.rolle: kvittering for kvittering in frafall.kvitteringer.all()}
    linjer = []
    for rolle, navn in frafall.kvitteringer.model._meta.get_field("rolle").choices or ():
        har = gitt.get(str(rolle))
        tekst = f"{har.bruker.navn}, {tidspunkt(har.tidspunkt)}" if har else _("Venter på bekreftelse")
        linjer.append(Kvittering(str(navn), tekst, har is not None))
    return linjer


def _steg(sak: Tildeling, deler: list[Delrad]) -> list[Steg]:
    """The two parts in order, each with its days and what was planned where it is late."""
    i_dag, falt_fra = timezone.localdate(), sak.tilstand == T.FRAFALT
    return [_ett_steg(del_, i_dag, falt_fra, sak) for del_ in deler]


def _ett_steg(del_: Delrad, i_dag: date, falt_fra: bool, sak: Tildeling) -> Steg:
    tilstand: Stegtilstand = "ferdig"
    if i_dag <= del_.til:
        tilstand = "naa" if del_.fra is None or del_.fra <= i_dag else "venter"
    if del_.kode == Del.KOMMUNE and falt_fra:
        tilstand = "stoppet"
    elif del_.kode == Del.KOMMUNE and tilstand == "naa" and sak.tilstand != T.I_KOMMUNE:
        tilstand = "venter"  # the day has come, but nobody has registered that the doctor is hired
    sted = sak.plass.kommune.fullt_navn if del_.kode == Del.KOMMUNE else sak.hf.navn
    if del_.til != del_.planlagt_til or del_.fra != del_.planlagt_fra:
        plan = periode(del_.planlagt_fra, del_.planlagt_til, kort=True)
        sted = _("%(sted)s. Planlagt %(plan)s.") % {"sted": sted, "plan": plan}
    dager = periode(del_.fra, del_.til) if del_.fra else _("til %(dag)s") % {"dag": dato(del_.til)}
    return Steg(str(Del(del_.kode).label), tilstand, dager, sted)


def frafallssetning(frafall: Frafall) -> str:
    """«Før oppstart i kommunen, fra 1. mars 2029»."""
    return _("%(naar)s, fra %(dag)s") % {"naar": frafall.get_tidspunkt_display(), "dag": dato_kort(frafall.dato)}
