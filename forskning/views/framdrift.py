"""Milestones and results of a project, and whether it is shown openly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, Konflikt, bekreftside, handlingsside, knapp, konfliktkontekst

from .. import overganger as o
from ..forms.framdrift import Formidletskjema, Gjortskjema, Milepaelskjema, Resultatskjema, Viderebrukskjema
from ..models import Prosjekt
from ..operations import klokka, publisering
from ..operations import milepael as milepaelop
from ..operations import resultat as resultatop
from ..selectors.framdrift import finn_sak, framdriftsside
from ..selectors.prosjektside import hode, kort_tittel
from .prosjekt import hent_prosjekt

SIDE = "forskning:framdrift"


@never_cache
@require_safe
def framdrift(request: Innlogget, pk: UUID) -> HttpResponse:
    return _vis(request, hent_prosjekt(request, pk))


def _vis(request: Innlogget, sak: Prosjekt, feil: Konflikt | None = None) -> HttpResponse:
    kontekst: dict[str, Any] = {
        "sak": sak,
        "hode": hode(request.user, sak, "framdrift"),
        "side": framdriftsside(request.user, sak),
        "knappeskjema": Handlingsskjema(sak=sak),
        **konfliktkontekst(sak, feil),
    }
    return render(request, "forskning/prosjekt/framdrift.html", kontekst, status=409 if feil else 200)


def _igjen(request: Innlogget, ny: Prosjekt, skjema: Handlingsskjema | None, feil: Konflikt | None) -> HttpResponse:
    return _vis(request, ny, Utdatert() if skjema is not None and "versjon" in skjema.errors else feil)


def _hent(request: Innlogget, pk: UUID, milepael: UUID | None = None, resultat: UUID | None = None) -> Any:
    """The project; with the milestone or the result that the address names, which must be its own."""
    sak: Any = hent_prosjekt(request, pk)
    if milepael:
        sak.milepael = get_object_or_404(sak.milepaeler, pk=milepael)
    if resultat:
        sak.resultat = get_object_or_404(sak.resultater.gjeldende(), pk=resultat)
    return sak


def _verb(request: Innlogget, handling: Handling, pk: UUID, **del_: UUID) -> HttpResponse:
    return handlingsside(
        request,
        handling,
        hent=lambda: _hent(request, pk, **del_),
        vis=lambda sak, feil: _vis(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": kort_tittel(sak)},
    )


def _bekreft(
    request: Innlogget, verb: o.Overgang, operasjon: Any, kvittering: str, sporsmaal: Mapping[str, str], pk: UUID
) -> HttpResponse:
    return bekreftside(
        request,
        verb,
        operasjon,
        kvittering,
        hent=lambda: hent_prosjekt(request, pk),
        igjen=lambda ny, skjema, feil: _igjen(request, ny, skjema, feil),
        spor=lambda sak: sporsmaal,
        side=SIDE,
    )


# --- milestones -------------------------------------------------------------------------------------------------------


def _legg_til(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    milepaelop.legg_til(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Milepælen er lagt til. Prosjektlederen har den blant oppgavene sine.")


def _endre(sak: Any, d: Mapping[str, Any], bruker: Bruker) -> str:
    milepaelop.endre(sak.milepael.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Milepælen er endret.")


def _gjort(sak: Any, d: Mapping[str, Any], bruker: Bruker) -> str:
    milepaelop.merk_som_gjort(sak.milepael.pk, utfort_av=bruker, versjon=d["versjon"], dag=d["dag"])
    return _("«%(tittel)s» er merket som gjort.") % {"tittel": sak.milepael.tittel}


LEGG_TIL = Handling(
    (o.LEGG_TIL_MILEPAEL,), Milepaelskjema, _legg_til, gettext_lazy("Legg til en milepæl"),
    gettext_lazy("Prosjektlederen blir minnet på fristen før den kommer."), gettext_lazy("Legg til"), side=SIDE,
)  # fmt: skip
ENDRE = Handling(
    (o.ENDRE_MILEPAEL,), Milepaelskjema, _endre, gettext_lazy("Endre milepælen"), "", gettext_lazy("Lagre"), side=SIDE
)
GJORT = Handling(
    (o.NAA_MILEPAEL,), Gjortskjema, _gjort, gettext_lazy("Merk som gjort"), "", gettext_lazy("Merk som gjort"), side=SIDE,
    mal="forskning/prosjekt/milepael_gjort.html",
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def milepael_ny(request: Innlogget, pk: UUID) -> HttpResponse:
    return _verb(request, LEGG_TIL, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def milepael_endre(request: Innlogget, pk: UUID, milepael: UUID) -> HttpResponse:
    return _verb(request, ENDRE, pk, milepael=milepael)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def milepael_gjort(request: Innlogget, pk: UUID, milepael: UUID) -> HttpResponse:
    return _verb(request, GJORT, pk, milepael=milepael)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def milepael_ta_ut(request: Innlogget, pk: UUID, milepael: UUID) -> HttpResponse:
    sak = _hent(request, pk, milepael=milepael)
    sporsmaal = {
        "tittel": _("Ta bort milepælen?"),
        "tekst": _("«%(tittel)s» blir ikke minnet på lenger. Den blir stående som tatt bort.") % {"tittel": sak.milepael},
        "ja": _("Ja, ta den bort"),
        "nei": _("Nei, behold den"),
    }

    def ta_ut(_pk: UUID, **hvem: Any) -> None:
        milepaelop.ta_ut(milepael, **hvem)

    return _bekreft(request, o.TA_UT_MILEPAEL, ta_ut, _("Milepælen er tatt bort."), sporsmaal, pk)


# --- results ----------------------------------------------------------------------------------------------------------


def _registrer(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    resultatop.registrer(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Resultatet er registrert. Partnerne har fått beskjed.")


def _viderebruk(sak: Any, d: Mapping[str, Any], bruker: Bruker) -> str:
    brukt_i = finn_sak(bruker, d["nummer"]) if d["nummer"] else None
    if d["nummer"] and brukt_i is None:
        melding = _("Vi finner ikke %(nummer)s. Sjekk nummeret, eller la feltet stå tomt.")
        raise ValidationError({"nummer": melding % {"nummer": d["nummer"]}})
    resultatop.noter_viderebruk(
        sak.resultat.pk, utfort_av=bruker, versjon=d["versjon"], beskrivelse=d["beskrivelse"], sak=brukt_i
    )
    return _("Det er notert hvor resultatet er brukt.")


def _formidlet(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    resultatop.meld_formidlet(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Det er notert at resultatene er formidlet.")


REGISTRER = Handling(
    (o.REGISTRER_RESULTAT,), Resultatskjema, _registrer, gettext_lazy("Registrer et resultat"),
    gettext_lazy("Det andre kan bruke: en publikasjon, en prosedyre, et verktøy eller en erfaring."),
    gettext_lazy("Registrer resultatet"), side=SIDE,
)  # fmt: skip
VIDEREBRUK = Handling(
    (o.NOTER_VIDEREBRUK,), Viderebrukskjema, _viderebruk, gettext_lazy("Noter hvor resultatet er brukt"),
    gettext_lazy("Da ser alle hva prosjektet har ført til."), gettext_lazy("Noter"), side=SIDE,
)  # fmt: skip
FORMIDLET = Handling(
    (o.MELD_FORMIDLET,), Formidletskjema, _formidlet, gettext_lazy("Formidlingen er gjort"),
    gettext_lazy("Meld dette når resultatene er delt, og dere ikke har mer å registrere."),
    gettext_lazy("Meld at det er gjort"), side=SIDE,
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resultat_nytt(request: Innlogget, pk: UUID) -> HttpResponse:
    return _verb(request, REGISTRER, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def viderebruk_ny(request: Innlogget, pk: UUID, resultat: UUID) -> HttpResponse:
    return _verb(request, VIDEREBRUK, pk, resultat=resultat)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def formidlet(request: Innlogget, pk: UUID) -> HttpResponse:
    return _verb(request, FORMIDLET, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resultat_trekk(request: Innlogget, pk: UUID, resultat: UUID) -> HttpResponse:
    sak = _hent(request, pk, resultat=resultat)
    sporsmaal = {
        "tittel": _("Ta bort resultatet?"),
        "tekst": _("«%(tittel)s» vises ikke lenger, heller ikke på de åpne sidene.") % {"tittel": sak.resultat},
        "ja": _("Ja, ta det bort"),
        "nei": _("Nei, behold det"),
    }

    def trekk(_pk: UUID, **hvem: Any) -> None:
        resultatop.trekk(resultat, **hvem)

    return _bekreft(request, o.TREKK_RESULTAT, trekk, _("Resultatet er tatt bort."), sporsmaal, pk)


# --- alive, and shown openly ------------------------------------------------------------------------------------------


@require_POST
def lever_det(request: Innlogget, pk: UUID) -> HttpResponse:
    sak, kvittering = hent_prosjekt(request, pk), _("Takk. Det er notert at prosjektet er i gang.")
    return knapp(
        request, sak, [o.DET_LEVER], klokka.bekreft_at_det_lever, kvittering, hent=lambda: hent_prosjekt(request, pk),
        igjen=lambda ny, skjema, feil: _igjen(request, ny, skjema, feil), side=SIDE,
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vis_aapent(request: Innlogget, pk: UUID) -> HttpResponse:
    sporsmaal = {
        "tittel": _("Vise prosjektet åpent?"),
        "tekst": _(
            "Alle kan da lese tittelen, sammendraget, temaene, resultatene og hvilke virksomheter som har sagt ja til å "
            "delta, uten å logge inn. Ingen personer blir nevnt. Les gjennom sammendraget først."
        ),
        "ja": _("Ja, vis det åpent"),
        "nei": _("Nei, ikke ennå"),
    }
    kvittering = _("Prosjektet vises nå åpent. Partnerne har fått beskjed.")
    return _bekreft(request, o.VIS_AAPENT, publisering.vis_aapent, kvittering, sporsmaal, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def skjul(request: Innlogget, pk: UUID) -> HttpResponse:
    sporsmaal = {
        "tittel": _("Ta prosjektet bort fra de åpne sidene?"),
        "tekst": _("Bare de som er logget inn, kan lese om prosjektet etterpå. Du kan vise det åpent igjen."),
        "ja": _("Ja, ta det bort"),
        "nei": _("Nei, la det stå"),
    }
    return _bekreft(request, o.SKJUL, publisering.skjul, _("Prosjektet er tatt bort fra de åpne sidene."), sporsmaal, pk)
