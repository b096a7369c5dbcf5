"""Each verb on an enrolment that takes a form, as a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, handlingsside, utfor

from .. import overganger as o
from ..forms.innmelding import Ansiennitetsskjema, Avbruddsskjema, Planskjema, Trekkskjema, Ventskjema, Vikarskjema
from ..forms.onsker import Endringsskjema, Onskeskjema
from ..frister import foresporselsfrist
from ..models import Innmelding, Innmeldingstilstand
from ..onsker import onskelinjer
from ..operations import innmelding as op
from ..selectors.innmelding import avbrudd_for
from .innmelding import hent, vis


def _plan(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {n: d[n] for n in ("plan_tildelt", "veileder", "spesialist_kontrollert", "gruppe", "start") if n in d}
    op.tildel_plan(sak.pk, utfort_av=bruker, versjon=d["versjon"], **felter)
    return _("Utdanningsplan og veileder er lagret.")


def _onsker(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.lagre_utkast(sak.pk, utfort_av=bruker, versjon=d["versjon"], **_onskefelter(d))
    return _("Ønskene er lagret. De er ikke sendt før du melder inn.")


def _endring(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny = op.meld_endring(sak.pk, utfort_av=bruker, versjon=d["versjon"], endret_dato=d["endret_dato"], **_onskefelter(d))
    if ny.versjon == d["versjon"]:
        return _("Ingenting er endret, og ingenting er sendt.")
    if ny.planlagt_start == sak.planlagt_start or ny.planlagt_start is None:
        return _("Endringen er sendt til LIS-koordinator.")
    return _(
        "Endringen er sendt til LIS-koordinator. Ny planlagt start er %(start)s, og fristen er flyttet til %(frist)s."
    ) % {
        "start": dato(ny.planlagt_start),
        "frist": dato(foresporselsfrist(ny.planlagt_start)),
    }


def _onskefelter(d: Mapping[str, Any]) -> dict[str, Any]:
    return {"onsker": d["onsker"], "deling": d["deling"], "deling_begrunnelse": d["deling_begrunnelse"]}


def _avbrudd(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {navn: d[navn] for navn in ("fra", "til", "dager")}
    op.registrer_avbrudd(sak.pk, utfort_av=bruker, versjon=d["versjon"], **felter)
    return _("Avbruddet er registrert.")


def _vikar(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {"vikar": d["vikar"], "vikar_dato": d["vikar_dato"]}
    op.avklar_vikar(sak.pk, utfort_av=bruker, versjon=d["versjon"], **felter)
    return _("Status for vikar er lagret.")


def _vent(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.sett_paa_vent(sak.pk, utfort_av=bruker, versjon=d["versjon"], til=d["til"])
    return _("Innmeldingen er på vent til %(dag)s. Ansienniteten er uendret.") % {"dag": dato(d["til"])}


def _ansiennitet(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {navn: d[navn] for navn in ("start", "gruppe", "begrunnelse")}
    ny = op.korriger_ansiennitet(sak.pk, utfort_av=bruker, versjon=d["versjon"], **felter)
    if ny.versjon == d["versjon"]:
        return _("Ingenting er endret, og ingenting er sendt.")
    return _("Ansienniteten er korrigert, og køen er regnet om. Legen og kommunen har fått beskjed.")


def _trekk(sak: Innmelding, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.trekk(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Innmeldingen er trukket.")


HANDLINGER: dict[str, Handling] = {
    "plan": Handling(
        (o.TILDEL_PLAN,), Planskjema, _plan,
        gettext_lazy("Utdanningsplan og veileder"),
        gettext_lazy("Kommunen sørger for individuell utdanningsplan og veileder (samarbeidsprosedyre 2, punkt 2.2)."),
        gettext_lazy("Lagre"),
    ),
    "onsker": Handling(
        (o.MELD_INN,), Onskeskjema, _onsker,
        gettext_lazy("Ønsker for sykehustjenesten"),
        gettext_lazy("Sett ønskene i rekkefølge, det viktigste først. Bare det første må fylles ut."),
        gettext_lazy("Lagre ønskene"),
        mal="lis3/innmelding/onsker.html",
        tilstander=(Innmeldingstilstand.UTKAST,),
    ),
    "endring": Handling(
        (o.MELD_ENDRING,), Endringsskjema, _endring,
        gettext_lazy("Meld endring"),
        gettext_lazy("Rett ønskene slik de skal være nå. LIS-koordinator får beskjed med en gang, og frister regnes om."),
        gettext_lazy("Send endringen"),
        mal="lis3/innmelding/onsker.html",
    ),
    "avbrudd": Handling(
        (o.REGISTRER_AVBRUDD,), Avbruddsskjema, _avbrudd,
        gettext_lazy("Avbrudd i spesialiseringen"),
        gettext_lazy("Registrer bare når eller hvor lenge, aldri hvorfor."),
        gettext_lazy("Registrer avbruddet"),
        mal="lis3/innmelding/avbrudd.html",
    ),
    "vikar": Handling(
        (o.AVKLAR_VIKAR,), Vikarskjema, _vikar,
        gettext_lazy("Vikar for praksis"),
        gettext_lazy(
            "Kommunen sørger sammen med legen for at praksisen blir ivaretatt av vikar, etter ASA 4310 punkt 13.2. "
            "Tjenesten kan ikke bekreftes før vikar er avklart."
        ),
        gettext_lazy("Lagre"),
    ),
    "ansiennitet": Handling(
        (o.KORRIGER_ANS,), Ansiennitetsskjema, _ansiennitet,
        gettext_lazy("Korriger ansiennitet"),
        gettext_lazy("Rett det ansienniteten regnes fra. En rekkefølge som er avgjort ved lik ansiennitet, faller bort."),
        gettext_lazy("Lagre korreksjonen"),
    ),
    "vent": Handling(
        (o.SETT_PAA_VENT,), Ventskjema, _vent,
        gettext_lazy("Sett innmeldingen på vent"),
        gettext_lazy("Legen beholder ansienniteten sin. Registrer ikke hvorfor."),
        gettext_lazy("Sett på vent"),
    ),
    "trekk": Handling(
        (o.TREKK,), Trekkskjema, _trekk,
        gettext_lazy("Trekk innmeldingen"),
        gettext_lazy("Legen går ut av køen, og en plass som er satt av, blir ledig. Innmeldingen kan ikke åpnes igjen."),
        gettext_lazy("Ja, trekk innmeldingen"),
        farge="danger",
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, pk: UUID, kode: str) -> HttpResponse:
    """The form of one verb; too late goes back to the case, which says where it is."""
    valgt = HANDLINGER[kode]
    return handlingsside(
        request,
        valgt,
        hent=lambda: hent(request, pk),
        vis=lambda sak, feil: vis(request, sak, feil=feil),
        kontekst=lambda sak: {
            "lege": sak.lege,
            "sak_navn": sak.lege.navn,
            "avbrudd": avbrudd_for(sak),
            "onsker_naa": onskelinjer(sak) if valgt.verb == (o.MELD_ENDRING,) else [],
        },
    )


@require_POST
def fjern_avbrudd(request: Innlogget, pk: UUID, avbrudd: UUID) -> HttpResponse:
    """Take away one interruption."""
    sak = hent(request, pk)
    get_object_or_404(avbrudd_for(sak), pk=avbrudd)

    def gjor(data: dict[str, Any]) -> str:
        op.fjern_avbrudd(pk, avbrudd, utfort_av=request.user, versjon=data["versjon"])
        return _("Avbruddet er fjernet.")

    skjema = Handlingsskjema(request.POST, sak=sak)
    return utfor(
        request, sak, skjema, [o.REGISTRER_AVBRUDD], gjor, hent=lambda: hent(request, pk),
        igjen=lambda ny, _skjema, feil: vis(request, ny, feil=feil),
    )  # fmt: skip
