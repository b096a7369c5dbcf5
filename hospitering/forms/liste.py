"""What is posted from the list: a name for a filter, and the cases that were chosen."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.skjema import Skjema

MAKS_VALGTE = 50


class Filternavn(Skjema):
    merking = False

    navn = KortekstSkjemafelt(label=_("Navn på filteret"), max_length=60)


def les_valgte(verdier: list[str]) -> dict[UUID, int]:
    """Case and the version that was seen, from values like `<uuid>:<versjon>`. What is mangled is left out."""
    valgte: dict[UUID, int] = {}
    for verdi in verdier[:MAKS_VALGTE]:
        sak, _skille, versjon = verdi.partition(":")
        try:
            valgte[UUID(sak)] = int(versjon)
        except ValueError:
            continue
    return {sak: versjon for sak, versjon in valgte.items() if 0 < versjon < 2**31}
