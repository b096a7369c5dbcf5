"""Places left over: the list, one place, and what trust and municipality do with it (S1-L13, L18, L23)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, konfliktkontekst
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.selectors.adgang import krev_leser
from lis.lis1.selectors.faner import faner_for

from .. import overganger as o
from ..filters.restplass import FELTER, Restplassfilter
from ..forms.restplass import Ansvar, Avtale, Besettelse, Utlysning
from ..models import Restplass
from ..operations import restplass as operations
from ..selectors import restplass as selectors


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    krev_leser(request.user)
    filtrert = any(request.GET.get(felt) for felt in FELTER)
    alle = request.GET.get("vis") == "alle"
    # Somebody who asks for a state means just that, also what has been solved.
    filter_ = Restplassfilter(request.GET, queryset=selectors.liste(request.user, alle=alle or filtrert))
    side = Nokkelside(filter_.qs, sortering="rekkefolge", markor=request.GET.get("side"))
    kontekst = {
        "side": side,
        "rader": [selectors.rad(rest) for rest in side],
        "form": filter_.form,
        "filtrert": filtrert,
        "alle": alle,
        "faner": faner_for(request.user, "tildeling:restplasser"),
    }
    return render(request, "tildeling/restplass/liste.html", kontekst)


def hent(request: Innlogget, pk: UUID) -> Restplass:
    rader = Restplass.objects.synlig_for(request.user).select_related("plass__kommune", "ansvarlig", "besatt_med__lege")
    return get_object_or_404(rader, pk=pk)


@never_cache
@require_safe
def restplass(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis(request, hent(request, pk))


def vis(
    request: Innlogget, sak: Restplass, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    """The page. A conflict answers 409; a refusal that is about the form stands on top."""
    kontekst: dict[str, Any] = {
        "side": selectors.restplasside(sak, request.user),
        "rest": sak,
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "tildeling/restplass/side.html", kontekst, status=409 if feil else 200)


# --- the verbs --------------------------------------------------------------------------------------------------------


def _ansvar(sak: Any, data: Any, bruker: Any) -> str:
    operations.fordel_ansvar(
        sak.pk, utfort_av=bruker, versjon=data["versjon"], ansvarlig=data["ansvarlig"], frist=data["frist"]
    )
    return _("Ansvar og frist er endret. Den andre parten har fått beskjed.")


def _utlys(sak: Any, data: Any, bruker: Any) -> str:
    operations.lys_ut(
        sak.pk, utfort_av=bruker, versjon=data["versjon"], utlyst=data["utlyst"], utlysning_url=data["utlysning_url"]
    )
    return _("Utlysningen er registrert. Den andre parten har fått beskjed.")


def _avtal(sak: Any, data: Any, bruker: Any) -> str:
    operations.avtal(
        sak.pk, utfort_av=bruker, versjon=data["versjon"], avtale_hf=data["avtale_hf"], avtale_url=data["avtale_url"]
    )
    return _("Avtalen er registrert. Kommunen har fått beskjed, og registrerer hvem den ansetter.")


def _besett(sak: Any, data: Any, bruker: Any) -> str:
    operations.besett(
        sak.pk, utfort_av=bruker, versjon=data["versjon"], hf=data["hf"], start=data["start"],
        lege=Legeopplysninger(data["navn"], data["epost"], data["hpr_nummer"]), ansatt_dato=data["ansatt_dato"],
        unntak_begrunnelse=data["unntak_begrunnelse"],
    )  # fmt: skip
    return _("Ansettelsen er registrert. Helseforetaket og legen har fått beskjed.")


ANSVAR = Handling(
    (o.FORDEL_ANSVAR,),
    Ansvar,
    _ansvar,
    gettext_lazy("Endre ansvar og frist"),
    gettext_lazy("Den som har ansvaret, får oppgaven på sin side."),
    gettext_lazy("Lagre"),
)
UTLYS = Handling(
    (o.LYS_UT,),
    Utlysning,
    _utlys,
    gettext_lazy("Registrer utlysning"),
    gettext_lazy("Plassen lyses ut der leger søker. Her registrerer du når, og hvor utlysningen står."),
    gettext_lazy("Registrer utlysningen"),
)
AVTAL = Handling(
    (o.AVTAL,),
    Avtale,
    _avtal,
    gettext_lazy("Registrer avtale med annet helseforetak"),
    gettext_lazy("Når det andre helseforetaket har en lege til plassen, ansetter kommunen legen."),
    gettext_lazy("Registrer avtalen"),
)
BESETT = Handling(
    (o.BESETT,),
    Besettelse,
    _besett,
    gettext_lazy("Registrer hvem som er ansatt"),
    gettext_lazy("Legen får beskjed, og LIS-koordinatoren ser det med en gang."),
    gettext_lazy("Registrer ansettelsen"),
)


def _handling(request: Innlogget, pk: UUID, valgt: Handling) -> HttpResponse:
    return handlingsside(
        request,
        valgt,
        hent=lambda: hent(request, pk),
        vis=lambda sak, feil: vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.plass.kommune.fullt_navn},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ansvar(request: Innlogget, pk: UUID) -> HttpResponse:
    return _handling(request, pk, ANSVAR)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def utlys(request: Innlogget, pk: UUID) -> HttpResponse:
    return _handling(request, pk, UTLYS)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def avtal(request: Innlogget, pk: UUID) -> HttpResponse:
    return _handling(request, pk, AVTAL)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def besett(request: Innlogget, pk: UUID) -> HttpResponse:
    return _handling(request, pk, BESETT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lukk(request: Innlogget, pk: UUID) -> HttpResponse:
    """Asks first: the municipality is without a doctor."""
    return bekreftside(
        request, o.LUKK_RESTPLASS, operations.lukk, _("Restplassen er lukket. Den andre parten har fått beskjed."),
        hent=lambda: hent(request, pk), igjen=lambda sak, skjema, feil: vis(request, sak, feil, skjema),
        spor=_lukk_sporsmaal,
    )  # fmt: skip


def _lukk_sporsmaal(sak: Restplass) -> dict[str, str]:
    return {
        "tittel": _("Lukk restplassen i %(kommune)s?") % {"kommune": sak.plass.kommune.fullt_navn},
        "tekst": _("Plassen blir stående uten lege dette halvåret, og kan ikke åpnes igjen. Den andre parten får beskjed."),
        "ja": _("Ja, lukk restplassen"),
    }
