from __future__ import annotations

from datetime import date
from typing import Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.portal.felt import Nettadresse


class Sesong(models.TextChoices):
    VAAR = "vaar", _("vår")
    HOST = "host", _("høst")


STARTDAG = {Sesong.VAAR: (3, 1), Sesong.HOST: (9, 1)}
"""The month and day on which a cohort usually starts: 1 March and 1 September."""


class KullQuerySet(models.QuerySet["Kull"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """When the cohorts start is no secret: everybody who is signed in."""
        return self.all() if bruker.is_active else self.none()


@sporet()
class Kull(models.Model):
    """The doctors who begin LIS1 in the hospital on the same day, and the dates of their national advertisement.

    The Directorate's portal is where they apply (S1-L04); its dates change from year to year and are data here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    aar = models.PositiveSmallIntegerField(_("år"))
    sesong = models.CharField(_("sesong"), max_length=4, choices=Sesong)
    start = models.DateField(_("oppstart i sykehus"))
    utlysning_url = Nettadresse(_("lenke til Helsedirektoratets utlysning"), blank=True)
    utlyses = models.DateField(_("utlyses"), null=True, blank=True)
    soknadsfrist = models.DateField(_("søknadsfrist"), null=True, blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = KullQuerySet.as_manager()

    class Meta:
        verbose_name = _("kull")
        verbose_name_plural = _("kull")
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(
                fields=["aar", "sesong"], name="kull_ett_per_sesong", violation_error_message=_("Kullet finnes allerede.")
            ),
            models.UniqueConstraint(fields=["start"], name="kull_en_start"),
            models.CheckConstraint(condition=Q(sesong__in=Sesong.values), name="kull_sesong_kjent"),
            models.CheckConstraint(
                condition=Q(start__year=F("aar")),
                name="kull_starter_i_aaret",
                violation_error_message=_("Oppstarten må være i kullets år."),
            ),
            models.CheckConstraint(
                condition=Q(utlyses__isnull=True) | Q(soknadsfrist__isnull=True) | Q(soknadsfrist__gte=F("utlyses")),
                name="kull_frist_etter_utlysning",
                violation_error_message=_("Søknadsfristen kan ikke være før stillingene utlyses."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="kull_flytter_stillingene",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("start"),
                condition=pgtrigger.AnyChange("start"),
                # The position's own trigger computes the day.
                func="UPDATE lis1_stilling SET kommune_fra = NEW.start WHERE kull_id = NEW.id; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sesong_display()} {self.aar}"

    def get_absolute_url(self) -> str:
        return reverse("lis1:kull", args=[self.pk])


def kommunestart(start: date, sykehus_maaneder: int) -> date:
    """The day the municipal part begins: so many calendar months after the hospital part began."""
    return pluss_maaneder(start, sykehus_maaneder)
