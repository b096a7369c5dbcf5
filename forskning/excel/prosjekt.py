"""The register of projects as a workbook: the same rows and the same scope as on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato

from ..filters.prosjekt import i_listen
from ..models import Prosjekt
from ..selectors.prosjektliste import rader


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Saksnummer"), 14),
        (_("Tittel"), 50),
        (_("Type"), 22),
        (_("Prosjekteier"), 28),
        (_("Prosjektleder"), 26),
        (_("Temaer"), 40),
        (_("Partnere som deltar"), 12),
        (_("Partnere som ikke har svart"), 12),
        (_("Finansiering"), 26),
        (_("Søknadsfrist"), 14),
        (_("Begrenset"), 10),
        (_("Status"), 18),
        (_("Sist endret"), 14),
    ]


def _rader(bruker: Bruker, prosjekter: Iterable[Any]) -> Iterable[list[Celle]]:
    ja, nei = _("ja"), _("nei")
    for rad in rader(prosjekter):
        yield [
            rad.saksnummer,
            rad.tittel,
            rad.type,
            rad.eier,
            rad.leder,
            ", ".join(rad.temaer),
            rad.partnere,
            rad.spurt,
            rad.finansiering,
            rad.frist,
            ja if rad.begrenset else nei,
            rad.visning.etikett,
            lokal_dato(rad.endret),
        ]


REGNEARK = Regneark(
    kode="forskning.prosjekter",
    tittel=gettext_lazy("Prosjekter"),
    filnavn="prosjekter",
    kolonner=_kolonner,
    utvalg=som_listen(i_listen),
    rader=_rader,
    synlige=Prosjekt.objects.synlig_for,
)
