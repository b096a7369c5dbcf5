"""The numbers, and the half-yearly feedback to a unit."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.jobb.regneark import MIME, Celle, skriv
from grunnmur.organisasjon.innlogget import Innlogget

from ..filters.tall import Tallfilter
from ..models import Hjemmel, Tilbakemelding
from ..selectors.faner import faner_for
from ..selectors.halvaar import tilbakemeldingsside
from ..selectors.tallside import RETNINGER, Tallside, tallside
from ..selectors.tallutsnitt import utsnitt_for


def _filter(request: Innlogget) -> Tallfilter:
    utsnitt = utsnitt_for(request.user)
    if not utsnitt:
        raise Http404
    return Tallfilter(request.GET, utsnitt=utsnitt, dag=timezone.localdate())


def _side(skjema: Tallfilter) -> Tallside:
    valg = skjema.valg
    return tallside(
        skjema.utsnitt[valg["omraade"]],
        fra=valg["fra"],
        til=valg["til"],
        fagfelt=valg["fagfelt"],
        dag=timezone.localdate(),
    )


@never_cache
@require_safe
def tall(request: Innlogget) -> HttpResponse:
    """Both directions side by side."""
    skjema = _filter(request)
    kontekst = {
        "form": skjema,
        "side": _side(skjema),
        "faner": faner_for(request.user, "tall"),
        "tilbakemeldinger": Tilbakemelding.objects.synlig_for(request.user).select_related("enhet", "virksomhet")[:20],
        "sporring": request.GET.urlencode(),
    }
    return render(request, "veiledning/tall.html", kontekst)


@dataclass(frozen=True)
class Tallark:
    """The same lines as a workbook."""

    tittel: str

    def kolonner(self) -> list[tuple[str, int]]:
        return [("", 30), (_("Mål"), 44), *((str(RETNINGER[h]), 30) for h in Hjemmel.values)]


@never_cache
@require_safe
def regneark(request: Innlogget) -> FileResponse:
    side = _side(_filter(request))
    rader: list[list[Celle]] = [[str(side.utsnitt.navn), side.periode, "", ""]]
    for bolk in side.bolker:
        for rad in bolk.rader:
            verdier = [_("for få svar") if faa else verdi for verdi, _andel, faa in rad.celler]
            rader.append([bolk.tittel, rad.navn, *verdier])
    fil = skriv(Tallark(_("Tall for veiledning")), rader)
    navn = f"veiledning-tall-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(fil, as_attachment=True, filename=navn, content_type=MIME)


@never_cache
@require_safe
def tilbakemelding(request: Innlogget, sted: UUID, aar: int, halvaar: int) -> HttpResponse:
    """What one unit is told about its own half-year."""
    synlige = Tilbakemelding.objects.synlig_for(request.user).select_related("enhet", "virksomhet")
    her = Q(enhet=sted) | Q(enhet__isnull=True, virksomhet=sted)
    rad = get_object_or_404(synlige.filter(her), aar=aar, halvaar=halvaar)
    kontekst = {"side": tilbakemeldingsside(rad), "faner": faner_for(request.user, "")}
    return render(request, "veiledning/tilbakemelding.html", kontekst)
