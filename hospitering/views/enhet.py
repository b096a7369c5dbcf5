"""Host units: the list, the page of one, its profile, and how many it takes (S0-R05)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Enhet
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import legg_til_feil

from ..forms.enhet import Enhetssok, Profilskjema, Ukeskjema
from ..forms.signering import versjon_i
from ..models import Enhetsprofil
from ..operations import enhetsprofil as operasjoner
from ..rules.enhet import er_i_nettverket, steller_enheten
from ..selectors import enheter as utvalg
from ..selectors.faner import faner_for
from ..selectors.resultater import for_enhet
from ..selectors.ukekalender import les_fra, ukekalender


@never_cache
@require_safe
def enheter(request: Innlogget) -> HttpResponse:
    """Where one can go, and what one can learn there: for everybody in the network."""
    krev_nettverket(request)
    sok = Enhetssok(request.GET)
    valg = sok.valg()
    side = Nokkelside(utvalg.finn(**valg), sortering="sortering", markor=request.GET.get("side"))
    kontekst = {
        "side": side,
        "rader": utvalg.rader(request.user, side),
        "form": sok,
        "filtrert": bool(valg),
        "faner": faner_for(request.user, "enheter"),
    }
    return render(request, "hospitering/enhet/liste.html", kontekst)


def krev_nettverket(request: Innlogget) -> None:
    """What the parties share with each other does not exist for others."""
    if not er_i_nettverket(request.user):
        raise Http404


def hent_enhet(request: Innlogget, pk: UUID) -> Enhet:
    """A unit of those who may host; 404 for any other, and for those outside the network."""
    krev_nettverket(request)
    return get_object_or_404(utvalg.vertsenheter(), pk=pk)


def egen_enhet(request: Innlogget, pk: UUID) -> Enhet:
    """A unit whose profile this person keeps; others who may read it are told that they may not."""
    enhet = hent_enhet(request, pk)
    if not steller_enheten(request.user, enhet):
        raise PermissionDenied
    return enhet


@never_cache
@require_safe
def enhet(request: Innlogget, pk: UUID) -> HttpResponse:
    enheten = hent_enhet(request, pk)
    kontekst = {
        "enhet": enheten,
        "vist": utvalg.enhetsside(enheten, request.user),
        "kalender": ukekalender(enheten, request.user, les_fra(request.GET.get("fra", ""))),
        "erfaringer": for_enhet(enheten.pk),
        "faner": faner_for(request.user, "enheter"),
    }
    return render(request, "hospitering/enhet/enhet.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rediger(request: Innlogget, pk: UUID) -> HttpResponse:
    """What was typed stays when somebody else saved first; then the answer is 409."""
    enheten, konflikt = egen_enhet(request, pk), False
    skjema = Profilskjema(request.POST if request.method == "POST" else None, instance=utvalg.profil_for(pk))
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            operasjoner.lagre_profil(pk, utfort_av=request.user, versjon=d["versjon"], felter=d)
        except Utdatert:
            skrevet = {navn: verdi for navn, verdi in d.items() if navn != "versjon"}
            konflikt, skjema = True, Profilskjema(instance=utvalg.profil_for(pk), initial=skrevet)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("Profilen er lagret. Alle i helsefellesskapet kan lese den."))
            return redirect("hospitering:enhet", pk)
    kontekst = {"form": skjema, "enhet": enheten, "konflikt": konflikt}
    return render(request, "hospitering/enhet/rediger.html", kontekst, status=409 if konflikt else 200)


# --- how many ---------------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kapasitet(request: Innlogget, pk: UUID) -> HttpResponse:
    """Weeks that take another number than the usual."""
    enheten = egen_enhet(request, pk)
    profil = utvalg.profil_for(pk)
    skjema = Ukeskjema(request.POST if request.method == "POST" else None, initial={"versjon": profil.versjon})
    if request.method != "POST" or not skjema.is_valid():
        return _vis_kapasitet(request, enheten, profil, skjema)
    d = skjema.cleaned_data
    try:
        operasjoner.sett_uker(pk, utfort_av=request.user, **d)
    except Utdatert:
        ny = utvalg.profil_for(pk)
        skjema = Ukeskjema(initial=d | {"versjon": ny.versjon})
        return _vis_kapasitet(request, enheten, ny, skjema, konflikt=True)
    except ValidationError as feil:
        legg_til_feil(skjema, feil)
        return _vis_kapasitet(request, enheten, profil, skjema)
    messages.success(request, _("Ukene er lagret. Avtaler som allerede er inngått, blir stående."))
    return redirect("hospitering:enhet_kapasitet", pk)


def _vis_kapasitet(
    request: Innlogget, enheten: Enhet, profil: Enhetsprofil, skjema: Ukeskjema, *, konflikt: bool = False
) -> HttpResponse:
    kontekst: dict[str, Any] = {
        "enhet": enheten,
        "profil": profil,
        "form": skjema,
        "konflikt": konflikt,
        "unntak": utvalg.kommende_unntak(profil),
        "kalender": ukekalender(enheten, request.user, les_fra(request.GET.get("fra", ""))),
    }
    return render(request, "hospitering/enhet/kapasitet.html", kontekst, status=409 if konflikt else 200)


@require_POST
def fjern_uke(request: Innlogget, pk: UUID, uke: str) -> HttpResponse:
    egen_enhet(request, pk)
    try:
        dag = date.fromisoformat(uke)
    except ValueError as feil:
        raise Http404 from feil
    try:
        operasjoner.fjern_uke(pk, utfort_av=request.user, versjon=versjon_i(request.POST), uke=dag)
    except Utdatert:
        messages.error(request, _("Kapasiteten er endret siden du åpnet siden. Se over ukene, og prøv igjen."))
    else:
        messages.success(request, _("Uken har samme tall som de andre igjen."))
    return redirect("hospitering:enhet_kapasitet", pk)
