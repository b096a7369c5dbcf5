from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Kortekst


class LagretfilterQuerySet(models.QuerySet["Lagretfilter"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """A saved filter belongs to the one who saved it."""
        return self.filter(bruker=bruker.pk)


class Lagretfilter(models.Model):
    """A filter of a list that somebody wants again: its name, and the query string that makes it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bruker = models.ForeignKey(Bruker, models.CASCADE, related_name="+")
    liste = models.CharField(_("liste"), max_length=40)
    """Which list, by the code its area has given it (`hospitering`, `lis3.ko`)."""
    navn = Kortekst(_("navn"), max_length=60)
    sporring = Kortekst(max_length=500)

    objects = LagretfilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("lagret filter")
        verbose_name_plural = _("lagrede filtre")
        ordering = ["navn"]
        constraints = [
            models.UniqueConstraint(fields=["bruker", "liste", "navn"], name="lagretfilter_ett_navn_per_person_og_liste")
        ]

    def __str__(self) -> str:
        return self.navn
