"""The register of parties, one party, and what it says about itself (S1-A04, S4-B01)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.jobb.liste import Liste
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Virksomhet
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.filters import Listevalg
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..excel.aktor import REGNEARK
from ..filters.aktor import Aktorfilter, i_listen
from ..forms.aktor import Aktorskjema, Profilskjema
from ..models import Prosjekt
from ..operations import aktor as operasjoner
from ..operations import profil as profilop
from ..selectors import aktor as utvalg
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for

LISTEN = Liste(
    kode="forskning.aktorer",
    adresse="forskning:aktorer",
    mal="forskning/aktor/liste.html",
    filtermal="forskning/aktor/filter.html",
    filter=Aktorfilter,
    flere=("nivaa", "med"),
    velg=i_listen,
    ark=REGNEARK,
    krev=krev_forskning,
    sekunder=600,
)


@LISTEN.side
def aktorer(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
    return {
        "faner": faner_for(request.user, "aktorer"),
        "rader": list(utvalg.rader(request.user, side)),
        "kan_registrere": rules.kan_registrere_aktor(request.user),
    }


def _hent(request: Innlogget, pk: UUID) -> Virksomhet:
    virksomhet = utvalg.finn(request.user, pk)
    if virksomhet is None:
        raise Http404
    return virksomhet


@never_cache
@require_safe
def aktor(request: Innlogget, pk: UUID) -> HttpResponse:
    kontekst = {"side": utvalg.aktorside(request.user, _hent(request, pk)), "faner": faner_for(request.user, "aktorer")}
    return render(request, "forskning/aktor/aktor.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rediger(request: Innlogget, pk: UUID) -> HttpResponse:
    """The profile. Whoever was slower sees what stands now, with their own words kept in the form."""
    virksomhet = _hent(request, pk)
    if not rules.endrer_profil(request.user, virksomhet):
        raise PermissionDenied
    profil, konflikt = utvalg.profil_til_redigering(virksomhet), False
    skjema = Profilskjema(request.POST or None, instance=profil, virksomhet=virksomhet)
    if request.method == "POST" and skjema.is_valid():
        felter = dict(skjema.cleaned_data)
        try:
            profilop.lagre(virksomhet, utfort_av=request.user, versjon=felter.pop("versjon"), felter=felter)
        except Utdatert:
            konflikt, gjeldende = True, utvalg.profil_til_redigering(virksomhet)
            skjema = Profilskjema(instance=gjeldende, initial=felter, virksomhet=virksomhet)
        else:
            messages.success(request, _("Profilen er lagret. Alle i helsefellesskapet kan lese den."))
            return redirect("forskning:aktor", pk=pk)
    kontekst = {"form": skjema, "virksomhet": virksomhet, "konflikt": konflikt}
    return render(request, "forskning/aktor/rediger.html", kontekst, status=409 if konflikt else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    """Register a party outside the network; from the invitation of a project, go back there with it chosen."""
    krev_forskning(request.user)
    if not rules.kan_registrere_aktor(request.user):
        raise PermissionDenied
    til = _prosjektet(request)
    skjema, lignende = Aktorskjema(request.POST or None), list[utvalg.Funn]()
    if request.method == "POST" and skjema.is_valid():
        d = dict(skjema.cleaned_data)
        try:
            ny_ = operasjoner.registrer(utfort_av=request.user, **d)
        except ValidationError as feil:
            lignende = utvalg.lignende(d["navn"], d["orgnr"])
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("%(navn)s er registrert.") % {"navn": ny_.navn})
            return redirect(_videre(til, ny_))
    return render(request, "forskning/aktor/ny.html", {"form": skjema, "lignende": lignende, "til_prosjekt": til})


def _prosjektet(request: Innlogget) -> UUID | None:
    """The project whose invitation sent them here; anything else is as if nothing was said."""
    try:
        pk = UUID(request.GET.get("prosjekt", ""))
    except ValueError:
        return None
    return pk if Prosjekt.objects.synlig_for(request.user).filter(pk=pk).exists() else None


def _videre(prosjekt: UUID | None, ny_: Virksomhet) -> str:
    if prosjekt:
        return f"{reverse('forskning:partner_inviter', args=[prosjekt])}?virksomhet={ny_.pk}"
    return reverse("forskning:aktor", args=[ny_.pk])
