"""An idea is registered, from scratch, for a call or from a need."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.forms import legg_til_feil

from .. import rules
from ..forms.prosjekt import NyttProsjekt
from ..models import Behov, Prosjekt
from ..operations import prosjekt as op
from ..selectors import nyttprosjekt as utvalg
from ..selectors.adgang import krev_forskning


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    """Before it is saved, the page shows what there is already that is like it; `sett` says that one has looked."""
    krev_forskning(request.user)
    if not rules.kan_registrere(request.user):
        raise PermissionDenied
    utlysning = utvalg.utlysningen(request.user, request.GET.get("utlysning", ""))
    behov = utvalg.behovet(request.user, request.GET.get("behov", ""))
    skjema = NyttProsjekt(
        request.POST if request.method == "POST" else None,
        parter=utvalg.parter_for(request.user),
        initial=utvalg.utgangspunkt(utlysning, behov),
    )
    kontekst: dict[str, Any] = {"form": skjema, "utlysning": utlysning, "behov": behov}
    if request.method == "POST" and skjema.is_valid():
        if "sett" not in request.POST:
            kontekst["lignende"] = _lignende(request, skjema)
        if not kontekst.get("lignende") and (sak := _registrer(request, skjema, behov)):
            messages.success(request, _("Ideen er registrert. Inviter dem som bør være med."))
            return redirect(sak)
    return render(request, "forskning/prosjekt/ny.html", kontekst)


def _lignende(request: Innlogget, skjema: NyttProsjekt) -> list[utvalg.Lignende]:
    d = skjema.cleaned_data
    return utvalg.lignende_prosjekter(
        request.user, tittel=d["tittel"], sammendrag=d["sammendrag"], temaer=d["temaer"]
    )  # fmt: skip


def _registrer(request: Innlogget, skjema: NyttProsjekt, behov: Behov | None) -> Prosjekt | None:
    try:
        return op.registrer(utfort_av=request.user, felter=skjema.felter, behov=behov.pk if behov else None)
    except ValidationError as feil:
        legg_til_feil(skjema, feil)
        return None
