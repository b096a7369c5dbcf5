"""The knowledge base, the process and the logo: read, and written in versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst, krev_rett, utfor

from .. import overganger as o
from ..forms.dokument import Brukskjema, Delskjema, Malskjema, Tittelskjema
from ..models import Dokument, Dokumentart
from ..operations import dokument as op
from ..selectors import dokument as selectors
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for

GET_OG_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def kunnskapsgrunnlag(request: Innlogget, valgt: str = "behov") -> HttpResponse:
    krev_forskning(request.user)
    try:
        side = selectors.grunnlagsside(request.user, valgt)
    except KeyError:
        raise Http404 from None
    kontekst = {"side": side, "les": side.les, "faner": faner_for(request.user, "kunnskapsgrunnlag")}
    return render(request, "forskning/dokument/kunnskapsgrunnlag.html", kontekst)


def _les(request: Innlogget, art: str) -> HttpResponse:
    krev_forskning(request.user)
    les = selectors.leseside(request.user, art)
    kontekst = {"les": les, "faner": faner_for(request.user, "kunnskapsgrunnlag")}
    return render(request, f"forskning/dokument/{art}.html", kontekst)


@never_cache
@require_safe
def prosess(request: Innlogget) -> HttpResponse:
    return _les(request, Dokumentart.PROSESS)


@never_cache
@require_safe
def logo(request: Innlogget) -> HttpResponse:
    return _les(request, Dokumentart.LOGO)


@require_POST
def ny(request: Innlogget, art: str) -> HttpResponse:
    """Begin on a new version."""
    krev_forskning(request.user)
    if art not in Dokumentart.values:
        raise Http404
    try:
        sak = op.skriv(utfort_av=request.user, art=art)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect(selectors.hjem(art))
    messages.success(request, _("Utkastet er laget. Det gjelder ikke før det tas i bruk."))
    return redirect(sak)


@require_safe
def mal(request: Innlogget, pk: UUID) -> HttpResponse:
    """The file, always to be saved and never shown by the browser."""
    rad = selectors.malen(request.user, pk)
    if rad is None:
        raise Http404
    svar = HttpResponse(bytes(rad.innhold), content_type=rad.mediatype)
    svar["Content-Disposition"] = content_disposition_header(True, rad.filnavn) or "attachment"
    return svar


def _hent(request: Innlogget, pk: UUID) -> Dokument:
    return get_object_or_404(Dokument.objects.synlig_for(request.user).select_related("organ", "skrevet_av"), pk=pk)


@never_cache
@require_safe
def dokument(request: Innlogget, pk: UUID) -> HttpResponse:
    return _vis(request, _hent(request, pk))


def _vis(request: Innlogget, sak: Dokument, feil: Konflikt | None = None) -> HttpResponse:
    kontekst = {"sak": sak, "side": selectors.dokumentside(sak, request.user), "hjem": selectors.hjem(sak.art)}
    kontekst |= konfliktkontekst(sak, feil)
    return render(request, "forskning/dokument/dokument.html", kontekst, status=409 if feil else 200)


# --- each verb with a page --------------------------------------------------------------------------------------------


def _navn(sak: Dokument) -> str:
    return _("%(hva)s, versjon %(nr)s") % {"hva": sak.get_art_display(), "nr": sak.nummer}


def _endre(sak: Dokument, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.endre(sak.pk, utfort_av=bruker, **d)
    return _("Tittelen er lagret.")


def _ta_i_bruk(sak: Dokument, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.ta_i_bruk(sak.pk, utfort_av=bruker, **d)
    return _("Versjonen gjelder fra nå.")


def _forkast(sak: Dokument, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.forkast(sak.pk, utfort_av=bruker, **d)
    return _("Utkastet er forkastet. Det som gjelder, er ikke endret.")


def _lagre_del(sak: Dokument, d: Mapping[str, Any], bruker: Bruker, *, nummer: int | None = None) -> str:
    rad = op.sett_del(sak.pk, utfort_av=bruker, nummer=nummer, **d)
    return _("«%(navn)s» er lagret.") % {"navn": rad.tittel}


ENDRE = Handling(
    (o.ENDRE_DOKUMENT,), Tittelskjema, _endre, gettext_lazy("Endre tittelen"), "", gettext_lazy("Lagre"),
)  # fmt: skip
DEL = Handling(
    (o.ENDRE_DOKUMENT,), Delskjema, _lagre_del, gettext_lazy("Legg til en del"), "", gettext_lazy("Lagre delen"),
)  # fmt: skip
TA_I_BRUK = Handling(
    (o.TA_I_BRUK,), Brukskjema, _ta_i_bruk, gettext_lazy("Ta versjonen i bruk"),
    gettext_lazy("Alle i helsefellesskapet kan lese den, og den kan ikke endres. Den forrige versjonen blir liggende."),
    gettext_lazy("Ta i bruk"),
)  # fmt: skip
FORKAST = Handling(
    (o.FORKAST_DOKUMENT,), Handlingsskjema, _forkast, gettext_lazy("Forkast utkastet"),
    gettext_lazy("Utkastet kan ikke tas opp igjen. Det som gjelder, endres ikke."), gettext_lazy("Forkast utkastet"),
    farge="danger",
)  # fmt: skip


def _side(request: Innlogget, pk: UUID, handling: Handling, rad: Any = None) -> HttpResponse:
    skjema = cast("type[Handlingsskjema]", partial(handling.skjema, rad=rad)) if rad else handling.skjema
    return handlingsside(
        request,
        replace(handling, skjema=skjema),
        hent=lambda: _hent(request, pk),
        vis=lambda sak, feil: _vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": _navn(sak), "rad": rad},
    )


@never_cache
@require_http_methods(GET_OG_POST)
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, ENDRE)


@never_cache
@require_http_methods(GET_OG_POST)
def ta_i_bruk(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, TA_I_BRUK)


@never_cache
@require_http_methods(GET_OG_POST)
def forkast(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, FORKAST)


@never_cache
@require_http_methods(GET_OG_POST)
def del_ny(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, DEL)


@never_cache
@require_http_methods(GET_OG_POST)
def del_(request: Innlogget, pk: UUID, nummer: int) -> HttpResponse:
    rad = selectors.delen(_hent(request, pk), nummer)
    if rad is None:
        raise Http404
    tittel = _("Endre «%(navn)s»") % {"navn": rad.tittel}
    return _side(request, pk, replace(DEL, gjor=partial(_lagre_del, nummer=nummer), tittel=tittel), rad)


def _knapp(request: Innlogget, pk: UUID, operasjon: Callable[..., Any], kvittering: str) -> HttpResponse:
    """A button on the page of a draft."""
    return knapp(
        request, _hent(request, pk), [o.ENDRE_DOKUMENT], operasjon, kvittering,
        hent=lambda: _hent(request, pk), igjen=lambda sak, _skjema, feil: _vis(request, sak, feil),
    )  # fmt: skip


@require_POST
def flytt_del(request: Innlogget, pk: UUID, nummer: int) -> HttpResponse:
    operasjon = partial(op.flytt_del, nummer=nummer, opp="opp" in request.POST)
    return _knapp(request, pk, operasjon, _("Rekkefølgen er endret."))


@require_POST
def del_fjern(request: Innlogget, pk: UUID, nummer: int) -> HttpResponse:
    return _knapp(request, pk, partial(op.fjern_del, nummer=nummer), _("Delen er tatt bort fra utkastet."))


@require_POST
def mal_fjern(request: Innlogget, pk: UUID, mal: UUID) -> HttpResponse:
    return _knapp(request, pk, partial(op.fjern_mal, mal=mal), _("Filen er tatt bort fra utkastet."))


@never_cache
@require_http_methods(GET_OG_POST)
def mal_ny(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = _hent(request, pk)
    krev_rett(request.user, sak, [o.ENDRE_DOKUMENT])

    def igjen(ny: Dokument, skjema: Any, feil: Konflikt | None = None) -> HttpResponse:
        kontekst = {"form": skjema, "sak": ny, "sak_navn": _navn(ny), **konfliktkontekst(ny, feil)}
        return render(request, "forskning/dokument/fil.html", kontekst, status=409 if feil else 200)

    def gjor(d: dict[str, Any]) -> str:
        fil = d["fil"]
        op.legg_til_mal(
            sak.pk, utfort_av=request.user, versjon=d["versjon"], navn=d["navn"], filnavn=fil.name, innhold=fil.read()
        )
        return _("Filen er lagt til.")

    if request.method != "POST":
        return igjen(sak, Malskjema(sak=sak))
    skjema = Malskjema(request.POST, request.FILES, sak=sak)
    return utfor(request, sak, skjema, [o.ENDRE_DOKUMENT], gjor, hent=lambda: _hent(request, pk), igjen=igjen)
