"""Forums and clusters: the list, one of them, and which parties are in it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Organ
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..forms.forum import Partsskjema
from ..models import ER_FORUM
from ..operations import forum as op
from ..selectors import fora as selectors
from ..selectors.adgang import krev_forskning
from ..selectors.faner import faner_for


@never_cache
@require_safe
def fora(request: Innlogget) -> HttpResponse:
    krev_forskning(request.user)
    kontekst = {"side": selectors.foraside(request.user), "faner": faner_for(request.user, "fora")}
    return render(request, "forskning/forum/liste.html", kontekst)


def _hent(request: Innlogget, pk: UUID) -> Organ:
    krev_forskning(request.user)
    return get_object_or_404(selectors.fora(), pk=pk)


@never_cache
@require_safe
def forum(request: Innlogget, pk: UUID) -> HttpResponse:
    organ = _hent(request, pk)
    return render(request, "forskning/forum/forum.html", {"side": selectors.forumside(organ, request.user), "organ": organ})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ta_med(request: Innlogget, pk: UUID) -> HttpResponse:
    organ = get_object_or_404(selectors.fora().filter(type__in=ER_FORUM), pk=_hent(request, pk).pk)
    if not rules.steller_fora(request.user):
        raise PermissionDenied
    skjema = Partsskjema(request.POST if request.method == "POST" else None, organ=organ)
    if request.method == "POST" and skjema.is_valid():
        try:
            rad = op.ta_med(organ.pk, utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("%(part)s er tatt med.") % {"part": rad.virksomhet.fullt_navn})
            return redirect("forskning:forum", organ.pk)
    return render(request, "forskning/forum/ta_med.html", {"form": skjema, "organ": organ})


@require_POST
def ta_ut(request: Innlogget, pk: UUID, deltaker: UUID) -> HttpResponse:
    organ = _hent(request, pk)
    rad = get_object_or_404(selectors.deltakere(organ), pk=deltaker)
    try:
        op.ta_ut(rad.pk, utfort_av=request.user)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("%(part)s er tatt ut fra i morgen.") % {"part": rad.virksomhet.fullt_navn})
    return redirect("forskning:forum", organ.pk)
