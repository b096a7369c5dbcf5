"""An application for money: that it is sent, and what the funder answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling

from .. import overganger as o
from ..forms.forankring import Avslagskjema, Midlerskjema, Soknadsskjema, Uforankretskjema
from ..models import Prosjekt
from ..operations import soknad as op
from .forankring import GET_OG_POST, SIDE, spor_side, verb_side


def _felter(d: Mapping[str, Any]) -> dict[str, Any]:
    return {navn: verdi for navn, verdi in d.items() if navn != "versjon"}


def _sendt(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.send_soknad(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=_felter(d))
    return _("Søknaden er registrert. Partnerne har fått beskjed.")


def _uforankret(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.send_uforankret(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=_felter(d))
    return _("Søknaden er registrert uten forankring. Sekretæren i utvalget og FoU-koordinatorene har fått beskjed.")


def _midler(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.faa_midler(sak.pk, utfort_av=bruker, **d)
    return _("Gratulerer! Prosjektet er i gang.")


def _avslag(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.faa_avslag(sak.pk, utfort_av=bruker, **d)
    return _("Svaret er registrert. Prosjektet er tilbake i tidligfasedialog.")


SEND = Handling(
    (o.SEND_SOKNAD,), Soknadsskjema, _sendt, gettext_lazy("Registrer at søknaden er sendt"),
    gettext_lazy("Selve søknaden sendes hos finansiøren. Her registrerer dere at det er gjort."),
    gettext_lazy("Registrer"), mal="forskning/forankring/soknad.html", side=SIDE,
)  # fmt: skip
UFORANKRET = Handling(
    (o.SEND_UFORANKRET,), Uforankretskjema, _uforankret, gettext_lazy("Registrer søknad uten forankring"),
    gettext_lazy("Partene skal etterstrebe at søknader er forankret før de sendes. Er det ikke mulig, skriver dere hvorfor. "
                 "Sekretæren i utvalget og FoU-koordinatorene får beskjed."),
    gettext_lazy("Registrer uten forankring"), side=SIDE, farge="danger",
)  # fmt: skip
MIDLER = Handling(
    (o.FAA_MIDLER,), Midlerskjema, _midler, gettext_lazy("Vi fikk midler"),
    gettext_lazy("Prosjektet går over til å være i gang."), gettext_lazy("Registrer"), side=SIDE,
)  # fmt: skip
AVSLAG = Handling(
    (o.FAA_AVSLAG,), Avslagskjema, _avslag, gettext_lazy("Vi fikk ikke midler"),
    gettext_lazy("Prosjektet går tilbake til tidligfasedialog. Dere kan søke et annet sted, eller velge ikke å gå videre."),
    gettext_lazy("Registrer"), side=SIDE,
)  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def send(request: Innlogget, pk: UUID) -> HttpResponse:
    return verb_side(request, pk, SEND)


@never_cache
@require_http_methods(GET_OG_POST)
def uforankret(request: Innlogget, pk: UUID) -> HttpResponse:
    return verb_side(request, pk, UFORANKRET)


@never_cache
@require_http_methods(GET_OG_POST)
def midler(request: Innlogget, pk: UUID) -> HttpResponse:
    return verb_side(request, pk, MIDLER)


@never_cache
@require_http_methods(GET_OG_POST)
def avslag(request: Innlogget, pk: UUID) -> HttpResponse:
    return verb_side(request, pk, AVSLAG)


@never_cache
@require_http_methods(GET_OG_POST)
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    return spor_side(
        request, pk, o.TREKK_SOKNAD, op.trekk_soknad, _("Søknaden er trukket. Prosjektet er i tidligfasedialog igjen."),
        {
            "tittel": _("Trekk søknaden?"),
            "tekst": _("Trekk den hos finansiøren også. Prosjektet går tilbake til tidligfasedialog."),
            "ja": _("Ja, trekk søknaden"),
        },
    )  # fmt: skip
