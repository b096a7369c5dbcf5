"""The running service: start, interruption, goals, completed, ended early."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato as datotekst
from grunnmur.portal.dato import lokal_dato, periode
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from lis.lege.models import Laeringsmaal, Maalstatus

from ... import overganger as o
from ...frister import maaned_nr, maaned_start
from ...models import Tjeneste, Tjenesteavbrudd, Tjenestedel
from ...tekster import tjeneste as tekster
from ..folger import ONSKER_VIRKEDAGER, systemet
from ..foresporsel import avslutt_foresporsel
from .grunnlag import alle, be_kommunen, deler, endring, fortell, kommunen, laas, spor_avdelingen
from .oppmote import kontroller_veileder


@operasjon
def start(pk: UUID, *, utfort_av: Bruker, versjon: int, dato: date, naa: datetime | None = None) -> Tjeneste:
    """The service began on this day, never before its first; the enrolment has left the queue.

    The supervisor is asked of anew: who has left the department since cannot be the one it starts with.
    """
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    delene = deler(sak)
    if sak.tilstand in o.START.fra and o.START.tillatt(utfort_av, sak):
        _innenfor(dato, delene, naa)
        if sak.veileder is not None:  # a constraint sees to it
            kontroller_veileder(sak, sak.veileder, dato)
    hendelse = flytt(sak, o.START, utfort_av=utfort_av, felter={"startet": dato}, data=endring("startdag", dato), naa=naa)
    lukk_oppgaver(sak, hendelse)
    spor_avdelingen(sak, hendelse, tekster.FULLFOR, del_nr=-1, frist=delene[-1].til)
    if len({d.plass.avdeling_id for d in delene}) > 1:
        spor_avdelingen(sak, hendelse, tekster.ANNEN_VEILEDER, del_nr=-1, frist=delene[-1].fra)
    flytt(sak.innmelding, o.TJENESTE_I_GANG, utfort_av=systemet(), felter={"paa_vent_til": None}, naa=naa)
    avslutt_foresporsel(sak.innmelding, hendelse, naa=naa)
    fortell(sak, hendelse, "startet", alle(sak))
    return sak


def _innenfor(dato: date, delene: list[Tjenestedel], naa: datetime) -> None:
    if dato < delene[0].fra:
        raise ValidationError({"dato": _("Tjenesten kan ikke starte før %(dag)s.") % {"dag": datotekst(delene[0].fra)}})
    if dato > lokal_dato(naa):
        raise ValidationError({"dato": _("Datoen kan ikke være fram i tid. Registrer oppstarten når den har skjedd.")})
    if dato > delene[-1].til:
        raise ValidationError({"dato": _("Datoen er etter at tjenesten skulle være slutt.")})


@operasjon
def avbryt(pk: UUID, *, utfort_av: Bruker, versjon: int, fra: date, til: date, naa: datetime | None = None) -> Tjeneste:
    """An interruption: from and to, never why."""
    sak = laas(pk, versjon)
    if sak.tilstand in o.AVBRYT.fra and o.AVBRYT.tillatt(utfort_av, sak):
        if til < fra:
            raise ValidationError({"til": _("Til-dato kan ikke være før fra-dato.")})
        if (sak.startet and fra < sak.startet) or til > deler(sak)[-1].til:
            raise ValidationError({"fra": _("Avbruddet må ligge innenfor tjenesten.")})
        if sak.avbrudd.filter(fra__lte=til, til__gte=fra).exists():
            raise ValidationError({"fra": _("Det er allerede registrert et avbrudd i disse dagene.")})
    hendelse = flytt(sak, o.AVBRYT, utfort_av=utfort_av, data=endring("tjenesteavbrudd", periode(fra, til)), naa=naa)
    Tjenesteavbrudd.objects.create(tjeneste=sak, fra=fra, til=til)
    fortell(sak, hendelse, "avbrudd", alle(sak))
    return sak


@operasjon
def meld_maal(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    maal: Collection[Laeringsmaal],
    dato: date,
    naa: datetime | None = None,
) -> Tjeneste:
    """The department reports objectives as reached (S1-I17): each once, in the service or after it."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if not maal:
        raise ValidationError({"maal": _("Velg minst ett læringsmål.")})
    aapne = set(sak.aapne_maal())
    if aapne and not aapne.issuperset(maal):
        melding = _("Velg bare læringsmål som hører til tjenesten, og som ikke er meldt oppnådd fra før.")
        raise ValidationError({"maal": melding})
    if dato > lokal_dato(naa):
        raise ValidationError({"dato": _("Datoen kan ikke være fram i tid.")})
    hendelse = flytt(sak, o.MELD_MAAL, utfort_av=utfort_av, data=endring("maal", _koder(maal)), naa=naa)
    _noter_maal(sak, maal, dato)
    fortell(sak, hendelse, "maal", alle(sak))
    return sak


def _koder(maal: Collection[Laeringsmaal]) -> str:
    return ", ".join(sorted(m.kortkode for m in maal))


def _noter_maal(sak: Tjeneste, maal: Collection[Laeringsmaal], dato: date) -> None:
    for ett in maal:
        Maalstatus.objects.get_or_create(lege=sak.innmelding.lege, maal=ett, defaults={"meldt": dato})


@operasjon
def fullfor(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    dato: date,
    maal: Collection[Laeringsmaal] = (),
    naa: datetime | None = None,
) -> Tjeneste:
    """The service is completed in its last month or later; objectives reached are reported in the same go."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if sak.tilstand in o.FULLFOR.fra and o.FULLFOR.tillatt(utfort_av, sak):
        _kontroller_slutt(sak, dato, naa)
        if dato < maaned_start(maaned_nr(deler(sak)[-1].til)):
            raise ValidationError({"dato": _("Dette er før siste måned. Velg «Avslutt før tiden» i stedet.")})
    hendelse = _slutt(sak, o.FULLFOR, utfort_av=utfort_av, dato=dato, maal=maal, naa=naa)
    flytt(sak.innmelding, o.TJENESTE_SLUTT, utfort_av=systemet(), naa=naa)
    fortell(sak, hendelse, "fullfort", alle(sak))
    return sak


@operasjon
def avslutt(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    dato: date,
    maal: Collection[Laeringsmaal] = (),
    naa: datetime | None = None,
) -> Tjeneste:
    """Ended before its time: the rest of the place is free. With objectives open the doctor is back in the queue."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if sak.tilstand in o.AVSLUTT.fra and o.AVSLUTT.tillatt(utfort_av, sak):
        _kontroller_slutt(sak, dato, naa)
        if dato >= deler(sak)[-1].til:
            raise ValidationError({"dato": _("Tjenesten var da gjennomført. Velg «Registrer som gjennomført».")})
    hendelse = _slutt(sak, o.AVSLUTT, utfort_av=utfort_av, dato=dato, maal=maal, naa=naa)
    _frigi_resten(sak, dato)
    innmelding = sak.innmelding
    if not sak.aapne_maal().exists():
        flytt(innmelding, o.TJENESTE_SLUTT, utfort_av=systemet(), naa=naa)
        fortell(sak, hendelse, "avsluttet", alle(sak))
        return sak
    tilbake = flytt(innmelding, o.TILBAKE_I_KOEN, utfort_av=systemet(), naa=naa)
    be_kommunen(innmelding, tekster.NYE_ONSKER, tilbake, frist_virkedager=ONSKER_VIRKEDAGER)
    fortell(sak, hendelse, "avsluttet", alle(sak))
    fortell(sak, hendelse, "tilbake", kommunen(innmelding), ogsaa_selv=True)
    return sak


def _slutt(
    sak: Tjeneste, overgang: o.Overgang, *, utfort_av: Bruker, dato: date, maal: Collection[Laeringsmaal], naa: datetime
) -> Hendelse:
    data = endring("siste_dag", dato)
    if maal:
        data["endringer"] += endring("maal", _koder(maal))["endringer"]
    hendelse = flytt(sak, overgang, utfort_av=utfort_av, felter={"avsluttet": dato}, data=data, naa=naa)
    lukk_oppgaver(sak, hendelse)
    _noter_maal(sak, maal, dato)
    return hendelse


def _kontroller_slutt(sak: Tjeneste, dato: date, naa: datetime) -> None:
    if dato > lokal_dato(naa):
        raise ValidationError({"dato": _("Datoen kan ikke være fram i tid.")})
    if sak.startet and dato < sak.startet:
        raise ValidationError({"dato": _("Datoen kan ikke være før tjenesten startet.")})


def _frigi_resten(sak: Tjeneste, dato: date) -> None:
    """Parts that never began give their place back; the one that ends now is as long as it was."""
    sak.deler.filter(fra__gt=dato).update(opptar=False)
    sak.deler.filter(fra__lte=dato, til__gt=dato).update(til=dato)
