from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Helsefellesskap, InnstillingManager
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Nettadresse


@sporet()
class Innstilling(models.Model):
    """The parameters of the LIS1 rules (S1-L03, C6). One row for the network."""

    helsefellesskap = models.OneToOneField(Helsefellesskap, models.PROTECT, related_name="+")
    sykehus_maaneder = models.PositiveSmallIntegerField(_("måneder i sykehus"), default=12)
    kommune_maaneder = models.PositiveSmallIntegerField(_("måneder i kommune"), default=6)
    horisont_aar = models.PositiveSmallIntegerField(_("balansen vises så mange år fram"), default=3)
    restplass_dager = models.PositiveSmallIntegerField(_("dager på å finne en løsning for en restplass"), default=14)
    hdir_url = Nettadresse(_("lenke til Helsedirektoratets stillingsportal"), blank=True)
    forskrift_url = Nettadresse(_("lenke til spesialistforskriften"), blank=True)
    koblet_hjemmel = models.CharField(
        _("hjemmel for koblede stillinger"),
        max_length=80,
        default="spesialistforskriften kap. 3",
        help_text=_(
            "Prosedyren viser til § 13 b, en annen avtale til § 11. Skriv henvisningen slik dere har kontrollert den."
        ),
    )
    """Kept as text (G-08): the paragraph in the source is not confirmed."""
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = InnstillingManager["Innstilling"]()

    class Meta:
        verbose_name = _("regler for LIS1")
        verbose_name_plural = _("regler for LIS1")
        constraints = [
            models.CheckConstraint(
                condition=Q(sykehus_maaneder__gte=1, kommune_maaneder__gte=1), name="lis1_innstilling_har_lengde"
            ),
            models.CheckConstraint(condition=Q(horisont_aar__gte=1, horisont_aar__lte=10), name="lis1_innstilling_horisont"),
        ]

    def __str__(self) -> str:
        return str(_("Regler for LIS1"))
