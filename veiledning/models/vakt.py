"""Fields of practice, and the guidance rota: who answers what, when, in which order."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Kortekst

from .kodeverk import Fagfelt


@sporet()
class Fagomraade(models.Model):
    """A field of practice that can be asked about, such as diabetes or palliative care. Master data."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    navn = Kortekst(_("navn"), max_length=80, unique=True)
    fagfelt = models.CharField(_("fagfelt"), max_length=16, choices=Fagfelt)
    aktivt = models.BooleanField(_("kan velges"), default=True)

    class Meta:
        verbose_name = _("fagområde")
        verbose_name_plural = _("fagområder")
        ordering = ["navn"]

    def __str__(self) -> str:
        return self.navn


class Ukedag(models.IntegerChoices):
    """ISO weekday."""

    MANDAG = 1, _("mandag")
    TIRSDAG = 2, _("tirsdag")
    ONSDAG = 3, _("onsdag")
    TORSDAG = 4, _("torsdag")
    FREDAG = 5, _("fredag")


def alle_ukedager() -> list[int]:
    return list(Ukedag.values)


class SvarvaktQuerySet(models.QuerySet["Svarvakt"]):
    def gjelder(self, dag: date) -> Self:
        """Rota lines of a day: in force, and of its weekday."""
        return self.i_kraft(dag).filter(ukedager__contains=[dag.isoweekday()])

    def i_kraft(self, dag: date) -> Self:
        """Rota lines in force on a day, whatever weekday it is, of roles that are."""
        return self.filter(
            Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dag),
            Q(rolle__gyldig_til__isnull=True) | Q(rolle__gyldig_til__gte=dag),
            gyldig_fra__lte=dag,
            rolle__gyldig_fra__lte=dag,
            rolle__bruker__is_active=True,
        )


@sporet()
class Svarvakt(models.Model):
    """One line of a unit's rota: somebody who answers guidance there, for a field or for all, on these weekdays.

    It belongs to the person's role `veiledningsansvarlig`, so whoever stands in for that role stands in here too,
    and a role that has ended answers nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    rolle = models.ForeignKey(Rolle, models.PROTECT, related_name="svarvakter", verbose_name=_("hvem"))
    fagomraade = models.ForeignKey(
        Fagomraade, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fagområde")
    )
    """None: whatever no line of its own names."""
    ukedager = ArrayField(
        models.PositiveSmallIntegerField(choices=Ukedag), verbose_name=_("ukedager"), default=alle_ukedager
    )
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"), default=1)
    """1 is asked first; who shares a number is asked together."""
    gyldig_fra = models.DateField(_("fra"))
    gyldig_til = models.DateField(_("til"), null=True, blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = SvarvaktQuerySet.as_manager()

    class Meta:
        verbose_name = _("linje på vaktlisten")
        verbose_name_plural = _("vaktliste for veiledning")
        ordering = ["fagomraade__navn", "rekkefolge", "gyldig_fra"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=models.F("gyldig_fra")),
                name="svarvakt_fra_foer_til",
                violation_error_message=_("Til-dato kan ikke være før fra-dato."),
            ),
            models.CheckConstraint(
                condition=Q(rekkefolge__gte=1, rekkefolge__lte=9), name="svarvakt_rekkefolge",
                violation_error_message=_("Rekkefølgen er et tall fra 1 til 9."),
            ),
            models.CheckConstraint(
                condition=Q(ukedager__len__gte=1) & Q(ukedager__contained_by=list(Ukedag.values)), name="svarvakt_ukedager",
                violation_error_message=_("Velg minst én ukedag."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["rolle"], name="svarvakt_rolle")]
        triggers = [
            pgtrigger.Trigger(
                name="svarvakt_er_for_veiledningsansvarlig",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=f"""
                    IF NOT EXISTS (SELECT 1 FROM organisasjon_rolle r
                                   WHERE r.id = NEW.rolle_id AND r.type = '{RolleType.VEILEDNINGSANSVARLIG}'
                                     AND r.enhet_id IS NOT NULL) THEN
                        RAISE EXCEPTION 'svarvakt_feil_rolle' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608  (our own values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.rolle.bruker}, {self.rolle.sted}"

    @property
    def ukedagsnavn(self) -> list[str]:
        return [str(Ukedag(dag).label) for dag in sorted(self.ukedager)]
