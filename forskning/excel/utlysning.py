"""The list of calls as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato

from ..filters.utlysning import i_listen
from ..models import Utlysning
from ..selectors.utlysning import rader


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Utlysning"), 14),
        (_("Tittel"), 44),
        (_("Finansiør"), 28),
        (_("Søknadsfrist"), 14),
        (_("Temaer"), 36),
        (_("Prosjekter"), 11),
        (_("Interesserte"), 11),
        (_("Status"), 14),
        (_("Lenke"), 44),
    ]


def _rader(bruker: Bruker, utlysninger: Iterable[Any]) -> Iterable[list[Celle]]:
    for rad in rader(bruker, utlysninger):
        yield [
            rad.saksnummer,
            rad.tittel,
            rad.finansior,
            lokal_dato(rad.frist),
            ", ".join(rad.temaer),
            rad.prosjekter,
            rad.interesserte,
            rad.visning.etikett,
            rad.lenke,
        ]


REGNEARK = Regneark(
    kode="forskning.utlysninger",
    tittel=gettext_lazy("Utlysninger"),
    filnavn="utlysninger",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=Utlysning.objects.synlig_for,
)
