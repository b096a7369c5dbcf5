"""Rounds: the list, one round, and what those who prepare it do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import Handlingsskjema, legg_til_feil
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, konfliktkontekst, utfor
from lis.lis1.selectors.faner import faner_for
from lis.lis1.selectors.kommuner import halvaar_fram, halvaar_navn

from .. import overganger as o
from ..forms.runde import NyRunde, Rundeskjema
from ..models import Runde
from ..operations import kandidat as kandidatop
from ..operations import runde as op
from ..rules import spurt_en_gang
from ..selectors import rundeliste
from ..selectors.adgang import krev_leser
from ..selectors.forslag import forslagspanel
from ..selectors.runde import rundeside
from ..selectors.vedtak import vedtakspanel


@never_cache
@require_safe
def runder(request: Innlogget) -> HttpResponse:
    krev_leser(request.user)
    kontekst = {
        "faner": faner_for(request.user, "tildeling:runder"),
        "rader": rundeliste.rader(request.user),
        "uten_runde": rundeliste.uten_runde(request.user),
        "kan_planlegge": rundeliste.kan_planlegge(request.user),
        "ser_rettferdighet": rundeliste.ser_rettferdighet(request.user),
    }
    return render(request, "tildeling/runde/liste.html", kontekst)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget) -> HttpResponse:
    krev_leser(request.user)
    if not rundeliste.kan_planlegge(request.user):
        raise PermissionDenied
    halvaar = rundeliste.ledige_halvaar(halvaar_fram(timezone.localdate()))
    skjema = NyRunde(
        request.POST if request.method == "POST" else None,
        halvaar=halvaar,
        initial={"oppstart": request.GET.get("oppstart")},
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            sak = op.planlegg(utfort_av=request.user, oppstart=skjema.cleaned_data["oppstart"], **skjema.felter)
        except ValidationError as feil:
            legg_til_feil(skjema, _ved_dagen(feil))
        else:
            messages.success(request, _("Runden er planlagt. Hent kandidatene fra stillingene."))
            return redirect(sak)
    return render(request, "tildeling/runde/ny.html", {"form": skjema})


def _ved_dagen(feil: ValidationError) -> ValidationError:
    """The deadline is one column and two fields."""
    if not hasattr(feil, "error_dict"):
        return feil
    return ValidationError({"fristdag" if navn == "frist" else navn: liste for navn, liste in feil.error_dict.items()})


def hent_runde(request: Innlogget, pk: UUID) -> Runde:
    synlige = Runde.objects.synlig_for(request.user)
    return get_object_or_404(synlige.select_related("organ", "kriterier", "arbeidsutvalg"), pk=pk)


@never_cache
@require_safe
def runde(request: Innlogget, pk: UUID) -> HttpResponse:
    sak = hent_runde(request, pk)
    noter_lesing(sak, request.user)
    return vis_runde(request, sak)


def vis_runde(
    request: Innlogget, sak: Runde, feil: Konflikt | None = None, skjema: Handlingsskjema | None = None
) -> HttpResponse:
    """The page. A conflict answers 409; a refusal of a button stands on top."""
    with spurt_en_gang():
        paneler = {
            "side": rundeside(sak, request.user, request.GET.get("side")),
            "forslag": forslagspanel(request.user, sak),
            "vedtak": vedtakspanel(request.user, sak),
        }
    kontekst: dict[str, Any] = {
        "sak": sak,
        **paneler,
        "knapp": Handlingsskjema(sak=sak),
        "feilskjema": skjema,
        **konfliktkontekst(sak, feil),
    }
    return render(request, "tildeling/runde/runde.html", kontekst, status=409 if feil else 200)


@require_POST
def hent(request: Innlogget, pk: UUID) -> HttpResponse:
    """Fetch the candidates from the positions."""
    sak = hent_runde(request, pk)

    def igjen(ny: Runde, skjema: Handlingsskjema, feil: Konflikt | None) -> HttpResponse:
        return vis_runde(request, ny, Utdatert() if "versjon" in skjema.errors else feil, skjema)

    def gjor(data: dict[str, Any]) -> str:
        _runde, gjort = kandidatop.hent_kandidater(sak.pk, utfort_av=request.user, versjon=data["versjon"])
        if not gjort.noe:
            return _("Alle som har LIS1-stilling med kommunedel i halvåret, er med allerede.")
        tall = {"nye": gjort.nye, "ut": gjort.ut, "endret": gjort.endret}
        return _("Hentet: %(nye)s nye kandidater, %(ut)s er ikke lenger med, %(endret)s har fått annen kommune.") % tall

    skjema = Handlingsskjema(request.POST, sak=sak)
    return utfor(request, sak, skjema, [o.HENT_KANDIDATER], gjor, hent=lambda: hent_runde(request, pk), igjen=igjen)


# --- each verb with a page --------------------------------------------------------------------------------------------


def _endre(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {navn: d[navn] for navn in op.FELTER}
    try:
        ny = op.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=felter)
    except ValidationError as feil:
        raise _ved_dagen(feil) from feil
    return _("Runden er endret.") if ny.versjon != d["versjon"] else _("Ingenting er endret.")


def _aapne(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.aapne(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Runden er åpen. Kandidatene har fått beskjed.")


def _lukk(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.lukk_tidlig(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Runden er lukket for ønsker. Utvalget kan lese ønskene.")


def _avlys(sak: Runde, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.avlys(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Runden er avlyst.")


ENDRE = Handling(
    (o.ENDRE_RUNDE,), Rundeskjema, _endre, gettext_lazy("Endre runden"),
    gettext_lazy("Er runden åpen, får kandidatene beskjed om en ny frist."), gettext_lazy("Lagre"),
)  # fmt: skip
AAPNE = Handling(
    (o.AAPNE,), Handlingsskjema, _aapne, gettext_lazy("Åpne for ønsker"),
    gettext_lazy("Kandidatene får beskjed og en oppgave med frist. Kriteriene kan ikke byttes etterpå."),
    gettext_lazy("Åpne for ønsker"), mal="tildeling/runde/bekreft.html",
)  # fmt: skip
LUKK = Handling(
    (o.LUKK_TIDLIG,), Handlingsskjema, _lukk, gettext_lazy("Lukk for ønsker"),
    gettext_lazy("Alle har levert. Etterpå kan ingen endre ønskene, og utvalget kan lese dem."),
    gettext_lazy("Lukk for ønsker"), mal="tildeling/runde/bekreft.html",
)  # fmt: skip
AVLYS = Handling(
    (o.AVLYS,), Handlingsskjema, _avlys, gettext_lazy("Avlys runden"),
    gettext_lazy("Runden kan ikke tas opp igjen. Utvalget og kandidater som har fått beskjed om runden, får vite det."),
    gettext_lazy("Avlys runden"), mal="tildeling/runde/bekreft.html", farge="danger",
)  # fmt: skip


def verbside(request: Innlogget, pk: UUID, handling: Handling, **mer: Any) -> HttpResponse:
    """The form of one verb of a round."""

    def kontekst(sak: Runde) -> dict[str, Any]:
        navn = _("Tildeling av LIS1, %(halvaar)s") % {"halvaar": halvaar_navn(sak.oppstart).lower()}
        return {"sak_navn": navn, "halvaar": halvaar_navn(sak.oppstart), **mer}

    return handlingsside(
        request,
        handling,
        hent=lambda: hent_runde(request, pk),
        vis=lambda sak, feil: vis_runde(request, sak, feil),
        kontekst=kontekst,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endre(request: Innlogget, pk: UUID) -> HttpResponse:
    return verbside(request, pk, ENDRE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aapne(request: Innlogget, pk: UUID) -> HttpResponse:
    return verbside(request, pk, AAPNE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lukk(request: Innlogget, pk: UUID) -> HttpResponse:
    return verbside(request, pk, LUKK)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def avlys(request: Innlogget, pk: UUID) -> HttpResponse:
    return verbside(request, pk, AVLYS)
