"""The portal inbox and the e-mail outbox, in one row."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse

OPPSUMMERING_KL = time(7)


def siste_oppsummering(naa: datetime) -> datetime:
    """The latest seven o'clock, Norwegian time, of a Monday to Friday that has passed."""
    sone = timezone.get_default_timezone()
    lokal = timezone.localtime(naa, sone)
    dag = lokal.date() if lokal.time() >= OPPSUMMERING_KL else lokal.date() - timedelta(days=1)
    while dag.weekday() > 4:
        dag -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(dag, OPPSUMMERING_KL), sone)


class VarselQuerySet(models.QuerySet["Varsel"]):
    def til(self, bruker: Bruker) -> Self:
        return self.filter(mottaker=bruker)

    def uleste(self) -> Self:
        return self.filter(lest__isnull=True)

    def i_epost(self, tilstand: str) -> Self:
        """Rows in one state of the mail, asked so that the partial indexes answer.

        The state stands as text in the SQL: with a bound parameter the generic plan cannot know which index fits.
        """
        return self.filter(RawSQL(f"varsling_varsel.epost = '{Varsel.Epost(tilstand)}'", [], BooleanField()))  # noqa: S611

    def klare(self, naa: datetime) -> Self:
        """Mail that may go now, oldest first."""
        forfalt = Q(neste_forsok__isnull=True) | Q(neste_forsok__lte=naa)
        return self.i_epost(Varsel.Epost.KLAR).filter(forfalt).order_by("opprettet")

    def forfalte_oppsummeringer(self, naa: datetime) -> Self:
        """What a daily digest that is due by now must bring: older than the last seven o'clock of a weekday."""
        forfalt = Q(neste_forsok__isnull=True) | Q(neste_forsok__lte=naa)
        return self.i_epost(Varsel.Epost.SAMLES).filter(forfalt, opprettet__lte=siste_oppsummering(naa))


class Varsel(models.Model):
    """Somebody is told something, once: `nokkel` is unique for event (or reminder step) and recipient.

    The row is the truth about the mail: `klar` → `sender` (committed just before SMTP) → `sendt`. A row found
    in `sender` after a crash becomes `usikker` and is shown to an administrator, never blindly sent again.
    The text is rendered from `mal` and `data` in the recipient's language, and never holds case content.
    """

    class Epost(models.TextChoices):
        KLAR = "klar", _("Klar til sending")
        SAMLES = "samles", _("Venter på dagens oppsummering")
        SENDER = "sender", _("Sendes nå")
        SENDT = "sendt", _("Sendt")
        USIKKER = "usikker", _("Usikkert om den kom fram")
        FEILET = "feilet", _("Kunne ikke sendes")
        INGEN = "ingen", _("Bare i portalen")

    KAN_SENDES_PAA_NYTT = (Epost.FEILET, Epost.USIKKER)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nokkel = models.CharField(max_length=160, unique=True, editable=False)
    mottaker = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="varsler", verbose_name=_("mottaker")
    )
    til_epost = models.EmailField(_("e-postadresse"), blank=True)
    """Where it goes when the recipient is not a user yet (an invitation); otherwise empty."""
    mal = models.CharField(_("mal"), max_length=60)
    data = models.JSONField(default=dict)
    adresse = models.CharField(_("adresse"), max_length=200, blank=True)
    """Path in the portal that the notice leads to."""
    hendelse = models.ForeignKey(Hendelse, models.PROTECT, null=True, blank=True, related_name="varsler")
    oppgave = models.ForeignKey(Oppgave, models.PROTECT, null=True, blank=True, related_name="varsler")
    sak_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    sak_id = models.UUIDField(null=True, blank=True)
    opprettet = models.DateTimeField(_("opprettet"), default=timezone.now)
    lest = models.DateTimeField(_("lest"), null=True, blank=True)
    epost = models.CharField(_("e-post"), max_length=8, choices=Epost, default=Epost.KLAR)
    forsok = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    neste_forsok = models.DateTimeField(null=True, blank=True)
    tatt = models.DateTimeField(null=True, blank=True)
    """When a sender took the row; a row taken long ago by a dead sender is doubtful."""
    sendt = models.DateTimeField(_("sendt"), null=True, blank=True)
    feil = models.CharField(_("feil"), max_length=200, blank=True)

    objects = VarselQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(condition=~Q(epost="sendt") | Q(sendt__isnull=False), name="varsel_sendt_har_tid"),
            models.CheckConstraint(
                condition=Q(mottaker__isnull=False, til_epost="") | (Q(mottaker__isnull=True) & ~Q(til_epost="")),
                name="varsel_bruker_eller_adresse",
            ),
        ]
        indexes = [
            models.Index(fields=["opprettet"], condition=Q(epost="klar"), name="varsel_klar"),
            models.Index(fields=["tatt"], condition=Q(epost="sender"), name="varsel_sender"),
            models.Index(fields=["mottaker"], condition=Q(epost="samles"), name="varsel_samles"),
            models.Index(fields=["mottaker", "-opprettet"], name="varsel_innboks"),
            models.Index(fields=["mottaker"], condition=Q(lest__isnull=True), name="varsel_ulest"),
            models.Index(fields=["sak_id"], name="varsel_sak"),
            # The daily breaker counts what has gone out lately.
            models.Index(fields=["sendt"], condition=Q(sendt__isnull=False), name="varsel_sist_sendt"),
        ]

    def __str__(self) -> str:
        return f"{self.mal} → {self.mottaker or self.til_epost}"
