from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models.sporing import sporet

from .peker import PekerPaaSak, aldri_endret, sak_finnes

TOMT = "(slettet)"
"""What stands in a column that may not be blank, once its content is gone."""


@sporet()
class Bevaringstid(models.Model):
    """How long one kind of content is kept after a case has ended, as the data controllers have decided.

    What a rule empties stands in code (`grunnmur.saksgang.bevaring`). A rule without a row here empties nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    regel = models.CharField(_("hva som tømmes"), max_length=60, unique=True)
    maaneder = models.PositiveSmallIntegerField(
        _("måneder etter at saken er avsluttet"),
        null=True,
        blank=True,
        help_text=_("Tomt felt betyr at det ikke er bestemt. Da tømmes ingenting."),
    )

    class Meta:
        verbose_name = _("bevaringstid")
        verbose_name_plural = _("bevaringstider")
        constraints = [models.CheckConstraint(condition=~models.Q(maaneder=0), name="bevaringstid_er_ikke_null")]

    def __str__(self) -> str:
        return self.regel


class Tomming(PekerPaaSak):
    """What a rule says should go from a case has gone. Append-only; the guards of a case open for it alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    regel = models.CharField(_("regel"), max_length=60)
    alt = models.BooleanField(_("hele saken"))
    """Also what points at the case: comments, what was signed, notices, documents, row history."""
    tidspunkt = models.DateTimeField(_("tidspunkt"))

    class Meta:
        verbose_name = _("tømming")
        verbose_name_plural = _("tømminger")
        constraints = [models.UniqueConstraint(fields=["sak_id", "regel"], name="tomming_en_per_regel")]
        triggers = [sak_finnes("tomming_sak_finnes"), *aldri_endret("tomming_aldri_endret")]

    def __str__(self) -> str:
        return self.regel
