"""Two proposals of a round side by side: the figures, and who is better or worse off in the second."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..fordeling import Nokkeltall, Utslag, sammenlign
from ..models import Forslag
from .forslag import resultat_av
from .navn import Navn
from .virkning import sted

REKKEFOLGE = {Utslag.VERRE: 0, Utslag.BEDRE: 1, Utslag.ANNET: 2, Utslag.LIKT: 3}


@dataclass(frozen=True)
class Forskjellsrad:
    """One candidate in both; `utslag` is how the second is for them by their own wishes."""

    navn: str
    a: str
    b: str
    utslag: Utslag


@dataclass(frozen=True)
class Tallrad:
    """One figure of both."""

    navn: str
    a: str
    b: str


@dataclass(frozen=True)
class Sammenligningsside:
    tall: list[Tallrad]
    rader: list[Forskjellsrad]
    """Those with another place, the worse off first."""
    bedre: int
    verre: int
    likt: int
    annet: int


def sammenligningsside(a: Forslag, b: Forslag) -> Sammenligningsside:
    ra, rb = resultat_av(a), resultat_av(b)
    svar = sammenlign(ra, rb)
    navn = Navn(
        ra.inndata.kandidat.keys() | rb.inndata.kandidat.keys(), ra.inndata.kommune.keys() | rb.inndata.kommune.keys()
    )
    nummer = {id_: nr for nr, id_ in enumerate(navn.kandidater)}
    forskjeller = [f for f in svar.forskjeller if f.utslag != Utslag.LIKT]
    forskjeller.sort(key=lambda f: (REKKEFOLGE[f.utslag], nummer.get(f.kandidat, 0)))
    antall = svar.antall
    return Sammenligningsside(
        tall=_tall(svar.a, svar.b),
        rader=[Forskjellsrad(navn.kandidat(f.kandidat), sted(f.a, navn), sted(f.b, navn), f.utslag) for f in forskjeller],
        bedre=antall[Utslag.BEDRE],
        verre=antall[Utslag.VERRE],
        likt=antall[Utslag.LIKT],
        annet=antall[Utslag.ANNET],
    )


def _tall(a: Nokkeltall, b: Nokkeltall) -> list[Tallrad]:
    def onske(tall: Nokkeltall) -> str:
        return _("%(nr)s. ønske") % {"nr": tall.verste_onske} if tall.verste_onske else "–"

    return [
        Tallrad(_("Får førsteønsket"), f"{a.forste_promille // 10} %", f"{b.forste_promille // 10} %"),
        Tallrad(_("Dårligste ønske noen får"), onske(a), onske(b)),
        Tallrad(_("Får plass"), str(a.med_plass), str(b.med_plass)),
        Tallrad(_("Uten plass"), str(a.uten_plass), str(b.uten_plass)),
        Tallrad(_("Plasser ingen får"), str(a.ledige), str(b.ledige)),
    ]
