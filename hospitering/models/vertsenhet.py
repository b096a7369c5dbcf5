"""What a host unit says of itself, and how many hospitants it takes each week."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Enhet, Faggruppe
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst

from .soknad import Soknad
from .vern import belegget_er_innenfor


@sporet()
class Enhetsprofil(models.Model):
    """What one can learn at a unit, whom it suits, how many, and practical matters (S0-R05)."""

    enhet = models.OneToOneField(Enhet, models.PROTECT, primary_key=True, related_name="hospiteringsprofil")
    hva_vi_gjor = Fritekst(_("hva enheten gjør"), blank=True)
    kan_laere = Fritekst(_("hva hospitanter kan lære her"), blank=True)
    passer_for = ArrayField(
        models.CharField(max_length=24, choices=Faggruppe), verbose_name=_("hvem det passer for"), default=list, blank=True
    )
    praktisk = Fritekst(_("praktisk for dem som kommer"), blank=True)
    smittevern = Fritekst(
        _("krav til smittevern"),
        blank=True,
        help_text=_("Vises som opplysning. Klarering skjer utenfor portalen, og ingen helseopplysninger lagres her."),
    )
    gruppegrense = models.PositiveSmallIntegerField(_("største gruppe på en gang"), null=True, blank=True)
    kapasitet = models.PositiveSmallIntegerField(
        _("hospitanter per uke"), null=True, blank=True, help_text=_("La feltet stå tomt hvis dere ikke har noen grense.")
    )
    tar_imot = models.BooleanField(_("tar imot hospitanter"), default=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("enhetsprofil")
        verbose_name_plural = _("enhetsprofiler")
        constraints = [
            models.CheckConstraint(condition=~Q(gruppegrense=0), name="enhetsprofil_gruppe_minst_en"),
        ]

    def __str__(self) -> str:
        return str(self.enhet)


@sporet()
class Ukeskapasitet(models.Model):
    """One week that differs from the unit's usual number, such as a holiday week."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profil = models.ForeignKey(Enhetsprofil, models.PROTECT, related_name="uker")
    uke = models.DateField(_("uke"), help_text=_("Mandagen i uken."))
    antall = models.PositiveSmallIntegerField(_("hospitanter denne uken"))

    class Meta:
        verbose_name = _("kapasitet i en uke")
        verbose_name_plural = _("kapasitet i enkeltuker")
        ordering = ["profil", "uke"]
        constraints = [
            models.UniqueConstraint(fields=["profil", "uke"], name="ukeskapasitet_en_per_uke"),
            models.CheckConstraint(condition=Q(uke__iso_week_day=1), name="ukeskapasitet_er_en_mandag"),
        ]

    def __str__(self) -> str:
        return f"{self.uke}: {self.antall}"


class Ukebelegg(models.Model):
    """One hospitant is at one unit in one week: a row per week of an agreement in force, within the unit's number."""

    soknad = models.ForeignKey(Soknad, models.PROTECT, related_name="ukebelegg")
    enhet = models.ForeignKey(Enhet, models.PROTECT, related_name="+")
    uke = models.DateField()

    class Meta:
        verbose_name = _("hospitant i en uke")
        verbose_name_plural = _("hospitanter i ukene")
        constraints = [
            models.UniqueConstraint(fields=["soknad", "uke"], name="belegg_en_gang_per_uke"),
            models.CheckConstraint(condition=Q(uke__iso_week_day=1), name="belegg_er_en_mandag"),
        ]
        indexes = [models.Index(fields=["enhet", "uke"], name="belegg_enhet_uke")]
        triggers = belegget_er_innenfor()

    def __str__(self) -> str:
        return f"{self.enhet_id} {self.uke}"
