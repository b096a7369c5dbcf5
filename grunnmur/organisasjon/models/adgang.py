"""Who gets in: invitations, and messages that a workplace is missing or has changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Fritekst, Kortekst

from .bruker import Bruker
from .enhet import Enhet
from .rolle import RolleType
from .virksomhet import Virksomhet


class Invitasjon(models.Model):
    """An expiring link by which a party lets somebody in. Only the hash of the link's secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    epost = models.EmailField(_("e-postadresse"))
    navn = Kortekst(_("navn"), max_length=120)
    enhet = models.ForeignKey(Enhet, models.PROTECT, verbose_name=_("enhet"))
    rolletype = models.CharField(_("rolle"), max_length=24, choices=RolleType, default=RolleType.ANSATT)
    invitert_av = models.ForeignKey(Bruker, models.PROTECT, related_name="sendte_invitasjoner")
    # Empty until the message is sent; several may be empty at once, so empty is NULL.
    hemmelighet_sha256 = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    opprettet = models.DateTimeField(default=timezone.now)
    utloper = models.DateTimeField(_("utløper"))
    brukt = models.DateTimeField(null=True, blank=True)
    trukket = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitasjon")
        verbose_name_plural = _("invitasjoner")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(
                condition=Q(brukt__isnull=True) | Q(trukket__isnull=True), name="invitasjon_brukt_eller_trukket"
            )
        ]

    def __str__(self) -> str:
        return f"{self.navn} <{self.epost}>"


class Arbeidsstedsmelding(models.Model):
    """«Arbeidsstedet mitt mangler» or «jeg har byttet arbeidssted»: the party answers."""

    class Type(models.TextChoices):
        MANGLER = "mangler", _("Arbeidsstedet mitt mangler")
        BYTTE = "bytte", _("Jeg har byttet arbeidssted")

    class Tilstand(models.TextChoices):
        VENTER = "venter", _("Venter på svar")
        GODTATT = "godtatt", _("Godtatt")
        AVVIST = "avvist", _("Ikke godtatt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=8, choices=Type)
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="arbeidsstedsmeldinger")
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, verbose_name=_("virksomhet"))
    beskrivelse = Fritekst(_("arbeidssted"), help_text=_("Skriv navn og sted på enheten du arbeider i."))
    tilstand = models.CharField(max_length=8, choices=Tilstand, default=Tilstand.VENTER)
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True)
    svar = Fritekst(_("svar"), blank=True)
    besvart_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    opprettet = models.DateTimeField(default=timezone.now)
    besvart = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("melding om arbeidssted")
        verbose_name_plural = _("meldinger om arbeidssted")
        constraints = [
            models.CheckConstraint(
                condition=~Q(tilstand="godtatt") | Q(enhet__isnull=False), name="arbeidssted_godtatt_har_enhet"
            ),
            models.CheckConstraint(
                condition=Q(tilstand="venter") | Q(besvart_av__isnull=False), name="arbeidssted_svar_har_avsender"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()}: {self.bruker}"

    def get_absolute_url(self) -> str:
        return reverse("arbeidssted", args=[self.pk])
