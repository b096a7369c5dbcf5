"""What the pages of a case share: one form, one operation, back to the case, and what is said when somebody was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from grunnmur.organisasjon.forms.enhetsvalg import bare_sok, behold
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker

from .feil import UlovligOvergang, Utdatert
from .forms import Handlingsskjema, legg_til_feil
from .models import Sak
from .overgang import Overgang
from .selectors import siste_endring

Konflikt = Utdatert | UlovligOvergang


def krev_rett(bruker: Bruker, sak: Sak, verb: Iterable[Overgang]) -> None:
    """That it is too late is told only to somebody who once could; anybody else is refused."""
    if not any(overgang.tillatt(bruker, sak) for overgang in verb):
        raise PermissionDenied


def konfliktkontekst(sak: Sak, feil: Konflikt | None) -> dict[str, Any]:
    """Who changed what and when, or that it is too late: for `saksgang/konflikt.html`. Answer with status 409."""
    if isinstance(feil, Utdatert):
        return {"konflikt": siste_endring(sak), "konflikt_tid": sak.endret}
    if isinstance(feil, UlovligOvergang):
        return {"for_sent": str(feil)}
    return {}


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
    side: str = "",
) -> HttpResponse:
    """Do it and go back to the case with the receipt that `gjor` returns, or show the page again.

    `side` names the page of the case that the verb belongs to, where it has several.
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
    return redirect(_tilbake(sak, side))


def _tilbake(sak: Any, side: str) -> str:
    return reverse(side, args=[sak.pk]) if side else sak.get_absolute_url()


def knapp(
    request: Innlogget,
    sak: Sak,
    verb: Iterable[Overgang],
    operasjon: Callable[..., Any],
    kvittering: str,
    *,
    hent: Callable[[], Any],
    igjen: Igjen,
    side: str = "",
) -> HttpResponse:
    """A button on the page of a case: the operation is told nothing but the version that the page was made from."""
    skjema = Handlingsskjema(request.POST, sak=sak)

    def gjor(data: dict[str, Any]) -> str:
        operasjon(sak.pk, utfort_av=request.user, versjon=data["versjon"])
        return kvittering

    return utfor(request, sak, skjema, verb, gjor, hent=hent, igjen=igjen, side=side)


def bekreftside(
    request: Innlogget,
    verb: Overgang,
    operasjon: Callable[..., Any],
    kvittering: str,
    *,
    hent: Callable[[], Any],
    igjen: Igjen,
    spor: Callable[[Any], Mapping[str, str]],
    side: str = "",
) -> HttpResponse:
    """A button that asks first: `spor` gives `tittel`, `tekst` and `ja` of the question."""
    sak = hent()
    if request.method == "POST":
        return knapp(request, sak, [verb], operasjon, kvittering, hent=hent, igjen=igjen, side=side)
    krev_rett(request.user, sak, [verb])
    if sak.tilstand not in verb.fra:
        return igjen(sak, None, UlovligOvergang())
    kontekst = {**spor(sak), "tilbake": _tilbake(sak, side), "versjon": sak.versjon}
    return render(request, "portal/bekreft.html", kontekst)


@dataclass(frozen=True)
class Handling:
    """One verb as a page of its own: its form, its words, and the operation it calls.

    `verb` are the transitions of which one must be allowed. `gjor` gets the case, the cleaned data and the person,
    and returns the receipt. `tilstander` are the states it is for where the verb is no transition. `side` names the page
    of the case that it belongs to, where the case has several.
    """

    verb: tuple[Overgang, ...]
    skjema: type[Handlingsskjema]
    gjor: Callable[[Any, Mapping[str, Any], Bruker], str]
    tittel: Promise | str
    ingress: Promise | str
    knapp: Promise | str
    mal: str = "saksgang/handling.html"
    farge: str = ""
    tilstander: tuple[str, ...] = ()
    side: str = ""

    def gjelder(self, sak: Sak) -> bool:
        """Whether the state allows it; what else the verb demands, the operation explains."""
        tilstander = self.tilstander or tuple(t for overgang in self.verb for t in overgang.fra)
        return sak.tilstand in tilstander


def handlingsside(
    request: Innlogget,
    handling: Handling,
    *,
    hent: Callable[[], Any],
    vis: Callable[[Any, Konflikt], HttpResponse],
    kontekst: Callable[[Any], Mapping[str, Any]],
) -> HttpResponse:
    """The form of one verb. Too late goes back to the case (`vis`), which says where it is."""
    sak = hent()
    krev_rett(request.user, sak, handling.verb)
    if not handling.gjelder(sak):
        return vis(sak, UlovligOvergang())

    def side(ny: Any, skjema: Handlingsskjema, feil: Konflikt | None = None) -> HttpResponse:
        if not handling.gjelder(ny):
            return vis(ny, feil or UlovligOvergang())
        tilbake = _tilbake(ny, handling.side)
        felles = {"form": skjema, "sak": ny, "valgt": handling, "tilbake": tilbake, **konfliktkontekst(ny, feil)}
        return render(request, handling.mal, {**felles, **kontekst(ny)}, status=409 if feil else 200)

    if request.method != "POST":
        return side(sak, handling.skjema(sak=sak))
    if bare_sok(request.POST):
        return side(sak, handling.skjema(sak=sak, initial=behold(request.POST)))
    skjema = handling.skjema(request.POST, sak=sak)
    return utfor(
        request, sak, skjema, handling.verb, lambda data: handling.gjor(sak, data, request.user),
        hent=hent, igjen=side, side=handling.side,
    )  # fmt: skip
