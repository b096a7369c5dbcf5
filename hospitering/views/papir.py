"""Intake enters a form that somebody signed on paper (S1-S18)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.forms.enhetsvalg import bare_sok
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.selectors import egne_enheter

from .. import operations
from ..forms.papir import Papirskjema
from ..selectors import papir


@require_safe
def finn(request: Innlogget) -> HttpResponse:
    """Whose form is it? Only intake has this page."""
    if not papir.verter_for(request.user):
        raise Http404
    sok = request.GET.get("q", "").strip()[:120]
    kontekst = {"sok": sok, "personer": papir.finn_ansatte(sok, utenom=request.user)}
    return render(request, "hospitering/skjema/papir_finn.html", kontekst)


@require_http_methods(["GET", "POST"])
def registrer(request: Innlogget, person: UUID) -> HttpResponse:
    """The same form, filled in from paper. It goes to the person's own leader as any other."""
    soker, verter = papir.ansatt(person), papir.verter_for(request.user)
    if soker is None or not verter or soker == request.user:
        raise Http404
    form = _skjema(request, soker, verter)
    if form.is_bound:
        form.full_clean()
        if form.kontroller_utfylt() and _registrer(request, form):
            return redirect("hospitering:papir")
    return render(request, "hospitering/skjema/papir.html", {"form": form, "soker": soker, "papir": True})


def _skjema(request: Innlogget, soker: Bruker, verter: list[Virksomhet]) -> Papirskjema:
    """Blank, as it was sent, or as it was typed with the hits of a search."""
    sok = bare_sok(request.POST)
    return Papirskjema(
        request.POST if request.method == "POST" and not sok else None,
        initial=Papirskjema.sokt(request.POST) if sok else {},
        soknad=papir.tomt_skjema(soker),
        enheter=egne_enheter(soker),
        verter=verter,
    )


def _registrer(request: Innlogget, form: Papirskjema) -> bool:
    """Whether it was entered; its errors are put at the fields."""
    soker = form.soknad.soker
    try:
        sak = operations.registrer_papir(
            utfort_av=request.user,
            soker=soker,
            felter=form.felter(),
            underskrevet=form.underskrevet,
            nokkel=form.nokkel_lest,
        )
    except ValidationError as feil:
        form.ta_imot(feil)
        return False
    kvittering = _("Søknaden fra %(navn)s er registrert som %(nummer)s og sendt til leder i egen enhet.")
    messages.success(request, kvittering % {"navn": soker.navn, "nummer": sak.saksnummer})
    return True
