"""The committee decides a round: interests, who takes part, the decision itself, and sending it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from ..forms.vedtak import Avgjorelse, Meldeskjema, Saksliste, Tilbakeskjema, Underskriftskjema
from ..models import Runde
from ..operations import habilitet as habilitetsop
from ..operations import vedtak as op
from ..selectors import vedtak as selectors
from ..selectors.vedtaket import vedtakside
from .runde import hent_runde, vis_runde

Data = Mapping[str, Any]


def navn_paa(runde: Runde) -> str:
    """What people call it, above a form."""
    return _("Tildeling av LIS1 fra %(dag)s") % {"dag": dato(runde.oppstart)}


def handling(request: Innlogget, pk: UUID, valgt: Handling, hent: Any = None, **kontekst: Any) -> HttpResponse:
    return handlingsside(
        request,
        valgt,
        hent=hent or (lambda: hent_runde(request, pk)),
        vis=lambda sak, feil: vis_runde(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": navn_paa(sak), **kontekst},
    )


# --- interests --------------------------------------------------------------------------------------------------------


def _meld(sak: Runde, data: Data, bruker: Bruker) -> str:
    habilitetsop.meld(
        sak.pk, utfort_av=bruker, versjon=data["versjon"], grunn=data["grunn"], kandidat=data["kandidat"] or None
    )
    return _("Du har meldt fra. De andre i utvalget avgjør om du er med.")


MELD = Handling(
    (o.MELD_HABILITET,),
    Meldeskjema,
    _meld,
    gettext_lazy("Meld fra om egen habilitet"),
    gettext_lazy(
        "Meld fra når noe kan svekke tilliten til at du er upartisk. De andre i utvalget avgjør. Er du inhabil for én "
        "kandidat, er du ikke med på tildelingen, for kandidatene konkurrerer om de samme plassene."
    ),
    gettext_lazy("Meld fra"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meld_habilitet(request: Innlogget, pk: UUID) -> HttpResponse:
    return handling(request, pk, MELD)


def _avgjor(sak: Any, data: Data, bruker: Bruker) -> str:
    habilitetsop.avgjor(
        sak.pk, utfort_av=bruker, versjon=data["versjon"], habilitet=sak.valgt_habilitet.pk, utfall=data["utfall"]
    )
    return _("Avgjørelsen er registrert. %(navn)s har fått beskjed.") % {"navn": sak.valgt_habilitet.bruker.navn}


AVGJOR = Handling(
    (o.AVGJOR_HABILITET,),
    Avgjorelse,
    _avgjor,
    gettext_lazy("Avgjør habilitet"),
    gettext_lazy("Registrer det utvalget har avgjort. Du kan ikke avgjøre om deg selv."),
    gettext_lazy("Lagre avgjørelsen"),
    mal="tildeling/vedtak/avgjor.html",
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def avgjor_habilitet(request: Innlogget, pk: UUID, habilitet: UUID) -> HttpResponse:
    def hent() -> Any:
        sak: Any = hent_runde(request, pk)
        sak.valgt_habilitet = get_object_or_404(sak.habilitet.select_related("bruker", "kandidat__lege"), pk=habilitet)
        if sak.valgt_habilitet.bruker_id == request.user.pk:
            raise PermissionDenied
        return sak

    return handling(request, pk, AVGJOR, hent)


# --- the agenda -------------------------------------------------------------------------------------------------------


def _sett_paa(sak: Runde, data: Data, bruker: Bruker) -> str:
    op.paa_sakslisten(sak.pk, utfort_av=bruker, versjon=data["versjon"], mote=data["mote"])
    return _("Runden står på sakslisten. Sekretæren for utvalget har fått beskjed.")


PAA_SAKSLISTEN = Handling(
    (o.SETT_PAA_SAKSLISTEN,),
    Saksliste,
    _sett_paa,
    gettext_lazy("Sett runden på sakslisten"),
    gettext_lazy("Velg et møte i utvalget som fortsatt tar imot saker."),
    gettext_lazy("Sett på sakslisten"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paa_sakslisten(request: Innlogget, pk: UUID) -> HttpResponse:
    return handling(request, pk, PAA_SAKSLISTEN)


# --- the decision -----------------------------------------------------------------------------------------------------


def _send(sak: Runde, data: Data, bruker: Bruker) -> str:
    op.til_underskrift(
        sak.pk, utfort_av=bruker, versjon=data["versjon"], forslag=data["valgt"].pk, deltakere=data["deltakere"]
    )
    return _("Vedtaket er sendt til underskrift. De som deltar, har fått en oppgave.")


TIL_UNDERSKRIFT = Handling(
    (o.TIL_UNDERSKRIFT,),
    Underskriftskjema,
    _send,
    gettext_lazy("Send vedtaket til underskrift"),
    gettext_lazy("Velg forslaget utvalget vedtar, og hvem som deltar for hver plass. En vara møter for den som er inhabil."),
    gettext_lazy("Send til underskrift"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def til_underskrift(request: Innlogget, pk: UUID) -> HttpResponse:
    return handling(request, pk, TIL_UNDERSKRIFT)


@never_cache
@require_safe
def vedtaket(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_runde(request, pk)
    if not selectors.ser_vedtaket(request.user, sak):
        raise Http404
    noter_lesing(sak, request.user)
    return _vis(request, sak)


def _vis(request: Innlogget, sak: Runde, feil: Konflikt | None = None, skjema: Any = None) -> HttpResponse:
    """What is signed. Once it is sent back there is nothing here, and the page of the round says where it is."""
    if not selectors.ser_vedtaket(request.user, sak):
        return vis_runde(request, sak, feil, skjema)
    kontekst = {
        "sak": sak,
        "sak_navn": navn_paa(sak),
        "side": vedtakside(sak, request.user, request.GET.get("side")),
        "knapp": Handlingsskjema(sak=sak),
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "tildeling/vedtak/vedtak.html", kontekst, status=409 if feil else 200)


@require_POST
def signer(request: Innlogget, pk: UUID) -> HttpResponse:
    return knapp(
        request, hent_runde(request, pk), [o.SIGNER], op.signer, _("Du har skrevet under."),
        hent=lambda: hent_runde(request, pk), igjen=lambda sak, skjema, feil: _vis(request, sak, feil, skjema),
    )  # fmt: skip


def _tilbake(verb: Any, kvittering: Any) -> Any:
    def gjor(sak: Runde, data: Data, bruker: Bruker) -> str:
        verb(sak.pk, utfort_av=bruker, versjon=data["versjon"], kommentar=data["kommentar"])
        return str(kvittering)

    return gjor


SEND_TILBAKE = Handling(
    (o.SEND_TILBAKE,),
    Tilbakeskjema,
    _tilbake(op.send_tilbake, gettext_lazy("Saken er sendt tilbake til behandling. Underskriftene teller ikke lenger.")),
    gettext_lazy("Send tilbake til behandling"),
    gettext_lazy("De som har skrevet under, må skrive under på nytt."),
    gettext_lazy("Send tilbake"),
)
TA_OPP_IGJEN = Handling(
    (o.TA_OPP_IGJEN,),
    Tilbakeskjema,
    _tilbake(op.ta_opp_igjen, gettext_lazy("Saken er tatt opp igjen. Ingen utenfor utvalget har fått vite noe.")),
    gettext_lazy("Ta saken opp igjen"),
    gettext_lazy("Vedtaket gjelder ikke lenger, og utvalget må behandle og skrive under på nytt før noe publiseres."),
    gettext_lazy("Ta saken opp igjen"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_tilbake(request: Innlogget, pk: UUID) -> HttpResponse:
    return handling(request, pk, SEND_TILBAKE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ta_opp_igjen(request: Innlogget, pk: UUID) -> HttpResponse:
    return handling(request, pk, TA_OPP_IGJEN)
