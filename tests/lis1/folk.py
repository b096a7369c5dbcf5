"""The people of LIS1: the fixed cast, and those who cooperate on cohorts, positions and municipal places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from grunnmur.organisasjon.models import Enhet, RolleType, Virksomhet, Virksomhetstype
from lis.lege.models import Lege
from lis.lis1.models import Innstilling, Kull, Sesong
from tests.avtrykk import ett_avtrykk
from tests.rollebesetning import Cast, bygg_cast

HDIR = "https://stillinger.prove.example/lis1"


@dataclass
class Lis1Cast(Cast):
    """`koordinator`, `kommunekontakt` and `kommuneoverlege` (Gjøvik), `hamarkontakt`, `statsforvalter`, `rhf`,
    `lis1lege` (a doctor with an account), `utenfor`, and `utenkontakt` in a municipality that does not take part.
    """

    leger: dict[str, Lege] = field(default_factory=dict)

    def kull(self, aar: int, sesong: Sesong | str = Sesong.VAAR) -> Kull:
        """The cohort of a year and season, made the first time it is asked for."""
        start = date(aar, 3 if sesong == Sesong.VAAR else 9, 1)
        return Kull.objects.get_or_create(aar=aar, sesong=sesong, defaults={"start": start})[0]


FOLK = [
    ("koordinator", "Karl Koordinator"),
    ("kommunekontakt", "Kari Kommunekontakt"),
    ("kommuneoverlege", "Kåre Kommuneoverlege"),
    ("hamarkontakt", "Hege Hamarkontakt"),
    ("utenkontakt", "Unni Utenkontakt"),
    ("statsforvalter", "Stig Statsforvalter"),
    ("rhf", "Rita Regional"),
    ("lis1lege", "Lise Lisen"),
]


def bygg_paa(grunn: Cast) -> Lis1Cast:
    """What LIS1 needs on top of a cast; the people and units are added to that cast too."""
    c = Lis1Cast(**grunn.__dict__)
    for kode, navn, sted in [("medisin", "Medisinsk avdeling", "Elverum"), ("kirurgi", "Kirurgisk avdeling", "Hamar")]:
        c.enheter[kode] = Enhet.objects.create(virksomhet=c.sykehus, navn=navn, sted=sted)
    for kode, navn in FOLK:
        c.person(kode, navn)
    embete = Virksomhet.objects.create(navn="Statsforvalteren i Innlandet", type=Virksomhetstype.STATSFORVALTER)
    rhf = Virksomhet.objects.create(navn="Helse Sør-Øst RHF", type=Virksomhetstype.RHF)
    R = RolleType
    for kode, type_, sted in [
        ("koordinator", R.LIS_KOORDINATOR, c.sykehus), ("kommunekontakt", R.KOMMUNE_LIS_KONTAKT, c.gjovik),
        ("kommuneoverlege", R.KOMMUNEOVERLEGE, c.gjovik), ("hamarkontakt", R.KOMMUNE_LIS_KONTAKT, c.hamar),
        ("utenkontakt", R.KOMMUNE_LIS_KONTAKT, c.annen), ("statsforvalter", R.STATSFORVALTER, embete),
        ("rhf", R.RHF, rhf), ("lis1lege", R.LIS1, c.sykehus),
    ]:  # fmt: skip
        c.rolle(kode, type_, sted)
    Innstilling.objects.create(helsefellesskap=c.helsefellesskap, hdir_url=HDIR)
    c.leger["lis1lege"] = Lege.objects.create(navn="Lise Lisen", epost=c.lis1lege.epost, bruker=c.lis1lege)
    return c


def bygg_lis1() -> Lis1Cast:
    """The network of the fixed cast, with what LIS1 needs on top, row by row."""
    return bygg_paa(bygg_cast())


lag_lis1 = ett_avtrykk(bygg_lis1)
"""The people of LIS1 in the empty database of this test."""
