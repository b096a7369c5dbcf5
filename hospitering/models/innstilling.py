"""What the network has decided about hospitering. The procedure gives no days, so none of them is a requirement (G-11)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Helsefellesskap, InnstillingManager
from grunnmur.organisasjon.models.sporing import sporet


@sporet()
class Innstilling(models.Model):
    """The parameters of hospitering: one row for the network."""

    helsefellesskap = models.OneToOneField(Helsefellesskap, models.PROTECT, related_name="+")
    evaluering_virkedager = models.PositiveSmallIntegerField(
        _("virkedager fra avtalt evaluering til fristen er ute"), default=20
    )
    minste_gruppe = models.PositiveSmallIntegerField(
        _("færrest svar før resultater vises"),
        default=5,
        help_text=_("Færre enn dette, og resultatet vises ikke: da kunne en enkelt person kjennes igjen."),
    )
    andre_verter = models.BooleanField(
        _("andre enn helseforetak og kommuner kan ta imot hospitanter"),
        default=False,
        help_text=_("Skjemaet i prosedyren kjenner bare helseforetaket og kommunene."),
    )
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = InnstillingManager["Innstilling"]()

    class Meta:
        verbose_name = _("regler for hospitering")
        verbose_name_plural = _("regler for hospitering")
        constraints = [
            models.CheckConstraint(
                condition=Q(minste_gruppe__gte=5, evaluering_virkedager__gte=1),
                name="hospitering_gruppe_minst_fem",
                violation_error_message=_("En gruppe er minst fem, og fristen minst én virkedag."),
            )
        ]

    def __str__(self) -> str:
        return str(self.helsefellesskap)


@sporet()
class Purrefrist(models.Model):
    """One waiting step that has a deadline of its own; the others have the network's (`purrefrist_virkedager`).

    Without a row and without that nothing is reminded of: reminders are a choice, and never a requirement (G-11).
    """

    oppgavetype = models.CharField(_("steg"), max_length=60, unique=True)
    virkedager = models.PositiveSmallIntegerField(_("virkedager før vi minner om steget"))
    eskaleres = models.PositiveSmallIntegerField(_("virkedager før leddet over får beskjed"))

    class Meta:
        verbose_name = _("purrefrist for et steg")
        verbose_name_plural = _("purrefrister for stegene")
        constraints = [
            models.CheckConstraint(
                condition=Q(virkedager__gte=1, eskaleres__gt=F("virkedager")),
                name="purrefrist_eskaleres_etter_fristen",
                violation_error_message=_("Leddet over får beskjed etter fristen, og fristen er minst én virkedag."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.oppgavetype}: {self.virkedager}"
