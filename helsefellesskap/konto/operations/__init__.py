"""Every write to accounts: profile, invitations, workplaces, closing."""

from .arbeidssted import besvar_arbeidssted, meld_arbeidssted
from .invitasjon import inviter, ta_i_bruk_invitasjon, trekk_invitasjon
from .profil import endre_profil, opprett_fra_jobbkonto, velg_sprak
from .stenging import aktiver, deaktiver

__all__ = [
    "aktiver",
    "besvar_arbeidssted",
    "deaktiver",
    "endre_profil",
    "inviter",
    "meld_arbeidssted",
    "opprett_fra_jobbkonto",
    "ta_i_bruk_invitasjon",
    "trekk_invitasjon",
    "velg_sprak",
]
