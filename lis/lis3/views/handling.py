"""One form, one operation, back to the case: the same for every verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Sak
from grunnmur.saksgang.overgang import Overgang

from ..forms.handling import Handlingsskjema
from .innlogget import Innlogget
from .konflikt import Konflikt, krev_rett, legg_til_feil

Igjen = Callable[[Any, Any, Konflikt | None], HttpResponse]
"""Shows the page once more: the case as it is now, the form with what was typed, and who was faster."""


def utfor(
    request: Innlogget,
    sak: Sak,
    skjema: Handlingsskjema,
    verb: Iterable[Overgang],
    gjor: Callable[[dict[str, Any]], str],
    *,
    hent: Callable[[], Any],
    igjen: Igjen,
) -> HttpResponse:
    """Do it and go back to the case with the receipt that `gjor` returns, or show the page again.

    Whoever may not is told that, before what is wrong with the form or that it came too late.
    """
    if not skjema.is_valid():
        krev_rett(request.user, sak, verb)
        return igjen(sak, skjema, None)
    try:
        kvittering = gjor(skjema.cleaned_data)
    except (Utdatert, UlovligOvergang) as feil:
        ny = hent()
        krev_rett(request.user, ny, verb)
        return igjen(ny, skjema.paa_nytt(ny), feil)
    except ValidationError as feil:
        krev_rett(request.user, sak, verb)
        legg_til_feil(skjema, feil)
        return igjen(sak, skjema, None)
    messages.success(request, kvittering)
    return redirect(sak.get_absolute_url())  # type: ignore[attr-defined]
