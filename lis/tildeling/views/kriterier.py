"""Criteria: the versions, one of them as a document, and what is done with a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, konfliktkontekst
from lis.lis1.selectors.faner import faner_for

from .. import overganger as o
from ..forms.kriterier import Framleggingsskjema, Gruppeskjema, Kriteriumskjema, Ordningsskjema
from ..models import Kriterier
from ..operations import kriterier as operations
from ..selectors import kriterier as selectors
from ..selectors.adgang import krev_leser, krev_steller
from ..selectors.utvalget import lis1_utvalget


@never_cache
@require_safe
def oversikt(request: Innlogget) -> HttpResponse:
    krev_leser(request.user)
    kontekst = {"side": selectors.oversikt(request.user), "faner": faner_for(request.user, "tildeling:kriterier_liste")}
    return render(request, "tildeling/kriterier/liste.html", kontekst)


@require_POST
def ny(request: Innlogget) -> HttpResponse:
    """Begin on a new version."""
    krev_steller(request.user)
    organ = lis1_utvalget()
    if organ is None:
        raise Http404
    try:
        sak = operations.skriv(utfort_av=request.user, organ=organ)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect("tildeling:kriterier_liste")
    messages.success(request, _("Utkastet er laget. Ingenting gjelder før utvalget har vedtatt det."))
    return redirect(sak)


def _hent(request: Innlogget, pk: UUID) -> Kriterier:
    return get_object_or_404(selectors.til_siden(request.user), pk=pk)


@never_cache
@require_safe
def kriterier(request: Innlogget, pk: UUID) -> HttpResponse:
    return _vis(request, _hent(request, pk))


def _vis(request: Innlogget, sak: Kriterier, feil: Konflikt | None = None) -> HttpResponse:
    kontekst = {"sak": sak, "side": selectors.kriterieside(sak, request.user), **konfliktkontekst(sak, feil)}
    return render(request, "tildeling/kriterier/kriterier.html", kontekst, status=409 if feil else 200)


# --- each verb with a page --------------------------------------------------------------------------------------------

GET_OG_POST = ["GET", "HEAD", "POST"]


def _endre(sak: Kriterier, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny = operations.endre(sak.pk, utfort_av=bruker, **d)
    return _("Ordningen er lagret.") if ny.versjon != d["versjon"] else _("Ingenting er endret.")


def _legg_fram(sak: Kriterier, d: Mapping[str, Any], bruker: Bruker) -> str:
    operations.legg_fram(sak.pk, utfort_av=bruker, versjon=d["versjon"], mote=d["mote"].pk)
    return _("Kriteriene er satt på sakslisten. Sekretæren i utvalget har fått beskjed.")


def _trekk_tilbake(sak: Kriterier, d: Mapping[str, Any], bruker: Bruker) -> str:
    operations.trekk_tilbake(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Kriteriene er et utkast igjen, og kan endres.")


def _forkast(sak: Kriterier, d: Mapping[str, Any], bruker: Bruker) -> str:
    operations.forkast(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Utkastet er forkastet. Det som gjelder, er ikke endret.")


ENDRE = Handling(
    (o.ENDRE_KRITERIER,), Ordningsskjema, _endre, gettext_lazy("Skriv ordningen"),
    gettext_lazy("Dette gjelder ikke før LIS1-utvalget har vedtatt det i et møte."), gettext_lazy("Lagre"),
    mal="tildeling/kriterier/ordning.html",
)  # fmt: skip
LEGG_FRAM = Handling(
    (o.LEGG_FRAM,), Framleggingsskjema, _legg_fram, gettext_lazy("Legg fram for utvalget"),
    gettext_lazy("Kriteriene kan ikke endres mens de venter på vedtak. Du kan trekke dem tilbake til møtet er holdt."),
    gettext_lazy("Sett saken på sakslisten"), mal="tildeling/kriterier/legg_fram.html",
)  # fmt: skip
TREKK_TILBAKE = Handling(
    (o.TREKK_TILBAKE,), Handlingsskjema, _trekk_tilbake, gettext_lazy("Trekk kriteriene tilbake"),
    gettext_lazy("Kriteriene blir et utkast igjen. Sekretæren i utvalget blir bedt om å ta saken av sakslisten."),
    gettext_lazy("Trekk tilbake"), mal="tildeling/kriterier/bekreft.html",
)  # fmt: skip
FORKAST = Handling(
    (o.FORKAST_KRITERIER,), Handlingsskjema, _forkast, gettext_lazy("Forkast utkastet"),
    gettext_lazy("Utkastet blir stående som ikke vedtatt, og kan ikke tas opp igjen. Kriteriene som gjelder, endres ikke."),
    gettext_lazy("Forkast utkastet"), mal="tildeling/kriterier/bekreft.html", farge="danger",
)  # fmt: skip


def _side(request: Innlogget, pk: UUID, handling: Handling, rad: Any = None, fjern: str = "") -> HttpResponse:
    """`rad` is the criterion or the group that is changed, `fjern` where it is taken out."""
    skjema = cast("type[Handlingsskjema]", partial(handling.skjema, rad=rad)) if rad else handling.skjema
    return handlingsside(
        request,
        replace(handling, skjema=skjema),
        hent=lambda: _hent(request, pk),
        vis=lambda sak, feil: _vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": _("Kriterier, versjon %(nr)s") % {"nr": sak.nummer}, "rad": rad, "fjern": fjern},
    )


@never_cache
@require_http_methods(GET_OG_POST)
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, ENDRE)


@never_cache
@require_http_methods(GET_OG_POST)
def legg_fram(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, LEGG_FRAM)


@never_cache
@require_http_methods(GET_OG_POST)
def trekk_tilbake(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, TREKK_TILBAKE)


@never_cache
@require_http_methods(GET_OG_POST)
def forkast(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, FORKAST)


# --- criteria and groups ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Radslag:
    """A kind of row in the draft: the page of a new one, how one is found, what is done to it and by which name for it."""

    ny: Handling
    finn: Callable[[Kriterier, Any], Any]
    nokkel: str
    sett: Callable[..., Any]
    fjern: Callable[..., Any]
    fjern_adresse: str


def _lagret(sak: Kriterier, d: Mapping[str, Any], bruker: Bruker, *, sett: Callable[..., Any], **hvilken: Any) -> str:
    return _("«%(navn)s» er lagret.") % {"navn": sett(sak.pk, utfort_av=bruker, **d, **hvilken).navn}


KRITERIUM = Radslag(
    Handling(
        (o.ENDRE_KRITERIER,), Kriteriumskjema, partial(_lagret, sett=operations.sett_kriterium),
        gettext_lazy("Legg til et kriterium"), gettext_lazy("Noe som gir poeng, og som kan vises med papirer."),
        gettext_lazy("Lagre kriteriet"), mal="tildeling/kriterier/rad.html",
    ),
    selectors.kriterium, "nummer", operations.sett_kriterium, operations.fjern_kriterium, "tildeling:kriterium_fjern",
)  # fmt: skip
GRUPPE = Radslag(
    Handling(
        (o.ENDRE_KRITERIER,), Gruppeskjema, partial(_lagret, sett=operations.sett_gruppe),
        gettext_lazy("Legg til en gruppe"), gettext_lazy("I en runde kan plasser reserveres for dem som er med i gruppen."),
        gettext_lazy("Lagre gruppen"), mal="tildeling/kriterier/rad.html",
    ),
    selectors.gruppe, "gruppe", operations.sett_gruppe, operations.fjern_gruppe, "tildeling:kriteriegruppe_fjern",
)  # fmt: skip


def _finn(request: Innlogget, pk: UUID, slag: Radslag, hvilken: int | UUID) -> Any:
    rad = slag.finn(_hent(request, pk), hvilken)
    if rad is None:
        raise Http404
    return rad


def _endre_rad(request: Innlogget, pk: UUID, slag: Radslag, hvilken: int | UUID) -> HttpResponse:
    rad = _finn(request, pk, slag, hvilken)
    denne: dict[str, Any] = {slag.nokkel: hvilken}
    gjor = partial(_lagret, sett=slag.sett, **denne)
    handling = replace(slag.ny, gjor=gjor, tittel=_("Endre «%(navn)s»") % {"navn": rad.navn})
    return _side(request, pk, handling, rad, reverse(slag.fjern_adresse, args=[pk, hvilken]))


def _fjern_rad(request: Innlogget, pk: UUID, slag: Radslag, hvilken: int | UUID) -> HttpResponse:
    rad = _finn(request, pk, slag, hvilken)

    def gjor(sak: Kriterier, d: Mapping[str, Any], bruker: Bruker) -> str:
        slag.fjern(sak.pk, utfort_av=bruker, versjon=d["versjon"], **{slag.nokkel: hvilken})
        return _("«%(navn)s» er tatt bort fra utkastet.") % {"navn": rad.navn}

    handling = Handling(
        (o.ENDRE_KRITERIER,), Handlingsskjema, gjor, _("Ta bort «%(navn)s»?") % {"navn": rad.navn},
        _("Det som gjelder, endres ikke."), _("Ta bort"), mal="tildeling/kriterier/bekreft.html", farge="danger",
    )  # fmt: skip
    return _side(request, pk, handling)


@never_cache
@require_http_methods(GET_OG_POST)
def kriterium_ny(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, KRITERIUM.ny)


@never_cache
@require_http_methods(GET_OG_POST)
def kriterium(request: Innlogget, pk: UUID, nummer: int) -> HttpResponse:
    return _endre_rad(request, pk, KRITERIUM, nummer)


@never_cache
@require_http_methods(GET_OG_POST)
def kriterium_fjern(request: Innlogget, pk: UUID, nummer: int) -> HttpResponse:
    return _fjern_rad(request, pk, KRITERIUM, nummer)


@never_cache
@require_http_methods(GET_OG_POST)
def gruppe_ny(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, GRUPPE.ny)


@never_cache
@require_http_methods(GET_OG_POST)
def gruppe(request: Innlogget, pk: UUID, gruppe: UUID) -> HttpResponse:
    return _endre_rad(request, pk, GRUPPE, gruppe)


@never_cache
@require_http_methods(GET_OG_POST)
def gruppe_fjern(request: Innlogget, pk: UUID, gruppe: UUID) -> HttpResponse:
    return _fjern_rad(request, pk, GRUPPE, gruppe)
