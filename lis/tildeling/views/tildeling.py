"""The shared list of candidates with a place (S1-L05), with its workbook and saved filters."""

from __future__ import annotations

from datetime import date
from typing import Any

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.filters import Listevalg
from lis.lis1.selectors.adgang import krev_leser
from lis.lis1.selectors.faner import faner_for
from lis.lis1.selectors.kommuner import halvaar_navn

from ..excel import REGNEARK
from ..filters.tildeling import FLERE, Tildelingsfilter, i_listen
from ..selectors import tildelingsliste as utvalg

LISTEN = Liste(
    kode="tildeling.tildelinger",
    adresse="tildeling:tildelinger",
    mal="tildeling/tildeling/liste.html",
    filtermal="tildeling/tildeling/filter.html",
    filter=Tildelingsfilter,
    flere=FLERE,
    velg=i_listen,
    ark=REGNEARK,
    krev=krev_leser,
)


@LISTEN.side
def liste(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
    form = valg.filter.form
    valgt = form.cleaned_data.get("halvaar", "") if form.is_valid() else ""
    halvaar = date.fromisoformat(valgt) if valgt else None
    return {
        "faner": faner_for(request.user, "tildeling:tildelinger"),
        "rader": list(utvalg.rader(side)),
        "andel": utvalg.andel(valg.rader),
        "halvaar": halvaar_navn(halvaar) if halvaar else "",
        "uten": utvalg.uten_plass(halvaar) if halvaar else [],
    }
