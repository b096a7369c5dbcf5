"""Read models for the person's own pages, invitations and workplaces."""

from .arbeidssted import (
    Sett,
    deltakende_virksomheter,
    egne_ansettelser,
    egne_meldinger,
    enheter_i,
    har_arbeidssted,
    melding_for,
)
from .innsyn import Del, Innsyn, alt_om, innsyn_for
from .invitasjon import (
    Mottatt,
    enheter_aa_invitere_til,
    kan_stenges_av,
    mottatt_invitasjon,
    roller_aa_tilby,
    ventende,
)

__all__ = [
    "Del",
    "Innsyn",
    "Mottatt",
    "Sett",
    "alt_om",
    "deltakende_virksomheter",
    "egne_ansettelser",
    "egne_meldinger",
    "enheter_aa_invitere_til",
    "enheter_i",
    "har_arbeidssted",
    "innsyn_for",
    "kan_stenges_av",
    "melding_for",
    "mottatt_invitasjon",
    "roller_aa_tilby",
    "ventende",
]
