from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import operations
from ..forms import Importskjema, forklaringer_for, kolonner_for
from ..importmal import mal_csv, mal_xlsx
from ..innlogget import Innlogget
from ..selectors import forvaltede_importer, forvaltede_virksomheter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INNHOLD = tuple(kode for kode, _navn in Importskjema.base_fields["innhold"].choices)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def importer(request: Innlogget, pk: UUID) -> HttpResponse:
    """Upload a file for a party I keep; it is tried at once, and nothing is changed."""
    virksomhet = get_object_or_404(forvaltede_virksomheter(request.user), pk=pk)
    skjema = Importskjema(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None
    )
    if request.method == "POST" and skjema.is_valid():
        valg = skjema.cleaned_data
        kjoring = operations.prov_import(
            virksomhet,
            innhold=valg["innhold"],
            filnavn=valg["fil"].name[:120],
            rader=[operations.Importrad(rad.nummer, rad.data, rad.feil) for rad in valg["rader"]],
            utfort_av=request.user,
        )
        return redirect("organisasjon:import", kjoring.id)
    tidligere = forvaltede_importer(request.user).filter(virksomhet=virksomhet).defer("rader", "utfall")[:20]
    kontekst = {"form": skjema, "virksomhet": virksomhet, "tidligere": tidligere, "innhold": INNHOLD}
    return render(request, "organisasjon/importer.html", kontekst)


@require_safe
def vis(request: Innlogget, pk: UUID) -> HttpResponse:
    """What the file would do, or did, row by row."""
    kjoring = get_object_or_404(forvaltede_importer(request.user), pk=pk)
    return render(request, "organisasjon/import.html", {"kjoring": kjoring, "virksomhet": kjoring.virksomhet})


@require_POST
def utfor(request: Innlogget, pk: UUID) -> HttpResponse:
    """Carry out what was shown."""
    kjoring = get_object_or_404(forvaltede_importer(request.user), pk=pk)
    try:
        kjoring = operations.utfor_import(kjoring, utfort_av=request.user)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        if kjoring.utfort:
            messages.success(request, _("Importen er utført."))
        else:
            messages.error(request, _("Noe er endret siden filen ble prøvd. Ingenting er lagret. Se radene under."))
    return redirect("organisasjon:import", kjoring.id)


@require_POST
def forkast(request: Innlogget, pk: UUID) -> HttpResponse:
    """Let go of a file that was tried."""
    kjoring = get_object_or_404(forvaltede_importer(request.user), pk=pk)
    operations.forkast_import(kjoring, utfort_av=request.user)
    return redirect("organisasjon:importer", kjoring.virksomhet_id)


@require_safe
def mal(request: Innlogget, innhold: str, filtype: str) -> HttpResponse:
    """The file to fill in."""
    if innhold not in INNHOLD or filtype not in {"csv", "xlsx"}:
        raise Http404
    kolonner = kolonner_for(innhold)
    if filtype == "csv":
        svar = HttpResponse(mal_csv(kolonner), content_type="text/csv; charset=utf-8")
    else:
        overskrifter = [_("Kolonne"), _("Krav"), _("Forklaring")]
        svar = HttpResponse(mal_xlsx(kolonner, forklaringer_for(innhold), overskrifter), content_type=XLSX)
    svar["Content-Disposition"] = content_disposition_header(True, f"{innhold}.{filtype}")
    return svar
