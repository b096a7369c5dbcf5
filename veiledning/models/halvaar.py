"""What each answering unit is told about its own half-year."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID, uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for, underliggende

R = RolleType


def halvaarnavn(aar: int, halvaar: int) -> str:
    """The half-year in words."""
    navn = _gettext("første halvår %(aar)s") if halvaar == 1 else _gettext("andre halvår %(aar)s")
    return navn % {"aar": aar}


class TilbakemeldingQuerySet(models.QuerySet["Tilbakemelding"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Those who answer at the unit or lead it or what is above it, the party's coordinator, the secretariat."""
        tilgang = tilgang_for(bruker)
        if tilgang.har(R.SEKRETARIAT):
            return self.all()
        svarer = (R.VEILEDNINGSANSVARLIG, R.LEDER)
        synlige = Q(virksomhet__in=tilgang.virksomheter(*svarer, R.VEILEDNINGSKOORDINATOR, R.AVTALESPESIALIST))
        if enheter := tilgang.enheter(*svarer):
            synlige |= Q(enhet__in=underliggende(enheter))
        return self.filter(synlige)


class Tilbakemelding(models.Model):
    """The numbers of one answering unit for half a year, as they were when they were made. Without unit: the party itself.

    What people wrote is not kept here: it is read where it stands, and is gone when its time is out.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("virksomhet"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet"))
    aar = models.PositiveSmallIntegerField(_("år"))
    halvaar = models.PositiveSmallIntegerField(_("halvår"))
    tall = models.JSONField(_("tall"))
    laget = models.DateTimeField(_("laget"))

    objects = TilbakemeldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tilbakemelding til en enhet")
        verbose_name_plural = _("tilbakemeldinger til enheter")
        ordering = ["-aar", "-halvaar"]
        constraints = [
            models.UniqueConstraint(
                fields=["virksomhet", "enhet", "aar", "halvaar"], name="tilbakemelding_en_per_halvaar", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(halvaar__in=[1, 2]), name="tilbakemelding_halvaar"),
        ]
        triggers = [
            pgtrigger.Protect(name="tilbakemelding_staar_fast", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.sted}, {self.periodenavn}"

    def get_absolute_url(self) -> str:
        return reverse("veiledning:tilbakemelding", args=[self.sted_id, self.aar, self.halvaar])

    @property
    def sted_id(self) -> UUID:
        return self.enhet_id or self.virksomhet_id

    @property
    def sted(self) -> str:
        return self.enhet.visningsnavn if self.enhet else self.virksomhet.fullt_navn

    @property
    def fra(self) -> date:
        return date(self.aar, 1 if self.halvaar == 1 else 7, 1)

    @property
    def til(self) -> date:
        """The last day."""
        return date(self.aar, 6, 30) if self.halvaar == 1 else date(self.aar, 12, 31)

    @property
    def periodenavn(self) -> str:
        return halvaarnavn(self.aar, self.halvaar)
