"""What leaders, intake and host send: each address takes one form and calls one operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.forms.enhetsvalg import bare_sok, behold
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.forms import legg_til_feil
from grunnmur.saksgang.views import Konflikt, konfliktkontekst, krev_rett

from .. import operations
from .. import overganger as o
from ..forms.behandling import (
    Behandlingsskjema,
    EgenLederskjema,
    Kommentarskjema,
    Mottaksskjema,
    NyMottakerskjema,
    Vertsdelskjema,
    Vertslederskjema,
    Videresendskjema,
    uten,
)
from ..models import Soknad
from ..selectors.sak import mulige_for
from .sak import hent, panelets_overgang, vis

Handling = Callable[[Soknad, Any, Bruker], str]
"""Calls the operation and returns the receipt."""


@require_POST
def egen_leder(request: Innlogget, pk: UUID) -> HttpResponse:
    return _i_saken(request, pk, EgenLederskjema, _avgjor_egen)


@require_POST
def ny_mottaker(request: Innlogget, pk: UUID) -> HttpResponse:
    return _i_saken(request, pk, NyMottakerskjema, _send_paa_nytt)


@require_POST
def mottak(request: Innlogget, pk: UUID) -> HttpResponse:
    return _i_saken(request, pk, Mottaksskjema, _bekreft)


@require_POST
def vertsleder(request: Innlogget, pk: UUID) -> HttpResponse:
    return _i_saken(request, pk, Vertslederskjema, _avgjor_vert)


@require_POST
def vertsdel(request: Innlogget, pk: UUID) -> HttpResponse:
    """«Lagre» keeps the host's part; «Send tilbakemeldingen» also sends the signed reply."""
    return _i_saken(request, pk, Vertsdelskjema, _svar_soker if "send" in request.POST else _lagre_vertsdel)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def videresend(request: Innlogget, pk: UUID) -> HttpResponse:
    tekster = {
        "tittel": _("Send søknaden videre"),
        "ingress": _("Velg hvilken enhet hos dere søknaden skal til. Den som svarer der, får beskjed."),
        "knapp": _("Send videre"),
        "bekrefter": False,
    }
    return _paa_egen_side(request, pk, Videresendskjema, _videresend, [o.VIDERESEND], tekster)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def returner(request: Innlogget, pk: UUID) -> HttpResponse:
    tekster = {
        "tittel": _("Send søknaden tilbake"),
        "ingress": _(
            "Dette er ikke et avslag. Innvilgelsen fra leder i egen enhet gjelder fortsatt, og lederen velger ny mottaker."
        ),
        "knapp": _("Send tilbake"),
    }
    valg = {
        "etikett": _("Hvorfor sender du søknaden tilbake?"),
        "mangler": _("Skriv hvorfor du sender søknaden tilbake."),
        "hjelp": _("Søkeren og lederen ser det du skriver."),
    }
    return _paa_egen_side(request, pk, Kommentarskjema, _returner, [o.RETURNER], tekster, **valg)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sporsmal(request: Innlogget, pk: UUID) -> HttpResponse:
    tekster = {
        "tittel": _("Be søkeren om mer informasjon"),
        "ingress": _("Søknaden venter til søkeren har svart. Deretter kommer den tilbake til deg."),
        "knapp": _("Send spørsmålet"),
    }
    valg = {
        "etikett": _("Hva vil du vite?"),
        "mangler": _("Skriv hva du vil ha svar på."),
        "hjelp": _("Skriv aldri opplysninger som kan identifisere en pasient."),
    }
    return _paa_egen_side(request, pk, Kommentarskjema, _spor, [o.SPOR_EGEN, o.SPOR_VERT], tekster, **valg)


# --- the two ways a form stands: in the panel of the case, or on a page of its own -----------------------------------


def _i_saken(request: Innlogget, pk: UUID, klasse: type[Behandlingsskjema], gjor: Handling) -> HttpResponse:
    soknad = hent(request, pk)
    if bare_sok(request.POST):
        return vis(request, soknad, skjema=klasse(sak=soknad, initial=behold(request.POST.dict())))
    skjema = klasse(request.POST, sak=soknad)

    def igjen(ny: Soknad, feil: Konflikt) -> HttpResponse:
        return vis(request, ny, skjema=skjema, konflikt=feil)

    verb = [panelets_overgang(klasse)]
    return _utfor(request, soknad, skjema, verb, gjor, igjen) or vis(request, soknad, skjema=skjema)


def _paa_egen_side(
    request: Innlogget,
    pk: UUID,
    klasse: type[Behandlingsskjema],
    gjor: Handling,
    verb: list[o.Overgang],
    tekster: dict[str, Any],
    **valg: Any,
) -> HttpResponse:
    def side(soknad: Soknad, skjema: Behandlingsskjema, feil: Konflikt | None = None) -> HttpResponse:
        if not mulige_for(request.user, soknad).intersection(overgang.navn for overgang in verb):
            krev_rett(request.user, soknad, verb)
            return vis(request, soknad, konflikt=feil or UlovligOvergang())
        kontekst = {"sak": soknad, "form": skjema, **tekster, **konfliktkontekst(soknad, feil)}
        return render(request, "hospitering/behandling/side.html", kontekst, status=409 if feil else 200)

    def igjen(ny: Soknad, feil: Konflikt) -> HttpResponse:
        return side(ny, klasse(sak=ny, initial=uten(request.POST.dict(), ["versjon"]), **valg), feil)

    soknad = hent(request, pk)
    if request.method != "POST" or bare_sok(request.POST):
        return side(soknad, klasse(sak=soknad, initial=behold(request.POST.dict()), **valg))
    skjema = klasse(request.POST, sak=soknad, **valg)
    return _utfor(request, soknad, skjema, verb, gjor, igjen) or side(soknad, skjema)


def _utfor(
    request: Innlogget,
    soknad: Soknad,
    skjema: Behandlingsskjema,
    verb: list[o.Overgang],
    gjor: Handling,
    igjen: Callable[[Soknad, Konflikt], HttpResponse],
) -> HttpResponse | None:
    """Do it and go back to the case with a receipt; None when the form must be shown again with its errors.

    Whoever may not is told that, before what is wrong with the form or that it came too late.
    """
    if not skjema.is_valid():
        krev_rett(request.user, soknad, verb)
        return None
    try:
        kvittering = gjor(soknad, skjema, request.user)
    except (Utdatert, UlovligOvergang) as feil:
        ny = hent(request, soknad.pk)
        krev_rett(request.user, ny, verb)
        return igjen(ny, feil)
    except ValidationError as feil:
        krev_rett(request.user, soknad, verb)
        legg_til_feil(skjema, feil)
        return None
    messages.success(request, kvittering)
    # Whose part ended with this may have lost sight of the case: intake of one unit that forwarded to another.
    ser_fortsatt = Soknad.objects.synlig_for(request.user).filter(pk=soknad.pk).exists()
    return redirect(soknad if ser_fortsatt else "hospitering:liste")


# --- what each form does ---------------------------------------------------------------------------------------------


def _avgjor_egen(soknad: Soknad, skjema: EgenLederskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    if not skjema.innvilger:
        operations.avslaa_egen(soknad.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
        return _("Avslaget er signert, og søkeren har fått beskjed.")
    operations.innvilg_egen(
        soknad.pk,
        utfort_av=bruker,
        versjon=d["versjon"],
        tariff_bekreftet=skjema.innvilger,  # the text of the button is the confirmation
        kommentar=d["kommentar"],
        vertsvirksomhet=d["vertsvirksomhet"],
        vertsenhet=d["vertsenhet"],
    )
    kvittering = _("Innvilgelsen er signert, og søknaden er sendt til %(mottaker)s.")
    return kvittering % {"mottaker": d["vertsvirksomhet"].fullt_navn}


def _send_paa_nytt(soknad: Soknad, skjema: NyMottakerskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    operations.send_paa_nytt(
        soknad.pk,
        utfort_av=bruker,
        versjon=d["versjon"],
        vertsvirksomhet=d["vertsvirksomhet"],
        vertsenhet=d["vertsenhet"],
        kommentar=d["kommentar"],
    )
    return _("Søknaden er sendt til %(mottaker)s.") % {"mottaker": d["vertsvirksomhet"].fullt_navn}


def _bekreft(soknad: Soknad, skjema: Mottaksskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    sak = operations.bekreft_mottatt(soknad.pk, utfort_av=bruker, versjon=d["versjon"], vertsenhet=d["vertsenhet"])
    return _("Mottak er bekreftet. Leder i %(enhet)s har fått søknaden.") % {"enhet": sak.vertsnavn}


def _videresend(soknad: Soknad, skjema: Videresendskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    operations.videresend(
        soknad.pk, utfort_av=bruker, versjon=d["versjon"], vertsenhet=d["vertsenhet"], kommentar=d["kommentar"]
    )
    return _("Søknaden er sendt videre til %(enhet)s.") % {"enhet": d["vertsenhet"].visningsnavn}


def _returner(soknad: Soknad, skjema: Kommentarskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    operations.returner(soknad.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Søknaden er sendt tilbake til leder i egen enhet, som velger ny mottaker.")


def _spor(soknad: Soknad, skjema: Kommentarskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    operations.spor_soker(soknad.pk, utfort_av=bruker, versjon=d["versjon"], sporsmaal=d["kommentar"])
    return _("Spørsmålet er sendt til søkeren. Du får beskjed når svaret kommer.")


def _avgjor_vert(soknad: Soknad, skjema: Vertslederskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    gjor = operations.innvilg_vert if skjema.innvilger else operations.avslaa_vert
    gjor(soknad.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    if skjema.innvilger:
        return _("Innvilgelsen er signert. Oppgi kontaktperson, og send tilbakemeldingen.")
    return _("Avslaget er signert. Søkeren og søkerens virksomhet har fått tilbakemelding.")


def _lagre_vertsdel(soknad: Soknad, skjema: Vertsdelskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    operations.fyll_vertsdel(
        soknad.pk,
        utfort_av=bruker,
        versjon=d["versjon"],
        hospiteringsenhet=d["vertsenhet"],
        **{navn: d[navn] for navn in skjema.FELTER},
    )
    return _("Opplysningene er lagret. Tilbakemeldingen er ikke sendt ennå.")


def _svar_soker(soknad: Soknad, skjema: Vertsdelskjema, bruker: Bruker) -> str:
    versjon = skjema.cleaned_data["versjon"]
    if not skjema.er_lagret:
        _lagre_vertsdel(soknad, skjema, bruker)
        versjon += 1
    operations.gi_tilbakemelding(soknad.pk, utfort_av=bruker, versjon=versjon)
    return _("Tilbakemeldingen er signert og sendt til søkeren og søkerens virksomhet.")
