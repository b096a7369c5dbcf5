from __future__ import annotations

from datetime import date
from typing import ClassVar, Self
from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lege.models import Lege

from .kull import Kull, kommunestart

STANDARD_SYKEHUS, STANDARD_KOMMUNE = 12, 6


class Stillingstilstand(models.TextChoices):
    PLANLAGT = "planlagt", _("Planlagt")
    UTLYST = "utlyst", _("Utlyst")
    BESATT = "besatt", _("Besatt")
    TRUKKET = "trukket", _("Trukket")


ST = Stillingstilstand


class Kommunepraksis(models.TextChoices):
    """Where the municipal part is served (S1-L15): the advertisement must say one of the two."""

    NAVNGITT = "navngitt", _("I en bestemt kommune")
    TILDELES = "tildeles", _("Tildeles av LIS1-utvalget")


class StillingQuerySet(SakQuerySet["Stilling"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Those who cooperate on hiring (S1-L04, L05): coordinator, County Governor, RHF, the municipalities' LIS contacts
        and chief physicians; and the doctor who has it.
        """
        return self.all() if ser_stillinger(bruker) else self.filter(lege__bruker=bruker)

    def i_drift(self) -> Self:
        return self.exclude(tilstand=ST.TRUKKET)


SER_ALLE = (RolleType.LIS_KOORDINATOR, RolleType.STATSFORVALTER, RolleType.RHF)
KOMMUNENE = (RolleType.KOMMUNE_LIS_KONTAKT, RolleType.KOMMUNEOVERLEGE)


def ser_stillinger(bruker: Bruker) -> bool:
    """Whether the shared list is for this person: of the municipalities, those that take part today."""
    tilgang = tilgang_for(bruker)
    if tilgang.har(*SER_ALLE):
        return True
    egne = tilgang.virksomheter(*KOMMUNENE)
    return bool(egne) and Deltakelse.objects.gjeldende().filter(virksomhet__in=egne).exists()


@sporet(exclude=["avvik_begrunnelse", "ukoblet_begrunnelse"])
class Stilling(Sak):
    """One hospital position for a LIS1, with the right to municipal service (S1-L15–L17)."""

    PREFIKS: ClassVar[str] = "L1"

    kull = models.ForeignKey(Kull, models.PROTECT, related_name="stillinger", verbose_name=_("kull"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, related_name="+", verbose_name=_("enhet i sykehuset"))
    sykehus_maaneder = models.PositiveSmallIntegerField(_("måneder i sykehus"), default=STANDARD_SYKEHUS)
    kommune_maaneder = models.PositiveSmallIntegerField(_("måneder i kommune"), default=STANDARD_KOMMUNE)
    avvik_begrunnelse = Fritekst(_("begrunnelse for annen varighet"), blank=True)
    avvik_url = Nettadresse(_("lenke til Helsedirektoratets utlysning"), blank=True)
    """A length that differs from the rules of the day it was registered needs both (S1-L16)."""
    avviker = models.BooleanField(default=False, editable=False)
    kommunepraksis = models.CharField(_("kommunepraksis"), max_length=8, choices=Kommunepraksis)
    kommune = models.ForeignKey(
        Virksomhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommune")
    )
    koblet = models.BooleanField(_("koblet stilling"), default=True)
    ukoblet_begrunnelse = Fritekst(_("begrunnelse for at stillingen ikke er koblet"), blank=True)
    lege = models.OneToOneField(
        Lege, models.PROTECT, null=True, blank=True, related_name="lis1_stilling", verbose_name=_("lege")
    )
    kommune_fra = models.DateField(editable=False)
    """When the municipal part begins, kept for the balance by half-year; a trigger keeps it right when the cohort moves."""

    objects = StillingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("LIS1-stilling")
        verbose_name_plural = _("LIS1-stillinger")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=ST.values), name="lis1stilling_tilstand_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="lis1stilling_har_nummer"),
            models.CheckConstraint(
                condition=Q(sykehus_maaneder__gte=1, sykehus_maaneder__lte=36, kommune_maaneder__gte=1)
                & Q(kommune_maaneder__lte=24),
                name="lis1stilling_lengde",
                violation_error_message=_("Oppgi 1 til 36 måneder i sykehus og 1 til 24 måneder i kommune."),
            ),
            models.CheckConstraint(
                condition=Q(avviker=False) | (~Q(avvik_begrunnelse="") & ~Q(avvik_url="")),
                name="lis1stilling_avvik_begrunnes",
                violation_error_message=_("Begrunn den andre varigheten, og lenk til Helsedirektoratets utlysning."),
            ),
            models.CheckConstraint(
                condition=Q(kommunepraksis=Kommunepraksis.NAVNGITT, kommune__isnull=False)
                | Q(kommunepraksis=Kommunepraksis.TILDELES, kommune__isnull=True),
                name="lis1stilling_kommunepraksis",
                violation_error_message=_("Velg kommunen, eller velg at kommunen tildeles."),
            ),
            models.CheckConstraint(
                condition=Q(koblet=True) | ~Q(ukoblet_begrunnelse=""),
                name="lis1stilling_ukoblet_begrunnes",
                violation_error_message=_("Begrunn hvorfor stillingen ikke er koblet."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand=ST.BESATT, lege__isnull=False) | (~Q(tilstand=ST.BESATT) & Q(lege__isnull=True)),
                name="lis1stilling_besatt_har_lege",
            ),
        ]
        indexes = [
            models.Index(fields=["kull", "tilstand"], name="lis1stilling_kull"),
            models.Index(fields=["kommune_fra"], name="lis1stilling_kommune_fra"),
        ]
        triggers = [
            # What is derived is derived here too, so that no hand can make it say something else. The lock is for a cohort
            # that is moved at the same time.
            pgtrigger.Trigger(
                name="lis1stilling_kommune_fra",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    SELECT (k.start + make_interval(months => NEW.sykehus_maaneder))::date INTO NEW.kommune_fra
                    FROM lis1_kull k WHERE k.id = NEW.kull_id FOR KEY SHARE;
                    RETURN NEW;
                """,
            ),
            # The rules may change later: what was registered under the old ones is asked again when its length is.
            pgtrigger.Trigger(
                name="lis1stilling_avvik_skjules_ikke",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("sykehus", "smallint"), ("kommune", "smallint")],
                func=f"""
                    IF TG_OP = 'UPDATE' THEN
                        IF (OLD.sykehus_maaneder, OLD.kommune_maaneder, OLD.avviker)
                            = (NEW.sykehus_maaneder, NEW.kommune_maaneder, NEW.avviker) THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT i.sykehus_maaneder, i.kommune_maaneder INTO sykehus, kommune
                    FROM lis1_innstilling i ORDER BY i.id LIMIT 1;
                    IF NOT NEW.avviker AND (NEW.sykehus_maaneder, NEW.kommune_maaneder)
                        <> (coalesce(sykehus, {STANDARD_SYKEHUS}), coalesce(kommune, {STANDARD_KOMMUNE})) THEN
                        RAISE EXCEPTION 'lis1stilling_avvik_skjult' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608
            ),
        ]

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return self.lege.bruker_id if self.lege else None

    @property
    def beregnet_kommune_fra(self) -> date:
        return kommunestart(self.kull.start, self.sykehus_maaneder)

    def get_absolute_url(self) -> str:
        return reverse("lis1:stilling", args=[self.pk])
