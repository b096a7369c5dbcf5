"""The list of positions as a workbook: the same rows and the same scope as on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker

from .filters.stilling import i_listen
from .models import Stilling
from .selectors.stilling import rader


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Stilling"), 14),
        (_("Kull"), 12),
        (_("Oppstart i sykehus"), 14),
        (_("Enhet"), 32),
        (_("Måneder i sykehus"), 10),
        (_("Måneder i kommune"), 10),
        (_("Annen varighet"), 10),
        (_("Kommunepraksis i"), 22),
        (_("Kommunedelen begynner"), 14),
        (_("Koblet stilling"), 10),
        (_("Ansatt"), 28),
        (_("Status"), 14),
    ]


def _rader(bruker: Bruker, stillinger: Iterable[Any]) -> Iterable[list[Celle]]:
    ja, nei = _("ja"), _("nei")
    for rad in rader(stillinger):
        yield [
            rad.saksnummer,
            rad.kull,
            rad.oppstart,
            rad.enhet,
            rad.sykehus_maaneder,
            rad.kommune_maaneder,
            ja if rad.avviker else nei,
            rad.kommunedel,
            rad.kommune_fra,
            ja if rad.koblet else nei,
            rad.lege,
            rad.visning.etikett,
        ]


REGNEARK = Regneark(
    kode="lis1.stillinger",
    tittel=gettext_lazy("LIS1-stillinger"),
    filnavn="lis1-stillinger",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=Stilling.objects.synlig_for,
)
