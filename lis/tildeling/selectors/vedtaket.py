"""The decision of one round as those who sign it read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside

from .. import overganger as o
from ..models import Deltaker, Endring, Forslag, Runde
from .forslag_visning import Forslagsinnhold, Rad, kandidater_i
from .vedtak import gjeldende_deltakere, mangler_blant, ser_protokollen


@dataclass(frozen=True)
class Vedtakside:
    forslag: Forslag
    innhold: Forslagsinnhold
    side: Nokkelside
    """Candidates by name."""
    rader: list[Rad]
    endringer: list[Endring]
    deltakere: list[Deltaker]
    mangler: list[str]
    kan_signere: bool
    kan_sende_tilbake: bool
    ser_protokollen: bool


def vedtakside(runde: Runde, bruker: Bruker, markor: str | None = None) -> Vedtakside:
    """Only for a round that is to be signed, or was: then the database holds that a proposal is chosen."""
    forslag = cast("Forslag", runde.valgt)
    innhold = Forslagsinnhold(forslag)
    side = Nokkelside(kandidater_i(forslag), sortering="lege__sortering", markor=markor)
    deltakere = gjeldende_deltakere(runde)
    mulige = {overgang.navn for overgang in o.RUNDE.fullmakter(bruker, runde)}
    return Vedtakside(
        forslag=forslag,
        innhold=innhold,
        side=side,
        rader=innhold.rader(side),
        endringer=innhold.endringer,
        deltakere=deltakere,
        mangler=mangler_blant(runde, deltakere),
        kan_signere=o.SIGNER.navn in mulige,
        kan_sende_tilbake=o.SEND_TILBAKE.navn in mulige,
        ser_protokollen=ser_protokollen(bruker, runde),
    )
