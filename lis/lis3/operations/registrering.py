"""The doctor before the enrolment: registered, and reported ready (S1-I23)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from lis.lege.models import Lege
from lis.lege.operations import finn_eller_lag_ulaast, fyll_ut
from lis.lege.opplysninger import Legeopplysninger

from .. import overganger as o
from .. import rules
from ..models import Gruppe, Innmelding, Innmeldingstilstand, Innstilling, Klarmelding, Spesialisering
from ..tekster import innmelding as tekster
from .flytting import etter_flytting
from .folger import be_kommunen, kommunen, koordinatorer, si_fra
from .klarmeldt import si_fra_til_avdelinger

IT = Innmeldingstilstand


@operasjon
def registrer_lege(
    *,
    utfort_av: Bruker,
    navn: str,
    epost: str,
    hpr_nummer: str = "",
    kommune: Virksomhet | None,
    gruppe: str = Gruppe.ALLMENNMEDISIN,
    start: date | None = None,
    naa: datetime | None = None,
) -> Innmelding:
    """A doctor, and a draft of an enrolment; the one that is open already when the doctor is known.

    The same e-mail or HPR number is the same doctor. What is registered about a known doctor stands, and what was
    missing is filled in. Raises `ValidationError` when the doctor belongs to another municipality.
    """
    return _registrer(utfort_av, navn, epost, hpr_nummer, kommune, gruppe, start, naa or timezone.now())


@operasjon
def meld_lege_klar(
    *,
    utfort_av: Bruker,
    navn: str,
    epost: str,
    hpr_nummer: str = "",
    kommune: Virksomhet,
    gruppe: str = Gruppe.ALLMENNMEDISIN,
    start: date | None = None,
    naa: datetime | None = None,
) -> Innmelding:
    """Register and report ready in one go: how an ALIS office reports somebody who may not be here yet (S1-I23)."""
    naa = naa or timezone.now()
    sak = _registrer(utfort_av, navn, epost, hpr_nummer, kommune, gruppe, start, naa)
    return _meld_klar(Innmelding.objects.laas(sak.pk, sak.versjon), utfort_av, naa)


@operasjon
def meld_klar(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Innmelding:
    """ALIS office, municipality or the doctor says that the doctor is ready. Said twice by one of them, it is said once."""
    return _meld_klar(Innmelding.objects.laas(pk, versjon), utfort_av, naa or timezone.now())


def _registrer(
    utfort_av: Bruker,
    navn: str,
    epost: str,
    hpr_nummer: str,
    kommune: Virksomhet | None,
    gruppe: str,
    start: date | None,
    naa: datetime,
) -> Innmelding:
    _kontroller_rett(utfort_av, epost, kommune)
    if start and start > lokal_dato(naa):
        raise ValidationError({"start": _("Spesialiseringen kan ikke starte fram i tid. Oppgi datoen den startet.")})
    kjent = Legeopplysninger(navn, epost, hpr_nummer, kommune)
    lege = finn_eller_lag_ulaast(kjent)
    aapen = _laas(lege)
    forrige = lege.kommune
    _fyll_ut(lege, kjent, flytter=rules.koordinator(utfort_av) is not None)
    if forrige and forrige != lege.kommune:
        etter_flytting(lege, forrige, utfort_av=utfort_av, naa=naa)
    if start:
        Spesialisering.objects.get_or_create(lege=lege, defaults={"gruppe": gruppe, "start": start})
    if aapen:
        aapen.refresh_from_db()
        return aapen
    try:
        with transaction.atomic():
            sak = Innmelding.objects.create(lege=lege, tilstand=IT.UTKAST, opprettet=naa, endret=naa)
    except IntegrityError:
        return Innmelding.objects.aapne().get(lege=lege)
    flytt(sak, o.REGISTRER, utfort_av=utfort_av, naa=naa)
    return sak


def _kontroller_rett(bruker: Bruker, epost: str, kommune: Virksomhet | None) -> None:
    """The municipality its own, the ALIS office and the coordinator any, a doctor only themselves."""
    if not bruker.is_active:
        raise Nektet
    tilgang = tilgang_for(bruker)
    if tilgang.har(RolleType.LIS_KOORDINATOR, RolleType.ALIS_KONTOR):
        return
    if kommune and kommune.pk in tilgang.virksomheter(RolleType.KOMMUNE_LIS_KONTAKT):
        return
    if kommune and _er_selv(bruker, epost, kommune):
        return
    raise Nektet


def _er_selv(bruker: Bruker, epost: str, kommune: Virksomhet) -> bool:
    """The doctor, by account or e-mail, in a municipality where they are registered or hold a role."""
    egen = Lege.objects.filter(bruker=bruker).first()
    if epost.casefold() not in {bruker.epost.casefold(), egen.epost.casefold() if egen else ""}:
        return False
    roller = tilgang_for(bruker).fullmakter
    return (egen is not None and egen.kommune_id == kommune.pk) or any(
        f.rolle.virksomhet_id == kommune.pk and not f.paa_vegne_av for f in roller
    )


def _laas(lege: Lege) -> Innmelding | None:
    """Lock the open enrolment and then the doctor, whose columns are read anew: the order everybody locks in."""
    aapen = Innmelding.objects.aapne().select_for_update(of=("self",)).filter(lege=lege).first()
    lege.refresh_from_db(from_queryset=Lege.objects.select_for_update(no_key=True))
    return aapen


def _fyll_ut(lege: Lege, kjent: Legeopplysninger, *, flytter: bool) -> None:
    """What is missing about a known doctor; only the coordinator moves one to another municipality."""
    if kjent.kommune and lege.kommune_id not in (None, kjent.kommune.pk) and not flytter:
        melding = _(
            "Legen er registrert i en annen kommune. Be LIS-koordinator om å flytte legen hvis det ikke stemmer lenger."
        )
        raise ValidationError({"epost": melding})
    lege.kommune = kjent.kommune or lege.kommune
    fyll_ut(lege, kjent)


def koble_kontoer() -> int:
    """Tie doctors to the accounts that have been made since, by e-mail. Returns how many; a rerun changes nothing."""
    konto = Bruker.objects.virkelige().filter(is_active=True, lege__isnull=True, epost__iexact=OuterRef("epost"))
    uten = Lege.objects.filter(bruker__isnull=True).annotate(konto=Subquery(konto.values("pk")[:1])).exclude(konto=None)
    antall = 0
    for pk, bruker in uten.values_list("pk", "konto"):
        antall += Lege.objects.filter(pk=pk, bruker__isnull=True).update(bruker=bruker)
    return antall


# --- reported ready ---------------------------------------------------------------------------------------------------


def _meld_klar(sak: Innmelding, utfort_av: Bruker, naa: datetime) -> Innmelding:
    rolle, kontor = rules.meldes_som(utfort_av, sak)
    if rolle and sak.klarmeldinger.filter(rolle=rolle, virksomhet=kontor).exists():
        return sak
    if sak.tilstand == IT.I_TJENESTE and rolle:
        raise UlovligOvergang(_("Legen er allerede i sykehustjeneste."))
    hendelse = flytt(sak, o.MELD_KLAR, utfort_av=utfort_av, felter={"klar_tid": sak.klar_tid or naa}, naa=naa)
    Klarmelding.objects.create(innmelding=sak, rolle=rolle, virksomhet=kontor, meldt_av=utfort_av, tidspunkt=naa)
    if sak.tilstand == IT.UTKAST:
        be_om_innmelding(sak, hendelse, fra=lokal_dato(naa))
    si_fra(sak, hendelse, "klar", [*koordinatorer(sak), *kommunen(sak), sak.lege.bruker])
    si_fra_til_avdelinger(sak, hendelse)
    return sak


def be_om_innmelding(sak: Innmelding, hendelse: Hendelse, *, fra: date, paa_nytt: bool = False) -> None:
    """The municipality owes an enrolment, counted in working days from the day it became due (S1-I06).

    A plan given long ago is due the next working day, so that somebody is still reminded.
    """
    if paa_nytt:
        lukk_oppgaver(sak, hendelse, tekster.MELD_INN)
    elif Oppgave.objects.for_sak(sak).aapne().filter(type=tekster.MELD_INN).exists():
        return
    frist = pluss_virkedager(fra, Innstilling.objects.gjeldende().innmelding_virkedager)
    i_morgen = pluss_virkedager(lokal_dato(hendelse.tidspunkt), 1)
    be_kommunen(sak, tekster.MELD_INN, hendelse, frist=max(frist, i_morgen))
