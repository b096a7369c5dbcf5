"""The ready gate of a case: the page, the declaration, the instruction, and each preparation that is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from ..forms.klargjoring import Papirskjema, Underskriftskjema
from ..instruks import INSTRUKS, LOVEN
from ..models import Soknad
from ..operations import klargjoring as op
from ..rules.klargjoring import er_instruksleser
from ..selectors.klargjoring import er_underskrevet, klargjoringsside, lest_paa_siden
from ..selectors.sakfaner import hode
from ..selectors.taushetstekst import gjeldende_tekst
from .sak import hent_med_avtale

SIDE = "hospitering:klargjoring"


@never_cache
@require_safe
def klargjoring(request: Innlogget, pk: UUID) -> HttpResponse:
    return _vis(request, hent_med_avtale(request, pk))


def _vis(
    request: Innlogget, sak: Soknad, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    hodet = hode(request.user, sak, "klargjoring")
    kontekst: dict[str, Any] = {
        "sak": sak,
        "hode": hodet,
        "side": klargjoringsside(sak, hodet),
        "form": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "hospitering/klargjoring/side.html", kontekst, status=409 if feil else 200)


# --- what is read and signed on a page of its own -----------------------------------------------------------------------


def _signer(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.signer_taushet(sak.pk, utfort_av=bruker, versjon=d["versjon"], tekst=d["tekst"], maal=get_language() or "nb")
    return _("Taushetserklæringen er underskrevet.")


def _motta(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.motta_taushet(sak.pk, utfort_av=bruker, versjon=d["versjon"], underskrevet=d["underskrevet"])
    return _("Taushetserklæringen er registrert. Hospitanten har fått beskjed.")


def _les(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.les_instruks(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Det er notert at du har lest pasientinstruksen.")


TAUSHET = Handling(
    (o.SIGNER_TAUSHET,), Underskriftskjema, _signer, gettext_lazy("Taushetserklæring"), "",
    gettext_lazy("Jeg underskriver taushetserklæringen"), mal="hospitering/klargjoring/taushet.html", side=SIDE,
)  # fmt: skip
PAPIR = Handling(
    (o.MOTTA_TAUSHET,), Papirskjema, _motta, gettext_lazy("Registrer taushetserklæring på papir"),
    gettext_lazy("Når hospitanten har underskrevet på papir, registrerer du det her. Du står som den som mottok papiret, "
                 "og dere tar vare på det selv."),
    gettext_lazy("Registrer"), side=SIDE,
)  # fmt: skip
INSTRUKSEN = Handling(
    (o.LES_INSTRUKS,), Handlingsskjema, _les, gettext_lazy("Pasientinstruks"), "",
    gettext_lazy("Jeg har lest instruksen"), mal="hospitering/klargjoring/instruks.html", side=SIDE,
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def taushet(request: Innlogget, pk: UUID) -> HttpResponse:
    """The whole text is shown before it is signed. A signed one is on the page of the case."""
    sak = hent_med_avtale(request, pk)
    if request.method != "POST" and er_underskrevet(sak):
        return redirect(SIDE, pk)
    tekst = gjeldende_tekst(sak.vertsvirksomhet_id, timezone.localdate())
    ord_ = tekst.paa(get_language() or "nb") if tekst else ""
    return _verb(request, pk, TAUSHET, tekst=tekst, ord=ord_, vert=sak.vertsvirksomhet)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def taushet_papir(request: Innlogget, pk: UUID) -> HttpResponse:
    if request.method != "POST" and er_underskrevet(hent_med_avtale(request, pk)):
        return redirect(SIDE, pk)
    return _verb(request, pk, PAPIR)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def instruks(request: Innlogget, pk: UUID) -> HttpResponse:
    """Everybody in the case may read it; the button is for whoever reads for their side, once."""
    sak = hent_med_avtale(request, pk)
    punkter = {"punkter": [str(tekst) for _punkt, tekst in INSTRUKS], "loven": LOVEN}
    leser = sak.tilstand in o.LES_INSTRUKS.fra and er_instruksleser(request.user, sak)
    if request.method == "POST" or (leser and not lest_paa_siden(sak, request.user)):
        return _verb(request, pk, INSTRUKSEN, **punkter)
    felles = {"sak": sak, "valgt": INSTRUKSEN, "sak_navn": sak.soker_navn, "bare_les": True}
    return render(request, INSTRUKSEN.mal, {**felles, **punkter, "tilbake": reverse(SIDE, args=[pk])})


def _verb(request: Innlogget, pk: UUID, handling: Handling, **mer: Any) -> HttpResponse:
    return handlingsside(
        request,
        handling,
        hent=lambda: hent_med_avtale(request, pk),
        vis=lambda sak, feil: _vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.soker_navn, **mer},
    )


# --- one preparation after the other ------------------------------------------------------------------------------------


@require_POST
def forberedt(request: Innlogget, pk: UUID, punkt: UUID) -> HttpResponse:
    return _punkt(request, pk, punkt, o.FORBERED, op.forbered, _("Notert: «%(hva)s»."))


@require_POST
def angret(request: Innlogget, pk: UUID, punkt: UUID) -> HttpResponse:
    tekst = _("«%(hva)s» står som ikke gjort. Ingen starter før alt er klart.")
    return _punkt(request, pk, punkt, o.ANGRE_FORBEREDELSE, op.angre_forberedelse, tekst)


def _punkt(
    request: Innlogget, pk: UUID, punkt: UUID, verb: o.Overgang, operasjon: Callable[..., Any], kvittering: str
) -> HttpResponse:
    sak = hent_med_avtale(request, pk)
    rad = get_object_or_404(sak.forberedelser, pk=punkt)

    def igjen(ny: Soknad, skjema: Handlingsskjema, feil: Konflikt | None) -> HttpResponse:
        return _vis(request, ny, Utdatert() if "versjon" in skjema.errors else feil, skjema)

    return knapp(
        request, sak, [verb], partial(operasjon, forberedelse=rad.pk), kvittering % {"hva": rad.tekst},
        hent=lambda: hent_med_avtale(request, pk), igjen=igjen, side=SIDE,
    )  # fmt: skip
