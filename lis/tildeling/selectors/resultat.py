"""The result of a round as one candidate reads it: nobody else's name, points or wishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType
from grunnmur.organisasjon.selectors import ansvarlige
from lis.lis1.models import Profil

from ..models import Forslag, Kandidat, Runde, Tildeling
from .forklaring import Forklaring, for_kandidaten


@dataclass(frozen=True)
class Resultatside:
    forklaring: Forklaring
    tildeling: Tildeling | None
    """What they were given; None without a place."""
    har_profil: bool
    kontakter: list[Bruker]
    inndata_sha256: str
    resultat_sha256: str

    @property
    def kontaktnavn(self) -> str:
        return ", ".join(kontakt.navn for kontakt in self.kontakter)


def resultatside(runde: Runde, kandidat: Kandidat) -> Resultatside | None:
    """None until the round is published, and for somebody the decision is not about."""
    forklaring = for_kandidaten(runde, kandidat)
    if forklaring is None:
        return None
    tildeling = Tildeling.objects.filter(kandidat=kandidat).select_related("plass__kommune").first()
    forslag = cast("Forslag", runde.valgt)
    har_profil = tildeling is not None and Profil.objects.publiserte().filter(virksomhet=tildeling.kommune).exists()
    return Resultatside(
        forklaring, tildeling, har_profil, _koordinatorer(), forslag.inndata_sha256, forslag.resultat_sha256
    )  # fmt: skip


def _koordinatorer() -> list[Bruker]:
    nett = Helsefellesskap.objects.gjeldende()
    return [f.bruker for f in ansvarlige(RolleType.LIS_KOORDINATOR, virksomhet=nett.helseforetak_id)] if nett else []
