"""One position, and what the coordinator does with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst
from lis.lege.opplysninger import Legeopplysninger

from .. import overganger as o
from ..forms.stilling import Ansettelsesskjema, Stillingsskjema
from ..models import Stilling
from ..operations import stilling as operasjoner
from ..selectors.regler import regelkontekst
from ..selectors.stilling import stillingsside


def _hent(request: Innlogget, pk: UUID) -> Stilling:
    synlige = Stilling.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("kull", "enhet__virksomhet", "kommune", "lege__bruker"), pk=pk)


@never_cache
@require_safe
def stilling(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = _hent(request, pk)
    noter_lesing(sak, request.user)
    return _vis(request, sak)


def _vis(request: Innlogget, sak: Stilling, feil: Konflikt | None = None) -> HttpResponse:
    kontekst: dict[str, Any] = {
        "sak": sak,
        "side": stillingsside(sak, request.user),
        "form": Handlingsskjema(sak=sak),
        **regelkontekst(),
        **konfliktkontekst(sak, feil),
    }
    return render(request, "lis1/stilling/stilling.html", kontekst, status=409 if feil else 200)


@require_POST
def lys_ut(request: Innlogget, pk: UUID) -> HttpResponse:
    def igjen(ny: Stilling, skjema: Handlingsskjema, feil: Konflikt | None) -> HttpResponse:
        return _vis(request, ny, Utdatert() if "versjon" in skjema.errors else feil)

    sak, kvittering = _hent(request, pk), _("Stillingen er merket som utlyst.")
    return knapp(request, sak, [o.LYS_UT], operasjoner.lys_ut, kvittering, hent=lambda: _hent(request, pk), igjen=igjen)


# --- each verb with a page --------------------------------------------------------------------------------------------


def _endre(sak: Stilling, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny = operasjoner.endre_stilling(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Stillingen er endret.") if ny.versjon != d["versjon"] else _("Ingenting er endret.")


def _ansett(sak: Stilling, d: Mapping[str, Any], bruker: Bruker) -> str:
    ansatt = Legeopplysninger(d["navn"], d["epost"], d["hpr_nummer"])
    ny = operasjoner.ansett(sak.pk, utfort_av=bruker, versjon=d["versjon"], ansatt=ansatt)
    return _("%(lege)s er registrert som ansatt.") % {"lege": ny.lege}


def _losne(sak: Stilling, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.losne(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Det er registrert at ansettelsen ikke ble noe av. Stillingen er utlyst igjen.")


def _trekk(sak: Stilling, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.trekk(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Stillingen er trukket.")


ENDRE = Handling(
    (o.ENDRE,), Stillingsskjema, _endre, gettext_lazy("Endre stillingen"),
    gettext_lazy("Kommunen stillingen gjelder, og den som er ansatt, får beskjed om endringen."), gettext_lazy("Lagre"),
    mal="lis1/stilling/endre.html",
)  # fmt: skip
ANSETT = Handling(
    (o.ANSETT,), Ansettelsesskjema, _ansett, gettext_lazy("Registrer ansettelse"),
    gettext_lazy("Er legen registrert fra før med samme e-post eller HPR-nummer, blir det samme lege."),
    gettext_lazy("Registrer ansettelsen"),
)  # fmt: skip
LOSNE = Handling(
    (o.LOSNE,), Handlingsskjema, _losne, gettext_lazy("Ansettelsen ble ikke noe av"),
    gettext_lazy("Stillingen blir utlyst igjen. Portalen spør aldri hvorfor. Legen og kommunen får beskjed."),
    gettext_lazy("Registrer at ansettelsen ikke ble noe av"), mal="lis1/stilling/bekreft.html", farge="danger",
)  # fmt: skip
TREKK = Handling(
    (o.TREKK,), Handlingsskjema, _trekk, gettext_lazy("Trekk stillingen"),
    gettext_lazy("Stillingen blir stående som trukket, og telles ikke lenger. Den kan ikke tas opp igjen."),
    gettext_lazy("Trekk stillingen"), mal="lis1/stilling/bekreft.html", farge="danger",
)  # fmt: skip


def _side(request: Innlogget, pk: UUID, handling: Handling) -> HttpResponse:
    def kontekst(sak: Stilling) -> dict[str, Any]:
        return {"sak_navn": _("LIS1-stilling, %(enhet)s") % {"enhet": sak.enhet.visningsnavn}, **regelkontekst()}

    return handlingsside(
        request,
        handling,
        hent=lambda: _hent(request, pk),
        vis=lambda sak, feil: _vis(request, sak, feil),
        kontekst=kontekst,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, ENDRE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ansett(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, ANSETT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def losne(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, LOSNE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, TREKK)
