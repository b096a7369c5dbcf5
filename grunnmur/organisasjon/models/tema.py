"""What the cooperation is about: codes that projects, calls, needs and events are marked with (S4-C02–C09)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Kortekst

from .gyldighet import Gyldig, fra_foer_til
from .sporing import sporet


@sporet()
class Tema(Gyldig):
    """A theme, in both written forms. One that is no longer chosen ends; what was marked with it keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kode = models.SlugField(_("kode"), max_length=40, unique=True)
    navn_nb = Kortekst(_("navn (bokmål)"), max_length=120)
    navn_nn = Kortekst(_("navn (nynorsk)"), max_length=120)
    kilde = Kortekst(_("kilde"), max_length=160, blank=True, help_text=_("Avtalen eller vedtaket temaet kommer fra."))
    satsing = models.BooleanField(_("vedtatt satsingsområde"), default=False)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"), default=100)

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("temaer")
        ordering = ["rekkefolge", "navn_nb"]
        constraints = [fra_foer_til("tema_fra_foer_til")]

    def __str__(self) -> str:
        return self.navn_nn if get_language() == "nn" else self.navn_nb
