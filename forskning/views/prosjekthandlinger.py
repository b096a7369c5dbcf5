"""What is done with a project on a page of its own: change it, share or restrict it, begin and end it, and its people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling, handlingsside

from .. import overganger as o
from ..forms.prosjekt import Begrensskjema, Lederskjema, Personskjema, Prosjektskjema, Stansskjema
from ..models import Prosjekt
from ..operations import person as personop
from ..operations import prosjekt as op
from ..selectors.prosjektside import kort_tittel
from .prosjekt import hent_prosjekt, vis_prosjekt

OM_SAKEN = "forskning/prosjekt/om_saken.html"


def _endre(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    ny = op.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Prosjektet er endret.") if ny.versjon != d["versjon"] else _("Ingenting er endret.")


def _begrens(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.begrens(sak.pk, utfort_av=bruker, versjon=d["versjon"], kode=d["kode"])
    return _("Prosjektet er begrenset. Bare de som er med, ser det.")


def _leder(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.bytt_leder(sak.pk, utfort_av=bruker, versjon=d["versjon"], leder=d["leder"])
    return _("%(navn)s leder prosjektet nå.") % {"navn": d["leder"].navn}


def _stans(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.stans(sak.pk, utfort_av=bruker, versjon=d["versjon"], grunn=d["grunn"], kommentar=d["kommentar"])
    return _("Prosjektet går ikke videre. De som er med, har fått beskjed.")


def _legg_til(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
    deltaker = personop.legg_til(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    navn = deltaker.bruker.navn if deltaker.bruker else deltaker.navn
    return _("%(navn)s er lagt til.") % {"navn": navn}


def _uten_felter(operasjon: Callable[..., Any], kvittering: Any) -> Callable[..., str]:
    def gjor(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
        operasjon(sak.pk, utfort_av=bruker, versjon=d["versjon"])
        return str(kvittering)

    return gjor


ENDRE = Handling(
    (o.ENDRE,), Prosjektskjema, _endre, gettext_lazy("Rediger prosjektet"),
    gettext_lazy("Alle som ser prosjektet, ser endringen. Hva som er endret, står i historikken."), gettext_lazy("Lagre"),
    mal="forskning/prosjekt/rediger.html",
)  # fmt: skip
BEGRENS = Handling(
    (o.BEGRENS,), Begrensskjema, _begrens, gettext_lazy("Begrens hvem som ser prosjektet"),
    gettext_lazy("Bare de som er med, partnerne som er spurt, og utvalget som skal forankre det, ser prosjektet. Grunnen "
                 "står på siden."), gettext_lazy("Begrens"),
)  # fmt: skip
DEL = Handling(
    (o.DEL,), Handlingsskjema, _uten_felter(op.del_, gettext_lazy("Prosjektet er delt med alle partene.")),
    gettext_lazy("Del med alle partene"),
    gettext_lazy("Alle som har en rolle hos en av partene, kan lese om prosjektet og melde interesse. Det blir ikke vist "
                 "utenfor portalen."), gettext_lazy("Del prosjektet"), mal=OM_SAKEN,
)  # fmt: skip
LEDER = Handling(
    (o.BYTT_LEDER,), Lederskjema, _leder, gettext_lazy("Bytt prosjektleder"),
    gettext_lazy("Den nye lederen får oppgavene i prosjektet. Begge får beskjed."), gettext_lazy("Bytt leder"), mal=OM_SAKEN,
)  # fmt: skip
START = Handling(
    (o.START,), Handlingsskjema, _uten_felter(op.start, gettext_lazy("Prosjektet er i gang.")),
    gettext_lazy("Start prosjektet"),
    gettext_lazy("Prosjektet har ingen ekstern finansiering, og trenger ikke forankring først. Alle som er med, får "
                 "beskjed."), gettext_lazy("Start"), mal=OM_SAKEN,
)  # fmt: skip
FULLFOR = Handling(
    (o.FULLFOR,), Handlingsskjema, _uten_felter(op.fullfor, gettext_lazy("Prosjektet er fullført. Del resultatene.")),
    gettext_lazy("Fullfør prosjektet"),
    gettext_lazy("Rapporter som gjenstår, blir stående. Du kan fortsatt føre opp resultater, og åpne prosjektet igjen."),
    gettext_lazy("Fullfør"), mal=OM_SAKEN,
)  # fmt: skip
STANS = Handling(
    (o.STANS,), Stansskjema, _stans, gettext_lazy("Ikke gå videre med prosjektet"),
    gettext_lazy("Alt som venter, blir lukket: forankring, søknad og svar fra partnere. Dere kan ta det opp igjen senere."),
    gettext_lazy("Ikke gå videre"), farge="danger",
)  # fmt: skip
LEGG_TIL = Handling(
    (o.LEGG_TIL_PERSON,), Personskjema, _legg_til, gettext_lazy("Legg til en person"),
    gettext_lazy("En som har konto, får beskjed og ser prosjektet. En som ikke har konto, står her med navn."),
    gettext_lazy("Legg til"),
)  # fmt: skip


def _side(request: Innlogget, pk: UUID, handling: Handling) -> HttpResponse:
    return handlingsside(
        request,
        handling,
        hent=lambda: hent_prosjekt(request, pk),
        vis=lambda sak, feil: vis_prosjekt(request, sak, feil),
        kontekst=lambda sak: {"sak_navn": kort_tittel(sak)},
    )


def _som_side(handling: Handling) -> Callable[[Innlogget, UUID], HttpResponse]:
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def vis(request: Innlogget, pk: UUID) -> HttpResponse:
        return _side(request, pk, handling)

    return vis


rediger = _som_side(ENDRE)
begrens = _som_side(BEGRENS)
del_ = _som_side(DEL)
leder = _som_side(LEDER)
start = _som_side(START)
fullfor = _som_side(FULLFOR)
stans = _som_side(STANS)
person_ny = _som_side(LEGG_TIL)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person_ta_ut(request: Innlogget, pk: UUID, deltaker: UUID) -> HttpResponse:
    """Only somebody who takes part in this very project today."""
    valgt = get_object_or_404(hent_prosjekt(request, pk).deltakere.gjeldende().select_related("bruker"), pk=deltaker)
    navn = valgt.bruker.navn if valgt.bruker else valgt.navn

    def gjor(sak: Prosjekt, d: Mapping[str, Any], bruker: Bruker) -> str:
        personop.ta_ut(valgt.pk, utfort_av=bruker, versjon=d["versjon"])
        return _("%(navn)s er tatt ut av prosjektet.") % {"navn": navn}

    return _side(request, pk, replace(TA_UT, gjor=gjor, tittel=_("Ta ut %(navn)s") % {"navn": navn}))


TA_UT = Handling(
    (o.TA_UT_PERSON,), Handlingsskjema, _uten_felter(personop.ta_ut, ""), "",
    gettext_lazy("Personen står ikke lenger i prosjektet, og ser det ikke når det er begrenset."),
    gettext_lazy("Ta ut"), mal=OM_SAKEN, farge="danger",
)  # fmt: skip
