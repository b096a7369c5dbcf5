"""One doctor who has a place, and what the parties do: hire, report, confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import periode
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, knapp, konfliktkontekst, utfor

from .. import overganger as o
from ..forms.tildeling import Ansettelse, Forsinkelsesskjema, Frafallsskjema, Fravaersskjema
from ..models import Tildeling
from ..operations import forsinkelse, frafall, fravaer
from ..operations import tildeling as operasjoner
from ..selectors.tildeling import frafallssetning, tildelingsside


def _hent(request: Innlogget, pk: UUID) -> Tildeling:
    synlige = Tildeling.objects.synlig_for(request.user)
    med = ("lege__bruker", "plass__kommune", "hf", "runde", "kriterier", "stilling__kull")
    return get_object_or_404(synlige.select_related(*med), pk=pk)


@never_cache
@require_safe
def tildeling(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = _hent(request, pk)
    noter_lesing(sak, request.user)
    return _vis(request, sak)


def _vis(
    request: Innlogget, sak: Tildeling, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    """The page. A conflict answers 409; a form that was refused stands there with what was typed."""
    side = tildelingsside(sak, request.user)
    egne = {type(skjema): skjema} if skjema else {}
    kontekst: dict[str, Any] = {
        "sak": sak,
        "side": side,
        "knapp": Handlingsskjema(sak=sak),
        "ansettelse": egne.get(Ansettelse) or Ansettelse(sak=sak),
        "frafall": egne.get(Frafallsskjema) or Frafallsskjema(sak=sak),
        "frafallet": frafallssetning(side.frafall) if side.frafall else "",
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "tildeling/tildeling/side.html", kontekst, status=409 if feil else 200)


# --- on the page itself -----------------------------------------------------------------------------------------------


def _paa_siden(
    request: Innlogget, pk: UUID, skjema: type[Handlingsskjema], verb: Overgang, operasjon: Callable[..., Tildeling],
    kvittering: str,
) -> HttpResponse:  # fmt: skip
    """One form with one date, on the page of the case."""
    sak = _hent(request, pk)

    def gjor(data: dict[str, Any]) -> str:
        operasjon(sak.pk, utfort_av=request.user, versjon=data["versjon"], dato=data["dato"])
        return kvittering

    return utfor(
        request, sak, skjema(request.POST, sak=sak), [verb], gjor,
        hent=lambda: _hent(request, pk), igjen=lambda ny, form, feil: _vis(request, ny, feil, form),
    )  # fmt: skip


@require_POST
def ansett(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Ansettelsen er registrert. Legen og LIS-koordinator har fått beskjed.")
    return _paa_siden(request, pk, Ansettelse, o.ANSETT, operasjoner.ansett, kvittering)


@require_POST
def meld_frafall(request: Innlogget, pk: UUID) -> HttpResponse:
    kvittering = _("Frafallet er meldt. LIS-koordinator og Statsforvalteren har fått beskjed, og plassen er en restplass.")
    return _paa_siden(request, pk, Frafallsskjema, o.MELD_FRAFALL, frafall.meld_frafall, kvittering)


@require_POST
def kvitter(request: Innlogget, pk: UUID) -> HttpResponse:
    return knapp(
        request, _hent(request, pk), [o.KVITTER], frafall.kvitter,
        _("Du har bekreftet at du vet om frafallet. Kommunen ser det."),
        hent=lambda: _hent(request, pk), igjen=lambda ny, form, feil: _vis(request, ny, feil, form),
    )  # fmt: skip


# --- each verb with a page --------------------------------------------------------------------------------------------


def _forsink(sak: Tildeling, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny = forsinkelse.meld_forsinkelse(
        sak.pk, utfort_av=bruker, versjon=d["versjon"], gjelder=d["gjelder"], ny_dato=d["ny_dato"]
    )
    return _("Forsinkelsen er meldt. Kommunedelen er nå %(dager)s, og alle parter har fått beskjed.") % {
        "dager": periode(ny.start, ny.slutt)
    }


def _fravaer(sak: Tildeling, d: Mapping[str, Any], bruker: Bruker) -> str:
    fravaer.meld_fravaer(sak.pk, utfort_av=bruker, versjon=d["versjon"], fra=d["fra"], til=d["til"])
    return _("Fraværet er registrert. Legen og den andre parten har fått beskjed.")


FORSINKELSE = Handling(
    (o.MELD_FORSINKELSE, o.UTSETT_START, o.FORLENG), Forsinkelsesskjema, _forsink, gettext_lazy("Meld forsinkelse"),
    gettext_lazy("Blir sykehusdelen forsinket, flyttes kommunedelen like mange dager. Legen, kommunen, LIS-koordinator og "
                 "Statsforvalteren får de nye datoene."),
    gettext_lazy("Meld forsinkelse"), mal="tildeling/tildeling/forsinkelse.html",
)  # fmt: skip
FRAVAER = Handling(
    (o.MELD_FRAVAER,), Fravaersskjema, _fravaer, gettext_lazy("Registrer fravær eller permisjon"),
    gettext_lazy("Registrer bare datoene. De flytter ingen av delene. Blir legen forsinket, melder du det for seg."),
    gettext_lazy("Registrer"),
)  # fmt: skip


def _side(request: Innlogget, pk: UUID, handling: Handling) -> HttpResponse:
    def kontekst(sak: Tildeling) -> dict[str, Any]:
        navn = _("%(lege)s i %(kommune)s") % {"lege": sak.lege.navn, "kommune": sak.kommune.fullt_navn}
        return {"sak_navn": navn, "side": tildelingsside(sak, request.user)}

    return handlingsside(
        request,
        handling,
        hent=lambda: _hent(request, pk),
        vis=lambda sak, feil: _vis(request, sak, feil),
        kontekst=kontekst,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meld_forsinkelse(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, FORSINKELSE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meld_fravaer(request: Innlogget, pk: UUID) -> HttpResponse:
    return _side(request, pk, FRAVAER)
