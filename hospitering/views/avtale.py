"""The agreement: one page, a button for each answer, and a page for each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from ..forms.avtale import Kontaktskjema, Periodeskjema, Reiseskjema, Vertsskjema
from ..models import Soknad
from ..operations import avtale as op
from ..operations import avtaleskjema, kontakt, periode
from ..selectors.avtale import avtaleside
from ..selectors.sakfaner import hode
from .sak import hent_med_avtale

SIDEN = "hospitering:avtale"
GET_OG_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def avtale(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_med_avtale(request, pk)
    noter_lesing(sak, request.user)
    return vis(request, sak)


def vis(
    request: Innlogget, sak: Soknad, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    """The page, with what was wrong with a button. A conflict answers 409."""
    hodet = hode(request.user, sak, "avtale")
    kontekst: dict[str, Any] = {
        "sak": sak,
        "hode": hodet,
        "side": avtaleside(request.user, sak, hodet),
        "knapp": Handlingsskjema(sak=sak),
        "feilskjema": None if feil else skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "hospitering/avtale/avtale.html", kontekst, status=409 if feil else 200)


# --- answers: a button each ---------------------------------------------------------------------------------------------


def avtaleknapp(
    request: Innlogget, pk: UUID, verb: o.Overgang, operasjon: Callable[..., Any], kvittering: str
) -> HttpResponse:
    """A button on the page of the agreement, and back to it."""
    hent = partial(hent_med_avtale, request, pk)

    def igjen(ny: Soknad, skjema: Handlingsskjema | None, feil: Konflikt | None) -> HttpResponse:
        return vis(request, ny, feil, skjema)

    return knapp(request, hent(), [verb], operasjon, kvittering, hent=hent, igjen=igjen, side=SIDEN)


@require_POST
def periode_bekreft(request: Innlogget, pk: UUID) -> HttpResponse:
    tekst = _("Perioden er bekreftet. Er den utenfor det som var innvilget, tar leder i egen enhet stilling til den først.")
    return avtaleknapp(request, pk, o.BEKREFT_PERIODE, periode.bekreft_periode, tekst)


@require_POST
def periode_avslaa(request: Innlogget, pk: UUID) -> HttpResponse:
    tekst = _("Perioden er ikke godtatt. Foreslå en annen, eller ta kontakt med den andre siden.")
    return avtaleknapp(request, pk, o.AVSLAA_PERIODE, periode.avslaa_periode, tekst)


@require_POST
def periode_godkjenn(request: Innlogget, pk: UUID) -> HttpResponse:
    tekst = _("Perioden er godkjent. Begge sider har fått beskjed.")
    return avtaleknapp(request, pk, o.GODKJENN_PERIODE, partial(periode.avgjor_periode, godkjent=True), tekst)


@require_POST
def periode_nekt(request: Innlogget, pk: UUID) -> HttpResponse:
    tekst = _("Perioden er ikke godkjent. Begge sider har fått beskjed.")
    return avtaleknapp(request, pk, o.NEKT_PERIODE, partial(periode.avgjor_periode, godkjent=False), tekst)


@require_POST
def reise_bekreft(request: Innlogget, pk: UUID) -> HttpResponse:
    return avtaleknapp(request, pk, o.BEKREFT_REISE, op.bekreft_reise, _("Dere er enige om reise og opphold."))


@require_POST
def inviter_kontakt(request: Innlogget, pk: UUID) -> HttpResponse:
    tekst = _("Kontaktpersonen har en invitasjon som virker i 14 dager.")
    return avtaleknapp(request, pk, o.INVITER_KONTAKT, kontakt.inviter_kontakt, tekst)


# --- forms: a page each -------------------------------------------------------------------------------------------------


def _vertens(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    avtaleskjema.avklar_og_foresla(sak.pk, utfort_av=bruker, **d)
    return _("Det dere svarer for, er avklart, og forslaget er sendt til hospitanten.")


def _foresla(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    periode.foresla_periode(sak.pk, utfort_av=bruker, **d)
    return _("Forslaget er sendt til den andre siden.")


def _reise(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.foresla_reise(sak.pk, utfort_av=bruker, **d)
    return _("Forslaget om reise og opphold er sendt. Det gjelder når den andre har bekreftet.")


def _bytt(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    kontakt.bytt_kontakt(sak.pk, utfort_av=bruker, **d)
    return _("%(navn)s er kontaktperson nå.") % {"navn": d["kontakt_navn"]}


def _inngaa(sak: Soknad, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.inngaa_avtale(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Avtalen er inngått. Begge sider ser nå hva som gjenstår før oppstart.")


VERTENS = Handling(
    (o.AVKLAR,), Vertsskjema, _vertens, gettext_lazy("Foreslå periode og avklar avtalen"),
    gettext_lazy("Hospitanten bekrefter perioden, eller foreslår en annen. Resten er det dere som vert svarer for."),
    gettext_lazy("Send forslaget"), mal="hospitering/avtale/vert.html", side=SIDEN,
)  # fmt: skip
FORESLA = Handling(
    (o.FORESLA_PERIODE,), Periodeskjema, _foresla, gettext_lazy("Foreslå en annen periode"),
    gettext_lazy("Den andre siden bekrefter, eller foreslår noe annet. Er perioden utenfor det som var innvilget, tar leder "
                 "i egen enhet stilling til den."),
    gettext_lazy("Send forslaget"), mal="hospitering/avtale/periode.html", side=SIDEN,
)  # fmt: skip
REISE = Handling(
    (o.FORESLA_REISE,), Reiseskjema, _reise, gettext_lazy("Reise og opphold"),
    gettext_lazy("Avtales mellom arbeidsgiver og hospitant, og vises bare til dem. Andre ser bare at det er avklart."),
    gettext_lazy("Send forslaget"), side=SIDEN,
)  # fmt: skip
BYTT_KONTAKT = Handling(
    (o.BYTT_KONTAKT,), Kontaktskjema, _bytt, gettext_lazy("Bytt kontaktperson"),
    gettext_lazy("Hospitanten og den nye kontaktpersonen får beskjed. Den nye leser pasientinstruksen før oppstart."),
    gettext_lazy("Bytt kontaktperson"), side=SIDEN,
)  # fmt: skip
INNGAA = Handling(
    (o.INNGAA_AVTALE,), Handlingsskjema, _inngaa, gettext_lazy("Inngå avtalen"),
    gettext_lazy("Avtalen blir underskrevet elektronisk med navnet ditt. Etterpå må begge sider være enige om å utsette "
                 "eller korte ned."),
    gettext_lazy("Inngå avtalen"), mal="hospitering/avtale/inngaa.html", side=SIDEN,
)  # fmt: skip


def skjemaside(request: Innlogget, pk: UUID, handling: Handling) -> HttpResponse:
    """The form of one verb of the agreement, and back to its page."""

    def kontekst(sak: Soknad) -> dict[str, Any]:
        hodet = hode(request.user, sak, "avtale")
        return {"sak_navn": sak.soker_navn, "hode": hodet, "paa_vegne_av": hodet.paa_vegne_av(handling.verb[0].navn)}

    return handlingsside(
        request,
        handling,
        hent=partial(hent_med_avtale, request, pk),
        vis=lambda sak, feil: vis(request, sak, feil),
        kontekst=kontekst,
    )


@never_cache
@require_http_methods(GET_OG_POST)
def avtale_vert(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, VERTENS)


@never_cache
@require_http_methods(GET_OG_POST)
def periode_foresla(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, FORESLA)


@never_cache
@require_http_methods(GET_OG_POST)
def reise(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, REISE)


@never_cache
@require_http_methods(GET_OG_POST)
def bytt_kontakt(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, BYTT_KONTAKT)


@never_cache
@require_http_methods(GET_OG_POST)
def inngaa(request: Innlogget, pk: UUID) -> HttpResponse:
    return skjemaside(request, pk, INNGAA)
