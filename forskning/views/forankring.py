"""The page of anchoring and applications, and each verb on it; the statement that goes with an application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, konfliktkontekst

from .. import overganger as o
from ..forms.forankring import Saksliste, Sendeskjema, Skriftligskjema
from ..models import Prosjekt
from ..operations import forankring as op
from ..operations.saksliste import sett_paa_sakslisten
from ..selectors.forankring import forankringsside, har_uttalelse
from ..selectors.prosjektside import hode
from ..uttalelse_pdf import filnavn, som_dokument
from .prosjekt import hent_prosjekt

GET_OG_POST = ["GET", "HEAD", "POST"]
SIDE = "forskning:forankring"


@never_cache
@require_safe
def forankring(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis_forankring(request, hent_prosjekt(request, pk))


def vis_forankring(request: Innlogget, sak: Prosjekt, feil: Konflikt | None = None, skjema: Any = None) -> HttpResponse:
    head = hode(request.user, sak, "forankring")
    side = forankringsside(sak, request.user, head.verb)
    kontekst = {"sak": sak, "hode": head, "side": side, "feilskjema": skjema, **konfliktkontekst(sak, feil)}
    return render(request, "forskning/forankring/forankring.html", kontekst, status=409 if feil else 200)


def verb_side(request: Innlogget, pk: UUID, handling: Handling) -> HttpResponse:
    """One verb with a form of its own; afterwards one stands on the page of anchoring."""
    return handlingsside(
        request,
        handling,
        hent=lambda: hent_prosjekt(request, pk),
        vis=lambda sak, feil: vis_forankring(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.tittel},
    )


def spor_side(
    request: Innlogget, pk: UUID, verb: Any, operasjon: Any, kvittering: str, sporsmaal: Mapping[str, str]
) -> HttpResponse:
    """One verb that asks first."""
    return bekreftside(
        request, verb, operasjon, kvittering, hent=lambda: hent_prosjekt(request, pk), side=SIDE,
        igjen=lambda sak, skjema, feil: vis_forankring(request, sak, feil, skjema), spor=lambda _sak: sporsmaal,
    )  # fmt: skip


def _send(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    sted = d["sted"]
    rad = op.send(sak.pk, utfort_av=bruker, versjon=d["versjon"], organ=sted.organ, mote=sted.mote)
    if rad.motesak:
        return _("Prosjektet står på sakslisten. Sekretæren i utvalget og partnerne har fått beskjed.")
    return _("Sekretæren i utvalget er bedt om å sette opp en skriftlig behandling.")


def _skriftlig(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.sett_opp_skriftlig(sak.pk, utfort_av=bruker, versjon=d["versjon"], svarfrist=d["svarfrist"], send=d["send"])
    return _("Saken er satt opp til skriftlig behandling.")


def _saksliste(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    sett_paa_sakslisten(sak.pk, utfort_av=bruker, versjon=d["versjon"], mote=d["mote"].pk)
    return _("Prosjektet står på sakslisten. Sekretæren i utvalget har fått beskjed.")


SEND = Handling(
    (o.SEND_TIL_FORANKRING,), Sendeskjema, _send, gettext_lazy("Send til forankring"),
    gettext_lazy("Utvalget tar stilling til prosjektet, og hver partner svarer for seg selv. Du kan trekke det tilbake til "
                 "møtet er holdt."),
    gettext_lazy("Send til forankring"), mal="forskning/forankring/send.html", side=SIDE,
)  # fmt: skip
SKRIFTLIG = Handling(
    (o.SETT_OPP_SKRIFTLIG,), Skriftligskjema, _skriftlig, gettext_lazy("Behandle skriftlig"),
    gettext_lazy("Det blir laget en skriftlig behandling i utvalget med denne saken på sakslisten."),
    gettext_lazy("Sett opp"), side=SIDE,
)  # fmt: skip
SAKSLISTE = Handling(
    (o.SETT_PAA_SAKSLISTEN,), Saksliste, _saksliste, gettext_lazy("Ta prosjektet opp i et møte"),
    gettext_lazy("Utvalget eller forumet får orientering om prosjektet. Det som blir sagt, vises her når protokollen er "
                 "godkjent."),
    gettext_lazy("Sett på sakslisten"), mal="forskning/forankring/saksliste.html", side=SIDE,
)  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def send(request: Innlogget, pk: UUID) -> HttpResponse:
    return verb_side(request, pk, SEND)


@never_cache
@require_http_methods(GET_OG_POST)
def skriftlig(request: Innlogget, pk: UUID) -> HttpResponse:
    return verb_side(request, pk, SKRIFTLIG)


@never_cache
@require_http_methods(GET_OG_POST)
def saksliste(request: Innlogget, pk: UUID) -> HttpResponse:
    return verb_side(request, pk, SAKSLISTE)


@never_cache
@require_http_methods(GET_OG_POST)
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    return spor_side(
        request, pk, o.TREKK_FORANKRING, op.trekk, _("Prosjektet er trukket tilbake, og er i tidligfasedialog igjen."),
        {
            "tittel": _("Trekk prosjektet tilbake?"),
            "tekst": _("Utvalget behandler det ikke nå. Sekretæren blir bedt om å ta saken av sakslisten. Partnernes svar "
                       "blir stående."),
            "ja": _("Ja, trekk tilbake"),
        },
    )  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def los(request: Innlogget, pk: UUID) -> HttpResponse:
    return spor_side(
        request, pk, o.LOS_FORANKRING, op.los_forankring, _("Prosjektet er åpnet for ny forankring."),
        {
            "tittel": _("Forankre på nytt?"),
            "tekst": _("Velg dette når noe vesentlig er endret, for eksempel partnere, innhold eller beløp. Prosjektet er "
                       "ikke forankret før utvalget har sagt ja igjen."),
            "ja": _("Ja, forankre på nytt"),
        },
    )  # fmt: skip


@never_cache
@require_safe
def uttalelse(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_prosjekt(request, pk)
    if not har_uttalelse(sak):
        raise Http404
    adresse = reverse("forskning:uttalelse", args=[sak.pk])
    funn = som_dokument(sak, bestilt_av=request.user, sprak=get_language() or "nb", adresse=adresse)
    return dokumentsvar(funn, filnavn=filnavn(sak))
