"""Every write on an application: one function per verb."""

from .egen_leder import avslaa_egen, innvilg_egen, send_paa_nytt
from .mottak import bekreft_mottatt, registrer_papir, returner, videresend
from .soknad import (
    be_om_ny_vurdering,
    endre,
    kopier,
    lagre_utkast,
    opprett_utkast,
    paabegynn,
    send_inn,
    slett_utkast,
    spor_soker,
    svar,
    trekk,
)
from .vert import avslaa_vert, fyll_vertsdel, gi_tilbakemelding, innvilg_vert

__all__ = [
    "avslaa_egen",
    "avslaa_vert",
    "be_om_ny_vurdering",
    "bekreft_mottatt",
    "endre",
    "fyll_vertsdel",
    "gi_tilbakemelding",
    "innvilg_egen",
    "innvilg_vert",
    "kopier",
    "lagre_utkast",
    "opprett_utkast",
    "paabegynn",
    "registrer_papir",
    "returner",
    "send_inn",
    "send_paa_nytt",
    "slett_utkast",
    "spor_soker",
    "svar",
    "trekk",
    "videresend",
]
