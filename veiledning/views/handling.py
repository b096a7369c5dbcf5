"""The page of one verb on a question."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.views import handlingsside

from ..models import Foresporsel, Tilstand
from .knapper import vegne_av
from .sporsmaal import hent, vis
from .verb import HANDLINGER


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb; too late goes back to the question, which says where it is."""
    valgt = HANDLINGER[kode]

    def kontekst(sak: Foresporsel) -> dict[str, str]:
        fullmakter = [overgang.tillatt(request.user, sak) for overgang in valgt.verb]
        return {"sak_navn": sak.navn, "paa_vegne_av": vegne_av(*fullmakter)}

    svar = handlingsside(
        request,
        valgt,
        hent=lambda: _med_verbet(hent(request, pk), kode),
        vis=lambda sak, feil: vis(request, sak, feil=feil),
        kontekst=kontekst,
    )
    if svar.status_code == 302 and not Foresporsel.objects.synlig_for(request.user).filter(pk=pk).exists():
        return redirect("veiledning:liste")  # passed on, and no longer theirs to see: the receipt stands on the list
    return svar


BARE_OM_EN_PASIENT = frozenset({"har-ringt", "ring-uten-svar"})
OGSAA_OM_EN_PASIENT = BARE_OM_EN_PASIENT | {
    "ta", "videresend", "frist", "godta-frist", "avslaa-frist", "trekk", "kode-utfall", "ikke-besvart",
}  # fmt: skip
"""About one patient there are these verbs and no others: none of them has anywhere to write then (S1-V13)."""


def _med_verbet(sak: Foresporsel, kode: str) -> Foresporsel:
    """The question, where it has such a page. A draft has no verbs but those of its own form."""
    finnes = kode in OGSAA_OM_EN_PASIENT if sak.om_enkeltpasient else kode not in BARE_OM_EN_PASIENT
    if sak.tilstand == Tilstand.UTKAST or not finnes:
        raise Http404
    return sak
