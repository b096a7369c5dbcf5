"""What all dated facts share: valid from a day, through a day, both included."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class GyldigQuerySet(models.QuerySet):
    def gjeldende(self, dag: date | None = None) -> Self:
        """Rows valid on `dag` (today in Norway unless told)."""
        dag = dag or timezone.localdate()
        return self.filter(Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dag), gyldig_fra__lte=dag)


class Gyldig(models.Model):
    """Valid from `gyldig_fra` through `gyldig_til`; an open end is still valid."""

    gyldig_fra = models.DateField(_("gyldig fra"), default=timezone.localdate)
    gyldig_til = models.DateField(_("gyldig til"), null=True, blank=True)

    objects = GyldigQuerySet.as_manager()

    class Meta:
        abstract = True

    def gjelder(self, dag: date | None = None) -> bool:
        dag = dag or timezone.localdate()
        return self.gyldig_fra <= dag and (self.gyldig_til is None or self.gyldig_til >= dag)


def fra_foer_til(navn: str) -> models.CheckConstraint:
    """The constraint that a period does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=F("gyldig_fra")),
        name=navn,
        violation_error_message=_("Til-dato kan ikke være før fra-dato."),
    )


def ikke_slettes(navn: str) -> pgtrigger.Trigger:
    """A trigger that keeps what has been in force.

    Only a row that starts today or later may be deleted: somebody who got a role by mistake must lose it at
    once, and a period cannot end before it starts. The history keeps what was deleted.
    """
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF OLD.gyldig_fra < (now() AT TIME ZONE 'Europe/Oslo')::date THEN
                RAISE EXCEPTION '% har vært i kraft og kan ikke slettes', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN OLD;
        """,
    )
