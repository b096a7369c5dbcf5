"""The evaluation of one case, and what evaluations say together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.oppgaver.avtale import kalendersvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst, krev_rett

from .. import overganger as o
from ..forms.evaluering import Evalueringsskjema, Frafallskjema
from ..kalender import evalueringstid
from ..models import Side, Soknad
from ..operations import evaluering as operasjoner
from ..rules.avtale import kan_frafalle, side_til
from ..selectors import resultater
from ..selectors.evaluering import evalueringsside, skyldes
from ..selectors.faner import faner_for
from ..selectors.sakfaner import hode
from .enhet import krev_nettverket
from .sak import hent_med_avtale

SIDE = "hospitering:evaluering"


@never_cache
@require_safe
def evaluering(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_med_avtale(request, pk)
    noter_lesing(sak, request.user)
    return _vis(request, sak)


def _vis(
    request: Innlogget, sak: Soknad, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    hodet = hode(request.user, sak, "evaluering")
    kontekst: dict[str, Any] = {
        "sak": sak,
        "hode": hodet,
        "side": evalueringsside(request.user, sak, hodet),
        "knapp": Handlingsskjema(sak=sak),
        "form": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "hospitering/evaluering/evaluering.html", kontekst, status=409 if feil else 200)


def _hent(request: Innlogget, pk: UUID) -> Any:
    """The case, and which side the person answers for."""
    sak: Any = hent_med_avtale(request, pk)
    sak.min_side = side_til(request.user, sak) or Side.HOSPITANT
    return sak


# --- answer, or be let off --------------------------------------------------------------------------------------------


def _lever(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    svar = {felt: d[felt] for felt in operasjoner.SVARFELTER}
    ny = operasjoner.lever_evaluering(sak.pk, utfort_av=bruker, versjon=d["versjon"], svar=svar, frigi_ord=d["frigi_ord"])
    if ny.tilstand in o.FULLFOR.fra:
        return _("Evalueringen er levert. Den andre siden er ikke ferdig ennå.")
    return _("Evalueringen er levert, og hospiteringen er fullført.")


def _frafall(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    side = kan_frafalle(bruker, sak) or ""
    operasjoner.frafall(sak.pk, utfort_av=bruker, versjon=d["versjon"], side=side, grunn=d["grunn"], merknad=d["merknad"])
    return _("Evalueringen er frafalt. Grunnen står i saken.")


LEVER = Handling(
    (o.EVALUER,), Evalueringsskjema, _lever, gettext_lazy("Evaluer hospiteringen"),
    gettext_lazy(
        "Målet er at begge sider lærer av det. Har dere snakket sammen på telefon eller i et møte, "
        "skriver du kort hva dere kom fram til. Den andre siden ser svaret når den har gitt sitt eget."
    ),
    gettext_lazy("Lever evalueringen"), mal="hospitering/evaluering/svar.html", side=SIDE,
)  # fmt: skip
FRAFALL = Handling(
    (o.FRAFALL,), Frafallskjema, _frafall, gettext_lazy("Frafall evalueringen"),
    gettext_lazy(
        "Hospiteringen kan fullføres uten, men det skal stå hvorfor. "
        "Da kan siden som frafaller sin, lese den andre sidens."
    ),
    gettext_lazy("Frafall evalueringen"), farge="danger", side=SIDE,
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluer(request: Innlogget, pk: UUID) -> HttpResponse:
    return _verb(request, LEVER, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def frafall(request: Innlogget, pk: UUID) -> HttpResponse:
    return _verb(request, FRAFALL, pk)


def _verb(request: Innlogget, handling: Handling, pk: UUID) -> HttpResponse:
    sak = _hent(request, pk)
    if handling.gjelder(sak) and not skyldes(sak, kan_frafalle(request.user, sak)):
        krev_rett(request.user, sak, handling.verb)
        return _vis(request, sak, UlovligOvergang())
    return handlingsside(
        request,
        handling,
        hent=lambda: _hent(request, pk),
        vis=lambda ny, feil: _vis(request, ny, feil),
        kontekst=lambda ny: {
            "sak_navn": _("Hospitering for %(navn)s") % {"navn": ny.soker_navn},
            "paa_vegne_av": hode(request.user, ny).paa_vegne_av(handling.verb[0].navn),
        },
    )


# --- let others read --------------------------------------------------------------------------------------------------


@require_POST
def frigi(request: Innlogget, pk: UUID, side: str, ja: bool) -> HttpResponse:
    """`side` is whose words; `ja` whether others may read them."""
    if side not in Side.values:
        raise Http404

    def gjor(sak_id: UUID, **hvem: Any) -> None:
        operasjoner.frigi(sak_id, side=side, ja=ja, **hvem)

    return knapp(
        request,
        _hent(request, pk),
        [o.FRIGI],
        gjor,
        _("Du har sagt ja. Det vises når den andre siden også har det.") if ja else _("Det vises ikke for andre."),
        hent=lambda: _hent(request, pk),
        igjen=lambda ny, skjema, feil: _vis(request, ny, Utdatert() if "versjon" in skjema.errors else feil, skjema),
        side=SIDE,
    )


# --- the agreed time, for a calendar program --------------------------------------------------------------------------


@never_cache
@require_safe
def kalender(request: Innlogget, pk: UUID) -> HttpResponse:
    """For the two sides, from when the agreement is entered. 404 for everybody else, and before that."""
    sak = _hent(request, pk)
    avtale = evalueringstid(sak) if side_til(request.user, sak) else None
    if avtale is None:
        raise Http404
    return kalendersvar(sak, avtale.ics())


# --- what they say together -------------------------------------------------------------------------------------------


@never_cache
@require_safe
def evalueringer(request: Innlogget) -> HttpResponse:
    """For everybody in the network: whoever thinks of applying or of taking somebody in has the most use for it, and
    what stands here tells of nobody."""
    krev_nettverket(request)
    kontekst = {
        "faner": faner_for(request.user, "evalueringer"),
        "aar": resultater.for_nettet(),
        "minst": resultater.minste_gruppe(),
    }
    return render(request, "hospitering/evaluering/nettet.html", kontekst)
