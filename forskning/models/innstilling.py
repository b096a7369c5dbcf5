from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Helsefellesskap, InnstillingManager, Organ
from grunnmur.organisasjon.models.sporing import sporet


@sporet()
class Innstilling(models.Model):
    """The parameters of the research rules. One row for the network."""

    helsefellesskap = models.OneToOneField(Helsefellesskap, models.PROTECT, related_name="+")
    strategisk_organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("utvalget som forankrer")
    )
    """The committee an application is sent to unless another is chosen (S1-F04)."""
    partnersvar_virkedager = models.PositiveSmallIntegerField(_("virkedager en partner har på å svare"), default=10)
    skriftlig_virkedager = models.PositiveSmallIntegerField(
        _("virkedager en skriftlig behandling varer"),
        default=5,
        help_text=_("Brukes når utvalget ikke har noe møte før søknadsfristen."),
    )
    stille_maaneder = models.PositiveSmallIntegerField(_("måneder uten endring før vi spør om prosjektet lever"), default=6)
    formidling_maaneder = models.PositiveSmallIntegerField(_("måneder etter slutt til formidlingen er gjort"), default=3)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = InnstillingManager["Innstilling"]()

    class Meta:
        verbose_name = _("regler for forskning")
        verbose_name_plural = _("regler for forskning")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    partnersvar_virkedager__gte=1, skriftlig_virkedager__gte=1, stille_maaneder__gte=1,
                    formidling_maaneder__gte=1,
                ),
                name="forskning_innstilling_minst_en",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(_("Regler for forskning"))
