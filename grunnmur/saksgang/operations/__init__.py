"""The only ways a case, and what a person keeps of a list of them, changes: one function per verb."""

from .bevaring import sett_bevaringstid, tom_utlopte
from .lagret_filter import lagre_filter, slett_filter
from .sak import fatt_vedtak, flytt, hver_for_seg, krev, lenk, noter_lesing, operasjon, signer, tilbakekall_vedtak

__all__ = [
    "fatt_vedtak",
    "flytt",
    "hver_for_seg",
    "krev",
    "lagre_filter",
    "lenk",
    "noter_lesing",
    "operasjon",
    "sett_bevaringstid",
    "signer",
    "slett_filter",
    "tilbakekall_vedtak",
    "tom_utlopte",
]
