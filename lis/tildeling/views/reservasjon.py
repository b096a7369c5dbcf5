"""Reserve places for groups, and confirm who belongs to them."""

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
from ..forms.reservasjon import Gruppeskjema, Reservasjonsskjema
from ..models import Runde
from ..operations import reservasjon as op
from .runde import verbside


def _reserver(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny = op.reserver(sak.pk, utfort_av=bruker, versjon=d["versjon"], antall=d["antall"])
    return _("Reservasjonene er lagret.") if ny.versjon != d["versjon"] else _("Ingenting er endret.")


def _sett_grupper(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny = op.sett_grupper(sak.pk, utfort_av=bruker, versjon=d["versjon"], medlemmer=d["medlemmer"])
    return _("Gruppene er lagret.") if ny.versjon != d["versjon"] else _("Ingenting er endret.")


RESERVER = Handling(
    (o.RESERVER,), Reservasjonsskjema, _reserver, gettext_lazy("Reserver plasser"),
    gettext_lazy("En reservert plass går til noen i gruppen, eller står tom. Etter fristen kan ingen reservere."),
    gettext_lazy("Lagre"), mal="tildeling/runde/reservasjoner.html",
)  # fmt: skip
GRUPPER = Handling(
    (o.SETT_GRUPPER,), Gruppeskjema, _sett_grupper, gettext_lazy("Bekreft grupper"),
    gettext_lazy("Kryss av for dem du vet er med i en gruppe. Det står i historikken hvem som bekreftet."),
    gettext_lazy("Lagre"), mal="tildeling/runde/grupper.html",
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reservasjoner(request: Innlogget, pk: UUID) -> HttpResponse:
    return verbside(request, pk, RESERVER)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grupper(request: Innlogget, pk: UUID) -> HttpResponse:
    return verbside(request, pk, GRUPPER)
