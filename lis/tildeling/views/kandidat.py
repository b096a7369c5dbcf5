"""Add a doctor to a round, and take one out or in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.views import Handling, krev_rett
from lis.lege.opplysninger import Legeopplysninger

from .. import overganger as o
from ..forms.kandidat import Kandidatskjema
from ..models import Kandidat, Runde
from ..operations import kandidat as op
from .runde import hent_runde, verbside


def _legg_til(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.legg_til(
        sak.pk, utfort_av=bruker, versjon=d["versjon"], hf=d["hf"], unntak_begrunnelse=d["unntak_begrunnelse"],
        kjent=Legeopplysninger(d["navn"], d["epost"], d["hpr_nummer"]),
    )  # fmt: skip
    return _("%(navn)s er lagt til som kandidat.") % {"navn": d["navn"]}


LEGG_TIL = Handling(
    (o.LEGG_TIL_KANDIDAT,), Kandidatskjema, _legg_til, gettext_lazy("Legg til en kandidat"),
    gettext_lazy("Bare for leger som unntaksvis kommer fra et annet helseforetak. Leger herfra hentes fra stillingene."),
    gettext_lazy("Legg til"),
)  # fmt: skip


def _ut(rad: Kandidat) -> Handling:
    def gjor(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
        op.ta_ut(sak.pk, rad.pk, utfort_av=bruker, versjon=d["versjon"])
        return _("%(navn)s er ikke lenger kandidat i runden.") % {"navn": rad.lege.navn}

    return Handling(
        (o.TA_UT_KANDIDAT,), Handlingsskjema, gjor, gettext_lazy("Ta ut kandidaten"),
        gettext_lazy("Portalen spør aldri hvorfor. Er runden åpen, får legen beskjed."),
        gettext_lazy("Ta ut kandidaten"), mal="tildeling/runde/bekreft.html", farge="danger",
    )  # fmt: skip


def _inn(rad: Kandidat) -> Handling:
    def gjor(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
        op.ta_inn_igjen(sak.pk, rad.pk, utfort_av=bruker, versjon=d["versjon"])
        return _("%(navn)s er kandidat i runden igjen.") % {"navn": rad.lege.navn}

    return Handling(
        (o.LEGG_TIL_KANDIDAT,), Handlingsskjema, gjor, gettext_lazy("Ta kandidaten inn igjen"),
        gettext_lazy("Ønsker som var levert, gjelder igjen."), gettext_lazy("Ta inn igjen"),
        mal="tildeling/runde/bekreft.html",
    )  # fmt: skip


def hent_kandidat(request: Innlogget, pk: UUID, kandidat: UUID, verb: Overgang) -> Kandidat:
    """A candidate in a round, for whoever may do this there: to others there is no list of candidates."""
    sak = hent_runde(request, pk)
    krev_rett(request.user, sak, [verb])
    return get_object_or_404(sak.kandidater.select_related("lege"), pk=kandidat)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget, pk: UUID) -> HttpResponse:
    return verbside(request, pk, LEGG_TIL)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ut(request: Innlogget, pk: UUID, kandidat: UUID) -> HttpResponse:
    rad = hent_kandidat(request, pk, kandidat, o.TA_UT_KANDIDAT)
    return verbside(request, pk, _ut(rad), hvem=rad.lege.navn)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inn(request: Innlogget, pk: UUID, kandidat: UUID) -> HttpResponse:
    rad = hent_kandidat(request, pk, kandidat, o.LEGG_TIL_KANDIDAT)
    return verbside(request, pk, _inn(rad), hvem=rad.lege.navn)
