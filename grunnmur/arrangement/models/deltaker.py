from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Kortekst

from .arrangement import Arrangement
from .kodeverk import Svar
from .vern import deltakerens_vern

LENKE_VARER = timedelta(days=183)
"""How long after an event an external participant can still see, and erase, what is stored: as long as it is kept."""


@dataclass(frozen=True)
class Gjest:
    """Somebody to invite. Who has an account is invited as that user, whatever is written of the rest."""

    epost: str
    navn: str = ""
    organisasjon: str = ""


class DeltakerQuerySet(models.QuerySet["Deltaker"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Names and addresses are for those who arrange."""
        return self.filter(arrangement__in=Arrangement.objects.arrangeres_av(bruker).values("pk"))

    def kommer(self) -> Self:
        return self.filter(svar=Svar.JA)

    def venter(self) -> Self:
        """The waiting list, first in line first."""
        return self.filter(svar=Svar.VENTELISTE).order_by("tidspunkt", "id")

    def gjester(self) -> Self:
        """Participants without an account whose name and address are still here."""
        return self.filter(bruker__isnull=True, slettet__isnull=True)


class Deltaker(models.Model):
    """Somebody who is invited to an event, or signed up: a user, or a guest by name and e-mail address.

    Never kept in a row history: a guest who asks to be erased is gone. `tidspunkt` is when the answer was given, and
    the order of the waiting list.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="deltakere")
    bruker = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    navn = Kortekst(_("navn"), max_length=120, blank=True)
    epost = models.EmailField(_("e-postadresse"), blank=True)
    organisasjon = Kortekst(_("organisasjon"), max_length=120, blank=True)
    svar = models.CharField(_("svar"), max_length=10, choices=Svar, default=Svar.INVITERT)
    tidspunkt = models.DateTimeField(_("svart"), default=timezone.now)
    invitert_av = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("invitert av")
    )
    invitasjon_sendt = models.DateTimeField(_("invitasjon sendt"), null=True, blank=True)
    paaminnet = models.DateTimeField(_("påminnet"), null=True, blank=True)
    slettet = models.DateTimeField(_("opplysningene slettet"), null=True, blank=True)

    objects = DeltakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("deltaker")
        verbose_name_plural = _("deltakere")
        ordering = ["tidspunkt", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(svar__in=Svar.values), name="deltaker_svar_kjent"),
            models.CheckConstraint(
                condition=Q(bruker__isnull=False, navn="", epost="", organisasjon="", slettet__isnull=True)
                | (Q(bruker__isnull=True, slettet__isnull=True) & ~Q(navn="") & ~Q(epost=""))
                | Q(bruker__isnull=True, navn="", epost="", organisasjon="", slettet__isnull=False),
                name="deltaker_bruker_eller_gjest",
            ),
            models.UniqueConstraint(fields=["arrangement", "bruker"], name="deltaker_en_per_bruker"),
            models.UniqueConstraint("arrangement", Lower("epost"), condition=~Q(epost=""), name="deltaker_en_per_adresse"),
        ]
        indexes = [models.Index(fields=["arrangement", "svar", "tidspunkt"], name="deltaker_ko")]
        triggers = deltakerens_vern()

    def __str__(self) -> str:
        return self.visningsnavn

    @property
    def er_gjest(self) -> bool:
        return self.bruker_id is None

    @property
    def visningsnavn(self) -> str:
        if self.bruker:
            return self.bruker.navn
        return self.navn or str(_("Slettet deltaker"))


class SvarlenkeQuerySet(models.QuerySet["Svarlenke"]):
    def gjeldende(self, naa: datetime) -> Self:
        """Links that open something: of a guest who is not erased, to an event that is not long past."""
        return self.filter(deltaker__slettet__isnull=True, deltaker__arrangement__slutt__gt=naa - LENKE_VARER)


class Svarlenke(models.Model):
    """The secret of one mail to a guest. Every mail has its own, so that none of them stops working by the next.

    Only the SHA-256 is kept: the address is written in the mail and nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deltaker = models.ForeignKey(Deltaker, models.CASCADE, related_name="svarlenker")
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    opprettet = models.DateTimeField(_("opprettet"), default=timezone.now)

    objects = SvarlenkeQuerySet.as_manager()

    class Meta:
        verbose_name = _("svarlenke")
        verbose_name_plural = _("svarlenker")
        constraints = [models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="svarlenke_er_et_avtrykk")]

    def __str__(self) -> str:
        return self.sha256[:12]
