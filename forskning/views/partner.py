"""The parties of a project and their dialogue: one page, and a page for each verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, konfliktkontekst, krev_rett

from .. import overganger as o
from ..forms.partner import Innleggsskjema, Invitasjon, Nei, Partnerskjema, Registrert
from ..models import Partner, Partnersvar, Prosjekt
from ..operations import partner as operasjoner
from ..selectors import dialog, interesse
from ..selectors import partner as utvalg
from ..selectors.prosjektside import hode
from .prosjekt import hent_prosjekt

SIDEN = "forskning:partnere"
GET_OG_POST = ["GET", "HEAD", "POST"]
PS = Partnersvar


@never_cache
@require_safe
def partnere(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_prosjekt(request, pk)
    svar = vis(request, sak)
    noter_lesing(sak, request.user)
    return svar


def vis(
    request: Innlogget, sak: Prosjekt, feil: Konflikt | None = None, skjema: Innleggsskjema | None = None
) -> HttpResponse:
    """The page. What is new in the dialogue is what came after the last reading, so this one is noted afterwards."""
    panel = utvalg.panel(request.user, sak)
    kontekst: dict[str, Any] = {
        "sak": sak,
        "hode": hode(request.user, sak, "partnere"),
        "panel": panel,
        "dialog": dialog.dialog(request.user, sak, alle="alle" in request.GET),
        "interesser": interesse.for_prosjekt(request.user, sak),
        "skjema": skjema or Innleggsskjema(prosjekt=sak),
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "forskning/partner/partnere.html", kontekst, status=409 if feil else 200)


# --- each verb with a page ----------------------------------------------------------------------------------------------


def _inviter(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.inviter(sak.pk, utfort_av=bruker, versjon=d["versjon"], virksomhet=d["virksomhet"], bidrag=d["bidrag"])
    return _("%(navn)s er invitert. Svaret kommer på denne siden.") % {"navn": d["virksomhet"].fullt_navn}


def _bekreft(partner: Partner, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.bekreft(partner.pk, utfort_av=bruker, **d)
    return _("%(navn)s deltar. Prosjektlederen har fått beskjed.") % {"navn": partner.virksomhet.fullt_navn}


def _avslaa(partner: Partner, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.avslaa(partner.pk, utfort_av=bruker, **d)
    return _("%(navn)s deltar ikke. Prosjektlederen har fått beskjed.") % {"navn": partner.virksomhet.fullt_navn}


def _registrer(partner: Partner, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.registrer_svar(partner.pk, utfort_av=bruker, **d)
    return _("Svaret fra %(navn)s er registrert.") % {"navn": partner.virksomhet.fullt_navn}


def _ta_ut(partner: Partner, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.ta_ut(partner.pk, utfort_av=bruker, **d)
    return _("%(navn)s er tatt ut av prosjektet.") % {"navn": partner.virksomhet.fullt_navn}


INVITER = Handling(
    (o.INVITER_PARTNER,), Invitasjon, _inviter, gettext_lazy("Inviter en partner"),
    gettext_lazy("Den som svarer for virksomheten, får en oppgave og leser om prosjektet før de svarer."),
    gettext_lazy("Send invitasjonen"), mal="forskning/partner/inviter.html", side=SIDEN,
)  # fmt: skip
BEKREFT = Handling(
    (o.BEKREFT_PARTNER,), Partnerskjema, _bekreft, gettext_lazy("Bekreft at dere deltar"),
    gettext_lazy("Du svarer for virksomheten din, og bare for den. Svaret blir underskrevet elektronisk med navnet ditt."),
    gettext_lazy("Bekreft at vi deltar"), mal="forskning/partner/svar.html", side=SIDEN,
)  # fmt: skip
AVSLAA = Handling(
    (o.AVSLAA_PARTNER, o.TREKK_SEG), Nei, _avslaa, gettext_lazy("Svar at dere ikke deltar"),
    gettext_lazy("Prosjektlederen får beskjed. De andre partnerne kan gå videre uten dere."),
    gettext_lazy("Svar at vi ikke deltar"), mal="forskning/partner/svar.html", farge="danger", side=SIDEN,
)  # fmt: skip
TREKK_SEG = replace(
    AVSLAA, tittel=gettext_lazy("Trekk dere fra prosjektet"),
    ingress=gettext_lazy("Dere har bekreftet at dere deltar. Prosjektlederen får beskjed, og utvalget hvis saken er der."),
    knapp=gettext_lazy("Ja, trekk oss fra prosjektet"),
)  # fmt: skip
REGISTRER = Handling(
    (o.REGISTRER_SVAR,), Registrert, _registrer, gettext_lazy("Registrer svaret"),
    gettext_lazy("Ingen kan svare for virksomheten i portalen. Ta vare på e-posten eller papiret."),
    gettext_lazy("Registrer svaret"), mal="forskning/partner/svar.html", side=SIDEN,
)  # fmt: skip
TA_UT = Handling(
    (o.TA_UT_PARTNER,), Partnerskjema, _ta_ut, gettext_lazy("Ta ut en partner"),
    gettext_lazy("Virksomheten får beskjed. Dere kan invitere den på nytt senere."),
    gettext_lazy("Ja, ta ut partneren"), mal="forskning/partner/svar.html", farge="danger", side=SIDEN,
)  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def inviter(request: Innlogget, pk: UUID) -> HttpResponse:
    """`?virksomhet=` chooses the party: one that is interested, or that was just registered."""
    forvalgt = partial(Invitasjon, initial={"virksomhet": request.GET.get("virksomhet", "")})
    handling = INVITER if request.method == "POST" else replace(INVITER, skjema=cast("type[Handlingsskjema]", forvalgt))
    return handlingsside(
        request, handling, hent=lambda: hent_prosjekt(request, pk), vis=lambda sak, feil: vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.saksnummer},
    )  # fmt: skip


def _om_partneren(request: Innlogget, pk: UUID, partner_pk: UUID, handling: Handling, fra: tuple[str, ...]) -> HttpResponse:
    """A verb on one party that has answered one of `fra`. Whether the person is of that party, the narrowed verb says."""
    sak = hent_prosjekt(request, pk)
    partner = utvalg.finn(sak, partner_pk)
    if partner is None:
        raise Http404
    verb = tuple(v if v in (o.REGISTRER_SVAR, o.TA_UT_PARTNER) else o.for_partneren(v, partner) for v in handling.verb)
    if partner.svar not in fra:
        krev_rett(request.user, sak, verb)
        return vis(request, sak, UlovligOvergang())
    denne = replace(
        handling,
        verb=verb,
        skjema=cast("type[Handlingsskjema]", partial(handling.skjema, partner=partner)),
        gjor=lambda _sak, d, bruker: handling.gjor(partner, d, bruker),
    )
    om = {"sak_navn": partner.virksomhet.fullt_navn, "partner": partner, "svarer_selv": verb != handling.verb}
    return handlingsside(
        request, denne, hent=lambda: hent_prosjekt(request, pk), vis=lambda ny, feil: vis(request, ny, feil),
        kontekst=lambda ny: om,
    )  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def bekreft(request: Innlogget, pk: UUID, partner: UUID) -> HttpResponse:
    return _om_partneren(request, pk, partner, BEKREFT, (PS.INVITERT,))


@never_cache
@require_http_methods(GET_OG_POST)
def avslaa(request: Innlogget, pk: UUID, partner: UUID) -> HttpResponse:
    return _om_partneren(request, pk, partner, AVSLAA, (PS.INVITERT,))


@never_cache
@require_http_methods(GET_OG_POST)
def trekk_seg(request: Innlogget, pk: UUID, partner: UUID) -> HttpResponse:
    return _om_partneren(request, pk, partner, TREKK_SEG, (PS.BEKREFTET,))


@never_cache
@require_http_methods(GET_OG_POST)
def registrer(request: Innlogget, pk: UUID, partner: UUID) -> HttpResponse:
    return _om_partneren(request, pk, partner, REGISTRER, (PS.INVITERT, PS.BEKREFTET))


@never_cache
@require_http_methods(GET_OG_POST)
def ta_ut(request: Innlogget, pk: UUID, partner: UUID) -> HttpResponse:
    return _om_partneren(request, pk, partner, TA_UT, (PS.INVITERT, PS.BEKREFTET))
