"""Inviting, and coming in by an invitation."""

from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.forms.feil import legg_feil
from grunnmur.organisasjon.innlogget import Innlogget
from helsefellesskap.konto import operations, selectors
from helsefellesskap.konto.forms.invitasjon import Inviter, TaIBruk
from helsefellesskap.konto.views.foresporsel import sendt


@require_http_methods(["GET", "POST"])
def inviter(request: Innlogget) -> HttpResponse:
    """Let somebody in at a unit one answers for, and see who has not come yet."""
    if not selectors.enheter_aa_invitere_til(request.user).exists():
        raise Http404
    skjema = Inviter(sendt(request), bruker=request.user)
    if request.method == "POST" and skjema.is_valid():
        try:
            invitasjon = operations.inviter(utfort_av=request.user, **skjema.cleaned_data)
        except PermissionDenied:
            skjema.add_error("rolletype", _("Du kan ikke gi denne rollen her. Velg en annen rolle eller enhet."))
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            messages.success(request, _("Invitasjonen er sendt til %(epost)s.") % {"epost": invitasjon.epost})
            return redirect("inviter")
    return render(request, "konto/inviter.html", {"form": skjema, "invitasjoner": selectors.ventende(request.user)})


@require_POST
def trekk(request: Innlogget, invitasjon_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitasjon = next((i for i in selectors.ventende(request.user) if i.pk == invitasjon_id), None)
    if invitasjon is None:
        raise Http404
    operations.trekk_invitasjon(invitasjon, utfort_av=request.user)
    messages.success(request, _("Invitasjonen til %(navn)s er trukket.") % {"navn": invitasjon.navn})
    return redirect("inviter")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ta_i_bruk(request: HttpRequest, hemmelighet: str) -> HttpResponse:
    """Come in by the mail's link. Opening it does nothing: the link is spent by the button."""
    motatt = selectors.mottatt_invitasjon(hemmelighet, request.user)
    if motatt is None:
        svar = render(request, "konto/invitasjon_ugyldig.html", status=404)
    elif motatt.maa_logge_inn and not motatt.er_innlogget_som:
        svar = render(request, "konto/invitasjon_logg_inn.html", {"motatt": motatt})
    else:
        svar = _ta_i_bruk(request, hemmelighet, motatt)
    # The address carries the secret, so nobody the page leads to is told of it.
    svar["Referrer-Policy"] = "no-referrer"
    return svar


def _ta_i_bruk(request: HttpRequest, hemmelighet: str, motatt: selectors.Mottatt) -> HttpResponse:
    skjema = TaIBruk(sendt(request), motatt=motatt)
    if request.method == "POST" and skjema.is_valid():
        try:
            utforer = motatt.utforer(request.user)
            bruker = operations.ta_i_bruk_invitasjon(hemmelighet, utfort_av=utforer, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_feil(skjema, feil)
        else:
            if motatt.er_innlogget_som:
                return redirect("/")
            messages.success(request, _("Velkommen. Kontoen din er klar."))
            return perform_login(request, bruker, redirect_url=reverse("profil"))
    return render(request, "konto/invitasjon.html", {"form": skjema, "motatt": motatt})
