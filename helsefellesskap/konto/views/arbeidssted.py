"""«Arbeidsstedet mitt mangler», «jeg har byttet arbeidssted», and the party's answer."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.forms.feil import legg_feil
from grunnmur.organisasjon.innlogget import Innlogget
from helsefellesskap.konto import operations, selectors
from helsefellesskap.konto.forms.arbeidssted import Bytte, Mangler, Svar
from helsefellesskap.konto.views.foresporsel import sendt


def mangler(request: Innlogget) -> HttpResponse:
    """Where somebody without a workplace lands."""
    return _meld(request, Mangler(sendt(request)), "konto/arbeidssted_mangler.html")


def bytte(request: Innlogget) -> HttpResponse:
    """Somebody who works elsewhere now."""
    if not selectors.egne_ansettelser(request.user):
        return redirect("arbeidssted_mangler")
    return _meld(request, Bytte(sendt(request), bruker=request.user), "konto/arbeidssted_bytte.html")


@require_http_methods(["GET", "POST"])
def _meld(request: Innlogget, skjema: Mangler, mal: str) -> HttpResponse:
    if request.method == "POST" and skjema.is_valid():
        try:
            melding = operations.meld_arbeidssted(utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(request, _("Meldingen er sendt til %(hvem)s.") % {"hvem": melding.virksomhet.fullt_navn})
            return redirect(melding)
    return render(request, mal, {"form": skjema, "meldinger": selectors.egne_meldinger(request.user)})


@require_http_methods(["GET", "POST"])
def melding(request: Innlogget, melding_id: UUID) -> HttpResponse:
    """What was told, and the answer: given by the party, read by the person."""
    sett = selectors.melding_for(request.user, melding_id)
    if sett is None:
        raise Http404
    skjema = Svar(sendt(request), virksomhet=sett.melding.virksomhet) if sett.kan_besvare else None
    if request.method == "POST" and skjema and skjema.is_valid():
        try:
            operations.besvar_arbeidssted(sett.melding, utfort_av=request.user, **skjema.svaret)
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(request, _("Svaret er sendt."))
            return redirect(sett.melding)
    return render(request, "konto/arbeidssted.html", {"sett": sett, "form": skjema})
