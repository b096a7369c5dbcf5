"""The rotas: who answers today, and the lines that say so."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil

from ..forms.vaktliste import Endreskjema, Vaktskjema
from ..models import Svarvakt
from ..operations import vaktliste as op
from ..selectors.faner import faner_for
from ..selectors.vaktliste import stelte_linjer, vaktbilder, vaktenheter


@never_cache
@require_safe
def vaktlister(request: Innlogget) -> HttpResponse:
    bilder = vaktbilder(vaktenheter(request.user), request.user)
    if not bilder:
        raise Http404
    kontekst = {"bilder": bilder, "faner": faner_for(request.user, "vaktlister")}
    return render(request, "veiledning/vaktliste/liste.html", kontekst)


@never_cache
@require_safe
def vaktliste(request: Innlogget, pk: UUID) -> HttpResponse:
    enhet = get_object_or_404(vaktenheter(request.user), pk=pk)
    [bilde] = vaktbilder([enhet], request.user)
    return render(request, "veiledning/vaktliste/enhet.html", {"bilde": bilde})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget, pk: UUID) -> HttpResponse:
    """Put somebody on the rota."""
    enhet = get_object_or_404(vaktenheter(request.user), pk=pk)
    [bilde] = vaktbilder([enhet], request.user)
    if not bilde.kan_stelles:
        raise PermissionDenied
    skjema = Vaktskjema(request.POST or None, enhet=enhet)
    if skjema.is_valid():
        try:
            vakt = op.legg_til_vakt(enhet, utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            messages.success(request, _("%(navn)s står på vaktlisten.") % {"navn": vakt.rolle.bruker.navn})
            return redirect("veiledning:vaktliste", pk=enhet.pk)
    return render(request, "veiledning/vaktliste/skjema.html", {"form": skjema, "enhet": enhet})


def _linje(request: Innlogget, pk: UUID) -> Svarvakt:
    """The line, for those who keep its rota; others who see the rota are refused."""
    vakt = stelte_linjer(request.user).filter(pk=pk).first()
    if vakt is None and vaktenheter(request.user).filter(roller__svarvakter=pk).exists():
        raise PermissionDenied
    if vakt is None:
        raise Http404
    return vakt


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def linje(request: Innlogget, pk: UUID) -> HttpResponse:
    """Change a line."""
    vakt = _linje(request, pk)
    skjema, status = Endreskjema(request.POST or None, vakt=vakt), 200
    if skjema.is_valid():
        try:
            op.endre_vakt(pk, utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        except Utdatert:
            skjema.utdatert(_linje(request, pk))
            status = 409
        else:
            messages.success(request, _("Vaktlisten er endret."))
            return redirect("veiledning:vaktliste", pk=vakt.rolle.enhet_id)
    kontekst = {"form": skjema, "vakt": vakt, "enhet": vakt.rolle.enhet}
    return render(request, "veiledning/vaktliste/skjema.html", kontekst, status=status)


@require_POST
def avslutt(request: Innlogget, pk: UUID) -> HttpResponse:
    """Take a line off the rota."""
    vakt = _linje(request, pk)
    skjema = Handlingsskjema(request.POST, sak=vakt)
    try:
        # A missing or mangled version is no version: the line is looked at again.
        versjon = skjema.cleaned_data["versjon"] if skjema.is_valid() else 0
        op.avslutt_vakt(pk, utfort_av=request.user, versjon=versjon)
    except Utdatert:
        messages.error(request, _("En annen har endret linjen. Se over den, og prøv på nytt."))
        return redirect("veiledning:vaktlinje", pk=pk)
    messages.success(request, _("%(navn)s er tatt av vaktlisten.") % {"navn": vakt.rolle.bruker.navn})
    return redirect("veiledning:vaktliste", pk=vakt.rolle.enhet_id)
