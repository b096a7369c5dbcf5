from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .foresporsel import Seksmndforesporsel
from .innmelding import Innmelding, Onske
from .tjeneste import Tjeneste, Tjenestedel


class Koplass(models.Model):
    """Where an open enrolment stands in the queue: a view, so that the rank is never stored and never stale.

    Everybody in the queue with precedence is ranked by the day seniority counts from, whatever a list is narrowed to;
    the same day shares a rank until the coordinator has put them in order (G-10). Others have no rank.
    """

    innmelding = models.OneToOneField(Innmelding, models.DO_NOTHING, primary_key=True, related_name="koplass")
    ansiennitetsdato = models.DateField(_("ansiennitet regnes fra"), null=True)
    fratrekk = models.IntegerField(_("fratrekk i dager"))
    i_omraadet = models.BooleanField(_("kommune i sykehusområdet"))
    har_forrang = models.BooleanField(_("har forrang"))
    """General practice and a municipality of the catchment area, in the queue or not."""
    rang = models.IntegerField(_("rang"), null=True)
    plassering = models.IntegerField()
    """The rank, and a large number for those without: never NULL, so that a list may be sorted by it."""
    deler_rang = models.IntegerField(_("antall med samme rang"))
    lik_ansiennitet = models.IntegerField(_("antall med samme ansiennitet"))
    uavgjort = models.BooleanField(_("rekkefølgen er ikke avgjort"))
    # What belongs to the enrolment now, so that a list joins by primary keys only.
    onske = models.ForeignKey(Onske, models.DO_NOTHING, null=True, related_name="+")
    foresporsel = models.ForeignKey(Seksmndforesporsel, models.DO_NOTHING, null=True, related_name="+")
    tjeneste = models.ForeignKey(Tjeneste, models.DO_NOTHING, null=True, related_name="+")
    forste_del = models.ForeignKey(Tjenestedel, models.DO_NOTHING, null=True, related_name="+", db_column="del_id")

    class Meta:
        managed = False
        db_table = "lis3_koplass"
        verbose_name = _("plass i køen")
        verbose_name_plural = _("plasser i køen")

    def __str__(self) -> str:
        return str(self.rang or "–")
