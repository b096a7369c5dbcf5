"""The steps that wait for somebody, in the order they come, as the page of reminders names them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import LEDER_EGEN, LEDER_VERT, MOTTAK, RETURNERT, SVAR, VERTSDEL
from .avtale import (
    EVALUERING_UTLOPT,
    FORESLA,
    IKKE_STARTET,
    INNGAA,
    KONTAKT,
    KVITTER,
    PERIODE_LEDER,
    PERIODE_SVAR,
    REISE,
    REISE_SVAR,
)

STEG: tuple[tuple[Promise, tuple[tuple[str, Promise], ...]], ...] = (
    (
        _("Søknaden"),
        (
            (LEDER_EGEN, _("Leder i egen enhet avgjør søknaden")),
            (SVAR, _("Søkeren svarer på et spørsmål")),
            (MOTTAK, _("Vertsvirksomheten bekrefter mottak")),
            (RETURNERT, _("Leder i egen enhet velger ny mottaker")),
            (LEDER_VERT, _("Leder i hospiteringsenheten avgjør søknaden")),
            (VERTSDEL, _("Vertsenheten oppgir kontaktperson og svarer")),
        ),
    ),
    (
        _("Avtalen"),
        (
            (FORESLA, _("Vertsenheten foreslår periode og avklarer avtalen")),
            (PERIODE_SVAR, _("Den andre siden svarer på et forslag til periode")),
            (PERIODE_LEDER, _("Leder i egen enhet tar stilling til en periode utenfor det innvilgede")),
            (REISE, _("Arbeidsgiver foreslår dekning av reise og opphold")),
            (REISE_SVAR, _("Den andre svarer om reise og opphold")),
            (KONTAKT, _("Vertsenheten inviterer eller bytter kontaktperson")),
            (INNGAA, _("Vertsenheten inngår avtalen")),
        ),
    ),
    (
        _("Endring og etterpå"),
        (
            (IKKE_STARTET, _("Sidene utsetter eller avlyser det som ikke startet")),
            (KVITTER, _("Sidene bekrefter at de har sett at det ikke blir noe av")),
            (EVALUERING_UTLOPT, _("En side leverer eller frafaller evalueringen når fristen er ute")),
        ),
    ),
)
"""What must be ready, and the evaluation itself, are reminded of by the days that were agreed, and are not here."""

TYPER = tuple(type_ for _gruppe, stegene in STEG for type_, _navn in stegene)
