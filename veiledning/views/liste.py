"""The list of questions, its filters and its workbook."""

from __future__ import annotations

from typing import Any

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside

from ..excel import REGNEARK
from ..filters.sporsmaal import FLERE, Sporsmaalsfilter, Sporsmaalsvalg, i_listen
from ..selectors import liste as utvalg
from ..selectors.adgang import krev_veiledning
from ..selectors.faner import faner_for

LISTEN = Liste(
    kode="veiledning",
    adresse="veiledning:liste",
    mal="veiledning/liste.html",
    filtermal="veiledning/liste_filter.html",
    filter=Sporsmaalsfilter,
    flere=FLERE,
    velg=i_listen,
    ark=REGNEARK,
    krev=krev_veiledning,
    faner=True,
    sekunder=600,
)


@LISTEN.side
def liste(request: Innlogget, valg: Sporsmaalsvalg, side: Nokkelside) -> dict[str, Any]:
    return {
        "faner": faner_for(request.user, "liste"),
        "rader": list(utvalg.rader(side, valg.oppgaver)),
        "bare_egne": utvalg.bare_egne(request.user),
        "har_enhet": utvalg.har_enhet(request.user),
        "antall_venter": len(valg.oppgaver),
    }
