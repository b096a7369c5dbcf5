"""Needs: the list, one need with what fits it, and what is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.filters import Listevalg
from grunnmur.saksgang.forms import legg_til_feil, les_valgte
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, konfliktkontekst

from .. import overganger as o
from .. import rules
from ..excel.behov import REGNEARK
from ..filters.behov import Behovsfilter, i_listen
from ..forms.behov import Behovsskjema, Besvarskjema, Lukkskjema, NyttBehov
from ..models import Behov, Prosjekt
from ..operations import behov as operasjoner
from ..selectors import behov as utvalg
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for
from ..selectors.prosjektside import kort_tittel

LISTEN = Liste(
    kode="forskning.behov",
    adresse="forskning:behovsliste",
    mal="forskning/behov/liste.html",
    filtermal="forskning/behov/filter.html",
    filter=Behovsfilter,
    velg=i_listen,
    ark=REGNEARK,
    krev=krev_forskning,
    faner=True,
)


@LISTEN.side
def behovsliste(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
    return {
        "faner": faner_for(request.user, "behovsliste"),
        "rader": utvalg.rader(request.user, side),
        "kan_melde": rules.kan_registrere(request.user),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    if not rules.kan_registrere(request.user):
        raise Http404
    skjema = NyttBehov(request.POST if request.method == "POST" else None, bruker=request.user)
    if request.method == "POST" and skjema.is_valid():
        try:
            behov = operasjoner.meld(utfort_av=request.user, felter=skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Behovet er meldt. Du får beskjed når et prosjekt tar det opp."))
            return redirect(behov)
    return render(request, "forskning/behov/ny.html", {"form": skjema, "faner": faner_for(request.user, "behovsliste")})


# --- one need ---------------------------------------------------------------------------------------------------------


def hent_behov(request: Innlogget, pk: UUID) -> Behov:
    synlige = Behov.objects.synlig_for(request.user).select_related("virksomhet", "enhet", "meldt_av")
    return get_object_or_404(synlige.prefetch_related("temaer"), pk=pk)


@never_cache
@require_safe
def behov(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis_behov(request, hent_behov(request, pk))


def vis_behov(request: Innlogget, sak: Behov, feil: Konflikt | None = None) -> HttpResponse:
    kontekst: dict[str, Any] = {
        "sak": sak,
        "side": utvalg.behovsside(sak, request.user),
        "faner": faner_for(request.user, "behovsliste"),
        **konfliktkontekst(sak, feil),
    }
    return render(request, "forskning/behov/behov.html", kontekst, status=409 if feil else 200)


def _endre(sak: Behov, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny_utgave = operasjoner.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Behovet er endret.") if ny_utgave.versjon != d["versjon"] else _("Ingenting er endret.")


def _besvar(sak: Behov, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.besvar(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Behovet er merket som besvart.")


def _lukk(sak: Behov, d: Mapping[str, Any], bruker: Bruker) -> str:
    operasjoner.lukk(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Behovet er lukket.")


ENDRE = Handling(
    (o.ENDRE_BEHOV,), Behovsskjema, _endre, gettext_lazy("Endre behovet"), "", gettext_lazy("Lagre"),
)  # fmt: skip
BESVAR = Handling(
    (o.BESVAR_BEHOV,), Besvarskjema, _besvar, gettext_lazy("Behovet er besvart"),
    gettext_lazy("Prosjekter som har tatt opp behovet, får beskjed. Behovet kan åpnes igjen."),
    gettext_lazy("Merk som besvart"),
)  # fmt: skip
LUKK = Handling(
    (o.LUKK_BEHOV,), Lukkskjema, _lukk, gettext_lazy("Ikke lenger aktuelt"),
    gettext_lazy("Prosjekter som har tatt opp behovet, får beskjed. Behovet kan åpnes igjen."),
    gettext_lazy("Lukk behovet"),
)  # fmt: skip


def _side(request: Innlogget, pk: UUID, handling: Handling) -> HttpResponse:
    return handlingsside(
        request,
        handling,
        hent=lambda: hent_behov(request, pk),
        vis=lambda sak, feil: vis_behov(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": kort_tittel(sak)},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, ENDRE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def besvar(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, BESVAR)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lukk(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, LUKK)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gjenaapne(request: Innlogget, pk: UUID) -> HttpResponse:
    return bekreftside(
        request,
        o.GJENAAPNE_BEHOV,
        operasjoner.gjenaapne,
        _("Behovet er åpnet igjen."),
        hent=lambda: hent_behov(request, pk),
        igjen=lambda sak, _skjema, feil: vis_behov(request, sak, feil),
        spor=lambda sak: {
            "tittel": _("Åpne behovet igjen?"),
            "tekst": _("Behovet kommer tilbake i listen, så prosjekter kan ta det opp."),
            "ja": _("Ja, åpne igjen"),
        },
    )


# --- a project takes it up --------------------------------------------------------------------------------------------


@require_POST
def koble(request: Innlogget, pk: UUID) -> HttpResponse:
    """From the page of the need: which of one's own projects, with the version it had when it was shown."""
    behovet = hent_behov(request, pk)
    valgt = les_valgte([request.POST.get("prosjekt", "")])
    for prosjekt_pk, versjon in valgt.items():
        prosjekt = get_object_or_404(Prosjekt.objects.synlig_for(request.user), pk=prosjekt_pk)
        if _koblet(request, prosjekt, versjon, behovet):
            messages.success(request, _("Prosjektet har tatt opp behovet."))
    if not valgt:
        messages.error(request, _("Velg et prosjekt først."))
    return redirect(behovet)


@require_POST
def koble_prosjekt(request: Innlogget, pk: UUID, behov_pk: UUID) -> HttpResponse:
    """From the page of the project."""
    prosjekt = get_object_or_404(Prosjekt.objects.synlig_for(request.user), pk=pk)
    if _koblet(request, prosjekt, _versjon(request), hent_behov(request, behov_pk)):
        messages.success(request, _("Prosjektet har tatt opp behovet."))
    return redirect(prosjekt)


@require_POST
def losne_prosjekt(request: Innlogget, pk: UUID, behov_pk: UUID) -> HttpResponse:
    prosjekt = get_object_or_404(Prosjekt.objects.synlig_for(request.user), pk=pk)
    if _koblet(request, prosjekt, _versjon(request), hent_behov(request, behov_pk), verb=operasjoner.losne):
        messages.success(request, _("Prosjektet er løsnet fra behovet."))
    return redirect(prosjekt)


def _versjon(request: Innlogget) -> int:
    """The version the page was made from; 0, which is no version, when it is missing or mangled."""
    tekst = request.POST.get("versjon", "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else 0


def _koblet(request: Innlogget, prosjekt: Prosjekt, versjon: int, behovet: Behov, *, verb: Any = operasjoner.koble) -> bool:
    """Do it; what could not be done is said on the page one comes back to."""
    try:
        verb(prosjekt.pk, utfort_av=request.user, versjon=versjon, behov=behovet.pk)
    except (Utdatert, UlovligOvergang):
        messages.error(request, _("Prosjektet er endret i mellomtiden. Se over, og prøv en gang til."))
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        return True
    return False
