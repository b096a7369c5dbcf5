from __future__ import annotations

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .peker import PekerPaaSak, sak_finnes


class SaksLenke(PekerPaaSak):
    """Two cases belong together, also across areas that do not know each other (a copy and its source)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    maal_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    maal_id = models.UUIDField()
    maal = GenericForeignKey("maal_type", "maal_id")
    art = models.CharField(_("art"), max_length=24)
    opprettet = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lenke mellom saker")
        verbose_name_plural = _("lenker mellom saker")
        constraints = [models.UniqueConstraint(fields=["sak_id", "maal_id", "art"], name="sakslenke_unik")]
        triggers = [sak_finnes("sakslenke_sak_finnes")]

    def __str__(self) -> str:
        return self.art
