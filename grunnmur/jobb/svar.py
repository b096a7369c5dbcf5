"""From a list to an HTTP answer: the workbook, or the page to wait on while it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from grunnmur.jobb import regneark
from grunnmur.jobb.operations import bestill
from grunnmur.jobb.regneark import MIME, Regneark, Valg, skriv

if TYPE_CHECKING:
    from grunnmur.organisasjon.models import Bruker


def regnearksvar(ark: Regneark, valg: Valg, *, bruker: Bruker) -> HttpResponseBase:
    """What this person may see of the list now. Never kept by browser or proxy."""
    sporring = ark.utvalg(bruker, valg)
    svar: HttpResponseBase
    if sporring.order_by().values("pk")[: regneark.MAKS_STRAKS + 1].count() > regneark.MAKS_STRAKS:
        jobb = bestill(ark.jobbtype, dict(valg), bestilt_av=bruker, tittel=str(ark.tittel))
        svar = redirect("jobb:vis", pk=jobb.pk)
    else:
        fil = skriv(ark, ark.rader(bruker, sporring.iterator(chunk_size=500)))
        svar = FileResponse(fil, as_attachment=True, filename=ark.filnavn_i_dag(), content_type=MIME)
    add_never_cache_headers(svar)
    return svar
