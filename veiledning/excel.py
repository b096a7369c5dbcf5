"""The list as a workbook: the same rows and the same scope as on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker

from .filters.sporsmaal import i_listen
from .models import Foresporsel
from .selectors import liste


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Saksnummer"), 14),
        (_("Spørsmål"), 40),
        (_("Fag"), 20),
        (_("Fra"), 26),
        (_("Fra enhet"), 32),
        (_("Fra virksomhet"), 28),
        (_("Til enhet"), 32),
        (_("Til virksomhet"), 28),
        (_("Hos"), 26),
        (_("Meldt"), 12),
        (_("Svarfrist"), 12),
        (_("Tilstand"), 28),
    ]


def _rader(bruker: Bruker, verdier: Iterable[Any]) -> Iterable[list[Celle]]:
    for rad in liste.rader(verdier, {}):
        yield [
            rad.saksnummer,
            rad.tittel,
            rad.fag,
            rad.melder,
            rad.fra,
            rad.fra_part,
            rad.til,
            rad.til_part,
            rad.hos[:1].upper() + rad.hos[1:],
            timezone.localtime(rad.meldt).date() if rad.meldt else None,
            rad.svarfrist,
            rad.tilstand,
        ]


REGNEARK = Regneark(
    kode="veiledning.liste",
    tittel=gettext_lazy("Veiledning"),
    filnavn="veiledning",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=Foresporsel.objects.synlig_for,
)
