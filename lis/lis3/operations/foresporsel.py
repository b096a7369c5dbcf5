"""The six-month question: planned with the start, sent in time, answered by the municipality (S1-I22)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato, pluss_maaneder
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from ..frister import er_sen, foresporselsfrist, varslingsdager
from ..models import Foresporseltilstand, Innmelding, Innmeldingstilstand, Innstilling, Seksmndforesporsel
from ..selectors.forfalt import skal_sendes
from ..tekster import foresporsel as tekster
from .folger import be_kommunen, be_koordinator, folk, koordinatorer, si_fra, systemet

F = Foresporseltilstand
ETTER_FRIST = (1, 3)
"""Working days after a passed deadline: reminded again, then whoever is above hears of it."""
SPORRES_IKKE_PAA_NYTT = (F.PLANLAGT, F.GODKJENT, F.SENDT, F.BEKREFTET)
"""With an unchanged start the question in force still stands."""
OVERGANGER = {F.BEKREFTET: o.SVAR_JA, F.AVKREFTET: o.SVAR_NEI, F.ENDRING: o.SVAR_ENDRE}


# --- planning: inside the caller's transaction ------------------------------------------------------------------------


def ny_foresporsel(innmelding: Innmelding, hendelse: Hendelse, *, naa: datetime | None = None) -> Seksmndforesporsel | None:
    """Plan the question for the enrolment's planned start; replaces the one in force when the start has moved.

    Called in the transaction of the event that set or moved the start, or took the enrolment back to the queue. An
    enrolment after the deadline is asked at once and is no breach; one on the very day is asked at once too. None
    while on hold, for a doctor without a municipality to ask, and for a start that has come already.
    """
    naa = naa or hendelse.tidspunkt
    gammel = _laas_gjeldende(innmelding)
    start = innmelding.planlagt_start
    dag = lokal_dato(naa)
    kan_svare = innmelding.tilstand == Innmeldingstilstand.INNMELDT and innmelding.lege.kommune_id is not None
    if not kan_svare or (start and start <= dag):
        start = None
    if gammel and gammel.planlagt_start == start and gammel.tilstand in SPORRES_IKKE_PAA_NYTT:
        return gammel
    if gammel:
        _erstatt(gammel, naa)
    if start is None:
        return None
    sak = Seksmndforesporsel.objects.create(
        innmelding=innmelding,
        tilstand=F.PLANLAGT,
        planlagt_start=start,
        frist=foresporselsfrist(start),
        sendes=pluss_maaneder(start, -Innstilling.objects.gjeldende().foresporsel_sendes_maaneder),
        sen_innmelding=er_sen(start, dag),
        opprettet=naa,
        endret=naa,
    )
    if sak.frist <= dag:
        _send(sak, systemet(), naa)
    else:
        _be_koordinator_sende(sak, hendelse)
    return sak


def avslutt_foresporsel(innmelding: Innmelding, hendelse: Hendelse, *, naa: datetime | None = None) -> None:
    """Ask no more: withdrawn, on hold or started. What the municipality has confirmed stands as it was."""
    gammel = _laas_gjeldende(innmelding)
    if gammel and gammel.tilstand != F.BEKREFTET:
        _erstatt(gammel, naa or hendelse.tidspunkt)


def _laas_gjeldende(innmelding: Innmelding) -> Seksmndforesporsel | None:
    sak = Seksmndforesporsel.objects.select_for_update(of=("self",)).gjeldende().filter(innmelding=innmelding.pk).first()
    if sak:
        sak.innmelding = innmelding
    return sak


def _erstatt(sak: Seksmndforesporsel, naa: datetime) -> None:
    lukk_oppgaver(sak, flytt(sak, o.ERSTATT, utfort_av=systemet(), naa=naa))


def _be_koordinator_sende(sak: Seksmndforesporsel, hendelse: Hendelse) -> None:
    """The coordinator owes the question by its deadline, and is warned well before (C1)."""
    etter = [pluss_virkedager(sak.frist, n) for n in ETTER_FRIST]
    dager = [*varslingsdager(sak.planlagt_start), *etter]
    be_koordinator(sak, tekster.SEND, hendelse, frist=sak.frist, paaminnelser=dager)


# --- approving and sending --------------------------------------------------------------------------------------------


@operasjon
def godkjenn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Seksmndforesporsel:
    """The coordinator lets the question go out: by itself on its day, or now when that day has come."""
    naa = naa or timezone.now()
    sak = Seksmndforesporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.GODKJENN, utfort_av=utfort_av, felter={"godkjent_tid": naa}, naa=naa)
    lukk_oppgaver(sak, hendelse)
    if sak.sendes <= lokal_dato(naa):
        _send(sak, utfort_av, naa)
    return sak


@operasjon
def send(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Seksmndforesporsel:
    """Send the question to the municipality's contact: the coordinator at any time, time itself on its day."""
    sak = Seksmndforesporsel.objects.laas(pk, versjon)
    _send(sak, utfort_av, naa or timezone.now())
    return sak


def _send(sak: Seksmndforesporsel, utfort_av: Bruker, naa: datetime) -> None:
    dager = Innstilling.objects.gjeldende().svarfrist_virkedager
    svarfrist = pluss_virkedager(lokal_dato(naa), dager)
    nummer = sak.saksnummer or Saksteller.neste(Seksmndforesporsel.PREFIKS, naa)
    felter = {"sendt_tid": naa, "svarfrist": svarfrist, "saksnummer": nummer}
    hendelse = flytt(sak, o.SEND, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(sak, hendelse)
    be_kommunen(sak, tekster.SVAR, hendelse, frist=svarfrist)
    lege = sak.innmelding.lege
    # A municipality that enrols too late is asked by its own verb, and still has to be told.
    si_fra(sak, hendelse, "foresporsel_sendt", folk(rules.kommunekontakter(lege)), ogsaa_selv=True)


def send_forfalte(*, naa: datetime | None = None) -> int:
    """Send every question whose day has come, one transaction each; returns how many. A rerun changes nothing."""
    naa = naa or timezone.now()
    return hver_for_seg(skal_sendes(lokal_dato(naa)), send, naa=naa)


# --- the answer -------------------------------------------------------------------------------------------------------


@operasjon
def svar(
    pk: UUID, *, utfort_av: Bruker, versjon: int, svar: str, kommentar: str = "", naa: datetime | None = None
) -> Seksmndforesporsel:
    """The municipality answers yes (`BEKREFTET`), no with a reason (`AVKREFTET`), or that it must change (`ENDRING`)."""
    naa = naa or timezone.now()
    sak = Seksmndforesporsel.objects.laas(pk, versjon)
    if svar == F.AVKREFTET and not kommentar.strip():
        raise ValidationError(
            {"kommentar": _("Skriv hva LIS-koordinator trenger å vite. Skriv ikke årsaken til et fravær.")}
        )
    hendelse = flytt(
        sak,
        OVERGANGER[F(svar)],
        utfort_av=utfort_av,
        kommentar=kommentar,
        felter={"svar_tid": naa, "svar_kommentar": kommentar},
        naa=naa,
    )
    lukk_oppgaver(sak, hendelse)
    lege = sak.innmelding.lege
    mal = {F.BEKREFTET: "foresporsel_ja", F.AVKREFTET: "foresporsel_nei", F.ENDRING: "foresporsel_endring"}[F(svar)]
    si_fra(sak, hendelse, mal, [*koordinatorer(sak.innmelding), lege.bruker])
    if svar == F.AVKREFTET:
        dager = Innstilling.objects.gjeldende().svarfrist_virkedager
        be_koordinator(sak, tekster.FOLG_OPP_NEI, hendelse, frist_virkedager=dager)
    elif svar == F.ENDRING:
        frist = pluss_virkedager(lokal_dato(naa), Innstilling.objects.gjeldende().svarfrist_virkedager)
        be_kommunen(sak, tekster.MELD_ENDRING, hendelse, frist=frist)
    return sak
