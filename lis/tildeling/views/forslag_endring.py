"""One candidate of a proposal: why they got what they got, and another place decided with its effect in sight."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.operations import noter_lesing

from .. import rules
from ..forms.forslag import Endringsskjema, Plassvalg
from ..models import Forslag, Forslagstilstand
from ..operations import forslag as op
from ..selectors import forslag as utvalg
from ..selectors.forslag_valg import mulige_steder, valgt_sted
from ..selectors.forslag_visning import Forslagsinnhold, Kandidatside, kandidater_i, kandidatside
from ..selectors.virkning import virkningsside
from .forslag import hent, vis


def _kandidat(sak: Forslag, pk: UUID) -> tuple[Forslagsinnhold, Kandidatside]:
    kandidat = kandidater_i(sak).filter(pk=pk).first() if sak.resultat_sha256 else None
    innhold = Forslagsinnhold(sak) if kandidat else None
    side = kandidatside(innhold, kandidat) if innhold and kandidat else None
    if innhold is None or side is None:
        raise Http404
    return innhold, side


def _kan_endre(request: Innlogget, sak: Forslag) -> bool:
    return sak.tilstand == Forslagstilstand.BEREGNET and not sak.hypotetisk and utvalg.kan_lage(request.user, sak.runde)


@never_cache
@require_safe
def kandidat(request: Innlogget, pk: UUID, kandidat: UUID) -> HttpResponse:
    sak = hent(request, pk)
    innhold, side = _kandidat(sak, kandidat)
    noter_lesing(sak, request.user)
    kontekst = {"sak": sak, "innhold": innhold, "side": side, "kan_endre": _kan_endre(request, sak)}
    return render(request, "tildeling/forslag/kandidat.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID, kandidat: UUID) -> HttpResponse:
    """Choose, see whom it touches, confirm with a reason. The place stands in the address, the reason in the post."""
    sak = hent(request, pk)
    innhold, side = _kandidat(sak, kandidat)
    if not rules.behandler(request.user, sak.runde):
        raise PermissionDenied
    if not _kan_endre(request, sak):
        return vis(request, sak, UlovligOvergang())
    valg = Plassvalg(request.GET if "kommune" in request.GET else None, kommuner=mulige_steder(sak))
    kontekst: dict[str, Any] = {"sak": sak, "side": side, "valg": valg, "form": Endringsskjema(sak=sak)}
    kontekst["foreldet"] = utvalg.er_foreldet(sak)
    if valg.is_bound and valg.is_valid() and not kontekst["foreldet"]:
        kommune = valg.cleaned_data["kommune"]
        kontekst["virkning"] = virkningsside(innhold, kandidat, kommune)
        if request.method == "POST":
            kontekst["form"] = skjema = Endringsskjema(request.POST, sak=sak)
            if skjema.is_valid() and (ferdig := _gjor(request, sak, kandidat, kommune, skjema)):
                return ferdig
    return render(request, "tildeling/forslag/endre.html", kontekst)


def _gjor(
    request: Innlogget, sak: Forslag, kandidat: UUID, kommune: UUID | None, skjema: Endringsskjema
) -> HttpResponse | None:
    """The new proposal, or the old one with who was faster. None: the form says what is wrong."""
    d = skjema.cleaned_data
    try:
        ny = op.endre(
            sak.pk, utfort_av=request.user, versjon=d["versjon"], kandidat=kandidat, kommune=valgt_sted(kommune),
            grunn=d["grunn"], begrunnelse=d["begrunnelse"],
        )  # fmt: skip
    except (Utdatert, UlovligOvergang) as feil:
        return vis(request, hent(request, sak.pk), feil)
    except ValidationError as feil:
        legg_til_feil(skjema, feil)
        return None
    messages.success(request, _("Endringen er gjort i et nytt forslag. Det forrige står som det var."))
    return redirect(ny)
