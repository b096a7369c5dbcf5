from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Fritekst, Kortekst

from .bruker import Bruker
from .gyldighet import Gyldig, fra_foer_til
from .helsefellesskap import Helsefellesskap
from .sporing import sporet
from .virksomhet import Virksomhet


@sporet()
class Organ(models.Model):
    """A committee, group or forum of the cooperation (chapter E)."""

    class Type(models.TextChoices):
        SSU = "ssu", _("strategisk samarbeidsutvalg")
        FAGUTVALG = "fagutvalg", _("fagutvalg")
        LIS1_UTVALG = "lis1_utvalg", _("LIS1-utvalg")
        ARBEIDSUTVALG = "arbeidsutvalg", _("arbeidsutvalg")
        FAGGRUPPE = "faggruppe_organ", _("faggruppe")
        FORUM = "forum", _("samarbeidsforum")
        STYRINGSGRUPPE = "styringsgruppe", _("styringsgruppe")
        PROSJEKTGRUPPE = "prosjektgruppe", _("prosjektgruppe")
        UNDERGRUPPE = "undergruppe", _("undergruppe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    helsefellesskap = models.ForeignKey(Helsefellesskap, models.PROTECT, related_name="organer")
    overordnet = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="underorganer", verbose_name=_("overordnet organ")
    )
    type = models.CharField(_("type"), max_length=20, choices=Type)
    navn = Kortekst(_("navn"), max_length=120)
    mandat = Fritekst(_("mandat"), blank=True)

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organer")

    def __str__(self) -> str:
        return self.navn


@sporet()
class Organmedlem(Gyldig):
    """Somebody sits in a committee from–to, for a party and in a capacity."""

    class Verv(models.TextChoices):
        LEDER = "leder", _("leder")
        NESTLEDER = "nestleder", _("nestleder")
        MEDLEM = "medlem", _("medlem")
        VARA = "vara", _("vara")
        SEKRETAER = "sekretaer", _("sekretær")
        OBSERVATOR = "observator", _("observatør")
        BRUKERREPRESENTANT = "brukerrepresentant", _("brukerrepresentant")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="medlemmer")
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="verv", verbose_name=_("person"))
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, null=True, blank=True, verbose_name=_("representerer"))
    verv = models.CharField(_("verv"), max_length=20, choices=Verv, default=Verv.MEDLEM)

    class Meta:
        verbose_name = _("organmedlem")
        verbose_name_plural = _("organmedlemmer")
        constraints = [fra_foer_til("organmedlem_fra_foer_til")]

    def __str__(self) -> str:
        return f"{self.bruker}, {self.get_verv_display()}"


@sporet()
class Mote(models.Model):
    """A meeting of a committee, with the last day to put something on its agenda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="moter")
    start = models.DateTimeField(_("start"))
    slutt = models.DateTimeField(_("slutt"))
    sted = Kortekst(_("sted"), max_length=120, blank=True)
    sakslistefrist = models.DateField(_("frist for saker til sakslisten"))

    class Meta:
        verbose_name = _("møte")
        verbose_name_plural = _("møter")
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slutt__gt=F("start")),
                name="mote_slutter_etter_start",
                violation_error_message=_("Møtet må slutte etter at det starter."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.start:%d.%m.%Y}"
