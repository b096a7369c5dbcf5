from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Kortekst

from .bruker import Bruker
from .sporing import sporet
from .virksomhet import Virksomhet


@sporet(fields=["tilstand", "lastet_opp_av", "sha256"], model_name="ImportkjoringEvent")
class Importkjoring(models.Model):
    """One uploaded file: read and tried at once, carried out only when somebody confirms what they saw.

    `rader` is the parsed file and `sha256` its fingerprint: what is carried out is what was shown.
    """

    class Innhold(models.TextChoices):
        ENHETER = "enheter", _("Enheter")
        PERSONER = "personer", _("Personer")
        ROLLER = "roller", _("Roller")

    class Tilstand(models.TextChoices):
        FEIL = "feil", _("Har feil")
        KLAR = "klar", _("Klar til å bekreftes")
        UTFORT = "utfort", _("Utført")
        FORKASTET = "forkastet", _("Forkastet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, verbose_name=_("virksomhet"))
    innhold = models.CharField(_("innhold"), max_length=8, choices=Innhold)
    filnavn = Kortekst(_("fil"), max_length=120)
    rader = models.JSONField(_("rader"), default=list)
    utfall = models.JSONField(_("utfall per rad"), default=list)
    sha256 = models.CharField(max_length=64, editable=False)
    tilstand = models.CharField(_("tilstand"), max_length=9, choices=Tilstand)
    lastet_opp_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("lastet opp av"))
    opprettet = models.DateTimeField(_("lastet opp"), default=timezone.now)
    utfort = models.DateTimeField(_("utført"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("importer")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tilstand="utfort", utfort__isnull=False) | (~Q(tilstand="utfort") & Q(utfort__isnull=True)),
                name="import_utfort_har_tid",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_innhold_display()}: {self.filnavn}"
