"""Municipal places: the list, one place, and what municipality and County Governor do with it (S1-L07)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil, les_valgte
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from ..filters.plass import FELTER, Plassfilter
from ..forms.plass import IkkeGodkjent, NyePlasser, Plasskjema
from ..models import Kommuneplass
from ..operations import plass as operations
from ..selectors import plass as selectors
from ..selectors.faner import faner_for


@never_cache
@require_safe
def plasser(request: Innlogget) -> HttpResponse:
    if not selectors.har_noe_med_plassene(request.user):
        raise Http404
    filtrert = any(request.GET.get(felt) for felt in FELTER)
    alle = request.GET.get("vis") == "alle"
    filter_ = Plassfilter(
        request.GET,
        # Somebody who asks for a half-year or a state means just that, also what is past or withdrawn.
        queryset=selectors.liste(request.user, alle=alle or filtrert),
        halvaar=selectors.halvaar_i_listen(request.user),
    )
    side = Nokkelside(filter_.qs, sortering="rekkefolge", markor=request.GET.get("side"))
    antall_venter = selectors.antall_som_venter(request.user)
    venter = selectors.venter_paa(request.user) if antall_venter else set()
    kontekst = {
        "side": side,
        "rader": [selectors.rad(plass, venter=plass.pk in venter) for plass in side],
        "form": filter_.form,
        "filtrert": filtrert,
        "alle": alle,
        "antall_venter": antall_venter,
        "kan_godkjenne": any(plass.pk in venter for plass in side),
        "kan_foreslaa": selectors.egne_kommuner(request.user).exists(),
        "faner": faner_for(request.user, "plasser"),
    }
    return render(request, "lis1/plass/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    """Propose so many places alike."""
    kommuner = list(selectors.egne_kommuner(request.user))
    if not kommuner:
        raise Http404
    skjema = NyePlasser(request.POST if request.method == "POST" else None, kommuner=kommuner)
    if request.method == "POST" and skjema.is_valid():
        try:
            nye = operations.foreslaa_plasser(utfort_av=request.user, **skjema.cleaned_data)
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        else:
            tekst = ngettext(
                "%(antall)s plass er foreslått. Statsforvalteren har fått beskjed.",
                "%(antall)s plasser er foreslått. Statsforvalteren har fått beskjed.",
                len(nye),
            )
            messages.success(request, tekst % {"antall": len(nye)})
            return redirect("lis1:plasser")
    return render(request, "lis1/plass/ny.html", {"form": skjema})


@require_POST
def samlet(request: Innlogget) -> HttpResponse:
    """Approve those that were chosen, each in its own transaction; what was not done is said by number."""
    if not selectors.kan_godkjenne(request.user):
        raise Http404
    valgte = les_valgte(request.POST.getlist("sak"))
    if not valgte:
        messages.error(request, _("Velg minst én plass i listen først."))
        return redirect("lis1:plasser")
    gjort = 0
    for plass in Kommuneplass.objects.synlig_for(request.user).filter(pk__in=valgte).order_by("saksnummer"):
        try:
            operations.godkjenn(plass.pk, utfort_av=request.user, versjon=valgte[plass.pk])
            gjort += 1
        except PermissionDenied:
            messages.error(
                request, _("%(nr)s: Du kan ikke godkjenne en plass du selv har foreslått.") % {"nr": plass.saksnummer}
            )
        except (Utdatert, UlovligOvergang):
            messages.error(request, _("%(nr)s: Ikke godkjent, for plassen er endret.") % {"nr": plass.saksnummer})
        except ValidationError as feil:
            messages.error(request, f"{plass.saksnummer}: {' '.join(feil.messages)}")
    if gjort:
        tekst = ngettext("%(antall)s plass er godkjent.", "%(antall)s plasser er godkjent.", gjort)
        messages.success(request, tekst % {"antall": gjort})
    return redirect("lis1:plasser")


def hent(request: Innlogget, pk: UUID) -> Kommuneplass:
    return get_object_or_404(Kommuneplass.objects.synlig_for(request.user).select_related("kommune", "enhet"), pk=pk)


@never_cache
@require_safe
def plass(request: Innlogget, pk: UUID) -> HttpResponse:
    return vis(request, hent(request, pk))


def vis(
    request: Innlogget, sak: Kommuneplass, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    """The page. A conflict answers 409; a refusal that is about the form stands on top."""
    kontekst: dict[str, Any] = {
        "side": selectors.plasside(sak, request.user),
        "plass": sak,
        "knapp": Handlingsskjema(sak=sak),
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "lis1/plass/plass.html", kontekst, status=409 if feil else 200)


# --- the verbs --------------------------------------------------------------------------------------------------------


@require_POST
def godkjenn(request: Innlogget, pk: UUID) -> HttpResponse:
    return knapp(
        request, hent(request, pk), [o.GODKJENN], operations.godkjenn,
        _("Plassen er godkjent. Kommunen har fått beskjed."),
        hent=lambda: hent(request, pk), igjen=lambda sak, skjema, feil: vis(request, sak, feil, skjema),
    )  # fmt: skip


def _endre(verb: Any, kvittering: Any) -> Any:
    def gjor(sak: Any, data: Any, bruker: Any) -> str:
        verb(
            sak.pk, utfort_av=bruker, versjon=data["versjon"], oppstart=data["oppstart"], enhet=data["enhet"],
            merknad=data["merknad"],
        )  # fmt: skip
        return str(kvittering)

    return gjor


def _svar_nei(sak: Any, data: Any, bruker: Any) -> str:
    operations.ikke_godkjenn(sak.pk, utfort_av=bruker, versjon=data["versjon"], kommentar=data["kommentar"])
    return _("Svaret er sendt. Kommunen kan foreslå plassen på nytt.")


ENDRE = Handling(
    (o.ENDRE_PLASS,),
    Plasskjema,
    _endre(operations.endre_plass, gettext_lazy("Plassen er endret. Statsforvalteren ser den slik den er nå.")),
    gettext_lazy("Endre plassen"),
    gettext_lazy("Du kan endre til Statsforvalteren har svart."),
    gettext_lazy("Lagre endringen"),
)
PAA_NYTT = Handling(
    (o.FORESLAA_PAA_NYTT,),
    Plasskjema,
    _endre(operations.foreslaa_paa_nytt, gettext_lazy("Plassen er foreslått på nytt. Statsforvalteren har fått beskjed.")),
    gettext_lazy("Foreslå plassen på nytt"),
    gettext_lazy("Rett det Statsforvalteren savnet, og send plassen på nytt."),
    gettext_lazy("Foreslå på nytt"),
)
IKKE_GODKJENN = Handling(
    (o.IKKE_GODKJENN,),
    IkkeGodkjent,
    _svar_nei,
    gettext_lazy("Ikke godkjenn plassen"),
    gettext_lazy("Kommunen får beskjed og leser kommentaren din."),
    gettext_lazy("Send svaret"),
)


def _handling(request: Innlogget, pk: UUID, valgt: Handling) -> HttpResponse:
    return handlingsside(
        request,
        valgt,
        hent=lambda: hent(request, pk),
        vis=lambda sak, feil: vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": sak.kommune.fullt_navn},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    return _handling(request, pk, ENDRE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paa_nytt(request: Innlogget, pk: UUID) -> HttpResponse:
    return _handling(request, pk, PAA_NYTT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ikke_godkjenn(request: Innlogget, pk: UUID) -> HttpResponse:
    return _handling(request, pk, IKKE_GODKJENN)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trekk(request: Innlogget, pk: UUID) -> HttpResponse:
    """Asks first: an approved place is counted on."""
    return bekreftside(
        request, o.TREKK_PLASS, operations.trekk_plass, _("Plassen er trukket. De som regnet med den, har fått beskjed."),
        hent=lambda: hent(request, pk), igjen=lambda sak, skjema, feil: vis(request, sak, feil, skjema),
        spor=_trekk_sporsmaal,
    )  # fmt: skip


def _trekk_sporsmaal(sak: Kommuneplass) -> dict[str, str]:
    godkjent = sak.tilstand == selectors.P.GODKJENT
    return {
        "tittel": _("Trekk plass %(nr)s i %(kommune)s?") % {"nr": sak.saksnummer, "kommune": sak.kommune.fullt_navn},
        "tekst": _("LIS-koordinator og Statsforvalteren får beskjed med en gang, og plassen telles ikke lenger i balansen.")
        if godkjent
        else _("Plassen blir stående som trukket, og kan ikke foreslås på nytt."),
        "ja": _("Ja, trekk plassen"),
    }
