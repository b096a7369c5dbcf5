"""Calls from a file: upload, see what each row would do, confirm."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.jobb.regneark import MIME
from grunnmur.organisasjon.importmal import mal_csv, mal_xlsx
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Tema

from ..forms.innhenting import KOLONNER, KREVDE, Innhentingsskjema, pakk, pakk_ut, rader_av
from ..operations import innhenting as operasjoner
from ..selectors.faner import faner_for
from .utlysning import krev_skriver


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hent(request: Innlogget) -> HttpResponse:
    """Upload a file; it is tried at once, and nothing is changed."""
    krev_skriver(request.user)
    poster = request.method == "POST"
    skjema = Innhentingsskjema(request.POST if poster else None, request.FILES if poster else None)
    if poster and skjema.is_valid():
        return _vis_prove(request, skjema)
    kontekst = {"form": skjema, "faner": faner_for(request.user, "utlysninger"), "kolonner": forklaringer()}
    return render(request, "forskning/utlysning/hent.html", kontekst)


def _vis_prove(request: Innlogget, skjema: Innhentingsskjema) -> HttpResponse:
    pakke = skjema.pakke
    utfall = operasjoner.prov(rader_av(pakke), utfort_av=request.user, temaer=skjema.cleaned_data["temaer"])
    antall = Counter(rad.utfall for rad in utfall)
    kontekst: dict[str, Any] = {
        "utfall": utfall,
        "filnavn": skjema.cleaned_data["fil"].name[:120],
        "nye": antall[operasjoner.NY],
        "endrede": antall[operasjoner.ENDRET],
        "feil": antall[operasjoner.FEIL],
        "skal_skrives": antall[operasjoner.NY] + antall[operasjoner.ENDRET],
        "pakke": pakk(pakke, request.user),
        "faner": faner_for(request.user, "utlysninger"),
    }
    return render(request, "forskning/utlysning/prove.html", kontekst)


@require_POST
def bekreft(request: Innlogget) -> HttpResponse:
    """Carry out what was shown. Doing it twice changes nothing the second time."""
    krev_skriver(request.user)
    pakke = pakk_ut(request.POST.get("pakke", ""), request.user)
    if pakke is None:
        messages.error(request, _("Det er for lenge siden filen ble prøvd. Last den opp på nytt."))
        return redirect("forskning:utlysning_hent")
    temaer = Tema.objects.filter(pk__in=pakke["temaer"])
    utfall = operasjoner.hent(rader_av(pakke), utfort_av=request.user, temaer=temaer)
    antall = Counter(rad.utfall for rad in utfall)
    nye, endrede = antall[operasjoner.NY], antall[operasjoner.ENDRET]
    tekst = ngettext("%(antall)s ny utlysning er lagt inn.", "%(antall)s nye utlysninger er lagt inn.", nye)
    andre = ngettext("%(antall)s er endret.", "%(antall)s er endret.", endrede)
    messages.success(request, f"{tekst % {'antall': nye}} {andre % {'antall': endrede}}")
    return redirect("forskning:utlysninger")


@require_safe
def mal(request: Innlogget, filtype: str) -> HttpResponse:
    """The file to fill in."""
    krev_skriver(request.user)
    if filtype == "csv":
        svar = HttpResponse(mal_csv(KOLONNER), content_type="text/csv; charset=utf-8")
    elif filtype == "xlsx":
        overskrifter = [_("Kolonne"), _("Krav"), _("Forklaring")]
        svar = HttpResponse(mal_xlsx(KOLONNER, forklaringer(), overskrifter), content_type=MIME)
    else:
        raise Http404
    svar["Content-Disposition"] = content_disposition_header(True, f"utlysninger.{filtype}")
    return svar


def forklaringer() -> list[tuple[str, str, str]]:
    """Name, whether it must be filled in, and what to write, of each column of the template."""
    koder = ", ".join(Tema.objects.gjeldende().values_list("kode", flat=True))
    tekster = {
        "tittel": _("Hva utlysningen heter, høyst 160 tegn."),
        "finansior": _("Hvem som lyser ut. Er den tom, brukes finansiøren du skriver når du laster opp."),
        "frist": _("Dato, for eksempel 18.01.2027."),
        "klokkeslett": _("For eksempel 13.00. Tomt betyr slutten av dagen."),
        "lenke": _("Adressen til utlysningen. Den må begynne med https://."),
        "temaer": _("Ett eller flere, med komma mellom: %(koder)s.") % {"koder": koder},
        "beskrivelse": _("Hvem som kan søke, og om hva."),
        "id": _("Finansiørens egen kode. Er den tom, kjennes utlysningen igjen på lenken."),
    }
    return [(navn, str(_("Må fylles ut") if navn in KREVDE else _("Valgfritt")), tekster[navn]) for navn in KOLONNER]
