from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import operations
from ..feil import Utdatert
from ..forms import Enhetsskjema, Profilskjema, legg_feil
from ..innlogget import Innlogget
from ..models import Virksomhet
from ..selectors import endringer_siden, enhetsprofil, forvaltede_enheter, forvaltede_virksomheter


@require_safe
def vis(request: Innlogget, pk: UUID) -> HttpResponse:
    """A unit's profile, for everybody who is signed in (S0-R05)."""
    profil = enhetsprofil(pk, request.user)
    if profil is None:
        raise Http404
    return render(request, "organisasjon/enhet.html", {"profil": profil, "enhet": profil.enhet})


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget, pk: UUID) -> HttpResponse:
    """Open a unit in a party I keep."""
    virksomhet = get_object_or_404(forvaltede_virksomheter(request.user), pk=pk)
    skjema = Enhetsskjema(
        request.POST if request.method == "POST" else None,
        virksomhet=virksomhet,
        initial={"overordnet": request.GET.get("under")},
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            enhet = operations.opprett_enhet(
                virksomhet,
                overordnet=skjema.cleaned_data["overordnet"],
                utfort_av=request.user,
                **skjema.beskrivelse,
            )
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(request, _("Enheten %(enhet)s er opprettet.") % {"enhet": enhet})
            return redirect("organisasjon:enhet", enhet.id)
    return render(request, "organisasjon/enhetsskjema.html", {"form": skjema, "virksomhet": virksomhet})


@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    """Change a unit: all of it in a party I keep, its profile where I lead."""
    profil = enhetsprofil(pk, request.user)
    if profil is None or not profil.kan_endre or profil.enhet.nedlagt:
        raise Http404
    enhet, virksomhet = profil.enhet, profil.enhet.virksomhet
    skjema = (
        Enhetsskjema(request.POST if request.method == "POST" else None, instance=enhet, virksomhet=virksomhet)
        if profil.kan_forvalte
        else Profilskjema(request.POST if request.method == "POST" else None, instance=enhet)
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            _lagre(skjema, request)
        except Utdatert:
            return _utdatert(request, skjema, virksomhet)
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("organisasjon:enhet", enhet.id)
    return render(request, "organisasjon/enhetsskjema.html", {"form": skjema, "virksomhet": virksomhet, "enhet": enhet})


def _lagre(skjema: Profilskjema, request: Innlogget) -> None:
    data = skjema.cleaned_data
    plass = operations.Plass(data["overordnet"]) if "overordnet" in data else None
    operations.lagre_enhet(
        skjema.instance, utfort_av=request.user, versjon=data["versjon"], plass=plass, **skjema.beskrivelse
    )


def _utdatert(request: Innlogget, skjema: Profilskjema, virksomhet: Virksomhet) -> HttpResponse:
    """Who changed what since the page was opened, above what was typed. The next press saves it."""
    profil = enhetsprofil(skjema.instance.pk, request.user)
    if profil is None:
        raise Http404
    enhet = profil.enhet
    endringer = endringer_siden(enhet, skjema.cleaned_data["versjon"])
    skjema.sett_versjon(enhet.versjon)
    kontekst = {"form": skjema, "virksomhet": virksomhet, "enhet": enhet, "endringer": endringer}
    return render(request, "organisasjon/enhetsskjema.html", kontekst, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def legg_ned(request: Innlogget, pk: UUID) -> HttpResponse:
    """Close a unit, after a page that says what follows."""
    enhet = get_object_or_404(forvaltede_enheter(request.user).filter(nedlagt=None), pk=pk)
    profil = enhetsprofil(pk, request.user)
    if request.method == "POST":
        try:
            operations.legg_ned_enhet(enhet, utfort_av=request.user)
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
            return redirect("organisasjon:enhet", enhet.id)
        messages.success(request, _("%(enhet)s er lagt ned.") % {"enhet": enhet})
        return redirect("organisasjon:oversikt", enhet.virksomhet_id)
    return render(request, "organisasjon/legg_ned.html", {"enhet": enhet, "profil": profil})


@require_POST
def gjenaapne(request: Innlogget, pk: UUID) -> HttpResponse:
    """Open a closed unit again."""
    enhet = get_object_or_404(forvaltede_enheter(request.user).filter(nedlagt__isnull=False), pk=pk)
    try:
        operations.gjenaapne_enhet(enhet, utfort_av=request.user)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("%(enhet)s er åpnet igjen.") % {"enhet": enhet})
    return redirect("organisasjon:enhet", enhet.id)
