"""The people of the allocation: those of LIS1, with LIS1-utvalget."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, RolleType, Virksomhet
from grunnmur.utvalg.operations import utvalg as op
from lis.lege.models import Lege
from lis.lis1.models import Kommuneplass, Kommuneplasstilstand, Sesong, Stilling
from lis.lis1.operations import plass as plassop
from tests.avtrykk import ett_avtrykk
from tests.lis1.folk import Lis1Cast, bygg_lis1
from tests.lis1.stillinger import besatt
from tests.rollebesetning import FOR_LENGE_SIDEN

OPPSTART = date(2029, 3, 1)
"""The half-year of the rounds here: the doctors begin in hospital a year before."""
V = Organmedlem.Verv


@dataclass
class TildelingsCast(Lis1Cast):
    """Members of LIS1-utvalget: `statsforvalter` (leader), `kommuneoverlege` (Gjøvik), `koordinator`.

    `hamarkontakt` is deputy for `kommuneoverlege`, `vara` for anybody, `organsekretaer` its secretary.
    `lis1lege` is a candidate with an account; `kandidat2` … have none.
    """

    organ: Organ | None = None
    hos: dict[str, Any] = field(default_factory=dict)

    def verv(self, kode: str) -> Organmedlem:
        return Organmedlem.objects.gjeldende().get(bruker=self.folk[kode], organ=self.organ)

    def stilling(self, lege: str = "lis1lege", **andre: Any) -> Stilling:
        """A filled position whose municipal part begins at `OPPSTART`."""
        epost = "" if lege == "lis1lege" else f"{lege}@lege.example"
        return besatt(self, epost, self.kull(2028, Sesong.VAAR), **andre)

    def plass(self, kommune: Virksomhet | None = None, oppstart: date = OPPSTART) -> Kommuneplass:
        """An approved place, in Gjøvik unless told where."""
        kommune = kommune or self.gjovik
        kontakt: Bruker = self.kommunekontakt if kommune == self.gjovik else self.hamarkontakt
        plass = plassop.foreslaa_plasser(utfort_av=kontakt, kommune=kommune, oppstart=oppstart)[0]
        plass = plassop.godkjenn(plass.pk, utfort_av=self.statsforvalter, versjon=plass.versjon)
        assert plass.tilstand == Kommuneplasstilstand.GODKJENT
        return plass

    def lege(self, kode: str) -> Lege:
        return self.leger["lis1lege"] if kode == "lis1lege" else Lege.objects.get(epost=f"{kode}@lege.example")


def bygg_paa(c: Lis1Cast, utvalg: str = "LIS1-utvalget") -> TildelingsCast:
    """What the allocation needs on top of LIS1; `utvalg` is the name of its committee."""
    t = TildelingsCast(**c.__dict__)
    for kode, navn in [("vara", "Vilde Vara"), ("organsekretaer", "Siri Sekretær"), ("utvalgssekretaer", "Ulrik Utvalg")]:
        if kode not in t.folk:  # where all areas stand together, one person keeps every committee
            t.person(kode, navn)
    if not t.utvalgssekretaer.roller.filter(type=RolleType.UTVALGSSEKRETAER).exists():
        t.rolle("utvalgssekretaer", RolleType.UTVALGSSEKRETAER, t.sykehus)
    alt: dict[str, Any] = {"utfort_av": t.utvalgssekretaer}
    t.organ = op.opprett(**alt, felter={"type": "lis1_utvalg", "navn": utvalg, "mandat": "Fordeler plasser."})
    for kode, verv, hos, rolle in [
        ("statsforvalter", V.LEDER, None, RolleType.STATSFORVALTER),
        ("kommuneoverlege", V.MEDLEM, t.gjovik, RolleType.KOMMUNEOVERLEGE),
        ("koordinator", V.MEDLEM, t.sykehus, RolleType.LIS_KOORDINATOR),
    ]:
        plass = op.fest_plass(t.organ.pk, **alt, navn=rolle.label, rolletype=rolle, fra=FOR_LENGE_SIDEN)
        op.oppnevn(t.organ.pk, **alt, bruker=t.folk[kode], verv=verv, virksomhet=hos, plass=plass, fra=FOR_LENGE_SIDEN)
    fra: dict[str, Any] = {**alt, "fra": FOR_LENGE_SIDEN}
    op.oppnevn(t.organ.pk, **fra, bruker=t.hamarkontakt, verv=V.VARA, vara_for=t.verv("kommuneoverlege"))
    op.oppnevn(t.organ.pk, **fra, bruker=t.vara, verv=V.VARA)
    op.oppnevn(t.organ.pk, **fra, bruker=t.organsekretaer, verv=V.SEKRETAER)
    return t


def bygg_tildeling() -> TildelingsCast:
    return bygg_paa(bygg_lis1())


lag_tildeling = ett_avtrykk(bygg_tildeling)
"""The people of the allocation in the empty database of this test."""
