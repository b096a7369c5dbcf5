"""One project: the overview, and the buttons on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.views import Konflikt, knapp, konfliktkontekst

from .. import overganger as o
from ..models import Prosjekt
from ..operations import prosjekt as op
from ..selectors.prosjektoversikt import oversikt
from ..selectors.prosjektside import hode


def hent_prosjekt(request: Innlogget, pk: UUID) -> Prosjekt:
    """With what its head shows; a stranger gets 404."""
    synlige = Prosjekt.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("eier", "leder", "utlysning", "behovseier"), pk=pk)


@never_cache
@require_safe
def prosjekt(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis_prosjekt(request, hent_prosjekt(request, pk))


def vis_prosjekt(
    request: Innlogget, sak: Prosjekt, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    """The overview. A conflict answers 409; what a button refused stands on top."""
    hodet = hode(request.user, sak)
    kontekst: dict[str, Any] = {
        "sak": sak,
        "hode": hodet,
        "side": oversikt(request.user, sak, hodet),
        "knapp": Handlingsskjema(sak=sak),
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "forskning/prosjekt/prosjekt.html", kontekst, status=409 if feil else 200)


def _knapp(request: Innlogget, pk: UUID, verb: Overgang, operasjon: Any, kvittering: str) -> HttpResponse:
    def igjen(ny: Prosjekt, skjema: Handlingsskjema, feil: Konflikt | None) -> HttpResponse:
        return vis_prosjekt(request, ny, Utdatert() if "versjon" in skjema.errors else feil, skjema)

    sak = hent_prosjekt(request, pk)
    return knapp(request, sak, [verb], operasjon, kvittering, hent=lambda: hent_prosjekt(request, pk), igjen=igjen)


@require_POST
def start_dialog(request: Innlogget, pk: UUID) -> HttpResponse:
    return _knapp(request, pk, o.START_DIALOG, op.start_dialog, _("Dialogen er i gang. Partnerne er spurt."))


@require_POST
def gjenaapne(request: Innlogget, pk: UUID) -> HttpResponse:
    return _knapp(request, pk, o.GJENAAPNE, op.gjenaapne, _("Prosjektet er åpnet igjen."))


@require_POST
def ta_opp_igjen(request: Innlogget, pk: UUID) -> HttpResponse:
    return _knapp(request, pk, o.TA_OPP_IGJEN, op.ta_opp_igjen, _("Prosjektet er i tidligfasedialog igjen."))
