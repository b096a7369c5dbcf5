"""Positions as people see them: the shared list (S1-L05), and one position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Enhet, Helsefellesskap
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje, Innsynslinje, innsyn_i

from .. import overganger as o
from .. import rules
from ..models import Kommunepraksis, Stilling, Stillingstilstand
from .adgang import er_leser
from .historikk import historikk

S = Stillingstilstand

VISNINGER = {S.PLANLAGT: Visning.PLANLAGT, S.UTLYST: Visning.UTLYST, S.BESATT: Visning.BESATT, S.TRUKKET: Visning.TRUKKET}
SORTERINGER = {"kull": "rekkefolge", "stilling": "saksnummer", "enhet": "enhet__sortering", "kommunedel": "kommune_fra"}
STANDARD = "-kull"

FELTER = (
    "enhet", "sykehus_maaneder", "kommune_maaneder", "avvik_begrunnelse", "avvik_url", "kommunepraksis", "kommune",
    "koblet", "ukoblet_begrunnelse",
)  # fmt: skip
MAKS_LIKE = 60
"""How many positions can be registered at once."""


def i_listen(synlige: QuerySet[Stilling]) -> QuerySet[Stilling]:
    """With what a row shows, and a key that puts the positions of a cohort together in the order of their numbers."""
    nokkel = Concat(Cast("kull__start", CharField()), Value(" "), "saksnummer", output_field=CharField())
    return synlige.select_related("kull", "enhet", "kommune", "lege").annotate(rekkefolge=nokkel)


@dataclass(frozen=True, slots=True)
class Stillingsrad:
    """One position, finished for template and workbook. Of the doctor the name, never how to reach them."""

    id: UUID
    versjon: int
    url: str
    saksnummer: str
    kull: str
    oppstart: date
    enhet: str
    sykehus_maaneder: int
    kommune_maaneder: int
    avviker: bool
    kommunedel: str
    kommune_fra: date
    koblet: bool
    lege: str
    visning: Visning
    kan_utlyses: bool


def kommunedel(stilling: Stilling) -> str:
    """The municipality, or that it is to be allocated (S1-L15)."""
    if stilling.kommunepraksis == Kommunepraksis.NAVNGITT and stilling.kommune:
        return stilling.kommune.navn
    return _("Tildeles")


def rader(stillinger: Iterable[Stilling]) -> Iterator[Stillingsrad]:
    for s in stillinger:
        yield Stillingsrad(
            id=s.pk,
            versjon=s.versjon,
            url=s.get_absolute_url(),
            saksnummer=s.saksnummer or "",
            kull=str(s.kull).capitalize(),
            oppstart=s.kull.start,
            enhet=s.enhet.visningsnavn,
            sykehus_maaneder=s.sykehus_maaneder,
            kommune_maaneder=s.kommune_maaneder,
            avviker=s.avviker,
            kommunedel=kommunedel(s),
            kommune_fra=s.kommune_fra,
            koblet=s.koblet,
            lege=s.lege.navn if s.lege else "",
            visning=VISNINGER[S(s.tilstand)],
            kan_utlyses=s.tilstand == S.PLANLAGT,
        )


def sykehusenheter() -> QuerySet[Enhet]:
    """Where in the hospital trust a position can be."""
    nett = Helsefellesskap.objects.gjeldende()
    if nett is None:
        return Enhet.objects.none()
    return Enhet.objects.aktive().filter(virksomhet=nett.helseforetak_id).order_by("sortering")


@dataclass(frozen=True)
class Stillingsside:
    """One position as one person sees it."""

    stilling: Stilling
    visning: Visning
    fullmakter: dict[str, Fullmakt | bool]
    ser_kontakt: bool
    """How to reach the doctor is for the coordinator and the doctor (S1-L05)."""
    er_leser: bool
    """Whether the lists around it exist for this person; to the doctor only the own position does."""
    kommunedel: str
    tildeling: Any
    """The municipal place that the doctor has been given (an app above this one), or None."""
    historikk: list[Historikklinje]
    innsyn: list[Innsynslinje] | None
    """Who has opened it, for the doctor it is about."""

    def kan(self, navn: str) -> bool:
        return navn in self.fullmakter

    @property
    def kan_endre(self) -> bool:
        return self.kan(o.ENDRE.navn)

    @property
    def kan_utlyse(self) -> bool:
        return self.kan(o.LYS_UT.navn)

    @property
    def kan_ansette(self) -> bool:
        return self.kan(o.ANSETT.navn)

    @property
    def kan_losne(self) -> bool:
        return self.kan(o.LOSNE.navn)

    @property
    def kan_trekke(self) -> bool:
        return self.kan(o.TREKK.navn)


def stillingsside(stilling: Stilling, bruker: Bruker) -> Stillingsside:
    er_legen = stilling.saken_gjelder_id == bruker.pk
    return Stillingsside(
        stilling=stilling,
        visning=VISNINGER[S(stilling.tilstand)],
        fullmakter={overgang.navn: f for overgang, f in o.STILLING.fullmakter(bruker, stilling).items()},
        ser_kontakt=er_legen or rules.koordinator(bruker) is not None,
        er_leser=er_leser(bruker),
        kommunedel=kommunedel(stilling),
        tildeling=_tildelingen(stilling),
        historikk=historikk(stilling),
        innsyn=innsyn_i(stilling) if er_legen else None,
    )


def _tildelingen(stilling: Stilling) -> Any:
    """Whoever reads the position reads this too."""
    tildelinger = stilling.tildelinger.exclude(tilstand="frafalt").filter(lege=stilling.lege_id)
    return tildelinger.select_related("plass__kommune").order_by("-start").first() if stilling.lege_id else None
