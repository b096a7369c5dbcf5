"""The sender: `klar` → `sender` → `sendt`, one mail at a time, so that nothing is lost and nothing is doubled.

A row is marked `sender` and committed just before its mail is handed over. A sender that dies before that has
changed nothing; one that dies after leaves exactly one row whose fate nobody knows. That row becomes `usikker`
when its lease ends, and an administrator decides: SMTP has no way to ask whether a mail arrived.
"""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker

from .epost import Avsender, Postkasse, lag_epost, lag_oppsummering
from .maler import SendesIkke, skriv
from .models import Varsel, VarselQuerySet
from .svar import Svar, tolk

logg = logging.getLogger(__name__)

Epost = Varsel.Epost
Klokke = Callable[[], datetime]

MAKS_FORSOK = 8
LENGSTE_PAUSE = timedelta(hours=6)
TIDSBUDSJETT = 200
"""Seconds a pass may take: it must be over before Celery ends the task."""


@dataclass
class Utfall:
    """What one pass did, in rows."""

    sendt: int = 0
    utsatt: int = 0
    feilet: int = 0
    usikre: int = 0
    ingen: int = 0
    stanset: str = ""
    """Why the pass ended before the outbox was empty."""


@dataclass(frozen=True)
class Forsendelse:
    """Rows taken, committed as `sender`, and the mail that carries them."""

    rader: Sequence[Varsel]
    tatt: datetime
    tilbake: str
    epost: EmailMultiAlternatives

    @property
    def ider(self) -> list[UUID]:
        return [rad.pk for rad in self.rader]


def send_klare(*, klokke: Klokke = timezone.now, maks: int | None = None) -> Utfall:
    """One pass: declare what is doubtful, send what is ready, send the digests that are due.

    Any number may run at once. When the relay is away nothing is taken and no try is spent.
    """
    return _Kjoring(klokke).kjor(maks)


def meld_usikre(naa: datetime) -> int:
    """Rows whose sender has been silent longer than the lease may or may not have arrived: say so."""
    grense = naa - timedelta(seconds=settings.VARSLING_LEIE)
    antall = Varsel.objects.i_epost(Epost.SENDER).filter(tatt__lt=grense).update(epost=Epost.USIKKER, feil="avbrutt")
    if antall:
        logg.error("%s e-poster er usikre: avsenderen stoppet underveis", antall)
    return antall


class _Kjoring:
    """One pass over one SMTP connection."""

    def __init__(self, klokke: Klokke) -> None:
        self.klokke = klokke
        self.utfall = Utfall()
        self.postkasse = Postkasse()
        self.slutt = time.monotonic() + TIDSBUDSJETT

    def kjor(self, maks: int | None) -> Utfall:
        naa = self.klokke()
        self.utfall.usikre = meld_usikre(naa)
        kvote = self._kvote(naa, maks)
        personer = list(Varsel.objects.forfalte_oppsummeringer(naa).order_by().values_list("mottaker", flat=True).distinct())
        if kvote <= 0 or not (personer or Varsel.objects.klare(naa).exists()):
            return self.utfall
        try:
            self.postkasse.aapne()
        except (OSError, smtplib.SMTPException) as feil:
            logg.warning("e-postserveren svarer ikke: %s", type(feil).__name__)
            self.utfall.stanset = "e-postserveren svarer ikke"
            return self.utfall
        self.avsender = Avsender.finn()
        try:
            self._toem(kvote, personer)
        finally:
            self.postkasse.lukk()
        return self.utfall

    def _kvote(self, naa: datetime, maks: int | None) -> int:
        kvote = settings.VARSLER_PER_KJORING if maks is None else maks
        siste_doegn = Varsel.objects.filter(sendt__gt=naa - timedelta(days=1), epost=Epost.SENDT).count()
        igjen = settings.VARSLER_PER_DOEGN - siste_doegn
        if igjen <= 0:
            logg.error("sperren slo inn: %s e-poster på et døgn", siste_doegn)
            self.utfall.stanset = "sperren for e-poster per døgn er nådd"
        return min(kvote, igjen)

    def _toem(self, kvote: int, personer: list[UUID]) -> None:
        while kvote > 0 and not self._ferdig():
            if not self._ett(self._ta_neste):
                break
            kvote -= 1
        for person in personer[: max(kvote, 0)]:
            if self._ferdig():
                return
            self._ett(partial(self._ta_oppsummering, person))
            kvote -= 1
        if kvote <= 0 and not self.utfall.stanset:
            self.utfall.stanset = "grensen for én kjøring er nådd"

    def _ferdig(self) -> bool:
        if not self.utfall.stanset and time.monotonic() > self.slutt:
            self.utfall.stanset = "tiden er ute"
        return bool(self.utfall.stanset)

    def _ett(self, ta: Callable[[], Forsendelse | bool]) -> bool:
        """Take and send one mail. False when there was nothing left to take."""
        forsendelse = ta()
        if isinstance(forsendelse, Forsendelse):
            self._lever(forsendelse)
        return bool(forsendelse)

    def _ta_neste(self) -> Forsendelse | bool:
        """The oldest ready row nobody else holds; True when it turned out not to be sent, False when none."""
        naa = self.klokke()
        with transaction.atomic(durable=True):
            rad = (
                Varsel.objects.klare(naa)
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("mottaker")
                .first()
            )
            if rad is None:
                return False
            if rad.mottaker is not None and not rad.mottaker.is_active:
                return self._sett([rad], Epost.INGEN)
            try:
                with transaction.atomic():
                    epost = lag_epost(rad, self.avsender)
            except SendesIkke:
                return self._sett([rad], Epost.INGEN)
            except OperationalError:
                raise  # the database's trouble, not the text's: the row stays ready for the next pass
            except Exception as feil:
                return self._ubrukelig(rad, feil)
            return self._merk_sender([rad], naa, Epost.KLAR, epost)

    def _ta_oppsummering(self, person: UUID) -> Forsendelse | bool:
        """All of a person's collected notices. Their user row is the lock: one digest, not two halves."""
        naa = self.klokke()
        with transaction.atomic(durable=True):
            laast = Bruker.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person).first()
            if laast is None or not Varsel.objects.forfalte_oppsummeringer(naa).filter(mottaker=person).exists():
                return True
            rader = list(
                Varsel.objects.i_epost(Epost.SAMLES)
                .filter(mottaker=person)
                .select_for_update(of=("self",))
                .select_related("mottaker")
                .order_by("opprettet")
            )
            if not laast.is_active:
                return self._sett(rader, Epost.INGEN)
            lesbare = []
            for rad in rader:
                try:
                    with transaction.atomic():
                        skriv(rad)
                    lesbare.append(rad)
                except OperationalError:
                    raise  # as in `_ta_neste`: the rows stay collected for the next pass
                except Exception as feil:
                    self._ubrukelig(rad, feil)
            if not lesbare:
                return True
            return self._merk_sender(lesbare, naa, Epost.SAMLES, lag_oppsummering(lesbare, self.avsender))

    def _merk_sender(self, rader: list[Varsel], naa: datetime, tilbake: str, epost: EmailMultiAlternatives) -> Forsendelse:
        Varsel.objects.filter(pk__in=[r.pk for r in rader]).update(epost=Epost.SENDER, tatt=naa, forsok=F("forsok") + 1)
        return Forsendelse(rader, naa, tilbake, epost)

    def _ubrukelig(self, rad: Varsel, feil: Exception) -> bool:
        """A text that cannot be written must not stop the rest of the outbox."""
        logg.error("varsel %s kan ikke skrives: %s", rad.pk, type(feil).__name__)
        return self._sett([rad], Epost.FEILET, f"kan ikke skrives: {type(feil).__name__}")

    def _sett(self, rader: list[Varsel], tilstand: str, feil: str = "") -> bool:
        antall = Varsel.objects.filter(pk__in=[r.pk for r in rader]).update(epost=tilstand, feil=feil)
        if tilstand == Epost.INGEN:
            self.utfall.ingen += antall
        else:
            self.utfall.feilet += antall
        return True

    def _lever(self, forsendelse: Forsendelse) -> None:
        try:
            self.postkasse.send(forsendelse.epost)
        except Exception as feil:
            svar = tolk(feil, i_tvil=self.postkasse.i_tvil())
            self._noter(forsendelse, svar)
            if not isinstance(feil, OSError | ValueError):
                raise  # told to stop from outside, not a failed mail; what became of the mail is noted
            return
        self.utfall.sendt += self._egne(forsendelse).update(epost=Epost.SENDT, sendt=self.klokke(), feil="")

    def _noter(self, forsendelse: Forsendelse, svar: Svar) -> None:
        if svar.stans:
            self.utfall.stanset = "e-postserveren brøt av"
        egne = self._egne(forsendelse)
        if svar.art == Svar.Art.TVIL:
            self.utfall.usikre += egne.update(epost=Epost.USIKKER, feil=svar.grunn)
            return
        forsok = max(rad.forsok for rad in forsendelse.rader) + 1
        if svar.art == Svar.Art.VARIG or forsok >= MAKS_FORSOK:
            self.utfall.feilet += egne.update(epost=Epost.FEILET, feil=svar.grunn)
            return
        pause = min(timedelta(minutes=4 ** (forsok - 1)), LENGSTE_PAUSE)
        self.utfall.utsatt += egne.update(epost=forsendelse.tilbake, neste_forsok=self.klokke() + pause, feil=svar.grunn)

    def _egne(self, forsendelse: Forsendelse) -> VarselQuerySet:
        """The rows, if they are still this sender's: also when the lease ended while it worked, for it knows."""
        return Varsel.objects.filter(pk__in=forsendelse.ider, tatt=forsendelse.tatt, epost__in=[Epost.SENDER, Epost.USIKKER])
