"""When a round is published, publication itself, and the protocol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling, bekreftside

from .. import overganger as o
from ..forms.vedtak import Tidsskjema
from ..models import Runde
from ..operations import publisering as op
from ..protokoll_pdf import filnavn, som_dokument
from ..selectors.vedtak import ser_protokollen
from .runde import hent_runde, vis_runde
from .vedtak import handling, navn_paa


def _sett(sak: Runde, data: Mapping[str, Any], bruker: Bruker) -> str:
    op.sett_tid(sak.pk, utfort_av=bruker, versjon=data["versjon"], publiseres=data["publiseres"])
    if data["publiseres"]:
        return _("Tidspunktet er lagret. Portalen publiserer av seg selv.")
    return _("Tidspunktet er tatt bort. Publiser når dere er klare.")


SETT_TID = Handling(
    (o.SETT_TID,),
    Tidsskjema,
    _sett,
    gettext_lazy("Bestem når det publiseres"),
    gettext_lazy("Portalen publiserer av seg selv på tidspunktet, og alle får beskjed samtidig."),
    gettext_lazy("Lagre tidspunktet"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sett_tid(request: Innlogget, pk: UUID) -> HttpResponse:
    return handling(request, pk, SETT_TID)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publiser(request: Innlogget, pk: UUID) -> HttpResponse:
    """Asks first: what people have been told cannot be taken back."""
    return bekreftside(
        request, o.PUBLISER, op.publiser, _("Tildelingen er publisert. Alle det gjelder, har fått beskjed."),
        hent=lambda: hent_runde(request, pk), igjen=lambda sak, skjema, feil: vis_runde(request, sak, feil, skjema),
        spor=_publiser_sporsmaal,
    )  # fmt: skip


def _publiser_sporsmaal(sak: Runde) -> dict[str, str]:
    return {
        "tittel": _("Publiser tildelingen?"),
        "tekst": _(
            "%(navn)s: Kandidater, kommuner, LIS-koordinator og Statsforvalteren får beskjed nå. Det kan ikke tas tilbake. "
            "Plasser ingen fikk, blir restplasser."
        )
        % {"navn": navn_paa(sak)},
        "ja": _("Ja, publiser"),
    }


@never_cache
@require_safe
def protokoll(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_runde(request, pk)
    if not ser_protokollen(request.user, sak):
        raise Http404
    funn = som_dokument(sak, bestilt_av=request.user, sprak=get_language() or "nb", adresse=request.path)
    return dokumentsvar(funn, filnavn=filnavn(sak))
