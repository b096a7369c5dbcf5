from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker

from .peker import PekerPaaSak, aldri_endret, sak_finnes


class Lesing(PekerPaaSak):
    """Somebody opened a case on a day. The person the case is about can see it."""

    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="lesinger")
    dag = models.DateField(_("dag"))
    forste = models.DateTimeField(_("første gang"))
    siste = models.DateTimeField(_("siste gang"))
    antall = models.PositiveIntegerField(_("antall"), default=1)

    class Meta:
        verbose_name = _("lesing")
        verbose_name_plural = _("lesinger")
        constraints = [models.UniqueConstraint(fields=["sak_id", "bruker", "dag"], name="lesing_en_per_dag")]
        triggers = [sak_finnes("lesing_sak_finnes")]

    def __str__(self) -> str:
        return f"{self.bruker} {self.dag}"


class Avvisning(PekerPaaSak):
    """Somebody was refused an operation on a case. Written after the rollback, so that it stays."""

    class Grunn(models.TextChoices):
        IKKE_TILLATT = "ikke_tillatt", _("hadde ikke rett til det")
        FOR_SENT = "for_sent", _("saken hadde gått videre")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="avvisninger")
    handling = models.CharField(_("handling"), max_length=40)
    grunn = models.CharField(_("grunn"), max_length=16, choices=Grunn)
    tilstand = models.CharField(_("tilstand"), max_length=24)
    tidspunkt = models.DateTimeField(_("tidspunkt"))

    class Meta:
        verbose_name = _("avvisning")
        verbose_name_plural = _("avvisninger")
        ordering = ["-tidspunkt"]
        indexes = [models.Index(fields=["sak_id", "tidspunkt"], name="avvisning_sak")]
        triggers = [sak_finnes("avvisning_sak_finnes"), *aldri_endret("avvisning_aldri_endret")]

    def __str__(self) -> str:
        return f"{self.bruker}: {self.handling}"
