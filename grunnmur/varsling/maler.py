"""What notices say. Each area registers its own texts when the app starts; data fills them in.

A text names the case number and who did what, never what the case says.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Varselmal:
    """`emne` is the subject and the inbox line, `tekst` one or two sentences, `knapp` what the link says."""

    kode: str
    emne: str | Promise
    tekst: str | Promise
    knapp: str | Promise


_MALER: dict[str, Varselmal] = {}


def registrer(*maler: Varselmal) -> None:
    for mal in maler:
        _MALER[mal.kode] = mal


def varselmal(kode: str) -> Varselmal:
    """The registered text. Raises KeyError for one no area knows: a programming error."""
    return _MALER[kode]
