"""The register of projects."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.http import HttpResponse

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.portal.sok import planlagt_for_ordene
from grunnmur.saksgang.filters import Listevalg

from .. import rules
from ..excel.prosjekt import REGNEARK
from ..filters.prosjekt import FLERE, Prosjektfilter, i_listen
from ..selectors import prosjektliste as utvalg
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for

LISTEN = Liste(
    kode="forskning.prosjekter",
    adresse="forskning:liste",
    mal="forskning/prosjekt/liste.html",
    filtermal="forskning/prosjekt/filter.html",
    filter=Prosjektfilter,
    flere=FLERE,
    velg=i_listen,
    ark=REGNEARK,
    krev=krev_forskning,
)


@LISTEN.side
def _liste(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
    return {
        "faner": faner_for(request.user, "liste"),
        "rader": list(utvalg.rader(side)),
        "kan_registrere": rules.kan_registrere(request.user),
    }


def liste(request: Innlogget) -> HttpResponse:
    """The register. A search is planned for its own words: one that nearly all projects have needs only the newest."""
    with planlagt_for_ordene() if request.GET.get("q") else nullcontext():
        return _liste(request)
