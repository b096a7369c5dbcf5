from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for, underliggende
from grunnmur.portal.felt import Kortekst, Nettadresse
from lis.lege.models import Laeringsmaal, Spesialitet


class Tidsrom(Func):
    """A period of days, both ends included, as PostgreSQL compares it."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, fra: str, til: str) -> None:
        super().__init__(F(fra), F(til), Value("[]"))


class SammePlass(Func):
    """A place as a range of one, so that an exclusion needs no extension."""

    function = "int4range"
    output_field = IntegerRangeField()

    def __init__(self, felt: str) -> None:
        super().__init__(F(felt), F(felt), Value("[]"))


class AvdelingQuerySet(models.QuerySet["Avdeling"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Which departments take LIS3, and for what, is no secret among those who are signed in."""
        return self.all() if bruker.is_active else self.none()

    def ledet_av(self, bruker: Bruker) -> Self:
        """Departments whose leader, at the unit itself or above it, the person is today."""
        tilgang = tilgang_for(bruker)
        under = underliggende(tilgang.enheter(RolleType.LEDER))
        return self.filter(Q(enhet__in=under) | Q(enhet__virksomhet__in=tilgang.virksomheter(RolleType.LEDER)))

    def aktive(self) -> Self:
        return self.filter(aktiv=True, enhet__nedlagt__isnull=True)


@sporet()
class Avdeling(models.Model):
    """A hospital department that takes doctors in specialisation: its speciality, objectives and teaching."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enhet = models.OneToOneField(Enhet, models.PROTECT, related_name="lis3_avdeling", verbose_name=_("enhet"))
    spesialitet = models.ForeignKey(Spesialitet, models.PROTECT, related_name="+", verbose_name=_("spesialitet"))
    godkjent = models.DateField(
        _("godkjent utdanningsvirksomhet fra"),
        null=True,
        blank=True,
        help_text=_("Må være satt for at avdelingen kan gi tjeneste i tremånedersperioder."),
    )
    laeringsmaal = models.ManyToManyField(
        Laeringsmaal, blank=True, related_name="+", verbose_name=_("læringsmål avdelingen kan gi")
    )
    internundervisning_url = Nettadresse(_("lenke til internundervisning"), blank=True)
    aktiv = models.BooleanField(_("tar imot LIS3"), default=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)
    """Raised by the database on every change, whoever makes it. A page carries the one it was made from."""

    objects = AvdelingQuerySet.as_manager()

    class Meta:
        verbose_name = _("avdeling")
        verbose_name_plural = _("avdelinger")
        ordering = ["enhet__sted", "enhet__sortering"]
        triggers = [
            pgtrigger.Trigger(
                name="avdeling_versjon",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(),
                func="NEW.versjon := OLD.versjon + 1; RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return str(self.enhet)

    @property
    def navn(self) -> str:
        return self.enhet.navn

    @property
    def sted(self) -> str:
        return self.enhet.sted


@sporet()
class Plass(models.Model):
    """One place for one doctor at a department, from a day, perhaps through a day: a row of the board."""

    id = models.AutoField(primary_key=True)
    avdeling = models.ForeignKey(Avdeling, models.PROTECT, related_name="plasser", verbose_name=_("avdeling"))
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"), null=True, blank=True)

    class Meta:
        verbose_name = _("plass")
        verbose_name_plural = _("plasser")
        ordering = ["avdeling", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["avdeling", "nummer"], name="plass_nummer"),
            models.CheckConstraint(condition=Q(til__isnull=True) | Q(til__gte=F("fra")), name="plass_periode"),
        ]

    def __str__(self) -> str:
        return f"{self.avdeling}, {_('plass')} {self.nummer}"


@sporet()
class Stenging(models.Model):
    """A place is closed for a period: rebuilding, full rota. The reason is about the department, never a person."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plass = models.ForeignKey(Plass, models.CASCADE, related_name="stenginger", verbose_name=_("plass"))
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"))
    grunn = Kortekst(_("grunn"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("stengt periode")
        verbose_name_plural = _("stengte perioder")
        ordering = ["fra"]
        constraints = [
            models.CheckConstraint(
                condition=Q(til__gte=F("fra")),
                name="stenging_periode",
                violation_error_message=_("Til-dato kan ikke være før fra-dato."),
            ),
            ExclusionConstraint(
                name="stenging_en_om_gangen",
                expressions=[
                    (SammePlass("plass"), RangeOperators.OVERLAPS),
                    (Tidsrom("fra", "til"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Plassen er allerede stengt i denne perioden."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stenging_ikke_over_en_tjeneste",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    PERFORM 1 FROM lis3_plass WHERE id = NEW.plass_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT 1 FROM lis3_tjenestedel d WHERE d.plass_id = NEW.plass_id AND d.opptar
                               AND daterange(d.fra, d.til, '[]') && daterange(NEW.fra, NEW.til, '[]')) THEN
                        RAISE EXCEPTION 'stenging_over_tjeneste' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.plass} {self.fra}–{self.til}"
