"""Themes: those there are, and proposals of new ones (S4-D08)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, konfliktkontekst

from .. import overganger as o
from ..forms.temaforslag import Forslagsskjema, Framlegging
from ..models import Temaforslag
from ..operations import temaforslag as op
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for
from ..selectors.temaforslag import forslagsside, temaside

GET_OG_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_forskning(request.user)
    kontekst = {"side": temaside(request.user), "faner": faner_for(request.user, "temaforslag_liste")}
    return render(request, "forskning/temaforslag/liste.html", kontekst)


@never_cache
@require_http_methods(GET_OG_POST)
def nytt(request: Innlogget) -> HttpResponse:
    krev_forskning(request.user)
    skjema = Forslagsskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            sak = op.foreslaa(utfort_av=request.user, felter=skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Forslaget er sendt til FoU-koordinatorene, som legger det fram for utvalget."))
            return redirect(sak)
    return render(request, "forskning/temaforslag/ny.html", {"form": skjema})


def _hent(request: Innlogget, pk: UUID) -> Temaforslag:
    synlige = Temaforslag.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("foreslaatt_av", "organ", "motesak__mote__organ", "tema"), pk=pk)


@never_cache
@require_safe
def forslag(request: Innlogget, pk: UUID) -> HttpResponse:
    return _vis(request, _hent(request, pk))


def _vis(request: Innlogget, sak: Temaforslag, feil: Konflikt | None = None, skjema: Any = None) -> HttpResponse:
    side = forslagsside(sak, request.user)
    kontekst = {"sak": sak, "side": side, "feilskjema": skjema, **konfliktkontekst(sak, feil)}
    return render(request, "forskning/temaforslag/forslag.html", kontekst, status=409 if feil else 200)


def _legg_fram(sak: Temaforslag, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.legg_fram(sak.pk, utfort_av=bruker, versjon=d["versjon"], mote=d["mote"].pk)
    return _("Forslaget står på sakslisten. Sekretæren i utvalget har fått beskjed.")


LEGG_FRAM = Handling(
    (o.LEGG_FRAM_TEMA,), Framlegging, _legg_fram, gettext_lazy("Legg fram for utvalget"),
    gettext_lazy("Sier utvalget ja, kan prosjekter, utlysninger og behov merkes med temaet."),
    gettext_lazy("Sett på sakslisten"), mal="forskning/forankring/saksliste.html",
)  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def legg_fram(request: Innlogget, pk: UUID) -> HttpResponse:
    return handlingsside(
        request, LEGG_FRAM, hent=lambda: _hent(request, pk), vis=lambda sak, feil: _vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.navn_nb},
    )  # fmt: skip


@never_cache
@require_http_methods(GET_OG_POST)
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    return bekreftside(
        request, o.TREKK_TEMA, op.trekk, _("Forslaget er trukket."), hent=lambda: _hent(request, pk),
        igjen=lambda sak, skjema, feil: _vis(request, sak, feil, skjema),
        spor=lambda sak: {
            "tittel": _("Trekk forslaget?"), "ja": _("Ja, trekk forslaget"),
            "tekst": _("«%(navn)s» blir ikke lagt fram for utvalget. Det kan foreslås på nytt.") % {"navn": sak.navn_nb},
        },
    )  # fmt: skip
