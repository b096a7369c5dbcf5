"""The inbox over HTTP. Opening leads on; only a button marks as read, for a mail scanner follows links too."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget

from . import operations, selectors
from .models import Varsel


@require_safe
def innboks(request: Innlogget) -> HttpResponse:
    """What I have been told, newest first, unread ones marked."""
    side = selectors.innboksside(request.user, request.GET.get("side"))
    return render(request, "varsling/innboks.html", {"side": side, "uleste_paa_siden": any(not r.lest for r in side.rader)})


@require_safe
def aapne(request: Innlogget, id: UUID) -> HttpResponse:
    """Lead on to what the notice is about. The page there decides what may be seen."""
    return _videre(request, get_object_or_404(selectors.innboks(request.user), pk=id))


@require_POST
def lest(request: Innlogget, id: UUID) -> HttpResponse:
    """Mark one as read, and go on to it when that is what the button said."""
    varsel = get_object_or_404(selectors.innboks(request.user), pk=id)
    operations.merk_lest(request.user, varsel.pk)
    return _videre(request, varsel) if "videre" in request.POST else redirect("varsler")


def _videre(request: Innlogget, varsel: Varsel) -> HttpResponse:
    """Never out of the portal, and not to a case that is closed to the reader by now: that would be a 404."""
    if not url_has_allowed_host_and_scheme(varsel.adresse, allowed_hosts=None):
        return redirect("varsler")
    if not selectors.kan_aapnes(varsel):
        messages.info(request, _("Du har ikke lenger tilgang til saken varselet gjelder."))
        return redirect("varsler")
    return redirect(varsel.adresse)


@require_POST
def alle_lest(request: Innlogget) -> HttpResponse:
    """Mark everything as read."""
    antall = operations.merk_lest(request.user)
    if antall:
        messages.success(
            request,
            ngettext("%(antall)d varsel er merket som lest.", "%(antall)d varsler er merket som lest.", antall)
            % {"antall": antall},
        )
    else:
        messages.info(request, _("Alle varslene var lest."))
    return redirect("varsler")
