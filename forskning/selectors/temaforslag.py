"""Themes as people see them: those there are, and those that are proposed (S4-D08)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje, historikk
from grunnmur.utvalg.models import Mote

from .. import overganger as o
from .. import rules
from ..models import Prosjekt, Temaforslag, Temaforslagtilstand
from .organvalg import AVGJOR_TEMA, moter_som_tar_saker

T = Temaforslagtilstand
VISNINGER: dict[str, Visning] = {
    T.FORESLAATT: Visning.FORESLAATT,
    T.TIL_VEDTAK: Visning.TIL_VEDTAK,
    T.VEDTATT: Visning.VEDTATT,
    T.IKKE_VEDTATT: Visning.IKKE_VEDTATT,
    T.TRUKKET: Visning.TRUKKET,
}
FLEST_FORSLAG = 50
"""Proposals on the page; those that are open come first."""


@dataclass(frozen=True)
class Temarad:
    tema: Tema
    prosjekter: int
    """How many of the projects this person sees are marked with it."""


@dataclass(frozen=True)
class Forslagsrad:
    forslag: Temaforslag
    visning: Visning


@dataclass(frozen=True)
class Temaside:
    temaer: list[Temarad]
    forslag: list[Forslagsrad]
    kan_foreslaa: bool


def temaside(bruker: Bruker) -> Temaside:
    """The themes in use, the focus areas first, and the proposals. Three queries beside the roles."""
    synlige = Prosjekt.objects.synlig_for(bruker)
    antall = dict(synlige.values("temaer").annotate(n=Count("pk", distinct=True)).values_list("temaer", "n").order_by())
    temaer = Tema.objects.gjeldende(timezone.localdate()).order_by("-satsing", "rekkefolge", "navn_nb")
    aapne = Q(tilstand__in=[T.FORESLAATT, T.TIL_VEDTAK])
    forslag = Temaforslag.objects.synlig_for(bruker).select_related("foreslaatt_av", "organ", "tema")
    forslag = forslag.annotate(aapen=Count("pk", filter=aapne)).order_by("-aapen", "-opprettet")[:FLEST_FORSLAG]
    return Temaside(
        temaer=[Temarad(t, antall.get(t.pk, 0)) for t in temaer],
        forslag=[Forslagsrad(f, VISNINGER[f.tilstand]) for f in forslag],
        kan_foreslaa=rules.foreslaar_tema(bruker),
    )


@dataclass(frozen=True)
class Forslagsside:
    """One proposal as one person sees it."""

    visning: Visning
    verb: frozenset[str]
    mote: str
    mote_url: str
    """Empty for those who may not open the meeting."""
    sak: str
    har_mote: bool
    historikk: list[Historikklinje]


def forslagsside(forslag: Temaforslag, bruker: Bruker) -> Forslagsside:
    verb = frozenset(overgang.navn for overgang in o.TEMAFORSLAG.mulige(bruker, forslag))
    motesak = forslag.motesak
    mote = motesak.mote if motesak else None
    synlig = mote is not None and Mote.objects.synlig_for(bruker).filter(pk=mote.pk).exists()
    fram = o.LEGG_FRAM_TEMA.navn in verb
    return Forslagsside(
        visning=VISNINGER[forslag.tilstand],
        verb=verb,
        mote=mote.navn if mote else "",
        mote_url=mote.get_absolute_url() if mote and synlig else "",
        sak=motesak.saksnummer if motesak else "",
        har_mote=fram and moter_som_tar_saker(AVGJOR_TEMA, timezone.localdate()).exists(),
        historikk=historikk(forslag),
    )
