"""Compute again from what is kept, now, and have the answer proven by what shares no code with the computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..fordeling import Brudd, avtrykk, fordel, kontroller, les
from ..models import Forslag


@dataclass(frozen=True)
class Etterproving:
    """What came out. The kept fingerprints are empty where there were none to compare with."""

    inndata_sha256: str
    resultat_sha256: str
    lagret_inndata: str
    lagret_resultat: str
    svar_sha256: str
    """Of the kept answer as it stands, whatever is written beside it."""
    brudd: tuple[Brudd, ...]

    @property
    def like(self) -> bool:
        """Input and answer are what they were, and the answer is the one that the input gives."""
        return (
            self.lagret_inndata in ("", self.inndata_sha256)
            and self.lagret_resultat in ("", self.resultat_sha256)
            and self.svar_sha256 in ("", self.resultat_sha256)
        )

    @property
    def holder(self) -> bool:
        """The same answer, and nothing wrong with it."""
        return self.like and not self.brudd


def etterprov(inndata: object, resultat: Mapping[str, Any] | None = None) -> Etterproving:
    """Of an input, and the answer that was kept with it if there is one. Raises `UgyldigInndata`."""
    frosset = les(inndata)
    svar = fordel(frosset)
    kontrollert = dict(resultat) if resultat else svar.som_json()
    return Etterproving(
        inndata_sha256=frosset.avtrykk,
        resultat_sha256=svar.avtrykk,
        lagret_inndata="",
        lagret_resultat="",
        svar_sha256=avtrykk(resultat) if resultat else "",
        brudd=tuple(kontroller(frosset.som_json(), kontrollert)),
    )


def etterprov_forslag(sak: Forslag) -> Etterproving:
    """Of a proposal as it is kept."""
    svar = etterprov(sak.inndata, sak.resultat or None)
    return Etterproving(**{**svar.__dict__, "lagret_inndata": sak.inndata_sha256, "lagret_resultat": sak.resultat_sha256})
