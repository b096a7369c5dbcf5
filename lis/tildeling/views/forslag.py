"""Proposals: the list, a new one, what it says, two side by side, and the same computed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.jobb.selectors import jobben_bak
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Konflikt, knapp, konfliktkontekst

from .. import overganger as o
from .. import rules
from ..fordeling import kanonisk
from ..forms.forslag import Bestillingsskjema, Navnesok, Sammenligning, som_initial
from ..models import Forslag, Forslagstilstand, Runde
from ..operations import forslag as op
from ..selectors import forslag as utvalg
from ..selectors.etterprov import etterprov_forslag
from ..selectors.forslag_valg import bestillingsvalg, ekstra_navn
from ..selectors.forslag_visning import Forslagsinnhold, kandidater_i, valgtekster
from ..selectors.historikk import historikk
from ..selectors.sammenligning import sammenligningsside
from .runde import hent_runde, vis_runde

OPPDATER = 2


def hent(request: Innlogget, pk: UUID) -> Forslag:
    synlige = Forslag.objects.synlig_for(request.user)
    sak: Forslag = get_object_or_404(synlige.select_related("runde__organ", "runde__kriterier", "bestilt_av"), pk=pk)
    return sak


def _runden(request: Innlogget, pk: UUID) -> Runde:
    """The round of those who decide it; others who read it are told that this is not for them."""
    runde = hent_runde(request, pk)
    if not rules.behandler(request.user, runde):
        raise PermissionDenied
    return runde


@never_cache
@require_safe
def liste(request: Innlogget, pk: UUID) -> HttpResponse:
    runde = _runden(request, pk)
    synlige = Forslag.objects.synlig_for(request.user).filter(runde=runde)
    side = Nokkelside(utvalg.i_listen(synlige), sortering="-opprettet", markor=request.GET.get("side"))
    valg = utvalg.kan_sammenlignes(request.user, runde)
    kontekst = {
        "runde": runde,
        "side": side,
        "rader": utvalg.rader(side),
        "kan_lage": utvalg.kan_lage(request.user, runde),
        "sammenligning": _sammenligning(valg, None) if len(valg) > 1 else None,
    }
    return render(request, "tildeling/forslag/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget, pk: UUID) -> HttpResponse:
    runde = _runden(request, pk)
    if not utvalg.kan_lage(request.user, runde):
        return vis_runde(request, runde, UlovligOvergang())
    valg = bestillingsvalg(request.user, runde)
    felles: dict[str, Any] = {
        "kommuner": valg.kommuner, "bygger_paa": valg.bygger_paa, "reserverer": valg.reserverer
    }  # fmt: skip
    forst = {"navn": _("Forslag %(nr)s") % {"nr": valg.nummer}, **_som(request)}
    skjema = Bestillingsskjema(request.POST if request.method == "POST" else None, initial=forst, **felles)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            return redirect(
                op.bestill(pk, utfort_av=request.user, navn=d["navn"], valg=skjema.valg(), bygger_paa=d.get("bygger_paa"))
            )
        except ValidationError as feil:
            legg_til_feil(skjema, feil)
        except UlovligOvergang as feil:
            return vis_runde(request, hent_runde(request, pk), feil)
    kontekst = {"runde": runde, "form": skjema, "mangler": utvalg.mangler(runde)}
    return render(request, "tildeling/forslag/ny.html", kontekst)


def _som(request: Innlogget) -> dict[str, Any]:
    """`?som=`: start from the choices and the changes of another proposal."""
    try:
        sak = Forslag.objects.synlig_for(request.user).filter(pk=UUID(request.GET.get("som", ""))).first()
    except ValueError:
        return {}
    return {**som_initial(utvalg.valg_for(sak)), "bygger_paa": str(sak.pk)} if sak else {}


@never_cache
@require_safe
def forslag(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent(request, pk)
    noter_lesing(sak, request.user)
    return vis(request, sak)


def vis(request: Innlogget, sak: Forslag, feil: Konflikt | None = None) -> HttpResponse:
    """The proposal as it stands. A conflict answers 409."""
    valg = utvalg.valg_for(sak)
    kan = {overgang.navn for overgang in o.FORSLAG.mulige(request.user, sak)}
    kontekst: dict[str, Any] = {
        "sak": sak,
        "visning": utvalg.VISNINGER[Forslagstilstand(sak.tilstand)],
        "tenkt": valgtekster(ekstra_navn(dict(valg.ekstra)), valg.uten_reservasjoner),
        "kan_lage": utvalg.kan_lage(request.user, sak.runde),
        "kan_forkaste": o.FORKAST.navn in kan,
        "froet_er_kjent": utvalg.froet_er_kjent(sak),
        "linjer": historikk(sak),
        "form": Handlingsskjema(sak=sak),
        **konfliktkontekst(sak, feil),
    }
    if sak.tilstand in (Forslagstilstand.BESTILT, Forslagstilstand.FEILET):
        kontekst |= {"jobb": jobben_bak(sak.jobb_id), "oppdater": OPPDATER}
    if sak.resultat_sha256:
        kontekst |= _innhold(request, sak)
    return render(request, "tildeling/forslag/forslag.html", kontekst, status=409 if feil else 200)


def _innhold(request: Innlogget, sak: Forslag) -> dict[str, Any]:
    innhold, sok = Forslagsinnhold(sak), Navnesok(request.GET)
    navn = sok.cleaned_data["navn"] if sok.is_valid() else ""
    side = Nokkelside(kandidater_i(sak, navn), sortering="lege__sortering", markor=request.GET.get("side"))
    foreldet = sak.tilstand == Forslagstilstand.BEREGNET and utvalg.er_foreldet(sak)
    return {
        "innhold": innhold,
        "sok": sok,
        "filtrert": bool(navn),
        "side": side,
        "rader": innhold.rader(side),
        "foreldet": foreldet,
        "kan_endre": sak.tilstand == Forslagstilstand.BEREGNET
        and not sak.hypotetisk
        and not foreldet
        and utvalg.kan_lage(request.user, sak.runde),
    }


# --- one button, one operation ----------------------------------------------------------------------------------------


@require_POST
def forkast(request: Innlogget, pk: UUID) -> HttpResponse:
    return _gjor(request, pk, [o.FORKAST], op.forkast, _("Forslaget er forkastet. Det kan fortsatt leses."))


@require_POST
def beregn(request: Innlogget, pk: UUID) -> HttpResponse:
    return _gjor(request, pk, [o.BESTILL, o.BESTILL_IGJEN], op.bestill_igjen, _("Forslaget beregnes på nytt."))


def _gjor(
    request: Innlogget, pk: UUID, verb: list[o.Overgang], operasjon: Callable[..., Any], kvittering: str
) -> HttpResponse:
    def igjen(ny: Forslag, skjema: Handlingsskjema, feil: Konflikt | None) -> HttpResponse:
        return vis(request, ny, Utdatert() if "versjon" in skjema.errors else feil)

    return knapp(request, hent(request, pk), verb, operasjon, kvittering, hent=lambda: hent(request, pk), igjen=igjen)


# --- side by side, and computed again ---------------------------------------------------------------------------------


def _sammenligning(valg: list[tuple[str, str]], data: Any) -> Sammenligning:
    return Sammenligning(data, forslag=valg, initial={"a": valg[1][0], "b": valg[0][0]} if len(valg) > 1 else {})


@never_cache
@require_safe
def sammenlign(request: Innlogget, pk: UUID) -> HttpResponse:
    runde = _runden(request, pk)
    skjema = _sammenligning(utvalg.kan_sammenlignes(request.user, runde), request.GET or None)
    kontekst: dict[str, Any] = {"runde": runde, "form": skjema}
    if skjema.is_bound and skjema.is_valid() and skjema.cleaned_data["a"] and skjema.cleaned_data["b"]:
        a, b = (hent(request, UUID(skjema.cleaned_data[navn])) for navn in ("a", "b"))
        kontekst |= {"a": a, "b": b, "sammenligning": sammenligningsside(a, b)}
    return render(request, "tildeling/forslag/sammenlign.html", kontekst)


@never_cache
@require_safe
def etterprov(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent(request, pk)
    if not sak.resultat_sha256:
        return redirect(sak)
    return render(request, "tildeling/forslag/etterprov.html", {"sak": sak, "svar": etterprov_forslag(sak)})


@never_cache
@require_safe
def fil(request: Innlogget, pk: UUID, del_: str) -> HttpResponse:
    """The canonical bytes, so that `sha256sum` of the file is the fingerprint on the page.

    The input has the seed in it, which nobody is shown before the round is published.
    """
    sak = hent(request, pk)
    if del_ == "inndata" and not utvalg.froet_er_kjent(sak):
        raise PermissionDenied
    innhold = {"inndata": sak.inndata, "resultat": sak.resultat}.get(del_)
    if not innhold:
        raise Http404
    noter_lesing(sak, request.user)
    svar = HttpResponse(kanonisk(innhold), content_type="application/json")
    svar["Content-Disposition"] = f'attachment; filename="{sak.saksnummer}-{del_}.json"'
    return svar
