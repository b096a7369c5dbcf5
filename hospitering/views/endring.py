"""When something changes: postpone, shorten, take a proposal back, call off, withdraw, and say that one has seen it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling

from .. import operations
from .. import overganger as o
from ..forms.endring import Endringsskjema, Kortskjema, Sluttskjema, Utsettskjema
from ..models import Soknad
from ..operations import gjennomforing, periode
from .avtale import SIDEN, avtaleknapp, skjemaside

GET_OG_POST = ["GET", "HEAD", "POST"]


def _foresla(skjema: type[Endringsskjema]) -> Callable[[Soknad, Mapping[str, Any], Bruker], str]:
    def gjor(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
        periode.foresla_periode(sak.pk, utfort_av=bruker, art=skjema.ART, **d)
        return _("Forslaget er sendt til den andre siden. Det som er avtalt, gjelder til de har bekreftet.")

    return gjor


def _avlys(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    gjennomforing.avlys(sak.pk, utfort_av=bruker, **d)
    return _("Hospiteringen er avlyst. De andre får beskjed, og bekrefter at de har sett det.")


def _trekk(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    operations.trekk(sak.pk, utfort_av=bruker, **d)
    return _("Du har trukket deg. Vertsenheten og lederen din får beskjed.")


UTSETT = Handling(
    (o.UTSETT,), Utsettskjema, _foresla(Utsettskjema), gettext_lazy("Utsett hospiteringen"),
    gettext_lazy("Den andre siden må bekrefte. Er den nye perioden utenfor det som var innvilget, tar leder i egen enhet "
                 "også stilling til den."),
    gettext_lazy("Send forslaget"), mal="hospitering/avtale/endring.html", side=SIDEN,
)  # fmt: skip
KORT_NED = Handling(
    (o.KORT_NED,), Kortskjema, _foresla(Kortskjema), gettext_lazy("Kort ned hospiteringen"),
    gettext_lazy("Den andre siden må bekrefte. Til da gjelder det som er avtalt."),
    gettext_lazy("Send forslaget"), mal="hospitering/avtale/endring.html", side=SIDEN,
)  # fmt: skip
AVLYS = Handling(
    (o.AVLYS,), Sluttskjema, _avlys, gettext_lazy("Avlys hospiteringen"),
    gettext_lazy("Den er avlyst straks, og kan ikke åpnes igjen. De andre får beskjed og bekrefter at de har sett det."),
    gettext_lazy("Avlys hospiteringen"), farge="danger", side=SIDEN,
)  # fmt: skip
TREKK = Handling(
    (o.TREKK,), Sluttskjema, _trekk, gettext_lazy("Trekk deg fra hospiteringen"),
    gettext_lazy("Det gjelder med en gang, og kan ikke gjøres om. Du kan lage en ny søknad med samme innhold."),
    gettext_lazy("Trekk meg"), farge="danger", side=SIDEN,
)  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def utsett(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, UTSETT)


@never_cache
@require_http_methods(GET_OG_POST)
def kort_ned(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, KORT_NED)


@never_cache
@require_http_methods(GET_OG_POST)
def avlys(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, AVLYS)


@never_cache
@require_http_methods(GET_OG_POST)
def trekk_avtalen(request: Innlogget, pk: UUID) -> HttpResponse:
    """From the reply of the host on: with a reason, and the host says that it has seen it."""
    return skjemaside(request, pk, TREKK)


@require_POST
def trekk_forslag(request: Innlogget, pk: UUID) -> HttpResponse:
    tekst = _("Forslaget er trukket. Det som var avtalt før, gjelder fortsatt.")
    return avtaleknapp(request, pk, o.TREKK_FORSLAG, periode.trekk_forslag, tekst)


@require_POST
def kvitter(request: Innlogget, pk: UUID) -> HttpResponse:
    return avtaleknapp(request, pk, o.KVITTER, gjennomforing.kvitter, _("Du har bekreftet at du har sett det."))
