from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .. import operations
from ..forms import Avsluttskjema, Rolleskjema, Stedfortrederskjema, legg_feil
from ..innlogget import Innlogget
from ..selectors import (
    egne_roller,
    forvaltede_roller,
    forvaltede_virksomheter,
    rolle_for_stedfortreder,
    stedfortredere_for,
)


@require_http_methods(["GET", "HEAD", "POST"])
def gi(request: Innlogget, pk: UUID) -> HttpResponse:
    """Give somebody a role at a party I keep."""
    virksomhet = get_object_or_404(forvaltede_virksomheter(request.user), pk=pk)
    forvalg = {"fra": timezone.localdate(), "type": request.GET.get("type"), "enhet": request.GET.get("enhet")}
    skjema = Rolleskjema(
        request.POST if request.method == "POST" else None, virksomhet=virksomhet, utfort_av=request.user, initial=forvalg
    )
    if request.method == "POST" and skjema.is_valid():
        valg = skjema.cleaned_data
        try:
            rolle = operations.gi_rolle(
                valg["bruker"],
                valg["type"],
                virksomhet=virksomhet,
                enhet=valg["enhet"],
                fra=valg["fra"],
                til=valg["til"],
                utfort_av=request.user,
            )
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(request, _("%(navn)s har fått rollen: %(rolle)s.") % {"navn": rolle.bruker, "rolle": rolle})
            return redirect("organisasjon:oversikt", virksomhet.id)
    return render(request, "organisasjon/rolleskjema.html", {"form": skjema, "virksomhet": virksomhet})


@require_http_methods(["GET", "HEAD", "POST"])
def avslutt(request: Innlogget, pk: UUID) -> HttpResponse:
    """End a role at a party I keep."""
    rolle = get_object_or_404(forvaltede_roller(request.user), pk=pk)
    skjema = Avsluttskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            operations.avslutt_rolle(rolle, siste_dag=skjema.cleaned_data["siste_dag"], utfort_av=request.user)
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(
                request, _("Rollen er avsluttet: %(navn)s, %(rolle)s.") % {"navn": rolle.bruker, "rolle": rolle}
            )
            return redirect("organisasjon:roller", rolle.virksomhet_id)
    return render(request, "organisasjon/avslutt.html", {"form": skjema, "rolle": rolle, "virksomhet": rolle.virksomhet})


@require_safe
def stedfortredere(request: Innlogget) -> HttpResponse:
    """My own roles, and who stands in for me in each."""
    roller = egne_roller(request.user)
    if not roller:
        raise Http404
    mine = [s for s in stedfortredere_for(request.user) if s.rolle.bruker_id == request.user.pk]
    linjer = [(rolle, [s for s in mine if s.rolle_id == rolle.id]) for rolle in roller]
    return render(request, "organisasjon/stedfortredere.html", {"linjer": linjer})


@require_http_methods(["GET", "HEAD", "POST"])
def sett_stedfortreder(request: Innlogget, pk: UUID) -> HttpResponse:
    """Set a stand-in for one role: my own, or one at a party I keep."""
    rolle = rolle_for_stedfortreder(pk, request.user)
    if rolle is None:
        raise Http404
    skjema = Stedfortrederskjema(
        request.POST if request.method == "POST" else None,
        virksomhet=rolle.virksomhet,
        initial={"fra": timezone.localdate()},
    )
    if request.method == "POST" and skjema.is_valid():
        valg = skjema.cleaned_data
        try:
            operations.sett_stedfortreder(rolle, valg["bruker"], fra=valg["fra"], til=valg["til"], utfort_av=request.user)
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(
                request, _("%(navn)s er stedfortreder for %(rolle)s.") % {"navn": valg["bruker"], "rolle": rolle}
            )
            return _tilbake(request, rolle.bruker_id, rolle.virksomhet_id)
    return render(request, "organisasjon/stedfortrederskjema.html", {"form": skjema, "rolle": rolle})


@require_http_methods(["GET", "HEAD", "POST"])
def avslutt_stedfortreder(request: Innlogget, pk: UUID) -> HttpResponse:
    """End a stand-in before time."""
    stedfortreder = get_object_or_404(stedfortredere_for(request.user), pk=pk)
    skjema = Avsluttskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            operations.avslutt_stedfortreder(
                stedfortreder, siste_dag=skjema.cleaned_data["siste_dag"], utfort_av=request.user
            )
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(request, _("Stedfortrederen er avsluttet."))
            return _tilbake(request, stedfortreder.rolle.bruker_id, stedfortreder.rolle.virksomhet_id)
    return render(
        request, "organisasjon/avslutt.html", {"form": skjema, "rolle": stedfortreder.rolle, "stedfortreder": stedfortreder}
    )


def _tilbake(request: Innlogget, innehaver_id: UUID, virksomhet_id: UUID) -> HttpResponse:
    """To the own page for own roles, to the party's overview for others'."""
    if innehaver_id == request.user.pk:
        return redirect("organisasjon:stedfortredere")
    return redirect("organisasjon:oversikt", virksomhet_id)
