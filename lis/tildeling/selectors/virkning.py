"""What it would mean for the others to place one candidate otherwise, in names: shown before it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ..fordeling import Forskjell, Plassering, UgyldigInndata, Utslag, virkning
from .forklaring import onsketekst
from .forslag_visning import Forslagsinnhold
from .navn import Navn, feilsetning


@dataclass(frozen=True)
class Berort:
    """Somebody else whose place is another when the rest is computed again."""

    navn: str
    foer: str
    etter: str
    bedre: bool
    verre: bool


@dataclass(frozen=True)
class Ledigrad:
    """Places left empty, and who comes first of those who want one."""

    kommune: str
    antall: int
    neste: str


@dataclass(frozen=True)
class Virkningsside:
    """The effect of one change in two ways; `feil` where it cannot be made."""

    feil: str = ""
    sted: str = ""
    berorte: tuple[Berort, ...] = ()
    """With the rest computed again: what the new proposal will say."""
    mister: tuple[tuple[str, str], ...] = ()
    """With nothing else changed: who loses a place, and where."""
    forbigaatte: tuple[str, ...] = ()
    """Those who go before, and wanted the place more than what they have."""
    ledige: tuple[Ledigrad, ...] = ()
    forste_foer: int = 0
    forste_etter: int = 0
    uten_foer: int = 0
    uten_etter: int = 0
    """First wishes in per cent, and how many are without a place, before and after."""

    @property
    def ingen_berores(self) -> bool:
        return not (self.berorte or self.mister or self.forbigaatte)


def virkningsside(innhold: Forslagsinnhold, kandidat: UUID, kommune: UUID | None) -> Virkningsside:
    """The same answer every time for the same proposal: it is made from frozen input alone."""
    sted = str(kommune) if kommune else None
    try:
        effekt = virkning(innhold.resultat, {str(kandidat): sted})
    except UgyldigInndata as feil:
        return Virkningsside(feil=feilsetning(feil, endring=True))
    navn, ny = innhold.navn, effekt.omregnet.nokkeltall
    return Virkningsside(
        sted=navn.kommune(sted) if sted else _("Ingen plass"),
        berorte=tuple(sorted((_berort(f, navn) for f in effekt.berorte), key=lambda b: (b.bedre, b.navn))),
        mister=tuple((navn.kandidat(tap.kandidat), navn.kommune(tap.kommune)) for tap in effekt.mister),
        forbigaatte=tuple(dict.fromkeys(navn.kandidat(f.kandidat) for f in effekt.forbigaatte)),
        ledige=tuple(
            Ledigrad(navn.kommune(r.kommune), r.antall, navn.kandidat(r.neste) if r.neste else "") for r in effekt.ledige
        ),
        forste_foer=innhold.tall.forste_promille // 10,
        forste_etter=ny.forste_promille // 10,
        uten_foer=innhold.tall.uten_plass,
        uten_etter=ny.uten_plass,
    )


def _berort(forskjell: Forskjell, navn: Navn) -> Berort:
    return Berort(
        navn=navn.kandidat(forskjell.kandidat),
        foer=sted(forskjell.a, navn),
        etter=sted(forskjell.b, navn),
        bedre=forskjell.utslag == Utslag.BEDRE,
        verre=forskjell.utslag == Utslag.VERRE,
    )


def sted(plassering: Plassering | None, navn: Navn) -> str:
    """Where, and by which wish."""
    if plassering is None:
        return _("Ikke med")
    if plassering.kommune is None:
        return _("Ingen plass")
    return f"{navn.kommune(plassering.kommune)} ({onsketekst(plassering).lower()})"
