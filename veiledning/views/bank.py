"""The answer bank: the search, one answer, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, Konflikt, handlingsside, konfliktkontekst

from .. import overganger as o
from ..forms.bank import Bankfilter, IkkeSamtykkskjema, Redigerskjema, Utdatertskjema
from ..models import Banksvar
from ..operations import bank as op
from ..selectors import bank as utvalg
from ..selectors.adgang import krev_veiledning
from ..selectors.faner import faner_for


@never_cache
@require_safe
def bank(request: Innlogget) -> HttpResponse:
    krev_veiledning(request.user)
    form = Bankfilter(request.GET)
    tekst = form.valgt.get("q", "")
    side = utvalg.sokeside(utvalg.avgrenset(request.user, form.valgt), tekst, request.GET.get("side"))
    kontekst = {
        "form": form,
        "side": side,
        "treff": list(utvalg.treff(side)),
        "tekst": tekst,
        "filtrert": bool(form.valgt),
        "flest": utvalg.KANDIDATER,
        "ny_adresse": _nytt_sporsmaal(tekst),
        "faner": faner_for(request.user, "bank"),
    }
    return render(request, "veiledning/bank/liste.html", kontekst)


def _nytt_sporsmaal(tekst: str) -> str:
    """The words carried over to a question of one's own."""
    return reverse("veiledning:ny") + ("?" + urlencode({"overskrift": tekst[:120]}) if tekst else "")


def hent(request: Innlogget, pk: UUID) -> Banksvar:
    """The answer with its names, or 404 for who may not read it."""
    med_alt = Banksvar.objects.synlig_for(request.user).select_related(
        "forfatter", "melder", "foreslaatt_av", "foresporsel", "enhet", "virksomhet", "fagomraade"
    )
    return get_object_or_404(med_alt, pk=pk)


@never_cache
@require_safe
def banksvar(request: Innlogget, pk: UUID) -> HttpResponse:
    # Nobody's reading is noted: an answer is about nobody.
    return vis(request, hent(request, pk))


def vis(request: Innlogget, svar: Banksvar, feil: Konflikt | None = None) -> HttpResponse:
    """The page of one answer. A conflict answers 409."""
    side = utvalg.svarside(svar, request.user)
    kontekst = {
        "sak": svar,
        "side": side,
        "handlinger": _knapper(side),
        **konfliktkontekst(svar, feil),
    }
    return render(request, "veiledning/bank/svar.html", kontekst, status=409 if feil else 200)


def _knapper(side: utvalg.Svarside) -> list[tuple[str, Handling]]:
    """What this person can do; what has been reported is first of all to be put right."""
    mulige = [(kode.replace("-", "_"), h) for kode, h in HANDLINGER.items() if h.verb[0] in side.verb]
    return sorted(mulige, key=lambda knapp: knapp[0] != "rediger") if side.meldinger else mulige


# --- what can be done with an answer ----------------------------------------------------------------------------------


def _samtykk(svar: Banksvar, d: Mapping[str, Any], bruker: Bruker) -> str:
    svar = op.samtykk(svar.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Svaret står nå i svarbanken, og gås gjennom innen %(dag)s.") % {"dag": svar.gjennomgaas_tekst}


def _ikke_samtykk(svar: Banksvar, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.ikke_samtykk(svar.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Svaret blir ikke publisert. %(navn)s har fått beskjed.") % {"navn": svar.foreslaatt_av.navn}


def _forny(svar: Banksvar, d: Mapping[str, Any], bruker: Bruker) -> str:
    svar = op.forny(svar.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Svaret er fornyet. Neste gjennomgang er innen %(dag)s.") % {"dag": svar.gjennomgaas_tekst}


def _rediger(svar: Banksvar, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.rediger(
        svar.pk, utfort_av=bruker, versjon=d["versjon"], sporsmaal=d["sporsmaal"], svar=d["tekst"], lenker=d["lenker"]
    )
    return _("Endringen er lagret.")


def _meld_utdatert(svar: Banksvar, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.meld_utdatert(svar.pk, utfort_av=bruker, versjon=d["versjon"], tekst=d["tekst"])
    return _("Takk. Forfatteren har fått beskjed, og du får vite hva som skjer med svaret.")


def _trekk(svar: Banksvar, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.trekk_tilbake(svar.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Svaret er trukket tilbake.")


_l = gettext_lazy
HANDLINGER: dict[str, Handling] = {
    "samtykk": Handling(
        (o.SAMTYKK,), Handlingsskjema, _samtykk, _l("Samtykk til publisering"),
        _l("Alle i helsefellesskapet kan da lese spørsmålet og svaret, med navnet på den som svarte. Hvem som spurte, vises "
           "ikke. Du kan trekke samtykket tilbake når som helst."),
        _l("Samtykk og publiser"), mal="veiledning/bank/les.html",
    ),
    "ikke-samtykk": Handling(
        (o.IKKE_SAMTYKK,), IkkeSamtykkskjema, _ikke_samtykk, _l("Ikke samtykk"),
        _l("Svaret blir ikke publisert. Den som foreslo det, kan foreslå noe annet."), _l("Ikke samtykk"), farge="danger",
    ),
    "forny": Handling(
        (o.FORNY,), Handlingsskjema, _forny, _l("Forny svaret"),
        _l("Du bekrefter at svaret fortsatt stemmer. Det blir stående til neste gjennomgang."),
        _l("Svaret stemmer, forny det"), mal="veiledning/bank/les.html",
    ),
    "rediger": Handling(
        (o.REDIGER,), Redigerskjema, _rediger, _l("Rediger svaret"),
        _l("Det vises når svaret sist ble endret, og tidligere versjoner kan leses. Den som spurte, får beskjed."),
        _l("Lagre endringen"), mal="veiledning/bank/rediger.html",
    ),
    "meld-utdatert": Handling(
        (o.MELD_UTDATERT,), Utdatertskjema, _meld_utdatert, _l("Meld at svaret er utdatert"), "", _l("Send meldingen"),
    ),
    "trekk-tilbake": Handling(
        (o.TREKK_TILBAKE,), Handlingsskjema, _trekk, _l("Trekk svaret tilbake"),
        _l("Svaret tas ut av svarbanken med en gang og kan ikke publiseres igjen uten nytt samtykke fra begge."),
        _l("Trekk tilbake"), farge="danger",
    ),
}  # fmt: skip
"""In the order of the buttons."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bankhandling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb; too late goes back to the answer, which says where it is."""
    return handlingsside(
        request,
        HANDLINGER[kode],
        hent=lambda: hent(request, pk),
        vis=lambda svar, feil: vis(request, svar, feil=feil),
        kontekst=lambda svar: {"sak_navn": svar.navn},
    )
