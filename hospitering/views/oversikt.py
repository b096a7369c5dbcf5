"""Hospitering in figures, as a page, a workbook and a yearly report."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.jobb.regneark import MIME, Celle, skriv
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.dato import periode

from ..forms.oversikt import Oversiktsvalg
from ..oversikt_pdf import filnavn, som_dokument
from ..selectors import oversikt as tall
from ..selectors import oversikttabeller as tabeller
from ..selectors.faner import faner_for
from ..selectors.oversiktutsnitt import AAR_TILBAKE, utsnitt_for
from ..selectors.oversiktventer import venter_naa


def _valg(request: Innlogget) -> Oversiktsvalg:
    """What is chosen. Raises `Http404` for those who have no figures to see."""
    utsnitt = utsnitt_for(request.user)
    if not utsnitt:
        raise Http404
    return Oversiktsvalg(request.GET, utsnitt=utsnitt, dag=timezone.localdate())


@never_cache
@require_safe
def oversikt(request: Innlogget) -> HttpResponse:
    form = _valg(request)
    utsnitt, tidsrom = form.utsnitt, form.tidsrom
    enheter = utsnitt.enheter()
    saker = tall.synlige_saker(request.user, utsnitt, enheter)
    funnet = tall.oversikt(saker, tidsrom, utsnitt, enheter)
    venter = venter_naa(saker, timezone.now())
    kontekst = {
        "form": form,
        "utsnitt": utsnitt,
        "periode": periode(tidsrom.fra, tidsrom.til),
        "aar": min(max(tidsrom.til.year, aarene()[0]), aarene()[-1]),
        "oversikt": funnet,
        "venter": venter,
        "ventetabeller": tabeller.ventetabeller(venter),
        "tabeller": tabeller.tabellene(funnet),
        "matrise": tabeller.matrise(funnet.retninger),
        "faner": faner_for(request.user, "oversikt"),
        "sporring": request.GET.urlencode(),
    }
    return render(request, "hospitering/oversikt/oversikt.html", kontekst)


@dataclass(frozen=True)
class Tallark:
    """Every table of the page, a line for each figure."""

    tittel: str

    def kolonner(self) -> list[tuple[str, int]]:
        return [(_("Tabell"), 34), (_("Linje"), 48), (_("Mål"), 30), (_("Tall"), 12)]


@never_cache
@require_safe
def regneark(request: Innlogget) -> FileResponse:
    form = _valg(request)
    enheter = form.utsnitt.enheter()
    saker = tall.synlige_saker(request.user, form.utsnitt, enheter)
    funnet = tall.oversikt(saker, form.tidsrom, form.utsnitt, enheter)
    venter = tabeller.ventetabeller(venter_naa(saker, timezone.now()))
    rader: list[list[Celle]] = [[form.utsnitt.navn, periode(form.tidsrom.fra, form.tidsrom.til), "", ""]]
    for t in (*venter, *tabeller.tabellene(funnet), tabeller.retningstabell(funnet.retninger)):
        for linje in t.linjer:
            rader += [[t.tittel, linje.navn, maal, v] for maal, v in zip(t.kolonner, linje.verdier, strict=True)]
    fil = skriv(Tallark(_("Tall for hospitering")), rader)
    navn = f"hospitering-tall-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(fil, as_attachment=True, filename=navn, content_type=MIME)


def aarene() -> range:
    """The years that have a report."""
    i_aar = timezone.localdate().year
    return range(i_aar - AAR_TILBAKE, i_aar + 1)


@never_cache
@require_safe
def aarsrapport(request: Innlogget, aar: int) -> HttpResponse:
    if aar not in aarene():
        raise Http404
    utsnitt = _valg(request).utsnitt
    adresse = f"{request.path}?omraade={utsnitt.kode}"
    funn = som_dokument(utsnitt, aar, bestilt_av=request.user, sprak=get_language() or "nb", adresse=adresse)
    return dokumentsvar(funn, filnavn=filnavn(aar))
