from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak, SakQuerySet

from .innmelding import Innmelding


class Forslagstilstand(models.TextChoices):
    BESTILT = "bestilt", _("Beregnes")
    BEREGNET = "beregnet", _("Beregnet")
    FEILET = "feilet", _("Feilet")
    BRUKT = "brukt", _("Tatt i bruk")
    FORKASTET = "forkastet", _("Forkastet")


ST = Forslagstilstand


class ForslagQuerySet(SakQuerySet["Forslag"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Only the coordinator: nothing is offered until they say so, and other doctors' numbers are in it."""
        return self.all() if tilgang_for(bruker).har(RolleType.LIS_KOORDINATOR) else self.none()


class Forslag(Sak):
    """A proposal for who gets which place, from frozen input; a rerun of the same input gives the same answer."""

    PREFIKS: ClassVar[str] = "F3"

    navn = Kortekst(_("navn"), max_length=80)
    horisont_fra = models.DateField(_("fra og med"))
    horisont_til = models.DateField(_("til og med"))
    bestilt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    inndata = models.JSONField(default=dict)
    """Doctors in order with their wishes, places with what is closed or taken, and rules: all that decides."""
    inndata_sha256 = models.CharField(max_length=64)
    resultat = models.JSONField(default=dict)
    resultat_sha256 = models.CharField(max_length=64, blank=True)
    varighet_ms = models.PositiveIntegerField(null=True)
    jobb_id = models.UUIDField(null=True)

    objects = ForslagQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("forslag til fordeling")
        verbose_name_plural = _("forslag til fordeling")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=ST.values), name="forslag_tilstand_kjent"),
            models.CheckConstraint(
                condition=Q(tilstand__in=[ST.BESTILT, ST.FEILET, ST.FORKASTET]) | ~Q(resultat_sha256=""),
                name="forslag_beregnet_har_resultat",
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="forslag_inndata_er_frosset", fields=["inndata", "inndata_sha256"])]

    def get_absolute_url(self) -> str:
        return reverse("lis3:forslag", args=[self.pk])

    @property
    def tilstand_i_ord(self) -> str:
        """The state as the table of states names it, in the reader's language."""
        return str(Forslagstilstand(self.tilstand).label)


class Overstyring(models.Model):
    """The coordinator places one doctor otherwise than the proposal, and says why; null place means no place."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    forslag = models.ForeignKey(Forslag, models.PROTECT, related_name="overstyringer")
    innmelding = models.ForeignKey(Innmelding, models.PROTECT, related_name="+")
    plasser = ArrayField(models.IntegerField(), default=list)
    """The place of each part; empty for nobody's place."""
    start = models.DateField(_("start"), null=True, blank=True)
    begrunnelse = Fritekst(_("begrunnelse"))
    av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name = _("overstyring")
        verbose_name_plural = _("overstyringer")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(fields=["forslag", "innmelding"], name="overstyring_en_per_lege"),
            models.CheckConstraint(condition=~Q(begrunnelse=""), name="overstyring_er_begrunnet"),
            models.CheckConstraint(
                condition=Q(plasser=[], start__isnull=True) | (~Q(plasser=[]) & Q(start__isnull=False)),
                name="overstyring_plass_og_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forslag}: {self.innmelding}"
