"""The projects of a year as a workbook, one line each: what the figures of the yearly overview are counted from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, Valg
from grunnmur.organisasjon.models import Bruker

from ..models import Prosjekt
from ..selectors.aarsoversikt import aarsrader, i_aaret, til_regneark, velg_aar


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Saksnummer"), 14),
        (_("Tittel"), 50),
        (_("Type"), 22),
        (_("Status"), 18),
        (_("Prosjekteier"), 28),
        (_("Partnere som deltar"), 12),
        (_("Temaer"), 40),
        (_("Finansiering"), 26),
        (_("Studenter er med"), 12),
        (_("Forankret"), 12),
        (_("Søknad sendt"), 12),
        (_("Finansiør"), 28),
        (_("Forankret før søknad"), 12),
        (_("Hvorfor ikke forankret"), 36),
        (_("Innvilget beløp"), 14),
        (_("Resultater"), 10),
    ]


def _utvalg(bruker: Bruker, valg: Valg) -> QuerySet[Any, Any]:
    return til_regneark(i_aaret(Prosjekt.objects.synlig_for(bruker), velg_aar(valg["aar"])))


def _rader(bruker: Bruker, prosjekter: Iterable[Any]) -> Iterable[list[Celle]]:
    ja_nei = {True: _("ja"), False: _("nei"), None: _("ikke vurdert")}
    for rad in aarsrader(prosjekter):
        p, s = rad.prosjekt, rad.soknad
        yield [
            p.saksnummer,
            p.tittel,
            str(p.get_type_display()),
            rad.status,
            p.eier.fullt_navn,
            rad.partnere,
            ", ".join(rad.temaer),
            str(p.get_finansiering_display()),
            ja_nei[p.studenter],
            p.forankret,
            s.sendt if s else None,
            s.finansior if s else "",
            ja_nei[s.er_forankret] if s else "",
            str(s.get_uforankret_grunn_display()) if s else "",
            s.innvilget_belop if s else None,
            rad.resultater,
        ]


REGNEARK = Regneark(
    kode="forskning.aarsoversikt",
    tittel=gettext_lazy("Forskning i året"),
    filnavn="forskning-i-aaret",
    kolonner=_kolonner,
    utvalg=_utvalg,
    rader=_rader,
    synlige=Prosjekt.objects.synlig_for,
)
